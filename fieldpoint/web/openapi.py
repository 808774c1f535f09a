"""What the site's API may answer besides what its handlers say (see serving/api/description.py for the document).

Imports its neighbours and serving.
"""

from typing import Final

from fieldpoint.serving.api.description import Description
from fieldpoint.web.access import RULES

# What any route may answer, whatever it is for: no such name of a host, too fast, too slow, too large, not by https,
# not now, a fault of ours.
_ANY: Final = (400, 403, 408, 413, 421, 429, 431, 500, 503)
_SIGNED_IN: Final = (401,)
_NAMED: Final = (404,)
# Looks that name somebody in their query: no such donor, a quarter that is not over.
_LOOKS: Final = {"/api/v1/gift-statements": (404,), "/api/v1/gift-statements/sheet": (404, 409)}
_WRITES: Final = (401, 404, 409, 415, 507)
# Who may ask these is not asked before their body is read.
OPEN: Final = frozenset((method.lower(), path) for (method, path), rule in RULES.items() if rule.asks == "anybody")


def _failures(method: str, path: str) -> tuple[int, ...]:
    """The statuses of the failures that a route of its kind may meet."""
    return (
        *_ANY,
        *(() if (method, path) in OPEN else _SIGNED_IN),
        *(_NAMED if "{" in path else ()),
        *(() if method == "get" else _WRITES),
        *_LOOKS.get(path, ()),
    )


SITE_API: Final = Description(title="fieldpoint site", failures=_failures)
