"""Commands of whoever looks after the registry: what waits for a person, and what that person decides."""

import getpass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fieldpoint.cli.options import registry_data_option

if TYPE_CHECKING:
    from fieldpoint.registry.decide import By
    from fieldpoint.registry.folder import Registry

_MOST = 200


@click.command("cases")
@click.option("--all", "every", is_flag=True, help="Those too that were decided, and those that are gone.")
@registry_data_option
def cases(every: bool, folder: Path) -> None:  # noqa: FBT001  click passes a flag as it is
    """List where more was handed over than somebody was entitled to, naming sites and rows, never a family."""
    with opened_registry(folder).store as store:
        found = store.cases() if every else store.cases("open")
    for case in found:
        what = case.finding
        where = ", ".join(what.sites)
        click.echo(
            f"{case.case_id}  {case.state:<8}  {what.kind:<8}  {what.key.programme} {what.key.cycle}"
            f"  {what.handed} of {what.entitled}  at {where}"
        )
    click.echo(f"{len(found):,} cases. Decide one with `fieldpoint registry decide CASE accepted|settled|error`.")


@click.command("decide")
@click.argument("case")
@click.argument("to", type=click.Choice(["accepted", "settled", "error"]))
@registry_data_option
def decide(case: str, to: str, folder: Path) -> None:
    """Say what became of a CASE; nothing is ever claimed back from a family."""
    from fieldpoint.registry.decide import decide_case  # noqa: PLC0415

    with opened_registry(folder).store as store:
        decide_case(store, by_terminal(), case, to)  # type: ignore[arg-type]  # click knows the words
    click.echo(f"The case is {to}.")


@click.command("withheld")
@click.option("--again", is_flag=True, help="Read them again, by what this version understands.")
@registry_data_option
def withheld(again: bool, folder: Path) -> None:  # noqa: FBT001  click passes a flag as it is
    """List rows that are kept while their effect is withheld, and why."""
    from fieldpoint.registry.decide import read_withheld_again  # noqa: PLC0415

    with opened_registry(folder).store as store:
        if again:
            click.echo(f"{read_withheld_again(store, by_terminal()):,} rows count now.")
        found = store.withheld(_MOST)
    for row in found:
        click.echo(f"{row.site:<32}  row {row.seq:>9,}  {row.type or 'unreadable':<16}  {row.code}")
    click.echo(f"{len(found):,} rows withheld.")


@click.command("beside")
@click.option("--release", metavar="BATCH", help="Let this batch of an ended key in.")
@registry_data_option
def beside(release: str | None, folder: Path) -> None:
    """List batches that are kept beside: another history, or a key that had ended."""
    from fieldpoint.registry.decide import release_batch  # noqa: PLC0415

    with opened_registry(folder).store as store:
        if release is not None:
            answer = release_batch(store, by_terminal(), release)
            click.echo("The batch is in." if hasattr(answer, "accepted") else "It is another history and stays beside.")
        found = store.beside()
    for batch in found:
        state = "let in" if batch.released_at else "waits"
        click.echo(f"{batch.batch_id}  {batch.site:<32}  {batch.code:<12}  {state}  {_time(batch.received_at)}")
    click.echo(f"{len(found):,} batches.")


@click.command("keys")
@click.argument("site")
@click.option("--retire", type=int, metavar="KEY", help="This key is good for what is held, and for nothing further.")
@click.option("--compromised", type=int, metavar="KEY", help="This key is in wrong hands: what it signs now waits.")
@registry_data_option
def keys(site: str, retire: int | None, compromised: int | None, folder: Path) -> None:
    """List the keys of SITE, or end one; then let the site enrol anew: `fieldpoint registry enrol SITE`."""
    from fieldpoint.registry.decide import end_key  # noqa: PLC0415

    with opened_registry(folder).store as store:
        if retire is not None:
            end_key(store, by_terminal(), site, retire, "retired")
        if compromised is not None:
            end_key(store, by_terminal(), site, compromised, "compromised")
        found = store.site_keys(site)
    for key in found:
        click.echo(f"key {key.kid:>10}  since {_time(key.enrolled_at)}  {key.ended or 'in use'}")


@click.command("decisions")
@registry_data_option
def decisions(folder: Path) -> None:
    """Walk the registry's own log, and list who decided what."""
    from fieldpoint.registry import audit  # noqa: PLC0415

    with opened_registry(folder).store as store:
        found = audit.decisions(store)
    for one in found:
        click.echo(f"{one.n:>6}  {_time(one.at)}  {one.who:<16}  {one.act:<16}  {one.about}  {one.to}".rstrip())
    click.echo(f"{len(found):,} decisions; their chain is whole.")


def opened_registry(folder: Path) -> "Registry":
    """The registry of a folder."""
    from fieldpoint.registry.folder import open_registry  # noqa: PLC0415

    return open_registry(folder)


def by_terminal() -> "By":
    """Whoever sits at this terminal, now."""
    from fieldpoint.clock import wall_ms  # noqa: PLC0415
    from fieldpoint.registry.decide import By  # noqa: PLC0415

    return By(who=f"terminal:{getpass.getuser()}", now_ms=wall_ms())


def _time(at_ms: int) -> str:
    return datetime.fromtimestamp(at_ms / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S")
