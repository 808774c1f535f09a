"""Signed requests over HTTP: each is good once, for what it was signed for, from a tablet that is not revoked."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest

from fieldpoint import ids
from tests.device import PIN, Tablet, paired
from tests.server.conftest import Till
from tests.server.test_acts_api import hand_out, line, post
from tests.server.test_bad_input import problem
from tests.support import TODAY

REPLAYS = 10_000 if os.environ.get("FIELDPOINT_LONG") == "1" else 500


class Captured(httpx.HTTPTransport):
    """The line between a tablet and the site, with somebody who writes everything down."""

    def __init__(self) -> None:
        super().__init__()
        self.requests: list[httpx.Request] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Sends it on, and keeps it."""
        self.requests.append(request)
        return super().handle_request(request)


@pytest.fixture
def listened(till: Till) -> Iterator[tuple[httpx.Client, Captured]]:
    """A lead at work, and what a stranger on the Wi-Fi has of it."""
    line_of = Captured()
    tablet, token = paired(till.live.site)
    with httpx.Client(base_url=till.live.url, transport=line_of, auth=tablet, timeout=30) as desk:
        desk.cookies.set(till.live.cookie, token)
        tablet.start = desk.get("/api/v1/session").json()["start"]
        yield desk, line_of


def work(desk: httpx.Client, till: Till, rounds: int) -> None:
    """Scans, handouts, undos, tallies, facts: all that changes something, and looks."""
    for number in range(rounds):
        desk.post("/api/v1/scans", json={"text": till.token}).raise_for_status()
        given = desk.post("/api/v1/handouts", json={"text": None, "lines": [line("hot-meal")]}).raise_for_status()
        ref = given.json()["lines"][0]["handout_id"]
        post(desk, "voids", void_id=ids.new_event_id(), tseq=number + 1, ref=ref)
        post(desk, "tallies", tally_id=ids.new_event_id(), tseq=number + 1, item="bread-loaf", quantity=1)
        post(desk, "facts", facts=[line(text="no card", day=TODAY)])


def send_again(till: Till, captured: list[httpx.Request], codes: set[str]) -> None:
    """Every captured request is sent as it was, cookie and all; each is refused, and no row is written."""
    before = log_of(till)
    with httpx.Client(base_url=till.live.url, trust_env=False, timeout=30) as thief:
        for request in captured:
            again = httpx.Request(request.method, request.url, headers=request.headers, content=request.content)
            assert problem(thief.send(again)) in {(401, code) for code in codes}
    assert log_of(till) == before


def log_of(till: Till) -> tuple[int, int]:
    """How long the log is, and how many codes for tablets lie about."""
    connection = till.live.site.connect(read_only=True)
    rows = connection.execute("SELECT (SELECT count(*) FROM log), (SELECT count(*) FROM pairing_codes)").fetchone()
    connection.close()
    return (0, 0) if rows is None else (rows[0], rows[1])


