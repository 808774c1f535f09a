"""Where the files lie that are served or printed with: the page, the fonts, third-party scripts.

A wheel carries them as fieldpoint/static/, an editable installation finds them beside the package. The
third-party parts under vendor/ come with the build, so they can be missing in a bare checkout.

Imports errors only.
"""

from pathlib import Path

from fieldpoint.errors import Broken, Code

_PACKAGE = Path(__file__).parent


def static_folder() -> Path:
    """The folder of the page's files. `Broken` (`asset-missing`) when there is none."""
    for folder in (_PACKAGE / "static", _PACKAGE.parent / "static"):
        if folder.is_dir():
            return folder
    raise Broken(Code.ASSET_MISSING, file="static")


def vendor_file(name: str) -> Path:
    """A third-party part, such as `vazirmatn/Vazirmatn-Bold.ttf`. `Broken` (`asset-missing`) when it is not there."""
    path = static_folder() / "vendor" / name
    if not path.is_file():
        raise Broken(Code.ASSET_MISSING, file=path.name)
    return path
