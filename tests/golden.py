"""Makes the golden batch of this release, with a row of every type: `python -m tests.golden`.

A golden batch is what a site of that version sent; every later registry must take it in. It is made once, when a
version is released, and never again. Values are synthetic and say nothing.
"""

import json
import sys
from base64 import b64encode
from pathlib import Path
from typing import Any, get_args

import msgspec

from fieldpoint import __version__
from fieldpoint.core.batch import batch_id, deflate
from fieldpoint.core.log_rows import AnyRow, EpochOpen, Handout, encode_row
from fieldpoint.core.row import Row
from fieldpoint.core.signature import public_key
from tests.registry.support import Sender, name_of

FOLDER = Path(__file__).parent / "data" / "batches"
_STAMP = {"v", "id", "seq", "boot", "mono", "wall", "tq"}
_DAYS = {"day", "days", "due", "late_for", "next_on", "on"}
_SIMPLE: dict[type, Any] = {
    msgspec.inspect.IntType: 1,
    msgspec.inspect.FloatType: 1.5,
    msgspec.inspect.BoolType: True,
    msgspec.inspect.NoneType: None,
    msgspec.inspect.RawType: {},
    msgspec.inspect.AnyType: {},
    msgspec.inspect.DictType: {},
}


def every_type() -> Sender:
    """A log that holds one row of every type that this version writes, every member filled in."""
    log = Sender(site="golden-1", name="golden")
    given = log.handout()
    log.add(encode_row(given))
    for kind in get_args(AnyRow):
        if kind not in (EpochOpen, Handout):
            log.add(encode_row(_row(log, kind, given)))
    return log


def _row(log: Sender, kind: type[Row], given: Handout) -> Row:
    info = msgspec.inspect.type_info(kind)
    assert isinstance(info, msgspec.inspect.StructType)
    members = {one.encode_name: _value(one.type, one.encode_name) for one in info.fields if one.name not in _STAMP}
    if "ref" in members:
        members["ref"] = given.id  # a void of the handout above
    if "line" in members:
        members |= {"from_seq": given.seq, "line": msgspec.Raw(encode_row(given))}  # it comes once more
    line = msgspec.json.encode({"t": kind.__struct_config__.tag, **log.stamp(), **members})
    return msgspec.json.decode(line, type=kind)


def _value(kind: msgspec.inspect.Type, name: str) -> Any:
    match kind:
        case msgspec.inspect.StrType():
            return "1405-09-01" if name in _DAYS else name_of(f"golden {name}", 8)
        case msgspec.inspect.LiteralType():
            return kind.values[0]
        case msgspec.inspect.UnionType():
            return _value(next(one for one in kind.types if not isinstance(one, msgspec.inspect.NoneType)), name)
        case msgspec.inspect.ListType() | msgspec.inspect.VarTupleType():
            return [_value(kind.item_type, name)]
        case msgspec.inspect.StructType():
            return {one.encode_name: _value(one.type, one.encode_name) for one in kind.fields}
        case _:
            return [_value(one, name) for one in getattr(kind, "item_types", ())] or _SIMPLE[type(kind)]


def main() -> None:
    """Writes the file of this version."""
    log = every_type()
    body = log.body(1, len(log.lines))
    golden = {
        "about": f"a sealed batch of release {__version__}: gzip in base64, the seed of its key is 32 bytes of 0x11",
        "site": log.site,
        "batch_id": batch_id(body),
        "public": public_key(log.seed).hex(),
        "sent": b64encode(deflate(body)).decode(),
    }
    file = FOLDER / f"every-type-{__version__}.json"
    file.write_text(json.dumps(golden, indent=2) + "\n")
    sys.stdout.write(f"{file}\n")


if __name__ == "__main__":
    main()
