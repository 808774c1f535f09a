"""Commands of practice: its cards on paper, a lesson on a tablet, a fresh start."""

from contextlib import closing
from pathlib import Path

import click

from fieldpoint.cli.options import data_option
from fieldpoint.errors import Code, NotFound
from fieldpoint.store.site import Site, open_site

_SHEET = "practice-cards.pdf"


@click.group("practice")
def practice_group() -> None:
    """Training without consequences: made-up households, cards of a key of their own, a log that is never sent.

    A tablet that practises is answered by a site of its own in the folder `practice`; nothing done there is in a count,
    a batch or a report. A lead switches it on the tablet too.
    """


@practice_group.command("cards")
@click.option("--out", type=click.Path(path_type=Path), help=f"The PDF.  [default: {_SHEET} in the data folder]")
@data_option
def cards(out: Path | None, folder: Path) -> None:
    """Print the practice cards as PDF; each says so, and a real desk refuses it."""
    from fieldpoint.desk.open_day import proposed_day  # noqa: PLC0415
    from fieldpoint.desk.register.practice_site import practice_cards  # noqa: PLC0415
    from fieldpoint.paper.card_face import CardFace  # noqa: PLC0415
    from fieldpoint.paper.card_sheet import write_card_sheet  # noqa: PLC0415

    site = open_site(folder)
    made = practice_cards(_practice(site))
    faces = (
        CardFace(qr_text=one.text, short=one.short, code=one.code, name="", neighbourhood="", practice=True)
        for one in made
    )
    sheet = out or folder / _SHEET
    count = write_card_sheet(sheet, faces, printed_on=proposed_day(site.clock.now(), site.facts.zone))
    click.echo(f"{count:,} practice cards: {sheet}")


@practice_group.command("on")
@click.argument("tablet")
@data_option
def begin(tablet: str, folder: Path) -> None:
    """Let people practise on TABLET (an id of `fieldpoint tablets list`) from its next request on."""
    site = open_site(folder)
    _practice(site)
    _switch(site, tablet, on=True)
    click.echo(f"{tablet} practises. `fieldpoint practice off {tablet}` ends it.")


@practice_group.command("off")
@click.argument("tablet")
@data_option
def end(tablet: str, folder: Path) -> None:
    """Make TABLET a real desk again, from its next request on."""
    _switch(open_site(folder), tablet, on=False)
    click.echo(f"{tablet} is a real desk again.")


@practice_group.command("reset")
@click.option("--yes", is_flag=True, help="Do not ask.")
@data_option
def reset(folder: Path, *, yes: bool) -> None:
    """Throw the practice site away; the next lesson begins with fresh households. Stop the server first.

    Practice cards that were printed are strangers afterwards: print them anew.
    """
    import shutil  # noqa: PLC0415

    from fieldpoint.desk.register.practice_site import FOLDER  # noqa: PLC0415

    open_site(folder)
    if not yes:
        click.confirm("Throw away everything that was practised?", abort=True)
    shutil.rmtree(folder / FOLDER, ignore_errors=True)
    click.echo("The next lesson begins afresh.")


def _practice(site: Site) -> Site:
    """The practice site, made where it was not yet; the real one knows its cards from here on."""
    from fieldpoint.cli.people import write  # noqa: PLC0415
    from fieldpoint.desk.register.practice_site import practice_site  # noqa: PLC0415
    from fieldpoint.store.card_keys import public_card_keys  # noqa: PLC0415
    from fieldpoint.store.register.practising import keep_practice_keys  # noqa: PLC0415

    practice = practice_site(site.folder, site.facts)
    with closing(practice.connect(read_only=True)) as connection:
        keys = public_card_keys(connection)
    write(site, lambda tx: keep_practice_keys(tx, keys))
    return practice


def _switch(site: Site, tablet: str, *, on: bool) -> None:
    from fieldpoint.cli.people import write  # noqa: PLC0415
    from fieldpoint.store.entry.tablets import find_tablet  # noqa: PLC0415
    from fieldpoint.store.register.practising import set_practising  # noqa: PLC0415

    with closing(site.connect(read_only=True)) as connection:
        found = find_tablet(connection, tablet)
    if found is None:
        raise NotFound(Code.TABLET_NOT_FOUND)
    write(site, lambda tx: set_practising(tx, found.tablet, on=on))
