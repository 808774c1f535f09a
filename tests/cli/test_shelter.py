"""A night in a shelter at the terminal: the house, what is kept, a cold night, the list."""

import re
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from fieldpoint.desk.packaged_programmes import packaged_programmes
from fieldpoint.desk.set_up_site import take_in
from fieldpoint.store.site import Site
from tests.cli.test_bad_terminal import refused
from tests.live import fieldpoint
from tests.support import make_site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site at which the bed-night runs."""
    made = make_site(tmp_path / "site")
    take_in(made, [one for one in packaged_programmes() if one.code == "bed-night"])
    return made


def test_a_night_at_the_terminal(site: Site) -> None:
    """The house is laid out, a bed kept and let go, the night declared cold; each says how it stands."""

    def shelter(*words: str) -> str:
        return fieldpoint("shelter", *words, "--data", site.folder)

    later = datetime.fromtimestamp(site.clock.now().wall_ms / 1000, ZoneInfo(site.facts.zone)) + timedelta(hours=2)
    hour = f"{later:%H:%M}"
    assert "40 of 40 beds and 20 of 20 floor places free" in shelter("tonight")
    assert "60 beds and 16 places on the floor" in shelter("beds", "men:1-40+10", "women:41-60+6")
    kept = shelter("hold", "--bed", "41", "--until", hour).rsplit(maxsplit=1)[-1]
    assert "59 of 60 beds and 16 of 16 floor places free, 1 kept" in shelter("tonight")
    assert re.search(rf"bed 41 +kept until {hour}", shelter("list"))
    assert "is free" in shelter("free", kept)
    shelter("cold-night", "on")
    said = shelter("tonight")
    assert "cold night: nobody is sent away" in said
    assert "women" in said
    assert "41-60" in said
    shelter("cold-night", "off")
    assert "cold night" not in shelter("tonight")


def test_what_cannot_be_is_one_sentence(site: Site, tmp_path: Path) -> None:
    """Beds of two sections, a hold that is none, a site without a bed-night."""
    assert "numbered from 1" in refused("shelter", "beds", "men:1-4", "women:4-6", "--data", site.folder)
    assert "not kept any more" in refused("shelter", "free", "A" * 22, "--data", site.folder)
    bare = make_site(tmp_path / "bare")
    assert "No bed-night runs here" in refused("shelter", "tonight", "--data", bare.folder)
