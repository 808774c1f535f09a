"""A real part that is missing is a skip on a laptop and a failure in CI."""

import pytest

from tests.conftest import real_part


def test_a_missing_real_part_is_a_failure_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where everything must be there, a program that is missing fails the test and names its package."""
    monkeypatch.setenv("FIELDPOINT_REQUIRE_REAL", "1")
    with pytest.raises(pytest.fail.Exception, match="apt install no-such-package"):
        real_part("no-such-program", "no-such-package")
    monkeypatch.setenv("FIELDPOINT_REQUIRE_REAL", "")
    with pytest.raises(pytest.skip.Exception, match="apt install no-such-package"):
        real_part("no-such-program", "no-such-package")
