"""Bodies are decoded straight into their struct, strictly.

Litestar reads JSON into plain values and then converts them leniently, so that "1" would pass for 1. Here
the struct of the handler decides: a member of another type, an unknown member, a wrong limit is
`request-invalid` with its place, and what is no JSON at all is `body-malformed`.
"""

import re
from functools import cache
from typing import Any

import msgspec
from litestar import Request

from fieldpoint.errors import Code, Invalid

# Where in the body it went wrong, as msgspec names it; its sentence may repeat what was sent and is dropped.
_FIELD = re.compile(r" - at `(\$[A-Za-z0-9_.\[\]]{0,100})`$")


class StrictRequest(Request[Any, Any, Any]):
    """A request whose JSON is the struct that its handler asks for."""

    async def json(self) -> Any:  # noqa: ANN401  whatever the handler asks for
        """The body as the handler's struct. `Invalid` (`body-malformed`, `request-invalid`)."""
        field = self.route_handler.parsed_data_field
        try:
            return _decoder(Any if field is None else field.annotation).decode(await self.body())
        except msgspec.ValidationError as fault:
            found = _FIELD.search(str(fault))
            raise Invalid(Code.REQUEST_INVALID, **({"field": found[1]} if found else {})) from None
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):  # the last for 100,000 brackets
            raise Invalid(Code.BODY_MALFORMED) from None


@cache
def _decoder(wanted: Any) -> msgspec.json.Decoder[Any]:  # noqa: ANN401  one for each body of the API
    return msgspec.json.Decoder(wanted)
