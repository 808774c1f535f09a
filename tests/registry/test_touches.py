"""Two batches about one holder at one instant: whichever settles later sees both, and no touch is lost between."""

from fieldpoint.registry.folder import Registry, open_registry
from fieldpoint.registry.intake.accept_batch import accept_batch
from fieldpoint.registry.intake.settle import settle
from tests.registry.cases import give, set_rule, site, whole
from tests.registry.support import NOW, enrol_sender


def test_a_holder_touched_while_it_is_settled_is_settled_again(registry: Registry) -> None:
    """A row that is committed between the look and the end of a settling is still to be settled."""
    one, other = site(3), site(4)
    for log in (one, other):
        enrol_sender(registry, log)
    set_rule(one, 1)
    give(one)
    accept_batch(registry.store, whole(one))
    assert registry.store.cases() == []
    with registry.store.transaction():
        registry.store._touch(["h"])  # type: ignore[attr-defined]  # noqa: SLF001  somebody else's, not settled yet
    with registry.store.transaction():
        before = registry.store.touched(100)
        registry.store._touch(["h"])  # type: ignore[attr-defined]  # noqa: SLF001  the same holder, meanwhile
        registry.store.untouch([number for number, _ in before])
        assert [holder for _, holder in registry.store.touched(100)] == ["h"]
    settle(registry.store, NOW)
    give(other)
    accept_batch(registry.store, whole(other))
    assert [case.state for case in registry.store.cases()] == ["open"]
    with registry.store.transaction():
        assert registry.store.touched(100) == []


def test_two_processes_at_one_holder_miss_no_case(registry: Registry, tmp_path) -> None:  # noqa: ANN001  pytest's
    """PostgreSQL: one process settles while another's batch is open; at the end the case is there."""
    one, other = site(3), site(4)
    for log in (one, other):
        enrol_sender(registry, log)
    set_rule(one, 1)
    give(one)
    give(other)
    second = open_registry(tmp_path / "registry")
    accept_batch(registry.store, whole(one))
    accept_batch(second.store, whole(other))
    second.store.close()
    assert [case.state for case in registry.store.cases()] == ["open"]
