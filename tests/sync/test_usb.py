"""By stick to the registry and back: the same bytes as over HTTP, in any order, any number of times."""

import gzip
import random
from pathlib import Path

import pytest

from fieldpoint.core.batch import batch_id
from fieldpoint.core.letter import closed_for, opened_by
from fieldpoint.core.signature import public_key
from fieldpoint.errors import Broken, Code, Invalid, NotFound
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.usb.pack import pack as give_back
from fieldpoint.registry.usb.unpack import unpack as take_in
from fieldpoint.store.site import Site
from fieldpoint.sync.usb.pack import pack
from fieldpoint.sync.usb.unpack import unpack
from tests.support import make_site
from tests.sync.support import (
    AppLine,
    BentLine,
    all_arrived,
    enrol_site,
    held_lines,
    own_lines,
    push,
    unsent,
    write_handouts,
)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """An empty stick."""
    made = tmp_path / "stick"
    made.mkdir()
    return made


@pytest.fixture
def full(site: Site, stick: Path) -> list[Path]:
    """The stick with all rows of the site, in several files."""
    write_handouts(site, 1_300)
    pack(site, stick)
    return sorted(stick.iterdir())


def codes(files: list) -> list[str | None]:
    """What became of each file."""
    return [file.code for file in files]


def test_everything_goes_to_the_registry_and_its_word_comes_back(site: Site, registry: Registry, stick: Path) -> None:
    """Site, stick, registry, stick, site: all rows are there once, and the site knows it."""
    assert pack(site, stick).rows == unsent(site) == len(own_lines(site))
    assert unsent(site) == len(own_lines(site))  # nothing counts as sent yet
    assert codes(take_in(registry, stick)) == [None]
    assert give_back(registry, stick) == 4  # of rows, of keys, and of the feed a page and a snapshot
    assert codes(unpack(site, stick)) == [None] * 4
    assert all_arrived(site, registry)


def test_inside_is_what_http_would_carry(site: Site, registry: Registry, full: list[Path], line: AppLine) -> None:
    """The same bytes under the same name, so the two ways are one batch; F14."""
    inside = {opened_by([*registry.ring.seeds.values()], file.read_bytes()) for file in full}
    watched = BentLine(line, lambda question, to: to.ask(question))
    push(site, watched)
    assert {question.body for question in watched.asked if question.method == "PUT"} == inside
    assert [file.new for file in take_in(registry, full[0].parent)] == [0] * len(full)
    assert all_arrived(site, registry)


def test_a_stick_that_is_found_tells_nothing(full: list[Path]) -> None:
    """Nobody but the registry opens a file, the site neither."""
    for file in full:
        body = file.read_bytes()
        assert b"handout" not in body
        assert not body.startswith(b"\x1f\x8b")
        with pytest.raises(Invalid) as caught:
            opened_by([b"\x55" * 32], body)
        assert caught.value.code == Code.STICK_FILE_FOREIGN


@pytest.mark.parametrize("seed", range(5))
def test_sticks_in_any_order_and_again(registry: Registry, site: Site, full: list[Path], seed: int) -> None:
    """F15: each file is a stick of its own; gaps are listed and fill, and twice changes nothing."""
    chance = random.Random(seed)
    order = [*full, *chance.sample(full, 2)]
    chance.shuffle(order)
    for number, file in enumerate(order):
        one = file.parent / f"stick-{number}"
        one.mkdir()
        (one / file.name).write_bytes(file.read_bytes())
        assert codes(take_in(registry, one)) == [None]
    assert held_lines(registry) == own_lines(site)
    give_back(registry, full[0].parent)
    unpack(site, full[0].parent)
    assert all_arrived(site, registry)


