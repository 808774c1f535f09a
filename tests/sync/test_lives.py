"""A site that was set back, copied or damaged: every handout counts once in the end, and nothing is lost."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from fieldpoint.core.act_rows import Carry
from fieldpoint.core.log_rows import EpochOpen, decode_row
from fieldpoint.errors import Code
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.lives.alerts import two_live_epochs
from fieldpoint.registry.usb.unpack import unpack as take_in
from fieldpoint.store import log, outbox
from fieldpoint.store.lives.due import judge
from fieldpoint.store.repair.verify import verify
from fieldpoint.store.site import Site, open_site
from fieldpoint.store.transaction import read_head
from fieldpoint.sync.usb.pack import pack
from tests.sync.lives_support import (
    all_count_once,
    copy_of,
    counted_ids,
    due_of,
    hand_over,
    hand_over_to,
    handout_ids,
    make_counting_site,
    open_next,
    put_back,
    taken,
)
from tests.sync.support import AppLine, BentLine, all_arrived, cut, own_lines, push, unsent


@pytest.fixture
def site(tmp_path: Path, registry: Registry) -> Site:
    """A site enrolled there, with 250 handouts to send that count."""
    return make_counting_site(tmp_path / "site", registry)


@pytest.fixture
def copy(site: Site, line: AppLine, tmp_path: Path) -> Path:
    """A copy of the site's folder, from after its first 250 handouts were sent."""
    assert push(site, line).code is None
    return copy_of(site, tmp_path / "copy")


def test_lost_tail_comes_back_byte_for_byte(site: Site, registry: Registry, line: AppLine, copy: Path) -> None:
    """F08: no tablet is there and the registry has the tail: it stands again in the same life."""
    lost = hand_over_to(site, (f"h{number}" for number in range(20)))
    assert push(site, line).code is None
    whole = own_lines(site)
    back = put_back(site, copy)
    assert push(back, line).code == Code.REGISTRY_AHEAD
    assert due_of(back) == "rollback"
    assert own_lines(back) == whole
    assert taken(back) >= set(lost)
    verify(back)
    open_next(back)
    new = hand_over(back, "h99")
    assert push(back, line).code is None
    all_count_once(registry, handout_ids(back))
    assert new in counted_ids(registry)
    assert two_live_epochs(registry.store) == []
    assert unsent(back) == 0


def test_new_life_before_the_line_is_back_learns_the_tail(
    site: Site, registry: Registry, line: AppLine, copy: Path
) -> None:
    """F07: a new life is opened offline; later the lost rows are learned, count here too, and nothing is doubled."""
    lost = hand_over_to(site, (f"h{number}" for number in range(20)))
    assert push(site, line).code is None
    back = put_back(site, copy)
    open_next(back, "rollback")
    hand_over(back, "h99")
    pushed = push(back, line)
    assert (pushed.code, pushed.unsent) == (None, 0)
    assert taken(back) >= set(lost)
    verify(back)
    all_count_once(registry, handout_ids(back), [*lost])
    assert push(back, line).sent == 0
    assert two_live_epochs(registry.store) == []  # all of the lost tail is in the new life


def test_handout_that_a_tablet_brings_again_is_one(site: Site, registry: Registry, line: AppLine, copy: Path) -> None:
    """F24: what the registry holds from the lost life is written again by a tablet's word; it counts once."""
    lost = hand_over(site, "h1")
    assert push(site, line).code is None
    back = put_back(site, copy)
    open_next(back, "rollback")
    hand_over(back, "h1", lost)
    assert push(back, line).code is None
    assert counted_ids(registry).count(lost) == 1
    with closing(back.connect(read_only=True)) as connection:
        assert connection.execute("SELECT count(*) FROM takings WHERE event_id = ?", (lost,)).fetchone() == (1,)
    assert two_live_epochs(registry.store) == []


def test_learned_row_answers_for_its_id(site: Site, line: AppLine, copy: Path) -> None:
    """F24: the tablet asks again after the row was learned, and is answered with the first row, carried."""
    lost = hand_over(site, "h1")
    push(site, line)
    back = put_back(site, copy)
    open_next(back, "rollback")
    push(back, line)
    with closing(back.connect(read_only=True)) as connection:
        found = log.find(connection, lost)
        assert found is not None
        row, stands = found
        assert (row.id, stands.epoch_no) == (lost, 2)


def test_old_image_then_handouts_then_sync(site: Site, registry: Registry, line: AppLine, copy: Path) -> None:
    """F09: an image of three days ago, 200 handouts offline, then sync: all carried, the old tail kept, one alert."""
    old = hand_over_to(site, (f"a{number}" for number in range(50)))
    assert push(site, line).code is None
    back = put_back(site, copy)
    hand_over_to(back, (f"n{number}" for number in range(200)))
    assert push(back, line).code in (Code.CHAIN_FORK, Code.REGISTRY_AHEAD)
    assert due_of(back) == "fork"
    open_next(back)
    pushed = push(back, line)
    assert (pushed.code, pushed.unsent) == (None, 0)
    all_count_once(registry, handout_ids(back), [*old])
    assert len(two_live_epochs(registry.store)) == 1
    assert taken(back) >= set(old)
    verify(back)
    with closing(back.connect(read_only=True)) as connection:
        rows = [decode_row(line) for _, line, _ in log.lines(connection, 2, 1, 2**53)]
        carried = [row for row in rows if isinstance(row, Carry) and not row.learned]
        assert len(carried) == 200
        assert isinstance(rows[0], EpochOpen)
        assert rows[0].reason == "fork"


