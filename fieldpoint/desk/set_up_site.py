"""A new site gets the programmes of the package."""

from importlib.resources import files

import msgspec

from fieldpoint.core.programme import Programme
from fieldpoint.errors import Code, Invalid
from fieldpoint.store.programmes import add_programme
from fieldpoint.store.site import Site
from fieldpoint.store.transaction import transaction_on


def packaged_programmes() -> list[Programme]:
    """The programmes that come with fieldpoint, ordered by code."""
    found = [file for file in files("fieldpoint.programmes").iterdir() if file.name.endswith(".toml")]
    return sorted((read_programme(file.read_bytes(), file.name) for file in found), key=lambda one: one.code)


def read_programme(source: bytes, file: str) -> Programme:
    """The programme of a TOML file. `Invalid` (`programme-invalid`) with the file's name."""
    try:
        return msgspec.toml.decode(source, type=Programme)
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise Invalid(Code.PROGRAMME_INVALID, file=file) from fault


def set_up_site(site: Site) -> int:
    """The packaged programmes run at the site, committed; answers how many. Doing it again changes nothing."""
    found = packaged_programmes()
    connection = site.connect()
    with transaction_on(connection, site.clock.now()) as tx:
        for programme in found:
            add_programme(tx, programme)
    connection.close()
    return len(found)
