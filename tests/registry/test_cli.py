"""The registry's commands: what they print, and how they end."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from fieldpoint import programmes
from fieldpoint.cli.registry import registry_group
from fieldpoint.core.base64url import b64url
from fieldpoint.errors import Broken, Code, Conflict, FieldpointError, Invalid, NotFound
from tests.registry.lives import next_life
from tests.registry.support import make_registry, sender, stored


def run(*arguments: str) -> str:
    """What a command prints on its standard output; a failure comes out as it is."""
    outcome = CliRunner().invoke(registry_group, arguments, catch_exceptions=False, standalone_mode=False)
    if outcome.exception is not None:
        raise outcome.exception
    return outcome.stdout


def fails(*arguments: str) -> FieldpointError:
    """The error a command ends with."""
    with pytest.raises(FieldpointError) as caught:
        run(*arguments)
    return caught.value


def test_a_new_registry_invites_a_site(tmp_path: Path) -> None:
    """The code alone is printed, ten symbols, so that it can be piped; the site is listed."""
    folder = str(tmp_path / "registry")
    run("init", "--data", folder)
    code = run("enrol", "s-01", "--data", folder)
    assert len(code.strip()) == 10
    assert code.strip().isalnum()
    assert "not enrolled yet" in run("sites", "--data", folder)


def test_verify_counts_rows_and_names_the_bad_one(tmp_path: Path) -> None:
    """Whole chains are told by site; a changed row ends it with its number."""
    log = sender(10)
    registry = make_registry(tmp_path / "registry", log)
    stored(registry, log.arrival(1, 10))
    assert "s-01: 10 rows, the chain is whole up to row 10." in run("verify", "--data", str(tmp_path / "registry"))
    registry.store._db.execute("UPDATE events SET line = x'7b7d' WHERE seq = 6")  # type: ignore[attr-defined]  # noqa: SLF001
    registry.store.close()
    fault = fails("verify", "--data", str(tmp_path / "registry"))
    assert isinstance(fault, Broken)
    assert (fault.code, fault.facts["seq"]) == (Code.CHAIN_BROKEN, 6)


def test_what_cannot_be_done_is_one_known_error(tmp_path: Path) -> None:
    """No registry, two in one folder, a site name that no batch could carry, a folder that is a file."""
    folder = tmp_path / "registry"
    assert isinstance(fails("serve", "--data", str(folder)), NotFound)
    run("init", "--data", str(folder))
    assert isinstance(fails("init", "--data", str(folder)), Conflict)
    for site in ("محل", "a b", "", "a/b", "x" * 33):
        assert isinstance(fails("enrol", "--data", str(folder), "--", site), Invalid)
    (tmp_path / "file").touch()
    assert fails("init", "--data", str(tmp_path / "file")).code == Code.FOLDER_UNREADABLE


def test_a_lost_key_is_one_known_error(tmp_path: Path) -> None:
    """A registry without its key, or with another one, says so."""
    folder = tmp_path / "registry"
    run("init", "--data", str(folder))
    (folder / "registry.key").write_bytes(bytes(32))
    assert fails("sites", "--data", str(folder)).code == Code.KEY_WRONG
    (folder / "registry.key").unlink()
    assert fails("sites", "--data", str(folder)).code == Code.KEY_UNREADABLE


def test_the_citys_list_is_assigned_by_neighbourhood(tmp_path: Path) -> None:
    """A list comes in once however often it is imported; a site serves a neighbourhood of it, or everybody."""
    folder, file = str(tmp_path / "registry"), tmp_path / "list.csv"
    file.write_text(
        "کد خانوار,نام,نام خانوادگی,نسبت,کد ملی,محله\n"
        "1,مریم,نمونه,سرپرست,,راه‌آهن\n1,علی,نمونه,فرزند,,راه‌آهن\n2,زهرا,نمونه,سرپرست,,شوش\n",
        encoding="utf-8",
    )
    run("init", "--data", folder)
    run("enrol", "s-01", "--data", folder)
    roster = ("roster", str(file), "--office", "city", "--data", folder)
    assert "2 households in the list, 2 of them new" in run(*roster)
    assert "2 households in the list, 0 of them new" in run(*roster)
    assert "serves 1 households" in run("assign", "s-01", "--neighbourhood", "شوش", "--data", folder)
    listed = run("neighbourhoods", "--data", folder).splitlines()
    assert [line.split()[-3] for line in listed] == ["1", "0"]
    assert fails("assign", "s-01", "--neighbourhood", "nowhere", "--data", folder).code == Code.HOUSEHOLD_UNKNOWN
    assert fails("assign", "s-99", "--all", "--data", folder).code == Code.SITE_UNKNOWN


def test_a_programme_for_every_site_is_checked_first(tmp_path: Path) -> None:
    """A file with a fault goes to no site."""
    folder, file = str(tmp_path / "registry"), tmp_path / "city.toml"
    run("init", "--data", folder)
    file.write_text("code = 1", encoding="utf-8")
    assert fails("programme", str(file), "--data", folder).code == Code.PROGRAMME_INVALID


def test_lives_of_a_site_are_listed_and_ended(tmp_path: Path) -> None:
    """An officer sees two lives that go on, when each wrote last, and ends one; then the alert is gone."""
    log = sender(10)
    registry = make_registry(tmp_path / "registry", log)
    for one in (log, next_life(log, 8, "moved", "one")):
        stored(registry, one.arrival(1, len(one.lines)))
    registry.store.close()
    folder = ("--data", str(tmp_path / "registry"))
    assert "two-live-epochs" in run("sites", *folder)
    listed = run("epochs", "s-01", *folder)
    assert listed.count("goes on") == 2
    assert "last row before" in listed
    ended = run("epochs", "s-01", "--retire", b64url(log.epoch), *folder)
    assert "retired" in ended
    assert "two-live-epochs" not in run("sites", *folder)
    assert "epoch.retire" in run("decisions", *folder)


def test_what_is_done_at_the_terminal_stands_in_the_registrys_log(tmp_path: Path) -> None:
    """An invitation, a list, whom a site serves and serves no longer, where neighbourhoods lie: each is a row."""
    folder, file = str(tmp_path / "registry"), tmp_path / "list.csv"
    file.write_text("کد خانوار,نام,نام خانوادگی,کد ملی,محله\n1,مریم,نمونه,,شوش\n", encoding="utf-8")
    (tmp_path / "places.csv").write_text("محله,ناحیه,منطقه\nشوش,۲,منطقه ۱۲\n", encoding="utf-8")
    run("init", "--data", folder)
    run("enrol", "s-01", "--data", folder)
    run("roster", str(file), "--office", "city", "--data", folder)
    run("assign", "s-01", "--neighbourhood", "شوش", "--data", folder)
    assert "1 households no longer" in run("assign", "s-01", "--all", "--take-back", "--data", folder)
    assert fails("assign", "s-01", "--all", "--take-back", "--data", folder).code == Code.HOUSEHOLD_UNKNOWN
    assert "1 neighbourhoods" in run("places", str(tmp_path / "places.csv"), "--data", folder)
    listed = run("decisions", "--data", folder)
    for act in ("site.enrol-code", "roster.import", "roster.assign", "roster.take-back", "places.set"):
        assert act in listed


def test_a_programme_runs_at_no_site_that_is_unknown(tmp_path: Path) -> None:
    """A misspelt site is refused, and nothing is set; at a known one, or everywhere, it is a row of the log."""
    folder, file = str(tmp_path / "registry"), tmp_path / "basket.toml"
    file.write_bytes((Path(programmes.__file__).parent / "basket.toml").read_bytes())
    run("init", "--data", folder)
    run("enrol", "s-01", "--data", folder)
    assert fails("programme", str(file), "--site", "s-10", "--data", folder).code == Code.SITE_UNKNOWN
    assert "programme.set" not in run("decisions", "--data", folder)
    assert "at s-01" in run("programme", str(file), "--site", "s-01", "--data", folder)
    assert "everywhere" in run("programme", str(file), "--data", folder)
    assert run("decisions", "--data", folder).count("programme.set") == 2
