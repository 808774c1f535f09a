"""The commands of rounds, run as people type them."""

from pathlib import Path

from click.testing import CliRunner, Result

from fieldpoint.cli import cli
from fieldpoint.core.names import EventId
from tests.desk.rounds.test_rounds import Lead
from tests.support import TODAY


def run(folder: Path, *words: str) -> Result:
    """What a command answers."""
    return CliRunner().invoke(cli, ["rounds", *words, "--data", str(folder)])


def test_a_round_is_made_shown_and_ended(tmp_path: Path) -> None:
    """Codes alone are shown, and only while it is out; what is wrong is a sentence."""
    lead = Lead(tmp_path)
    folder = lead.site.folder
    assert "No round was made yet" in run(folder, "list").output
    made = run(folder, "make", lead.tablet, "basket", "--tag", "سالمند").output
    assert made.endswith(f"with 2 doors; {lead.tablet} may fetch its list.\n"), made
    name = EventId(made.split()[1])
    assert "waits to be fetched" in run(folder, "list").output
    doors = run(folder, "show", name).output
    assert [line.split()[:2] for line in doors.splitlines()[1:]] == [
        [home.code, card.short] for home, card in zip(lead.old, lead.cards, strict=True)
    ]
    assert run(folder, "end", name).output == "The round is over.\n"
    assert lead.old[0].code not in run(folder, "show", name).output
    lead.back(name, 1, 1, 0)
    assert "1 given, 1 not at home, 0 not wanted, 0 left" in run(folder, "list").output
    told = run(folder, "counts", "--month", TODAY[:7]).output
    assert "1 rounds, 1 of them over, 2 doors" in told
    assert "2 doors visited: 1 reached, 1 not at home" in told
    again = CliRunner().invoke(cli, ["rounds", "end", name, "--data", str(folder)])
    assert again.exit_code != 0
