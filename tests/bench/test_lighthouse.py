"""Lighthouse on the scan page: accessible to everybody and built as browsers want it; how fast it is, is told.

    npm ci --prefix tests/bench/lighthouse --ignore-scripts && python -m pytest -s tests/bench/test_lighthouse.py

Skipped where Lighthouse is not installed: it is large, so the checks do not bring it. The speed depends on the machine
and on what else runs there, so it never fails the test.
"""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.conftest import SWITCHES, join
from tests.conftest import real_part
from tests.live import LiveSite, live_site, spare_port
from tests.support import make_site

PROGRAM = Path(__file__).parent / "lighthouse/node_modules/lighthouse/cli/index.js"
CATEGORIES = ("performance", "accessibility", "best-practices")
pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.skipif(not PROGRAM.is_file(), reason="npm ci --prefix tests/bench/lighthouse --ignore-scripts"),
]


@pytest.fixture
def live(tmp_path: Path) -> Iterator[LiveSite]:
    """A site, served."""
    running = live_site(make_site(tmp_path / "site"))
    running.start()
    yield running
    running.stop()


def test_scan_page_is_accessible_and_well_built(live: LiveSite, tmp_path: Path, chromium: str) -> None:
    """On a tablet in somebody's hands: accessibility and best practices are 100 of 100."""
    port = spare_port()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch_persistent_context(
            tmp_path / "profile", executable_path=chromium, args=[*SWITCHES, f"--remote-debugging-port={port}"]
        )
        page = browser.new_page()
        join(page, live)
        expect(page.locator("#verdict")).to_have_attribute("data-state", "idle")
        page.close()
        scores = judged(f"http://localhost:{live.port}/", port)
        browser.close()
    print(scores)  # noqa: T201  shown with -s
    assert (scores["accessibility"], scores["best-practices"]) == (1, 1)
    assert scores["performance"] > 0


def judged(url: str, port: int) -> dict[str, float]:
    """What Lighthouse says of a page in the browser that listens on a port: each category's score, at most 1."""
    asked = ["--disable-storage-reset", "--output=json", "--quiet", f"--only-categories={','.join(CATEGORIES)}"]
    command = [real_part("node", "nodejs"), PROGRAM, url, f"--port={port}", *asked]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=True)
    report = json.loads(done.stdout)
    assert report["finalDisplayedUrl"] == url
    return {name: report["categories"][name]["score"] for name in CATEGORIES}
