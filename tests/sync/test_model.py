"""The model finds nothing in the protocol as it is, and something at once with any of three rules taken out.

The long form runs five hundred worlds, or `FIELDPOINT_WORLDS`, and takes a quarter of an hour on a quiet core:

    FIELDPOINT_LONG=1 .venv/bin/python -m pytest tests/sync/test_model.py
"""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from fieldpoint.errors import FieldpointError
from tests.sync.model.ablated import ABLATED
from tests.sync.model.machine import Model, forget_scratch

LONG = os.environ.get("FIELDPOINT_LONG") == "1"
WORLDS = int(os.environ.get("FIELDPOINT_WORLDS", "500" if LONG else "12"))
BUDGET = 60  # worlds; each ablated model has failed within a third of it


@pytest.fixture(autouse=True)
def scratch() -> Iterator[None]:
    """Nothing is left of all the worlds."""
    yield
    forget_scratch()


def run(kind: type[Model], worlds: int, steps: int) -> None:
    """So many worlds of a kind of model; the first failure is raised."""
    how = settings(
        max_examples=worlds,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        derandomize=not LONG,
        report_multiple_bugs=False,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
        phases=[Phase.generate, Phase.shrink] if LONG else [Phase.generate],
    )
    run_state_machine_as_test(kind, settings=how)


@pytest.mark.timeout(6 * 3600)
def test_whatever_happens_every_line_counts_once() -> None:
    """F01 to F03, F07 to F15, F24, F29, F32, F51 in any mixture: it comes to rest, and all is true (model/rest.py)."""
    run(Model, WORLDS, 40 if LONG else 20)


@pytest.mark.timeout(900)
@pytest.mark.parametrize("kind", ABLATED)
def test_the_model_sees_a_rule_that_is_missing(kind: type[Model]) -> None:
    """Links of a filled gap unchecked, tablets that forget at once, a cursor of the site's own: rows are lost, seen."""
    with pytest.raises((AssertionError, FieldpointError)):
        run(kind, BUDGET, 10)