def test_damaged_files_are_told_by_name_and_the_others_are_read(
    registry: Registry, site: Site, full: list[Path]
) -> None:
    """F16: a flipped bit, a file that breaks off, an empty one; all stay where they are."""
    assert len(full) >= 4
    bent = bytearray(full[0].read_bytes())
    bent[len(bent) // 2] ^= 4
    full[0].write_bytes(bent)
    full[1].write_bytes(full[1].read_bytes()[:-200])
    full[2].write_bytes(b"")
    taken = {file.name: file.code for file in take_in(registry, full[0].parent)}
    wrong = Code.STICK_FILE_UNREADABLE
    assert taken == {file.name: wrong if number < 3 else None for number, file in enumerate(full)}
    assert all(file.exists() for file in full)
    pack(site, full[0].parent)
    assert codes(take_in(registry, full[0].parent)) == [None] * len(full)
    assert held_lines(registry) == own_lines(site)


def test_a_batch_that_somebody_compressed_anew_is_the_same(registry: Registry, site: Site, full: list[Path]) -> None:
    """F17: another zlib, a plain gzip that was never closed: its name is that of what is inside."""
    for number, file in enumerate(full):
        body = gzip.decompress(opened_by([*registry.ring.seeds.values()], file.read_bytes()))
        sent = gzip.compress(body, 1 + number, mtime=number)
        assert batch_id(gzip.decompress(sent)) == batch_id(body)
        file.write_bytes(closed_for(registry.public, sent) if number % 2 else sent)
    assert codes(take_in(registry, full[0].parent)) == [None] * len(full)
    assert held_lines(registry) == own_lines(site)


def test_a_batch_that_nobody_signed_is_refused_by_its_code(registry: Registry, site: Site, full: list[Path]) -> None:
    """F33: whoever holds a stick and the registry's public key can close a file, and nothing of it counts."""
    body = gzip.decompress(opened_by([*registry.ring.seeds.values()], full[0].read_bytes()))
    forged = body.replace(b'"tq":', b'"tq": ', 1)
    full[0].write_bytes(closed_for(registry.public, gzip.compress(forged)))
    assert codes(take_in(registry, full[0].parent))[0] == Code.BATCH_SIGNATURE_WRONG
    assert len(held_lines(registry)) < len(own_lines(site))


def test_an_old_answer_moves_nothing_back(registry: Registry, site: Site, stick: Path) -> None:
    """A stick of last week after one of today."""
    old, new = stick / "old", stick / "new"
    for folder in (old, new):
        folder.mkdir()
        write_handouts(site, 10)
        pack(site, folder)
        take_in(registry, folder)
        give_back(registry, folder)
    for folder in (new, old, new):
        assert set(codes(unpack(site, folder))) == {None}
        assert unsent(site) == 0


def test_what_is_not_the_registrys_word_about_this_site_moves_nothing(
    registry: Registry, site: Site, stick: Path, tmp_path: Path
) -> None:
    """Another site's answer does not open; one that the registry did not sign, or that is bent, is none."""
    pack(site, stick)
    take_in(registry, stick)
    give_back(registry, stick)
    (answer,) = stick.glob("*.fpa")
    closed = answer.read_bytes()
    for bent in (closed[:-1], b"", b"{}", closed_for(public_key(b"\x55" * 32), b"{}")):
        answer.write_bytes(bent)
        (read,) = (file for file in unpack(site, stick) if file.name == answer.name)
        assert read.code in {Code.STICK_FILE_UNREADABLE, Code.STICK_FILE_FOREIGN}
    assert unsent(site) == len(own_lines(site))
    other = make_site(tmp_path / "other")
    with pytest.raises(NotFound):
        unpack(other, stick)


def test_a_registry_that_knows_the_stick_of_a_stranger_says_so(full: list[Path], tmp_path: Path) -> None:
    """A stick carried to the wrong registry: every file is named, nothing is taken."""
    from tests.registry.support import make_registry  # noqa: PLC0415

    wrong = make_registry(tmp_path / "wrong")
    assert set(codes(take_in(wrong, full[0].parent))) == {Code.STICK_FILE_FOREIGN}
    assert held_lines(wrong) == []
    wrong.store.close()


def test_a_stick_that_is_not_there_is_said(site: Site, registry: Registry, tmp_path: Path) -> None:
    """No folder is made in its place: it would lie on the machine's own disk."""
    nowhere = tmp_path / "no-stick"
    for attempt in (lambda: pack(site, nowhere), lambda: take_in(registry, nowhere), lambda: unpack(site, nowhere)):
        with pytest.raises(Broken) as caught:
            attempt()
        assert caught.value.code == Code.STICK_UNWRITABLE
    assert not nowhere.exists()


def test_a_site_without_a_registry_has_nobody_to_close_for(tmp_path: Path, stick: Path, registry: Registry) -> None:
    """Said before anything is written; after the enrolment it works."""
    alone = make_site(tmp_path / "alone")
    with pytest.raises(NotFound) as caught:
        pack(alone, stick)
    assert caught.value.code == Code.REGISTRY_NOT_ENROLLED
    assert list(stick.iterdir()) == []
    enrol_site(alone, registry)
    assert pack(alone, stick).files == 1
