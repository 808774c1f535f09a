"""What the items of the package are called."""

from functools import cache
from importlib.resources import files

import msgspec

ITEMS_FILE = "items.toml"


@cache
def packaged_items() -> dict[str, str]:
    """The items of the package: the title of each code."""
    return msgspec.toml.decode(files("fieldpoint.programmes").joinpath(ITEMS_FILE).read_bytes(), type=dict[str, str])
