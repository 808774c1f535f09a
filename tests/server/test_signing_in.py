"""Coming in over HTTP: the first lead, other tablets, names and PINs, handing over."""

import os
import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing

import httpx
import pytest

from fieldpoint.cli.people import first_code
from fieldpoint.core.log_rows import Handout, decode_row
from fieldpoint.core.names import TabletId
from fieldpoint.store.transaction import transaction_on
from tests.device import PIN, Device, Tablet, paired, person
from tests.server.conftest import Till
from tests.server.test_acts_api import line, post
from tests.server.test_bad_input import problem

LONG = os.environ.get("FIELDPOINT_LONG") == "1"
GUESSES, RESTARTS, ADDRESSES = (10_000, 20, 51) if LONG else (400, 4, 9)
GUESSED = ("علی", "رضا")
LEAD = {"name": "سارا احمدی", "pin": "402913"}


def open_tablet(till: Till, tablet: Tablet) -> httpx.Client:
    """The browser of a tablet on which nobody is signed in."""
    return httpx.Client(base_url=till.live.url, trust_env=False, timeout=60, auth=tablet)


def add(till: Till, role: str, name: str) -> None:
    """Somebody may sign in, with a hash that is quick to make."""
    with closing(till.live.site.connect()) as connection, transaction_on(connection, till.live.site.clock.now()) as tx:
        person(tx, role, name)  # type: ignore[arg-type]


def first_lead(till: Till) -> tuple[httpx.Client, Device]:
    """The first lead at work, who came in with the code of the terminal."""
    code = first_code(till.live.site)
    assert code is not None
    device = Device()
    client = httpx.Client(base_url=till.live.url, trust_env=False, timeout=60)
    assert client.get("/api/v1/session").json()["first_lead"] is True
    made = client.post("/api/v1/first-leads", json=device.asks(code) | LEAD)
    assert made.status_code == 201, made.text
    assert made.json()["session"].items() >= {"name": LEAD["name"], "role": "lead"}.items()
    cookie = made.headers["set-cookie"].lower()
    assert all(word in cookie for word in ("httponly", "samesite=strict", "path=/", "max-age=36000"))
    client.auth = Tablet(device, TabletId(made.json()["tablet"]))
    again = client.post("/api/v1/first-leads", json=Device().asks(code) | LEAD, auth=httpx.Auth())
    assert problem(again) == (403, "pairing-code-wrong")
    return client, device


def test_first_lead_lets_others_in(till: Till) -> None:
    """From the terminal's code to a volunteer who signs in on a second tablet; then nobody is a first lead any more."""
    lead, _ = first_lead(till)
    seen = lead.get("/api/v1/session").json()
    assert (seen["first_lead"], seen["operator"]["name"], seen["tablet_name"]) == (False, LEAD["name"], "میز یک")
    assert first_code(till.live.site) is None
    volunteer = post(lead, "operators", name="علی", role="operator")
    pairing = post(lead, "pairings")
    assert pairing["url"] == f"{till.live.url}/#pair={pairing['code']}"
    assert {len(row) for row in pairing["qr"]} == {len(pairing["qr"])}
    device = Device()
    with httpx.Client(base_url=till.live.url, trust_env=False, timeout=60) as other:
        made = other.post("/api/v1/tablets", json=device.asks(pairing["code"], "میز دو"))
        assert problem(other.post("/api/v1/tablets", json=Device().asks(pairing["code"]))) == (
            403,
            "pairing-code-wrong",
        )
    desk = open_tablet(till, Tablet(device, made.raise_for_status().json()["tablet"]))
    post(desk, "sessions", name="علي", pin=volunteer["pin"])
    assert desk.post("/api/v1/scans", json={"text": till.token}).status_code == 200
    tablets = {one["name"]: one["operator"] for one in lead.get("/api/v1/tablets").json()}
    assert tablets == {"میز یک": seen["operator"]["operator"], "میز دو": volunteer["operator"]}
    assert [one["name"] for one in lead.get("/api/v1/operators").json()] == [LEAD["name"], "علی"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"pin": "123456"}, (400, "pin-weak")),
        ({"pin": "12345"}, (400, "request-invalid")),
        ({"name": "\u200c"}, (400, "request-invalid")),
        ({"tablet_name": " "}, (400, "request-invalid")),
        ({"code": "0000000000"}, (403, "pairing-code-wrong")),
        ({"code": "short"}, (400, "request-invalid")),
        ({"proof": "A" * 86}, (401, "signature-invalid")),
        ({"public_key": "A" * 87}, (400, "request-invalid")),
        ({"public_key": "A" * 86 + "B"}, (400, "request-invalid")),
    ],
)
def test_first_lead_out_of_form_is_none(till: Till, change: dict[str, str], expected: tuple[int, str]) -> None:
    """Each is named, no row is written, and the code stands for the next try."""
    code = first_code(till.live.site) or ""
    device = Device()
    with httpx.Client(base_url=till.live.url, trust_env=False, timeout=60) as client:
        assert problem(client.post("/api/v1/first-leads", json=device.asks(code) | LEAD | change)) == expected
        assert client.get("/api/v1/session").json()["first_lead"] is True
        assert client.post("/api/v1/first-leads", json=device.asks(code) | LEAD).status_code == 201


