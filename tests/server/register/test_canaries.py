"""A thousand planted texts typed at the desk, and erased: in no log, witness, batch, file, argument or message."""

from contextlib import closing
from pathlib import Path
from typing import Any

import httpx

from fieldpoint import ids
from fieldpoint.core.batch import inflate
from fieldpoint.core.people import Person
from fieldpoint.store import outbox
from fieldpoint.store.identity import log_key
from fieldpoint.store.repair.verify import verify
from fieldpoint.store.site import Site
from fieldpoint.sync.sealing import Seal, next_batch
from tests.canaries import PER_PERSON, Canaries
from tests.desk.register.raw_pages import raw_pages
from tests.live import fieldpoint, live_site
from tests.support import make_site

PEOPLE, EDITED, ERASED = 200, 5, 40


def typed(one: Person) -> dict[str, Any]:
    """A planted person as typed."""
    return {
        "given_name": one.given_name,
        "family_name": one.family_name,
        "born": "۱۳۶۰",
        "id_text": one.id_value,
        "phone": f"021{one.phone[-8:]}" if one.phone else "",
        "note": one.note,
        "is_head": True,
    }


def post(desk: httpx.Client, path: str, **body: Any) -> dict[str, Any]:
    """The answer of a route that must take it."""
    answer = desk.post(f"/api/v1/{path}", json=body)
    assert answer.status_code in {200, 201}, answer.text
    return answer.json()


def misplaced(desk: httpx.Client, one: Person) -> bytes:
    """What is said to a text that stands where it does not belong."""
    wrong = typed(one)
    answers = [
        desk.post("/api/v1/households", json={"act_id": ids.new_event_id(), "members": [wrong | {"born": one.note}]}),
        desk.post("/api/v1/households", json={"act_id": one.note, "members": [wrong]}),
        desk.post("/api/v1/household-drafts", json={"members": [wrong | {one.family_name: 1}]}),
        desk.get(f"/api/v1/households/{one.given_name}"),
    ]
    assert all(answer.status_code in {400, 404} for answer in answers)
    return b"\n".join(answer.content for answer in answers)


def files_of(site: Site) -> bytes:
    """Every file of the data folder as it is."""
    return b"".join(path.read_bytes() for path in sorted(site.folder.rglob("*")) if path.is_file())


def sealed_bodies(site: Site) -> bytes:
    """The bodies of all batches that the site would send."""
    with closing(site.connect()) as connection:
        own = Seal(site=site.facts.code, key=log_key(connection), clock=site.clock)
        (standing,) = outbox.standings(connection)
        bodies, first = b"", 1
        while (batch := next_batch(connection, own, standing, (first, standing.last))) is not None:
            bodies += inflate(batch.sealed)
            first = batch.last + 1
        return bodies


def test_no_typed_text_leaves_the_database_and_erasing_leaves_none(tmp_path: Path) -> None:
    """Drafts, registrations, edits, mistakes; then everybody is erased by the command, beside the running server."""
    planted, site = Canaries(PEOPLE), make_site(tmp_path / "site")
    assert len(set(planted.all())) == PEOPLE * PER_PERSON == 1000
    live = live_site(site)
    live.start()
    assert live.program is not None
    codes, said = [], b""
    with live.browser() as desk:
        for number, one in enumerate(planted.people):
            made = post(desk, "households", act_id=ids.new_event_id(), members=[typed(one)], anyway=True)
            codes.append(made["code"])
            if number % EDITED == 0:
                post(desk, "household-drafts", members=[typed(one)])
                there = typed(one) | {"person": made["members"][0], "id_text": None, "tags": ["سالمند"]}
                path = f"households/{made['household']}/versions"
                post(desk, path, act_id=ids.new_event_id(), version=1, members=[there])
        said = b"\n".join(misplaced(desk, one) for one in planted.people[:20])
        process = Path(f"/proc/{live.program.pid}")
        seen = process.joinpath("cmdline").read_bytes() + process.joinpath("environ").read_bytes()
        with closing(site.connect(read_only=True)) as connection:
            log = b"".join(row[0] for row in connection.execute("SELECT line FROM log"))
        assert not planted.found_in(said + seen + log + files_of(site))
        told = "".join(fieldpoint("erase", code, "--yes", "--data", site.folder) for code in codes[::ERASED])
        assert not planted.found_in(told.encode())
    words = live.stop().encode() + sealed_bodies(site)
    gone = [one for number, one in enumerate(planted.people) if number % ERASED == 0]
    with closing(site.connect(read_only=True)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = "\n".join(str(row) for name in tables for row in connection.execute(f"SELECT * FROM {name}"))  # noqa: S608
    left = rows.encode() + raw_pages(site.database, site.key)
    found = planted.found_in(left)
    texts = {text.encode() for one in gone for text in (one.given_name, one.family_name, one.id_value or "", one.note)}
    assert texts.isdisjoint(found)
    assert len(found) >= (PEOPLE - len(gone)) * (PER_PERSON - 1)
    assert not planted.found_in(words + files_of(site))
    assert verify(site) > 0
