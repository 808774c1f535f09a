"""What the officers' pages ask of the database, the same on SQLite and on PostgreSQL."""

import pytest
from msgspec.structs import replace

from fieldpoint.clock import wall_ms
from fieldpoint.registry.decide import end_key
from fieldpoint.registry.intake.accept_batch import accept_batch
from fieldpoint.registry.officers.access import RULES
from fieldpoint.registry.officers.accounts import add_officer, new_code, revoke_officer
from fieldpoint.registry.officers.sessions import find_session
from fieldpoint.registry.officers.tables import OfficerTables
from tests.postgres import Cluster
from tests.registry.cases import close_day
from tests.registry.officers.desk import Office, by_terminal
from tests.registry.support import KID, Sender, kept, stored


@pytest.fixture(params=["sqlite", "postgres"])
def dsn(request: pytest.FixtureRequest) -> str | None:
    """Each of the two databases: None for a file, else the way to an empty database of the cluster."""
    if request.param == "sqlite":
        return None
    cluster: Cluster = request.getfixturevalue("cluster")
    return cluster.new_tables()


def test_every_page_and_every_act_on_both_databases(office: Office, south: Sender) -> None:
    """Sites, cases, what waits, closes, lives, people and the log are shown; each act is done and stands in the log."""
    office.organisation("north", counts_only=True)
    close_day(office.log, refused=5)
    stored(office.registry, office.log.arrival(1, 11))
    south.hand_out("h1")
    south.add(b'{"v":9}')
    stored(office.registry, south.arrival(1, 3))
    end_key(office.registry.store, by_terminal(), "s-02", KID, "retired")
    south.hand_out("h2")
    south.hand_out("h3")
    arrival = south.arrival(4, 4)
    kept(office.registry, arrival)
    admin = office.session(office.account("the admin"))
    pages = [path for method, path in RULES if method == "GET" and path.startswith("/officers") and "{" not in path]
    for path in [*pages, "/officers/sites/s-01", "/officers/sites?find=s-0", "/officers/cases?state=settled&page=2"]:
        assert admin.get(path).status_code == 200, path
    acts = [
        ("/officers/sites", {"site": "s-09", "title": "سرای محله", "organisation": "north"}, 201),
        ("/officers/sites/s-01", {"title": "سرای دیگر", "organisation": "north"}, 303),
        ("/officers/sites/s-01/codes", {}, 201),
        ("/officers/sites/s-01/stops", {"again": "s-01"}, 303),
        ("/officers/waiting", {}, 303),
        (f"/officers/batches/{arrival.batch_id}", {"to": "release"}, 303),
        ("/officers/people", {"name": "رضا", "role": "officer", "organisation": "north"}, 201),
        ("/officers/account/keys", {"title": "a program"}, 201),
    ]
    for path, fields, status in acts:
        assert admin.act(path, **fields).status_code == status, path
    for case in office.registry.store.cases("open"):
        assert admin.act(f"/officers/cases/{case.case_id}", to="error").status_code == 303
    assert admin.get("/officers/log").status_code == 200
    own = office.session(office.account("one of its own", "officer", "north"))
    found = own.get("/api/v1/sites").json()
    assert ([one["site"] for one in found["sites"]], found["count"]) == (["s-09", "s-01"], 2)
    assert [one["site"] for one in own.get("/api/v1/closes").json()] == ["s-01"]
    assert own.get("/api/v1/case-counts").json()
    assert own.get("/api/v1/waiting").json() == {"batches": [], "rows": []}


def test_sites_stand_in_the_order_of_their_silence(office: Office, south: Sender) -> None:
    """Whoever was silent longest stands on top, whoever never called before all, on pages of fifty."""
    admin = office.session(office.account("the admin"))
    accept_batch(office.registry.store, replace(office.log.arrival(1, 2), now_ms=wall_ms() - 10_000))
    accept_batch(office.registry.store, replace(south.arrival(1, 1), now_ms=wall_ms() - 90_000))
    for number in range(60):
        assert office.registry.store.site_row(f"x-{number:02}") is None
        with office.registry.store.transaction():
            office.registry.store.add_site(f"x-{number:02}", wall_ms())
    first, second = (admin.get(f"/api/v1/sites?page={page}").json() for page in (1, 2))
    assert first["count"] == 62
    order = [one["site"] for one in [*first["sites"], *second["sites"]]]
    assert order == [*(f"x-{number:02}" for number in range(60)), "s-02", "s-01"]


def test_accounts_on_both_databases(office: Office) -> None:
    """A name is taken once; another code ends sessions; a revoked account leaves its id and no name."""
    store = office.registry.store
    account = office.account("مریم نوری")
    office.account("the admin")
    browser = office.session(account)
    assert browser.get("/officers").status_code == 200
    new_code(store, by_terminal(), account.officer)
    assert browser.get("/officers").status_code == 303
    assert find_session(store, browser.cookies["fieldpoint-officer"], wall_ms()) is None
    revoke_officer(store, by_terminal(), account.officer)
    gone = store.officer(account.officer)
    assert gone is not None
    assert (gone.name, gone.has_password) == ("", False)
    again, _ = add_officer(store, by_terminal(), "مریم نوری", "admin", "")
    assert again.officer != account.officer


def test_misses_are_forgotten_after_a_day(office: Office) -> None:
    """Of a wrong password of yesterday nothing is left in the tables."""
    store: OfficerTables = office.registry.store
    with office.registry.store.transaction():
        store.set_misses(b"one", 7, 1_000)
        assert store.misses(b"one") == (7, 1_000)
        store.set_misses(b"other", 1, 2_000 + 86_400_000)
        assert store.misses(b"one") == (0, 0)
