"""`fieldpoint protocol`: the wire protocol as this version speaks it, for whoever writes another registry.

The chapters are the docstrings of the modules that read and write those very bytes, and the tables of members are made
from the structs that check them, so the text cannot say something else than the program does.
"""

from collections.abc import Iterator, Mapping
from inspect import cleandoc
from typing import Any, get_args

import click
import msgspec

_ENDPOINTS = """
All but health and enrolment want `Authorization: Bearer <token>`, asked before a body is read. What a site sends is
proven by its own signature, so a token that is stolen reads a mark and changes nothing.

GET  /health                     200 to anybody
POST /v1/enrol                   EnrolRequest -> 201 EnrolAnswer; 200 when asked again with the same key;
                                 403 enrol-code-wrong, enrol-code-old, site-foreign; 409 enrol-code-used, site-key-taken
GET  /v1/sites/{site}/state?nonce=N      200 StateAnswer, signed; N is 22 characters of base64url and comes back
PUT  /v1/batches/{batch_id}      Content-Type: application/vnd.fieldpoint.batch+gzip, no Content-Encoding,
                                 Content-Digest: sha-256=:base64 of the bytes as sent:  (RFC 9530)
GET  /v1/feed?after={feed}.{n}&limit=    200 a signed page, packed; 304 when nothing is new; 410 feed-reset
GET  /v1/snapshot                200, or 206 for a `Range` of one piece; `ETag`, `If-Range` (RFC 9110)
GET  /v1/keys                    200 KeysAnswer: whoever knows one key of the registry knows all later ones by it
GET  /v1/sites/{site}/events?epoch=E&from=N     200 the sealed batch with that row; 404 rows-unknown
POST /v1/sites/{site}/have       HaveRequest -> 200 HaveAnswer, signed
PUT  /v1/sites/{site}/donors     what donors are called, for their statements: DonorNames as JSON behind the site's
                                 signature of "fp/donors/1\0" and it, closed with age -> 200 DonorsAnswer, signed

What a PUT is answered, and what a site does then:

200  StoredAnswer, signed: rows are held, or were. The site checks that `head` is its own head at `hwm`.
202  KeptAnswer, signed: the bytes are kept beside (chain-fork, key-revoked); no row of them counts yet.
400  batch-malformed, batch-digest-wrong: sent once more, then parked until a person looks.
401, 403  token-wrong, site-foreign, site-key-unknown: everything is kept; asked again later.
409  batch-busy: asked again.
413  batch-too-large, body-too-large: two halves stand in its place.
415  batch-version-unknown, media-type-unsupported: everything is kept; an update is needed.
422  batch-signature-wrong, batch-chain-broken: parked until a person looks; nothing is deleted.
429, 503  asked again after `Retry-After` seconds, or after a wait by chance that doubles up to a quarter of an hour.
500  later batches are tried; after ten tries the lead is told, and it is tried on.

Every failure is application/problem+json (RFC 9457) with `type` urn:fp:<code>. An answer that is neither that nor
signed is somebody else's (a captive portal, a proxy) and counts as no answer.
"""
_RULES = """
A registry keeps these, in whatever order batches come and however often:

1. A batch is stored whole or not at all, and answered only when it is durable.
2. Taking in is a union of sets. The same row again is a duplicate; another row at a taken place is a fork: 202.
3. Rows above a hole are held and count at once; `hwm` waits below the hole, `gaps` names it, `top` is the highest row.
4. `hwm` moves over row n+1 only when that row's own previous head is the head at n; row 1 must begin at the genesis
   of its site, epoch and key. Without this rule a clone's rows fill another history's gaps and rows are lost.
5. A row that cannot be used keeps its place in the chain; its effect is withheld and it is listed in `quarantined`:
   unsupported_type, schema, id_reuse (its id stands already, with other bytes or at another place), ref_missing.
6. Nothing is refused for what it says of the world, and nothing is ever deleted.

`fieldpoint registry check URL` tries all of them on a running registry.
"""


_PAGE = """
A page is {"fp":"feed/1","site":…,"feed":…,"after":…,"upto":…,"items":[{"n":…,"k":…,"key":…,"b":…},…],"more":…}, signed
as every answer. It holds all that changed above `after` up to `upto`; `more` says that there is more behind it.
"""


