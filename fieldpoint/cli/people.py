"""Commands for who may come in: people and their PINs, tablets and the codes that pair them.

They are for the site's own terminal, where whoever sits has the database and its key anyway; a lead does the same
on a tablet. Every PIN and code is printed once and kept nowhere.
"""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar, get_args

import click

from fieldpoint.cli.options import data_option
from fieldpoint.core.access_rows import Role
from fieldpoint.store.site import Site, open_site
from fieldpoint.store.transaction import Transaction, transaction_on

_BY = "terminal"
_PORT = 8080
_Done = TypeVar("_Done")


def entry_link(origin: str, kind: str, code: str) -> str:
    """The address that lets a tablet in; the code stands in the fragment, which a browser never sends."""
    return f"{origin}/#{kind}={code}"


def write(site: Site, act: Callable[[Transaction], _Done]) -> _Done:
    """What an act at the terminal answers, after it was committed and witnessed."""
    with closing(site.connect()) as connection, transaction_on(connection, site.clock.now()) as tx:
        return act(tx)


def first_code(site: Site) -> str | None:
    """A new one-time code that makes the first lead; nothing where somebody leads the site already."""
    from fieldpoint.store.entry.operators import leads  # noqa: PLC0415
    from fieldpoint.store.entry.sign_ins import make_code  # noqa: PLC0415

    return write(site, lambda tx: None if leads(tx.connection) else make_code(tx, "first"))


@click.group("operators")
def operators_group() -> None:
    """People who sign in on the site's tablets."""


@operators_group.command("list")
@data_option
def operators_list(folder: Path) -> None:
    """Show everybody who may sign in, or might once."""
    from fieldpoint.store.entry.operators import list_operators  # noqa: PLC0415

    with closing(open_site(folder).connect(read_only=True)) as connection:
        for one in list_operators(connection):
            state = "revoked" if one.revoked_at is not None else "locked" if one.locked else "-"
            click.echo(f"{one.operator:<10} {one.role:<9} {state:<8} {one.name}")


@operators_group.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(get_args(Role)), default="operator", show_default=True)
@data_option
def operators_add(name: str, role: Role, folder: Path) -> None:
    """Let somebody sign in under NAME, and print the PIN, once."""
    from fieldpoint.desk.appoint import add_operator, hash_new_pin, random_pin  # noqa: PLC0415

    pin, site = random_pin(), open_site(folder)
    hashed = hash_new_pin(pin)
    who = write(site, lambda tx: add_operator(tx, name, role, hashed, _BY))
    click.echo(f"{who} signs in with the PIN {pin}. It is shown only now.")


@operators_group.command("reset")
@click.argument("operator")
@data_option
def operators_reset(operator: str, folder: Path) -> None:
    """Give OPERATOR (an id of the list) a new PIN, which also opens a lock, and print it, once."""
    from fieldpoint.desk.appoint import give_pin, hash_new_pin, random_pin  # noqa: PLC0415

    pin, site = random_pin(), open_site(folder)
    hashed = hash_new_pin(pin)
    write(site, lambda tx: give_pin(tx, operator, hashed, _BY))
    click.echo(f"{operator} signs in with the PIN {pin}. It is shown only now.")


@operators_group.command("role")
@click.argument("operator")
@click.argument("role", type=click.Choice(get_args(Role)))
@data_option
def operators_role(operator: str, role: Role, folder: Path) -> None:
    """Give OPERATOR (an id of the list) another ROLE, from the next request on; name and PIN stay."""
    from fieldpoint.desk.appoint import change_role  # noqa: PLC0415

    write(open_site(folder), lambda tx: change_role(tx, operator, role, _BY))
    click.echo(f"{operator} is {role} from now on and signs in anew.")


@operators_group.command("revoke")
@click.argument("operator")
@data_option
def operators_revoke(operator: str, folder: Path) -> None:
    """Let OPERATOR (an id of the list) in no more, from the next request on."""
    from fieldpoint.desk.appoint import revoke_operator  # noqa: PLC0415

    write(open_site(folder), lambda tx: revoke_operator(tx, operator, _BY))
    click.echo(f"{operator} may not sign in any more.")


@operators_group.command("allow")
@click.argument("operator")
@click.option("--off", is_flag=True, help="No more.")
@data_option
def operators_allow(operator: str, folder: Path, *, off: bool) -> None:
    """Let OPERATOR (an id of the list) register households at the desk, as a lead may anyhow."""
    from fieldpoint.desk.register.grant import grant_right  # noqa: PLC0415

    rights = write(open_site(folder), lambda tx: grant_right(tx, operator, "register", _BY, on=not off))
    click.echo(f"{operator} may {'register people' if rights else 'no longer register people'}.")


@click.group("tablets")
def tablets_group() -> None:
    """Tablets that are paired with the site."""


@tablets_group.command("list")
@data_option
def tablets_list(folder: Path) -> None:
    """Show every tablet that was ever paired."""
    from fieldpoint.store.entry.tablets import list_tablets  # noqa: PLC0415

    with closing(open_site(folder).connect(read_only=True)) as connection:
        for one in list_tablets(connection):
            state = "revoked" if one.revoked_at is not None else one.operator or "-"
            click.echo(f"{one.tablet:<10} {one.desk:<5} {state:<10} {one.name}")


@tablets_group.command("pair")
@click.option(
    "--origin", default=f"http://localhost:{_PORT}", show_default=True, help="Where the tablet finds the site."
)
@data_option
def tablets_pair(origin: str, folder: Path) -> None:
    """Print a link that pairs one tablet, once, within ten minutes."""
    from fieldpoint.store.entry.sign_ins import make_code  # noqa: PLC0415

    click.echo(entry_link(origin, "pair", write(open_site(folder), lambda tx: make_code(tx, "tablet"))))


@tablets_group.command("revoke")
@click.argument("tablet")
@data_option
def tablets_revoke(tablet: str, folder: Path) -> None:
    """Refuse TABLET (an id of the list) from its next request on, for ever."""
    from fieldpoint.desk.pair_tablet import revoke_tablet  # noqa: PLC0415

    write(open_site(folder), lambda tx: revoke_tablet(tx, tablet, _BY))
    click.echo(f"{tablet} is refused from now on.")
