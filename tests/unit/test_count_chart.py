"""The picture of counts: right to left, in Persian digits, whatever stands in its names."""

from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from fieldpoint.registry.counts.chart import MOST_BARS, Bar, Chart, bar_chart

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*bars: Bar, title: str = "خانوارها") -> ET.Element:
    """The picture as a browser reads it."""
    chart = Chart(key="counts", title=title, described="در جدول زیر", bars=bars)
    return ET.fromstring(bar_chart(chart))  # noqa: S314  our own


def test_bars_grow_to_the_left_by_their_numbers() -> None:
    """All begin at one line; the longest is the largest number's, and each number stands at its bar's end."""
    picture = drawn(Bar(name="شوش", number=1200), Bar(name="مولوی", number=300), Bar(name="هیچ", number=0))
    bars = [(int(bar.get("x", "")), int(bar.get("width", ""))) for bar in picture.iter(f"{SVG}rect")]
    assert len({x + width for x, width in bars}) == 1
    assert [width for _, width in bars] == [bars[0][1], bars[0][1] // 4, 0]
    numbers = [text.text for text in picture.iter(f"{SVG}text") if text.get("class") == "number"]
    assert numbers == ["۱٬۲۰۰", "۳۰۰", "۰"]
    assert all(text.get("text-anchor") == "start" for text in picture.iter(f"{SVG}text"))
    assert picture.get("direction") == "rtl"


def test_the_picture_is_read_aloud_by_its_title_and_description() -> None:
    """It has a role, and both names it is labelled by are in it."""
    picture = drawn(Bar(name="شوش", number=1))
    named = [one.get("id") for one in picture if one.tag in {f"{SVG}title", f"{SVG}desc"}]
    assert picture.get("role") == "img"
    assert (picture.get("aria-labelledby") or "").split() == named


def test_what_cannot_be_told_stands_in_words() -> None:
    """A bar of few people has no length, and says so at its end."""
    picture = drawn(Bar(name="شوش", number=0, said="کمتر از ۵"), Bar(name="مولوی", number=9))
    assert [text.text for text in picture.iter(f"{SVG}text")][1] == "کمتر از ۵"


TEXTS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=60)


@settings(max_examples=100, deadline=None)
@given(names=st.lists(TEXTS, max_size=60), title=TEXTS, number=st.integers(0, 2**53))
def test_any_name_is_text_and_no_markup(names: list[str], title: str, number: int) -> None:
    """Whatever a list or a site calls something, the picture has the same elements and at most forty bars."""
    picture = drawn(*(Bar(name=name, number=number) for name in names), title=title)
    shown = min(len(names), MOST_BARS)
    assert len(list(picture.iter(f"{SVG}rect"))) == shown
    assert {element.tag.removeprefix(SVG) for element in picture.iter()} <= {
        "svg",
        "title",
        "desc",
        "line",
        "text",
        "rect",
    }
    assert picture.findtext(f"{SVG}title") == title