@click.command()
def protocol() -> None:
    """Print the protocol between a site and its registry, fp-sync/1, as this version speaks it."""
    click.echo(text())


def text() -> str:
    """The protocol in chapters."""
    from fieldpoint import __version__  # noqa: PLC0415
    from fieldpoint.core import answer, batch, chain, feed, letter, log_rows  # noqa: PLC0415
    from fieldpoint.core.snapshot import columns, form  # noqa: PLC0415
    from fieldpoint.core.trust import key_links  # noqa: PLC0415

    chapters = [
        ("1. Rows", _about(log_rows), *_members(*get_args(log_rows.AnyRow))),
        ("2. The chain", _about(chain)),
        ("3. A sealed batch", _about(batch), _limits(), *_members(batch.BatchHeader)),
        ("4. Endpoints", _ENDPOINTS.strip()),
        ("5. Signed answers", _about(answer), *_members(*get_args(answer.SignedAnswer), answer.EpochState)),
        ("6. Enrolment", *_members(answer.EnrolRequest, answer.EnrolAnswer, answer.RegistryKey)),
        ("7. What a registry keeps", _RULES.strip()),
        ("8. On a stick", _about(letter)),
        ("9. The way back", _about(feed), _PAGE.strip(), *_members(*feed.BODIES)),
        ("10. A snapshot", _about(form), *_members(form.SnapshotEnd), _about(columns)),
        ("11. The registry's keys", _about(key_links), *_members(key_links.KeysAnswer, key_links.KeyLink)),
    ]
    head = f"fp-sync/1, the protocol between a site and its registry, as fieldpoint {__version__} speaks it\n"
    return "\n".join(
        [head, *(f"{title}\n{'=' * len(title)}\n\n" + "\n\n".join(body) + "\n" for title, *body in chapters)]
    )


def _about(module: object) -> str:
    """A module's docstring without what it says of its imports."""
    paragraphs = cleandoc(getattr(module, "__doc__", None) or "").split("\n\n")
    return "\n\n".join(one for one in paragraphs if not one.startswith("Imports "))


def _limits() -> str:
    from fieldpoint.core.batch import MAX_OPEN_BYTES, MAX_ROWS, MAX_SENT_BYTES  # noqa: PLC0415
    from fieldpoint.core.log_rows import MAX_LINE_BYTES  # noqa: PLC0415

    return (
        f"Limits: {MAX_ROWS:,} rows, {MAX_SENT_BYTES:,} bytes as sent, {MAX_OPEN_BYTES:,} bytes uncompressed, "
        f"{MAX_LINE_BYTES:,} bytes a line."
    )


def _members(*structs: type[msgspec.Struct]) -> Iterator[str]:
    """Of each struct: its name or its type of row, what it is, and its members with their JSON types."""
    for struct in structs:
        tag = struct.__struct_config__.tag
        name = str(tag) if tag else struct.__name__
        lines = [f"  {field.encode_name:<14} {_kind(field)}" for field in msgspec.structs.fields(struct)]
        yield "\n".join([name, *(f"  | {line}" for line in cleandoc(struct.__doc__ or "").splitlines()), *lines])


def _kind(field: msgspec.structs.FieldInfo) -> str:
    """A member's JSON type, and whether it may be left out."""
    left_out = "" if field.required else "   may be left out"
    try:
        return _named(msgspec.json.schema(field.type)) + left_out
    except TypeError:  # a list of what holds JSON of any form, which has no schema of its own
        (inner,) = get_args(field.type)
        return f"list of {inner.__name__}{left_out}"


def _named(schema: Mapping[str, Any]) -> str:
    if "anyOf" in schema:
        return " or ".join(_named(way) for way in schema["anyOf"])
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema:
        return " | ".join(str(word) for word in schema["enum"])
    kind = str(schema.get("type", "any JSON"))
    if "items" in schema and schema["items"] is not False:
        return f"list of {_named(schema['items'])}"
    return f"{kind} {schema['pattern']}" if "pattern" in schema else kind
