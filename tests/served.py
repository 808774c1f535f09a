"""A registry's server in the test's own process, without a network between.

To make its two hundred routes takes longer than a whole test has to ask. So they are made for a few registries at once,
and whoever needs one more takes over those of the registry that was asked first; its office and its guard are new.
"""

from collections.abc import Collection

from litestar import Litestar

from fieldpoint.registry.app import application, guarded
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.office import Office
from fieldpoint.serving.guard import Guard

_AT_ONCE = 6
_APPS: list[tuple[Registry, Litestar]] = []


def serve(registry: Registry, hosts: Collection[str] = ("localhost",), card_hosts: Collection[str] = ()) -> Guard:
    """The server of a registry, as if it had just begun; `hosts` are the names it is asked under."""
    return guarded(_application(registry, Office(registry)), hosts, card_hosts)


def _application(registry: Registry, office: Office) -> Litestar:
    found = next((one for one in _APPS if one[0] is registry), None)
    if found is not None:
        _APPS.remove(found)
    elif len(_APPS) == _AT_ONCE:
        found = _APPS.pop(0)
    app = application(office) if found is None else found[1]
    app.state.office = office
    _APPS.append((registry, app))
    return app
