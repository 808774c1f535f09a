"""How long a code that a site enrols with is good."""

from fieldpoint.clock import wall_ms
from fieldpoint.errors import Code
from fieldpoint.registry.sites import make_enrol_code
from tests.registry.conftest import Asked
from tests.registry.support import enrol_request, plain, sender
from tests.registry.test_app import code_of


def test_a_code_is_good_for_seven_days(asked: Asked) -> None:
    """A slip of paper from last month lets nobody in."""
    one, eight_days = sender(1, site="s-05"), 8 * 86_400_000
    code = make_enrol_code(asked.registry.store, "s-05", wall_ms() - eight_days)
    response = asked.send("POST", "/v1/enrol", json=plain(enrol_request(one, code)))
    assert (response.status_code, code_of(response)) == (403, Code.ENROL_CODE_OLD)
