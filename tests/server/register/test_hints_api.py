"""A form of the register is no way around the search's cap: duplicate hints are counted, and end."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import httpx
import pytest

from fieldpoint import ids
from fieldpoint.core.act_rows import PeopleSearch
from fieldpoint.core.log_rows import decode_row
from fieldpoint.desk.act import Act
from fieldpoint.desk.search_people import MOST_AN_HOUR, MOST_HINTED_AN_HOUR, note_hints
from fieldpoint.store.transaction import transaction_on
from tests.server.conftest import Till, start_till
from tests.server.register.test_register_api import draft, member, post


@pytest.fixture
def till(tmp_path: Any) -> Iterator[Till]:
    """A fresh running site."""
    started = start_till(tmp_path)
    yield started
    if started.live.runs:
        started.live.stop()


def noted(till: Till) -> list[tuple[list[str], int]]:
    """As what people were looked for, and how many households were told, in the order of the log."""
    with closing(till.live.site.connect(read_only=True)) as connection:
        found = [decode_row(line) for (line,) in connection.execute("SELECT line FROM log ORDER BY epoch_no, seq")]
    return [([*row.by], row.found) for row in found if isinstance(row, PeopleSearch)]


def asked(desk: httpx.Client, **typed: Any) -> dict[str, Any]:
    """What a draft of one person is answered."""
    return desk.post("/api/v1/household-drafts", json=draft(member(**typed))).json()


def see_many(till: Till, desk: httpx.Client, count: int = MOST_HINTED_AN_HOUR) -> None:
    """Whoever asks has seen so many households in hints by now."""
    who = desk.get("/api/v1/session").json()["operator"]["operator"]
    with closing(till.live.site.connect()) as connection, transaction_on(connection, till.live.site.clock.now()) as tx:
        note_hints(tx, count, Act(operator=who, desk="d1", tab="t00000"))


def test_a_hint_is_written_down_once_for_each_household(till: Till) -> None:
    """However often a family is typed again, and for another person anew; where nobody is alike nothing is written."""
    with till.live.browser() as lead, till.live.browser() as other:
        post(lead, "households", **draft())
        for _ in range(3):
            assert len(asked(lead)["likely"]) == 1
        assert asked(lead, given_name="کسی", family_name="دیگر", born="1320")["likely"] == []
        assert noted(till) == [(["hint"], 1)]
        till.live.stop()
        till.live.start()
        assert len(asked(other)["likely"]) == 1
    assert noted(till) == [(["hint"], 1)] * 2


def test_past_the_cap_nothing_says_whether_anybody_is_alike(till: Till) -> None:
    """A draft and a saving of somebody who is here are answered as of somebody who is not; a human may still save."""
    with till.live.browser() as lead:
        post(lead, "households", **draft())
        see_many(till, lead)
        here, nobody = asked(lead), asked(lead, given_name="کسی", family_name="دیگر", born="1320")
        assert (here["likely"], here["capped"]) == (nobody["likely"], nobody["capped"]) == ([], True)
        for typed in (draft(), draft(member(family_name="دیگر"))):
            answer = lead.post("/api/v1/households", json=typed | {"act_id": ids.new_event_id()})
            assert (answer.status_code, answer.json()["code"]) == (429, "searched-often")
            assert 0 < int(answer.headers["Retry-After"]) <= 3600
        post(lead, "households", **draft(member(family_name="دیگر")), anyway=True)


def test_saving_over_a_hint_counts_as_one(till: Till) -> None:
    """That there is somebody alike is told by the refusal too, and so it is written down."""
    with till.live.browser() as lead:
        post(lead, "households", **draft())
        answer = lead.post("/api/v1/households", json=draft() | {"act_id": ids.new_event_id()})
        assert answer.json()["code"] == "household-likely-known"
    assert noted(till) == [(["hint"], 1)]


def test_hints_and_searches_are_counted_apart(till: Till) -> None:
    """Whoever registered for an hour can still look for somebody who has lost a card."""
    with till.live.browser() as lead:
        see_many(till, lead)
        assert lead.post("/api/v1/searches", json={"text": "هیچکس"}).json()["left"] == MOST_AN_HOUR - 1
