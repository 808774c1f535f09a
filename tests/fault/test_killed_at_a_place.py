"""Killed at the very place: within a transaction, after its commit, and before anybody was answered."""

from contextlib import closing
from pathlib import Path

import pytest

from fieldpoint.ids import new_event_id
from fieldpoint.registry.folder import open_registry
from fieldpoint.registry.verify import verify_registry
from fieldpoint.store import log
from fieldpoint.store.repair.verify import verify
from fieldpoint.store.site import open_site
from tests.fault.dying import killed, plain, record_again, record_and_die, take_in
from tests.registry.cases import give, site, whole
from tests.registry.support import make_registry, stored
from tests.support import make_site


@pytest.mark.parametrize(("at", "when"), [(1, "before"), (1, "after"), (2, "before"), (2, "after")])
def test_a_registry_killed_within_a_batch(tmp_path: Path, at: int, when: str) -> None:
    """F04: killed around the commit of the rows, or while it settles them: none or all, and once after a resend."""
    one, other = site(1), site(2)
    for log_of in (one, other):
        give(log_of)
    registry = make_registry(tmp_path / "registry", one, other)
    stored(registry, whole(one))
    registry.store.close()
    assert killed(take_in, tmp_path / "registry", [whole(other)], at, when)
    again = open_registry(tmp_path / "registry")
    held = 0 if (at, when) == (1, "before") else len(other.lines)
    assert [epoch.hwm for epoch in again.store.epochs(other.site)] == ([held] if held else [])
    answer = stored(again, whole(other))
    assert (answer.status, answer.hwm) == ("duplicate" if held else "stored", len(other.lines))
    verify_registry(again.store)
    assert sum(quantity for _, quantity in again.store.totals()) == 2
    assert [case.finding.handed for case in again.store.cases("open")] == [2]
    again.store.close()


def test_a_site_killed_within_a_handout_has_none(tmp_path: Path) -> None:
    """F05: the tablet has no receipt and asks again under the same id: one row."""
    folder, handout_id = make_site(tmp_path / "site").folder, new_event_id()
    assert killed(record_and_die, folder, handout_id, "before")
    again = open_site(folder)
    rows = verify(again)
    first = record_again(again, handout_id)
    assert plain(record_again(again, handout_id)) == plain(first)
    assert verify(again) == rows + 1


def test_a_site_killed_before_the_receipt_gives_the_same_one(tmp_path: Path) -> None:
    """F06: the row stands, and whoever asks again gets the receipt of that row."""
    folder, handout_id = make_site(tmp_path / "site").folder, new_event_id()
    assert killed(record_and_die, folder, handout_id, "after")
    again = open_site(folder)
    rows = verify(again)
    with closing(again.connect(read_only=True)) as connection:
        stands = log.find(connection, handout_id)
    answered = record_again(again, handout_id)
    assert stands is not None
    assert (stands[0].id, stands[1]) == (handout_id, answered.stands)
    assert verify(again) == rows
