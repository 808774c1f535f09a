"""What officers decide: keys that end, batches let in, cases closed, rows read again, all in the registry's log."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from fieldpoint.cli import cli
from fieldpoint.core.answer import KeptAnswer, StoredAnswer
from fieldpoint.core.log_rows import encode_row
from fieldpoint.core.names import EventId
from fieldpoint.errors import Broken, Code, Conflict, FieldpointError, NotFound
from fieldpoint.registry.audit import decisions
from fieldpoint.registry.decide import By, decide_case, end_key, read_withheld_again, release_batch
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.intake.accept_batch import accept_batch
from tests.registry.cases import close_day
from tests.registry.support import KID, NOW, SITE, Sender, enrol_sender, kept, name_of, rows_of, sender, stored

OFFICER = By(who="officer-1", now_ms=NOW)


def refused(ask: object, *given: object) -> FieldpointError:
    """The error that a decision ends with."""
    with pytest.raises(FieldpointError) as caught:
        ask(*given)  # type: ignore[operator]
    return caught.value


def test_a_retired_key_is_good_for_what_it_had_signed(registry: Registry, log: Sender) -> None:
    """A batch on its way counts as before; a further one waits beside."""
    stored(registry, log.arrival(1, 8))
    end_key(registry.store, OFFICER, SITE, KID, "retired")
    assert stored(registry, log.arrival(3, 8)).status == "duplicate"
    answer = kept(registry, log.arrival(9, 10))
    assert (answer.code, answer.common_seq) == ("key-revoked", 8)
    assert len(rows_of(registry)) == 8


def test_three_batches_of_a_compromised_key_wait_until_they_are_let_in(registry: Registry, log: Sender) -> None:
    """What is held stays; what comes is kept, and counts when a person says so, in whatever order (F32)."""
    stored(registry, log.arrival(1, 4))
    end_key(registry.store, OFFICER, SITE, KID, "compromised")
    waiting = [log.arrival(5, 6), log.arrival(7, 8), log.arrival(9, 10)]
    assert [kept(registry, arrival).code for arrival in waiting] == ["key-revoked"] * 3
    for arrival in reversed(waiting):
        assert isinstance(release_batch(registry.store, OFFICER, arrival.batch_id), StoredAnswer)
    assert [line for _, _, line in rows_of(registry)] == log.lines
    assert registry.store.kept_batches() == 0


def test_a_fork_is_not_let_in_by_anybody(registry: Registry, log: Sender) -> None:
    """Another history stays beside, whoever releases it."""
    clone = log.twin(4, "clone")
    clone.hand_out("h7")
    stored(registry, log.arrival(1, 10))
    arrival = clone.arrival(5, 5)
    kept(registry, arrival)
    assert isinstance(release_batch(registry.store, OFFICER, arrival.batch_id), KeptAnswer)
    assert registry.store.kept_batches() == 1


def test_a_key_ends_once_and_may_still_be_called_compromised(registry: Registry) -> None:
    """Nobody turns a compromised key into a retired one."""
    end_key(registry.store, OFFICER, SITE, KID, "retired")
    assert refused(end_key, registry.store, OFFICER, SITE, KID, "retired").code == Code.KEY_ENDED
    end_key(registry.store, OFFICER, SITE, KID, "compromised")
    assert isinstance(refused(end_key, registry.store, OFFICER, SITE, KID, "retired"), Conflict)
    assert refused(end_key, registry.store, OFFICER, SITE, 99, "retired").code == Code.SITE_KEY_UNKNOWN


def test_every_decision_is_a_row_of_the_registrys_own_log(registry: Registry, log: Sender) -> None:
    """Who, what, about what, in order; a row that somebody changes is found by its number."""
    stored(registry, log.arrival(1, 2))
    end_key(registry.store, OFFICER, SITE, KID, "compromised")
    arrival = log.arrival(3, 4)
    kept(registry, arrival)
    release_batch(registry.store, OFFICER, arrival.batch_id)
    assert [(one.n, one.act, one.about) for one in decisions(registry.store)] == [
        (1, "key.compromise", f"{SITE}/{KID}"),
        (2, "batch.release", arrival.batch_id),
    ]
    registry.store._db.execute("UPDATE audit SET line = ? WHERE n = 1", [b"{}"])  # pyright: ignore[reportPrivateUsage]  # noqa: SLF001  a hand in the file
    with pytest.raises(Broken) as caught:
        decisions(registry.store)
    assert dict(caught.value.facts) == {"site": "registry", "seq": 1}


def test_a_case_is_decided_by_a_person(registry: Registry, log: Sender) -> None:
    """What was decided stands in the case and in the log; a case that is not there is told."""
    other = sender(2, site="s-02", name="b", seed=b"\x22" * 32)
    other.hand_out("h1")
    enrol_sender(registry, other)
    stored(registry, log.arrival(1, 3))
    stored(registry, other.arrival(1, 3))
    (case,) = [case for case in registry.store.cases("open") if len(case.finding.sites) > 1]
    decide_case(registry.store, OFFICER, case.case_id, "settled")
    assert registry.store.case(case.case_id).state == "settled"  # type: ignore[union-attr]
    assert [(one.act, one.to) for one in decisions(registry.store)] == [("case.decide", "settled")]
    assert isinstance(refused(decide_case, registry.store, OFFICER, "no-case", "settled"), NotFound)


def test_a_close_is_added_up_again(registry: Registry, log: Sender) -> None:
    """Sums that are those of the rows are right."""
    close_day(log)
    stored(registry, log.arrival(1, 11))
    assert (registry.store.wrong_closes(), registry.store.closes_to_check()) == ([], [])


def test_a_close_that_does_not_add_up_is_told(registry: Registry, log: Sender) -> None:
    """A site that says other sums than its rows have is named with the day."""
    close_day(log, refused=5)
    stored(registry, log.arrival(1, 11))
    assert [(close.site, close.day, close.seq) for close in registry.store.wrong_closes()] == [(SITE, "1405-09-01", 11)]


def test_a_close_waits_for_the_rows_before_it(registry: Registry, log: Sender) -> None:
    """A stick that brings the end of a day first accuses nobody."""
    close_day(log)
    stored(registry, log.arrival(6, 11))
    assert registry.store.wrong_closes() == []
    stored(registry, log.arrival(1, 5))
    assert (registry.store.wrong_closes(), registry.store.closes_to_check()) == ([], [])


def test_a_row_that_could_not_be_read_counts_after_it_is_read_again(registry: Registry, log: Sender) -> None:
    """Kept under an unknown type by an older version, it has its effect in a newer one (F20)."""
    line = encode_row(log.handout("h9"))
    log.add(line)
    stored(registry, log.arrival(1, 11))
    store = registry.store
    seq, event_id = 11, EventId(name_of(f"{SITE} a 11", 16))
    with store.transaction():  # as the older version had left it
        store.release(1, seq, event_id, "handout", "unsupported_type")
        store._db.execute("DELETE FROM takings WHERE event_id = ?", (event_id,))  # pyright: ignore[reportPrivateUsage]  # noqa: SLF001
    before = sum(qty for _, qty in store.totals())
    assert read_withheld_again(store, OFFICER) == 1
    assert sum(qty for _, qty in store.totals()) == before + 1
    assert store.withheld(10) == []
    assert read_withheld_again(store, OFFICER) == 0


def test_the_commands_say_what_waits_and_what_was_decided(registry: Registry, log: Sender, tmp_path: Path) -> None:
    """An officer at a terminal sees cases, batches, rows and keys, and the log of decisions."""
    folder = tmp_path / "registry"
    stored(registry, log.arrival(1, 4))

    def told(*words: str) -> str:
        done = CliRunner().invoke(cli, ["registry", *words, "--data", str(folder)])
        assert done.exit_code == 0, done.output
        return done.output

    assert "compromised" in told("keys", SITE, "--compromised", str(KID))
    arrival = log.arrival(5, 6)
    assert isinstance(accept_batch(registry.store, arrival), KeptAnswer)
    assert "key-revoked" in told("beside")
    assert "The batch is in." in told("beside", "--release", arrival.batch_id)
    assert "0 rows withheld" in told("withheld", "--again")
    assert "cases" in told("cases")
    assert "key.compromise" in told("decisions")