def test_tablet_is_handed_over(till: Till) -> None:
    """The next one signs in, the one before is out with their cookie; signing out leaves nobody."""
    add(till, "operator", "علی")
    add(till, "operator", "رضا")
    tablet, _ = paired(till.live.site, None)
    desk = open_tablet(till, tablet)
    post(desk, "sessions", name="علی", pin=PIN)
    before = dict(desk.cookies)
    post(desk, "sessions", name="رضا", pin=PIN)
    assert dict(desk.cookies) != before
    with httpx.Client(base_url=till.live.url, trust_env=False, cookies=before) as old:
        assert problem(old.get("/api/v1/status")) == (401, "session-missing")
    assert desk.get("/api/v1/session").json()["operator"]["name"] == "رضا"
    assert desk.delete("/api/v1/sessions").status_code == 204
    assert problem(desk.post("/api/v1/scans", json={"text": till.token})) == (401, "session-missing")


@pytest.mark.timeout(1800)
def test_wrong_pins_are_few_whatever_they_come_from(till: Till) -> None:
    """Four hundred guesses (10,000 in the long form) from many addresses, real and claimed, with restarts: ten count.

    Two people are guessed at from two tablets: for each of the four pairs at most ten PINs are looked at.
    """
    for name in GUESSED:
        add(till, "lead", name)
    tablets = [paired(till.live.site, None)[0] for _ in range(2)]
    chance, said = random.Random(7), Counter[tuple[str, str, int]]()

    def guess(number: int) -> tuple[str, str, int]:
        address = ".".join(str(chance.randrange(256)) for _ in range(4))
        spoofed = {"X-Forwarded-For": address, "Forwarded": f"for={address}", "X-Real-IP": address}
        name, tablet = GUESSED[number % 2], number // 2 % 2
        body = {"name": name, "pin": f"{chance.randrange(10**6):06d}"}
        answer = desks[number % len(desks)].post("/api/v1/sessions", json=body, headers=spoofed, auth=tablets[tablet])
        return answer.json()["code"], name, tablet

    for _ in range(RESTARTS):
        with ExitStack() as stack, ThreadPoolExecutor(8) as pool:
            desks = [stack.enter_context(stranger_at(till, f"127.0.6.{number}")) for number in range(1, ADDRESSES)]
            said.update(pool.map(guess, range(GUESSES // RESTARTS)))
        till.live.stop(kill=True)
        till.live.start()
    print(sorted(said.items()))  # noqa: T201  shown with -s
    looked_at = {(name, tablet): count for (code, name, tablet), count in said.items() if code == "pin-wrong"}
    assert said.total() == GUESSES
    assert len(looked_at) == 4
    assert max(looked_at.values()) <= 10
    assert {code for code, _, _ in said} <= {"pin-wrong", "pin-locked", "pin-reset-needed", "too-fast"}


def stranger_at(till: Till, address: str) -> httpx.Client:
    """A browser at an address of its own, or at this machine's where it is the first."""
    at = httpx.HTTPTransport(local_address="127.0.0.1" if address.endswith(".1") else address)
    return httpx.Client(base_url=till.live.url, transport=at, timeout=60)


def test_lock_says_how_long_and_the_lead_opens_it(till: Till) -> None:
    """429 with Retry-After for a name that nobody has too; a new PIN opens the lock."""
    add(till, "operator", "علی")
    tablet, _ = paired(till.live.site, None)
    with open_tablet(till, tablet) as desk, till.live.browser() as lead:
        for name in ("علی", "کسی نیست"):
            answers = [desk.post("/api/v1/sessions", json={"name": name, "pin": "111222"}) for _ in range(6)]
            assert [problem(answer) for answer in answers] == [(401, "pin-wrong")] * 5 + [(429, "pin-locked")]
            assert answers[5].headers["retry-after"] == str(answers[5].json()["retry_after_s"])
            assert 25 <= answers[5].json()["retry_after_s"] <= 30
        (who,) = [one["operator"] for one in lead.get("/api/v1/operators").json() if one["name"] == "علی"]
        pin = post(lead, f"operators/{who}/pins")["pin"]
        assert problem(desk.post("/api/v1/sessions", json={"name": "علی", "pin": PIN})) == (401, "pin-wrong")
        post(desk, "sessions", name="علی", pin=pin)
        assert problem(lead.post("/api/v1/operators/o0000000/pins")) == (404, "operator-unknown")


def test_nobody_gets_anothers_answer(till: Till) -> None:
    """Ten people at once on ten tablets, forty requests each: every answer and every row is one's own."""
    people = [f"نفر {number}" for number in range(10)]
    for name in people:
        add(till, "operator", name)

    def work(name: str) -> dict[str, str]:
        tablet, _ = paired(till.live.site, None)
        rows: dict[str, str] = {}
        with open_tablet(till, tablet) as desk:
            post(desk, "sessions", name=name, pin=PIN)
            for _ in range(20):
                seen = desk.get("/api/v1/session").json()
                assert (seen["operator"]["name"], seen["tablet"]) == (name, tablet.tablet)
                given = post(desk, "handouts", text=None, lines=[line("hot-meal")])["lines"][0]
                rows[given["handout_id"]] = seen["operator"]["operator"]
        return rows

    with ThreadPoolExecutor(10) as pool:
        expected = {row: who for rows in pool.map(work, people) for row, who in rows.items()}
    with closing(till.live.site.connect(read_only=True)) as connection:
        lines = connection.execute("SELECT line FROM log WHERE type = 'handout'").fetchall()
    found = [decode_row(one) for (one,) in lines]
    assert {row.id: row.op for row in found if isinstance(row, Handout)} == expected
