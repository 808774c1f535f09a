"""People and tablets at the terminal of a site without a lead's tablet."""

import re
from contextlib import closing
from pathlib import Path

import pytest

from fieldpoint.desk.pair_tablet import pair_tablet
from fieldpoint.desk.sign_in import begin_attempt
from fieldpoint.store.entry.sign_ins import code_stands
from fieldpoint.store.site import Site
from fieldpoint.store.transaction import transaction_on
from tests.device import Device
from tests.live import fieldpoint
from tests.support import make_site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site."""
    return make_site(tmp_path / "site")


def test_person_is_added_reset_and_revoked(site: Site) -> None:
    """Each PIN is printed once and is the only right one."""
    folder = ("--data", site.folder)
    who, pin = re.findall(r"^(\S+) signs in with the PIN (\d{6})\.", fieldpoint("operators", "add", "سارا", *folder))[0]
    (again,) = re.findall(r"PIN (\d{6})", fieldpoint("operators", "reset", who, *folder))
    link = fieldpoint("tablets", "pair", "--origin", "https://host", *folder)
    code = link.removeprefix("https://host/#pair=")
    with closing(site.connect()) as connection, transaction_on(connection, site.clock.now()) as tx:
        tab = pair_tablet(tx, Device().show(code))
        attempt = begin_attempt(tx, tab, "سارا")
    assert (attempt.is_right(pin), attempt.is_right(again)) == (pin == again, True)
    assert f"{who}   operator  -        سارا" in fieldpoint("operators", "list", *folder)
    assert fieldpoint("operators", "role", who, "lead", *folder) == f"{who} is lead from now on and signs in anew."
    assert f"{who}   lead      -        سارا" in fieldpoint("operators", "list", *folder)
    fieldpoint("operators", "add", "علی", "--role", "admin", *folder)
    fieldpoint("operators", "revoke", who, *folder)
    assert "revoked" in fieldpoint("operators", "list", *folder)


def test_tablet_is_paired_and_revoked(site: Site) -> None:
    """A code of the terminal lets a tablet in; the list shows it, and that it was revoked."""
    folder = ("--data", site.folder)
    code = fieldpoint("tablets", "pair", *folder).partition("#pair=")[2]
    with closing(site.connect()) as connection, transaction_on(connection, site.clock.now()) as tx:
        tab = pair_tablet(tx, Device().show(code, "میز پنجره"))
    assert fieldpoint("tablets", "list", *folder).split() == [tab, "d1", "-", "میز", "پنجره"]
    fieldpoint("tablets", "revoke", tab, *folder)
    assert "revoked" in fieldpoint("tablets", "list", *folder)


def test_link_makes_a_first_lead_and_nobody_after(site: Site) -> None:
    """While nobody leads the site each link has a new code, and the last one alone is good; then it is an address."""
    older, newer = (fieldpoint("link", "--data", site.folder).partition("/#first=")[2] for _ in range(2))
    with closing(site.connect(read_only=True)) as connection:
        assert [code_stands(connection, code, "first") for code in (older, newer)] == [False, True]
    fieldpoint("operators", "add", "سارا", "--role", "lead", "--data", site.folder)
    assert fieldpoint("link", "--port", 8081, "--data", site.folder) == "http://localhost:8081/"
