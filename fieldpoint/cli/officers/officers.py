"""Commands about the registry's officers: the first comes in here, the others on the page or here."""

from pathlib import Path

import click

from fieldpoint.cli.options import registry_data_option
from fieldpoint.cli.registry_work import by_terminal, opened_registry


@click.group("officers")
def officers() -> None:
    """Who signs in at the registry's pages: admins of the registry, officers of organisations, auditors."""


@officers.command("add")
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice(["admin", "officer", "auditor"]),
    default="admin",
    show_default=True,
    help="admin: the whole registry; officer: the sites of an organisation; auditor: counts, and never a name.",
)
@click.option("--organisation", default="", metavar="CODE", help="Whose sites they see; an officer has one.")
@registry_data_option
def add(name: str, role: str, organisation: str, folder: Path) -> None:
    """Let NAME sign in: prints a code by which they choose a password at /officers/first, once, within a day."""
    from fieldpoint.registry.officers.accounts import add_officer  # noqa: PLC0415

    with opened_registry(folder).store as store:
        made, code = add_officer(store, by_terminal(), name, role, organisation)  # type: ignore[arg-type]  # click's
    click.echo(f"{made.officer} is {role}. The code, for /officers/first within a day:", err=True)
    click.echo(code.upper())


@officers.command("code")
@click.argument("officer")
@registry_data_option
def code(officer: str, folder: Path) -> None:
    """Print another code for OFFICER (an id), whose password and sessions are over with it."""
    from fieldpoint.registry.officers.accounts import new_code  # noqa: PLC0415

    with opened_registry(folder).store as store:
        click.echo(new_code(store, by_terminal(), officer).upper())


@officers.command("revoke")
@click.argument("officer")
@registry_data_option
def revoke(officer: str, folder: Path) -> None:
    """End the account of OFFICER (an id), from the next request on."""
    from fieldpoint.registry.officers.accounts import revoke_officer  # noqa: PLC0415

    with opened_registry(folder).store as store:
        revoke_officer(store, by_terminal(), officer)
    click.echo("The account is over.")


@officers.command("organisation")
@click.argument("code")
@click.argument("title")
@click.option("--counts-only", is_flag=True, help="A treatment centre: of its sites others read counts, nothing else.")
@registry_data_option
def organisation(code: str, title: str, counts_only: bool, folder: Path) -> None:  # noqa: FBT001  click's way
    """Name the organisation CODE (small Latin letters), or change its TITLE."""
    from fieldpoint.registry.officers.accounts import save_organisation  # noqa: PLC0415

    with opened_registry(folder).store as store:
        save_organisation(store, by_terminal(), code, title, counts_only=counts_only)
    click.echo(f"{code} is known.")


@officers.command("list")
@registry_data_option
def list_all(folder: Path) -> None:
    """List the organisations and the officers."""
    with opened_registry(folder).store as store:
        bodies, people = store.organisations(), store.officers()
    for body in bodies:
        click.echo(f"organisation  {body.organisation:<32}  {body.title}{'  counts only' if body.counts_only else ''}")
    for one in people:
        state = "" if one.has_password else "  has chosen no password yet"
        click.echo(f"{one.officer}  {one.role:<8}  {one.organisation or '(all)':<32}  {one.name}{state}")
