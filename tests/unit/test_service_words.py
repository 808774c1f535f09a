"""Flows of services are whole, and every word of theirs has one on the page."""

import re
from pathlib import Path
from typing import get_args

import pytest

from fieldpoint.core.services.words import (
    FIRST,
    TAKES,
    Because,
    Doctor,
    Flow,
    PlaceKind,
    SlotReason,
    Step,
    Subject,
    flow_of,
    steps_after,
)

TEXT = Path(__file__).parents[2] / "static/js/screens/services/text_fa.js"
KEY = re.compile(r"""(?:"([\w-]+)"|\b(\w+)): \"""")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("STEPS", Step),
        ("DOCTORS", Doctor),
        ("SUBJECTS", Subject),
        ("KINDS", PlaceKind),
        ("BECAUSE", Because),
        ("NOES", SlotReason),
    ],
)
def test_every_word_is_said_on_the_page(name: str, words: object) -> None:
    """The page's list has each code of the closed list, and no other."""
    body = TEXT.read_text(encoding="utf-8").partition(f"export const {name} = {{")[2].partition("};")[0]
    assert {quoted or plain for quoted, plain in KEY.findall(body)} == set(get_args(words))


def test_every_step_is_reached_from_the_first_of_its_flow() -> None:
    """No step stands beside the flows; every flow has a step that is a handout, once a way."""
    reached: set[str] = set()
    for flow in get_args(Flow):
        ahead: list[Step] = [FIRST[flow]]
        mine: set[Step] = set()
        while ahead:
            step = ahead.pop()
            if step not in mine:
                mine.add(step)
                ahead += steps_after(step)
        assert mine & TAKES, flow
        reached |= mine
    assert reached == set(get_args(Step))


def test_a_programme_of_a_sites_own_goes_as_the_one_its_code_begins_with() -> None:
    """A second doctor goes as a visit; whatever has no flow is handed over as it is."""
    assert (flow_of("doctor-visit-2"), flow_of("insurance"), flow_of("doctor")) == ("visit", "enrolment", None)
