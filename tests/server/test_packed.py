"""The page's files go out packed to whoever takes them so, and are the same files to everybody else."""

import gzip
import json

import httpx
import pytest

from fieldpoint.serving.packed import takes_packed
from tests.server.conftest import Till

PACKED = ("/", "/static/app.css", "/static/js/main.js", "/static/sw.js", "/static/icon.svg",
          "/static/vendor/zxing-wasm/zxing_reader.wasm")  # fmt: skip
SHELL_LIMIT = 200_000
LITTLE = {"accept-encoding": "identity"}


def raw(client: httpx.Client, path: str, **headers: str) -> tuple[httpx.Response, bytes]:
    """An answer with its bytes as they came over the line."""
    with client.stream("GET", path, headers=headers) as answer:
        return answer, b"".join(answer.iter_raw())


@pytest.mark.parametrize("path", PACKED)
def test_file_is_packed_for_whoever_takes_it_so(shared_till: Till, path: str) -> None:
    """Both forms are one content with one tag; each has its own length and tells caches what it depends on."""
    with shared_till.live.browser(session=False) as stranger:
        small, came = raw(stranger, path, **{"accept-encoding": "gzip, deflate, br"})
        plain, whole = raw(stranger, path, **LITTLE)
    assert (small.headers["content-encoding"], plain.headers.get("content-encoding")) == ("gzip", None)
    assert gzip.decompress(came) == whole
    assert len(came) < len(whole)
    assert [int(one.headers["content-length"]) for one in (small, plain)] == [len(came), len(whole)]
    assert small.headers["etag"] == plain.headers["etag"]
    assert {one.headers["vary"] for one in (small, plain)} == {"Accept-Encoding"}


def test_font_is_packed_already(shared_till: Till) -> None:
    """What would not become smaller goes out as it is."""
    with shared_till.live.browser(session=False) as stranger:
        answer = stranger.get("/static/vendor/vazirmatn/Vazirmatn-Variable.woff2")
    assert answer.status_code == 200
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize("path", ["/api/v1/session", "/api/v1/health", "/kiosk", "/C/none"])
def test_answer_of_a_site_is_never_packed(shared_till: Till, path: str) -> None:
    """The length of an answer that may hold a secret tells nothing of it."""
    with shared_till.live.browser(session=False) as stranger:
        answer = stranger.get(path, headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize(
    ("accepted", "takes"),
    [
        ("gzip", True),
        ("br, GZIP;q=0.5", True),
        ("*", True),
        ("x-gzip", True),
        ("", False),
        ("identity", False),
        ("br", False),
        ("gzip;q=0", False),
        ("gzip; q=0.0, *", False),
        ("*;q=0", False),
        ("gzip;q=no", False),
        ("gzip;q=nan", False),
    ],
)
def test_header_says_whether_gzip_is_taken(accepted: str, *, takes: bool) -> None:
    """Weights are heeded; what is not understood is not taken."""
    assert takes_packed(accepted) is takes


def test_page_names_each_module_that_it_begins_with(shared_till: Till) -> None:
    """Every module that the first one needs is named once, and none that is brought in later."""
    with shared_till.live.browser(session=False) as stranger:
        lines = stranger.get("/").text.splitlines()
    named = [line.split('"')[5] for line in lines if line.startswith('<link rel="modulepreload"')]
    assert named[0] == "/static/js/main.js"
    assert {"/static/js/text_fa.js", "/static/js/queue/queue.js", "/static/js/camera_stream.js"} <= set(named)
    assert not {"/static/js/screens/tally.js", "/static/js/screens/lead/lead.js"} & set(named)
    assert len(named) == len(set(named))


def test_shell_is_small(shared_till: Till) -> None:
    """All that a tablet brings to start, without decoder and font: its content is at most 200 kB on the line."""
    bodies = heads = whole = 0
    with shared_till.live.browser(session=False) as stranger:
        listed = stranger.get("/static/sw.js").text.partition(" = ")[2].partition(";\n")[0]
        for path in json.loads(listed)["files"]:
            if not path.startswith("/static/vendor/"):
                answer, came = raw(stranger, path, **{"accept-encoding": "gzip"})
                bodies += len(came)
                heads += sum(len(name) + len(value) + 4 for name, value in answer.headers.raw) + 19
                whole += len(gzip.decompress(came))
    print(f"shell: {whole} bytes, packed {bodies}, with heads {bodies + heads}")  # noqa: T201  shown with -s
    assert bodies <= SHELL_LIMIT