@pytest.mark.timeout(1800)
def test_captured_requests_change_nothing(till: Till, listened: tuple[httpx.Client, Captured]) -> None:
    """Hundreds, ten thousand in the long form: nothing while the server runs, nothing after it was started anew."""
    desk, captured = listened
    work(desk, till, REPLAYS // 5)
    desk.post("/api/v1/pairings").raise_for_status()
    changing = [request for request in captured.requests if request.method == "POST"]
    assert len(changing) > REPLAYS
    send_again(till, changing, {"request-replayed"})
    till.live.stop(kill=True)
    till.live.start()
    send_again(till, changing, {"stale-start"})
    post(desk, "facts", facts=[line(text="no card", day=TODAY)])


def test_nothing_of_before_a_restored_copy_lets_anybody_in(
    till: Till, listened: tuple[httpx.Client, Captured], tmp_path: Path
) -> None:
    """Yesterday's database beside today's witness: captured requests, sessions, the revoked are all worth nothing."""
    desk, captured = listened
    with ExitStack() as stack:
        lost, gone = (stack.enter_context(till.live.browser(role="operator")) for _ in range(2))
        left = stack.enter_context(till.live.browser(role="admin"))
        who = stack.enter_context(till.live.browser(role="kiosk")).get("/api/v1/session").json()["operator"]
        me, tab = (desk.get("/api/v1/session").json()[name] for name in ("operator", "tablet"))
        work(desk, till, 5)
        till.live.stop()
        shutil.copyfile(till.live.site.database, tmp_path / "yesterday")
        till.live.start()
        work(desk, till, 5)
        assert left.delete("/api/v1/sessions").status_code == 204
        post(desk, f"tablets/{lost.get('/api/v1/session').json()['tablet']}/revocations")
        post(desk, f"operators/{who['operator']}/roles", role="admin")
        post(desk, f"operators/{gone.get('/api/v1/session').json()['operator']['operator']}/revocations")
        before = log_of(till)[0]
        restore(till, tmp_path / "yesterday")
        assert log_of(till) == (before, 0)
        send_again(till, [one for one in captured.requests if one.method == "POST"], {"stale-start"})
        assert problem(lost.post("/api/v1/scans", json={"text": till.token})) == (401, "tablet-unknown")
        for client in (gone, left, desk):  # whoever was signed in signs in anew, if they still may
            assert problem(client.post("/api/v1/scans", json={"text": till.token})) == (401, "session-missing")
        post(desk, "sessions", name=me["name"], pin=PIN)
        assert desk.get("/api/v1/session").json()["tablet"] == tab
        people = {one["operator"]: one for one in desk.get("/api/v1/operators").json()}
        assert people[who["operator"]]["role"] == "admin"
        assert [one["revoked_at"] is None for one in people.values() if one["role"] == "operator"] == [False]
    assert till.live.stop()


def restore(till: Till, copy: Path) -> None:
    """The database is that of the copy, and the server started with it; its witness lay on another medium."""
    till.live.stop(kill=True)
    for name in ("site.db", "site.db-wal", "site.db-shm"):
        (till.live.site.folder / name).unlink(missing_ok=True)
    shutil.copyfile(copy, till.live.site.database)
    till.live.start()


@pytest.mark.parametrize(
    "change",
    [
        {"content": b'{"facts": [], "x": 1}'},
        {"target": "/api/v1/voids"},
        {"target": "/api/v1/facts?x=1"},
        {"headers": {"Fieldpoint-Sequence": "999"}},
        {"headers": {"Fieldpoint-Sequence": "-1"}},
        {"headers": {"Fieldpoint-Sequence": "۷"}},
        {"headers": {"Fieldpoint-Sequence": "1" * 40}},
        {"headers": {"Fieldpoint-Signature": "A" * 86}},
        {"headers": {"Fieldpoint-Signature": "!"}},
        {"headers": {"Fieldpoint-Signature": ""}},
    ],
)
def test_signature_is_for_one_request(shared_till: Till, change: dict[str, Any]) -> None:
    """Another body, path, query or number, or no signature: refused."""
    tablet, token = paired(shared_till.live.site)
    with httpx.Client(base_url=shared_till.live.url, trust_env=False) as client:
        client.cookies.set(shared_till.live.cookie, token)
        tablet.start = client.get("/api/v1/session").json()["start"]
        body = b'{"facts": []}'
        headers = tablet.headers("POST", "/api/v1/facts", body) | {"Content-Type": "application/json"}
        sent = {name: value.encode() for name, value in (headers | change.get("headers", {})).items()}
        answer = client.post(change.get("target", "/api/v1/facts"), content=change.get("content", body), headers=sent)
    assert problem(answer) == (401, "signature-invalid")


def test_tablet_signs_for_itself_only(shared_till: Till) -> None:
    """With another's name on it a signature is none, and with another's cookie nobody is signed in."""
    (one, token), (other, _) = (paired(shared_till.live.site) for _ in range(2))
    with httpx.Client(base_url=shared_till.live.url, trust_env=False) as client:
        one.start = other.start = client.get("/api/v1/session").json()["start"]
        client.cookies.set(shared_till.live.cookie, token)
        client.auth = other
        assert problem(client.post("/api/v1/scans", json={})) == (401, "session-missing")
        client.auth = disguised = Tablet(other.device, one.tablet)
        disguised.start = one.start
        assert problem(client.post("/api/v1/scans", json={})) == (401, "signature-invalid")


def test_requests_may_overtake_each_other(shared_till: Till) -> None:
    """Of the last 256 numbers each is taken once in whatever order; older ones are too old to tell."""
    tablet, token = paired(shared_till.live.site)
    with httpx.Client(base_url=shared_till.live.url, trust_env=False) as client:
        client.cookies.set(shared_till.live.cookie, token)
        tablet.start = client.get("/api/v1/session").json()["start"]
        signed = [tablet.headers("POST", "/api/v1/pairings", b"") for _ in range(300)]

        def ask(number: int) -> int:
            return client.post("/api/v1/pairings", headers=signed[number]).status_code

        order = [0, 299, 44, 43, 298, 298, 299, 0, 45]
        assert [ask(number) for number in order] == [201, 201, 201, 401, 201, 401, 401, 401, 201]


def test_revoked_tablet_is_out_at_once_and_after_a_restart(till: Till) -> None:
    """Its next request is refused, its cookie shows nothing; what it gave out unseen is kept without effect."""
    with till.live.browser() as lead, till.live.browser(role="operator") as lost:
        name = lost.get("/api/v1/session").json()["tablet"]
        fact = line(text=till.token, day=TODAY)
        post(lead, f"tablets/{name}/revocations")
        for restart in (False, True):
            if restart:
                till.live.stop()
                till.live.start()
            assert problem(lost.post("/api/v1/scans", json={"text": till.token})) == (401, "tablet-unknown")
            assert problem(lost.get("/api/v1/status")) == (401, "session-missing")
            assert lost.get("/api/v1/session").json()["tablet"] is None
            (kept,) = post(lost, "facts", facts=[fact])["facts"]
            assert kept["flags"] == ["after-the-fact", "quarantined"]
        due = lead.post("/api/v1/scans", json={"text": till.token}).json()["due"]
        assert (due[0]["programme"], due[0]["quantity"]) == ("basket", 1)
        sheet = lead.get("/api/v1/day").json()["sheet"]
        assert (sheet["items"], sheet["flags"]["quarantined"]) == ([], 1)
        assert problem(lead.post("/api/v1/tablets/t00000/revocations")) == (404, "tablet-not-found")


def test_other_role_holds_at_once_and_after_a_restart(till: Till) -> None:
    """A lead who is made an operator leads no more from the next request on; nobody raises themselves."""
    with till.live.browser() as lead, till.live.browser(role="admin") as admin:
        who = lead.get("/api/v1/session").json()["operator"]
        mine = f"operators/{who['operator']}/roles"
        assert lead.get("/api/v1/counts").status_code == 200
        assert post(admin, mine, role="operator") == {"role": "operator"}
        assert problem(lead.get("/api/v1/counts")) == (401, "session-missing")
        for restart in (False, True):
            if restart:
                till.live.stop(kill=True)
                till.live.start()
            post(lead, "sessions", name=who["name"], pin=PIN)
            assert lead.get("/api/v1/session").json()["operator"]["role"] == "operator"
            assert problem(lead.get("/api/v1/counts")) == (403, "role-missing")
            assert problem(lead.post(f"/api/v1/{mine}", json={"role": "lead"})) == (403, "role-missing")
            assert lead.post("/api/v1/scans", json={"text": till.token}).status_code == 200
        assert problem(admin.post("/api/v1/operators/o0000000/roles", json={"role": "lead"}))[1] == "operator-unknown"
        assert problem(admin.post(f"/api/v1/{mine}", json={"role": "owner"})) == (400, "request-invalid")


def test_revoked_person_is_out_at_once(till: Till) -> None:
    """The next request, look or act, finds nobody signed in; the tablet stays paired."""
    with till.live.browser() as lead, till.live.browser(role="operator") as gone:
        seen = gone.get("/api/v1/session").json()
        assert hand_out(gone, till)["decision"] == "granted"
        post(lead, f"operators/{seen['operator']['operator']}/revocations")
        assert problem(gone.get("/api/v1/status")) == (401, "session-missing")
        assert problem(gone.post("/api/v1/scans", json={"text": till.token})) == (401, "session-missing")
        assert post(gone, "facts", facts=[line(text="no card", day=TODAY)])["facts"][0]["flags"][0] == "after-the-fact"
