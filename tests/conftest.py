"""What every room of tests shares: the real parts, and what happens where one is missing.

On a laptop a test that needs a missing program is skipped and says which package of Debian brings it.
The project's own CI installs them all and sets FIELDPOINT_REQUIRE_REAL=1, which turns such a skip into
a failure, so that nothing goes untested without anybody noticing.
"""

import os
import shutil

import pytest
from hypothesis import HealthCheck, settings

# How quickly examples are made says how busy the machine is and nothing about fieldpoint; performance is a benchmark.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")


def real_part(command: str, package: str) -> str:
    """The path of a program; without it the test is skipped, or fails where everything must be there."""
    found = shutil.which(command)
    if found is not None:
        return found
    sentence = f"{command} is not installed; on Debian: apt install {package}"
    if os.environ.get("FIELDPOINT_REQUIRE_REAL") == "1":
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Looks for the real part that a test is marked with."""
    for mark in item.iter_markers("needs_real_part"):
        real_part(*mark.args)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Debian's browser."""
    return real_part("chromium", "chromium")


@pytest.fixture(scope="session")
def pdftoppm() -> str:
    """The path of the program that renders a PDF."""
    return real_part("pdftoppm", "poppler-utils")
