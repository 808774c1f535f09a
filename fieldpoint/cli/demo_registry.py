"""The registry of a demo: made where there is none yet, running as a child program, its sites enrolled.

Imports the cli's children, registry, store and below.
"""

from contextlib import ExitStack, closing
from pathlib import Path

from fieldpoint.cli.children import Child
from fieldpoint.cli.site import HOST
from fieldpoint.store.site import Site


def start_registry(folder: Path, title: str, port: int, stack: ExitStack) -> Child:
    """A registry in a folder of its own, answering on a port of this machine until the stack is closed."""
    from fieldpoint.registry.folder import create_registry, registry_exists  # noqa: PLC0415

    if not registry_exists(folder):
        create_registry(folder, title)
    child = Child(["registry", "serve", "--data", str(folder), "--port", str(port)])
    stack.callback(child.stop)
    return child


def enrol_site(site: Site, registry_folder: Path, port: int) -> None:
    """The site knows the registry at its present address."""
    from fieldpoint.cli import cli  # noqa: PLC0415
    from fieldpoint.clock import wall_ms  # noqa: PLC0415
    from fieldpoint.registry.folder import open_registry  # noqa: PLC0415
    from fieldpoint.registry.sites import make_enrol_code  # noqa: PLC0415
    from fieldpoint.store import outbox  # noqa: PLC0415

    url = f"http://{HOST}:{port}"
    with closing(site.connect(read_only=True)) as connection:
        enrolment = outbox.enrolment(connection)
    if enrolment is not None and enrolment.url == url:
        return
    with closing(open_registry(registry_folder).store) as store:
        code = make_enrol_code(store, site.facts.code, wall_ms())
    cli.main(["enrol", url, code, "--data", str(site.folder)], standalone_mode=False)
