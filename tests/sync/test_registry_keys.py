"""The registry changes its signing key: sites learn the next one from the word of the one before."""

import asyncio
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from fieldpoint.clock import wall_ms
from fieldpoint.core.base64url import b64url
from fieldpoint.core.signature import public_key
from fieldpoint.core.trust.key_links import KeyLink, KeysAnswer, link_of
from fieldpoint.errors import Code
from fieldpoint.registry.decide import By
from fieldpoint.registry.folder import Registry, turned
from fieldpoint.registry.signing.decide import turn_key
from fieldpoint.registry.usb.pack import pack as give_back
from fieldpoint.registry.usb.unpack import unpack as take_in
from fieldpoint.store import outbox
from fieldpoint.store.feed import state
from fieldpoint.store.site import Site
from fieldpoint.sync.feed.keys import ask_for_keys, learn_keys
from fieldpoint.sync.push import Pushed
from fieldpoint.sync.registry_client import RegistryClient
from fieldpoint.sync.usb.pack import pack
from fieldpoint.sync.usb.unpack import unpack
from tests.live import enrol_live, fieldpoint, make_live_registry
from tests.support import make_site
from tests.sync.feeds import pull
from tests.sync.support import AppLine, held_lines, own_lines, push, unsent, write_handouts


def turn(registry: Registry, times: int = 1) -> Registry:
    """The registry signs with its next key, so many times over."""
    for _ in range(times):
        turn_key(registry, By(who="officer", now_ms=wall_ms()))
        registry = turned(registry)
    return registry


def send(site: Site, registry: Registry) -> Pushed:
    """One sending, as a session makes it: keys are asked for where the registry's is not known."""
    line = AppLine(registry)
    with closing(site.connect()) as connection:
        enrolled = outbox.enrolment(connection)
        assert enrolled is not None
        client = RegistryClient(enrolled, site.facts.code, line, state.keys(connection))
        asyncio.run(ask_for_keys(connection, client))
    return push(site, line)


def known(site: Site) -> dict[int, bytes]:
    """Every key of the registry that the site holds."""
    with closing(site.connect(read_only=True)) as connection:
        return state.all_keys(connection)


def test_a_site_knows_the_next_key_before_it_signs(site: Site, registry: Registry) -> None:
    """Enrolled with the present key and the next one, it needs to ask nobody after one change."""
    assert sorted(known(site)) == [1, 2]
    newer = turn(registry)
    assert (newer.kid, newer.public) == (2, known(site)[2])
    assert push(site, AppLine(newer)).code is None
    assert pull(site, AppLine(newer)).code is None
    assert sorted(known(site)) == [1, 2, 3]


def test_a_site_that_slept_through_two_changes_walks_the_links(site: Site, registry: Registry) -> None:
    """It does not know the key that signs, refuses its word, asks for the links, and goes on without a person."""
    newer = turn(registry, 3)
    assert push(site, AppLine(newer)).code == Code.REGISTRY_KEY_UNKNOWN
    assert unsent(site) == len(own_lines(site))
    assert send(site, newer).code is None
    assert known(site)[4] == newer.public
    assert held_lines(newer) == own_lines(site)


def test_a_key_from_before_is_believed_no_longer(site: Site, registry: Registry, line: AppLine) -> None:
    """After a second change the first key's word is nobody's."""
    newer = turn(registry, 2)
    send(site, newer)
    assert push(site, line).code is None or registry.kid == 1
    pull(site, AppLine(newer))
    with closing(site.connect(read_only=True)) as connection:
        assert registry.public not in state.keys(connection)


@pytest.mark.parametrize("sig_by", [b"\x66" * 32, None])
def test_a_key_that_the_one_before_did_not_vouch_for_is_none(site: Site, sig_by: bytes | None) -> None:
    """A stranger's link, or none, teaches a site nothing, and neither does what is no list of keys."""
    before = known(site)
    public = public_key(b"\x77" * 32)
    sig = None if sig_by is None else link_of(sig_by, 3, public)
    body = msgspec.json.encode(KeysAnswer(keys=[KeyLink(kid=3, public=b64url(public), sig=sig)]))
    with closing(site.connect()) as connection:
        assert learn_keys(connection, body) == 0
    assert known(site) == before


def test_a_site_without_a_line_learns_from_a_stick(site: Site, registry: Registry, tmp_path: Path) -> None:
    """A stick closed for the first key still opens; the one that goes back brings keys and what they sign."""
    there, back = tmp_path / "there", tmp_path / "back"
    there.mkdir()
    back.mkdir()
    pack(site, there)
    newer = turn(registry, 3)
    assert {file.code for file in take_in(newer, there)} == {None}
    give_back(newer, back)
    assert {file.code for file in unpack(site, back)} == {None}
    assert unsent(site) == 0
    assert known(site)[4] == newer.public


@pytest.mark.timeout(180)
def test_a_running_registry_turns_and_its_sites_follow(tmp_path: Path) -> None:
    """By the command, while the server serves; a site that slept through three changes sends by itself."""
    live = make_live_registry(tmp_path / "registry")
    site = make_site(tmp_path / "site")
    enrol_live(site, live)
    write_handouts(site, 30)
    said = [fieldpoint("registry", "turn-key", "--data", live.folder) for _ in range(3)]
    assert "key 4" in said[-1]
    assert "; 0 unsent" in fieldpoint("sync", "--data", site.folder)
    live.stop()
    assert live.lines() == own_lines(site)