@pytest.mark.parametrize("first", ["site", "clone"])
def test_clones_that_both_push(site: Site, registry: Registry, line: AppLine, copy: Path, first: str) -> None:
    """F10, F11: both copies serve in the old life and push in either order: all rows count once, one alert stands."""
    clone = open_site(copy)
    assert due_of(clone) == "moved"
    mine = hand_over_to(site, (f"a{number}" for number in range(30)))
    theirs = hand_over_to(clone, (f"b{number}" for number in range(40)))
    order = (site, clone) if first == "site" else (clone, site)
    assert push(order[0], line).code is None
    push(order[1], line)
    assert due_of(order[1]) == "fork"
    for one in order:
        if due_of(one) is not None:
            open_next(one)
        push(one, line)
        push(one, line)
    all_count_once(registry, handout_ids(site), [*theirs])
    verify(site)
    verify(clone)
    assert set(mine) | set(theirs) <= set(counted_ids(registry))
    assert len(two_live_epochs(registry.store)) == 1


def test_a_cut_while_carrying_doubles_nothing(site: Site, registry: Registry, line: AppLine, copy: Path) -> None:
    """F09: the line breaks in the middle of reconciling again and again; the rows are carried once."""
    hand_over(site, "h1")
    push(site, line)
    back = put_back(site, copy)
    hand_over_to(back, (f"n{number}" for number in range(30)))
    push(back, line)
    open_next(back)
    for asked in ("/have", "/events", "/batches"):

        async def meddle(question, to, asked=asked):  # noqa: ANN001, ANN202
            return await (cut(question, to) if asked in question.path else to.ask(question))

        push(back, BentLine(line, meddle))
    pushed = push(back, line)
    assert (pushed.code, pushed.unsent) == (None, 0)
    ids = counted_ids(registry)
    assert len(ids) == len(set(ids)) == 250 + 1 + 30


def test_registry_that_lies_about_rows_is_not_believed(site: Site, line: AppLine, copy: Path) -> None:
    """Rows that this site never signed do not come into its log, whoever answers."""
    hand_over(site, "h1")
    push(site, line)
    back = put_back(site, copy)
    before = own_lines(back)

    async def meddle(question, to):  # noqa: ANN001, ANN202
        reply = await to.ask(question)
        if "/events" in question.path:
            return type(reply)(status=200, body=reply.body[:-20] + bytes(20))
        return reply

    assert push(back, BentLine(line, meddle)).code == Code.REGISTRY_UNREACHABLE
    assert own_lines(back) == before


def test_receipts_are_judged_by_the_life_they_are_of(site: Site, line: AppLine, copy: Path) -> None:
    """F07: a receipt of the newest life contradicts; once a new life is open it is lost, and its tablet is told so."""
    hand_over(site, "h1")
    push(site, line)
    with closing(site.connect(read_only=True)) as connection:
        head, name = read_head(connection), outbox.standings(connection)[0].epoch
    back = put_back(site, copy)
    words = []
    for opened in (False, True):
        if opened:
            open_next(back, "rollback")
        with closing(back.connect(read_only=True)) as connection:
            words.append(judge(connection, name, head.seq, head.head))
            assert judge(connection, name, 1, outbox.head_at(connection, 1, 1) or b"") == "held"
            assert judge(connection, "x" * 22, 1, b"") == "contradicts"
    assert words == ["contradicts", "lost"]


def test_everything_of_an_unharmed_site_arrives(site: Site, registry: Registry, line: AppLine) -> None:
    """A site that only moved begins a life of its own accord, and all of both lives arrives at its place."""
    push(site, line)
    open_next(site, "moved")
    hand_over(site, "h1")
    assert push(site, line).code is None
    with closing(site.connect(read_only=True)) as connection:
        second = [line for _, line, _ in log.lines(connection, 2, 1, 2**53)]
    assert len(second) == 2
    assert not all_arrived(site, registry)  # it looks at the first life only
    all_count_once(registry, handout_ids(site))
    assert two_live_epochs(registry.store) == []


def test_a_gap_that_another_copy_fills(site: Site, registry: Registry, line: AppLine, copy: Path) -> None:
    """F51: a clone's later rows came first, this site's fill the gap: the mark stops, both are told, all is carried."""
    clone, stick = open_site(copy), copy.with_name("stick")
    theirs: list[str] = []
    for _ in range(2):
        theirs += hand_over_to(clone, (f"b{number}" for number in range(3)))
        shutil.rmtree(stick, ignore_errors=True)
        stick.mkdir()
        pack(clone, stick)
    min(stick.iterdir()).unlink()  # the file of the earlier rows stays at home
    assert [file.code for file in take_in(registry, stick)] == [None]
    mine = hand_over_to(site, (f"a{number}" for number in range(6)))
    assert push(site, line).code == Code.CHAIN_FORK
    assert due_of(site) == "fork"
    for one in (site, clone):
        push(one, line)
        open_next(one)
        assert push(one, line).unsent == 0
    all_count_once(registry, handout_ids(site), [*theirs])
    assert set(mine) <= set(counted_ids(registry))
