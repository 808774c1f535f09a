"""The page's shell: what a tablet keeps, and what home screens ask for."""

import io
import json
from hashlib import sha256

from PIL import Image

from tests.server.conftest import Till

LIST = b"self.SHELL = "


def test_worker_may_serve_the_whole_site_and_is_asked_for_each_time(shared_till: Till) -> None:
    """The service worker's script has the scope of the site, and no cache stands before it."""
    with shared_till.live.browser(session=False) as stranger:
        answer = stranger.get("/static/sw.js")
    assert answer.headers["service-worker-allowed"] == "/"
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"


def test_worker_lists_every_file_of_the_shell_with_its_tag(shared_till: Till) -> None:
    """Page, styles, modules, font and decoder are listed as they are served; the family's page is not."""
    with shared_till.live.browser(session=False) as stranger:
        listed, _, _ = stranger.get("/static/sw.js").content.removeprefix(LIST).partition(b";\n")
        files = json.loads(listed)["files"]
        tags = {path: stranger.get(path).headers["etag"] for path in files}
    assert files == tags
    assert {"/", "/static/app.css", "/static/js/main.js", "/static/vendor/zxing-wasm/zxing_reader.wasm"} <= files.keys()
    assert not files.keys() & {"/static/card.css", "/static/sw.js", "/static/manifest.webmanifest"}


def test_page_is_installable(shared_till: Till) -> None:
    """The manifest is served as one, begins at the site's root, and its icons are of the sizes it says."""
    with shared_till.live.browser(session=False) as stranger:
        answer = stranger.get("/static/manifest.webmanifest")
        manifest = answer.json()
        icons = {icon["src"]: (icon["sizes"], stranger.get(icon["src"])) for icon in manifest["icons"]}
    assert answer.headers["content-type"] == "application/manifest+json"
    assert (manifest["start_url"], manifest["scope"], manifest["display"]) == ("/", "/", "standalone")
    assert {sizes for sizes, _ in icons.values()} == {"any", "192x192", "512x512"}
    for sizes, icon in icons.values():
        assert icon.status_code == 200
        if sizes != "any":
            assert Image.open(io.BytesIO(icon.content)).size == tuple(map(int, sizes.split("x")))


def test_icon_for_home_screens_is_the_drawing(shared_till: Till) -> None:
    """The picture has the drawing's ground in its corners and the tick's white where it turns."""
    with shared_till.live.browser(session=False) as stranger:
        pictures = [stranger.get("/static/icon-180.png").content for _ in range(2)]
    drawn = Image.open(io.BytesIO(pictures[0]))
    seen = [drawn.getpixel(place) for place in ((0, 0), (179, 179), (27 * 180 // 64, 44 * 180 // 64))]
    assert seen == [(13, 107, 94), (13, 107, 94), (255, 255, 255)]
    assert sha256(pictures[0]).digest() == sha256(pictures[1]).digest()
