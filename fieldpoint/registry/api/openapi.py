"""What the officers' API may answer besides what its handlers say (see serving/api/description.py for the document).

Imports serving.
"""

from typing import Final

from fieldpoint.serving.api.description import Description

_ANY: Final = (400, 401, 403, 408, 413, 421, 429, 431, 500, 503)
_NAMED: Final = (404,)
_WRITES: Final = (404, 409, 415, 507)
_KEY: Final = {"type": "http", "scheme": "bearer", "description": "A key that an officer made on the page."}


def _failures(method: str, path: str) -> tuple[int, ...]:
    return (*_ANY, *(_NAMED if "{" in path else ()), *(() if method == "get" else _WRITES))


OFFICERS_API: Final = Description(title="fieldpoint registry", failures=_failures, proof=_KEY, only=True)
