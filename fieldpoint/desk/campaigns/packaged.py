"""The campaigns that come with fieldpoint, and the one of a file of one's own."""

from functools import cache
from importlib.resources import files

from fieldpoint.core.campaigns.campaign import Campaign
from fieldpoint.core.campaigns.check import check
from fieldpoint.errors import Code, Invalid


@cache
def packaged_campaigns(moon: int = 0) -> tuple[Campaign, ...]:
    """The campaigns of the package, ordered by code; what follows the moon is moved by so many days."""
    return tuple(campaign_of(source, f"{code}.toml", moon) for code, source in packaged_sources().items())


def packaged_sources() -> dict[str, bytes]:
    """The file of each packaged campaign, by its code."""
    found = [file for file in files("fieldpoint.programmes.campaigns").iterdir() if file.name.endswith(".toml")]
    return {file.name[:-5]: file.read_bytes() for file in sorted(found, key=lambda one: one.name)}


def packaged_campaign(code: str, moon: int = 0) -> Campaign | None:
    """The campaign of the package with that code, or nothing."""
    return next((one for one in packaged_campaigns(moon) if one.code == code), None)


def campaign_of(source: bytes, file: str, moon: int = 0) -> Campaign:
    """The campaign of a file. `Invalid` (`campaign-invalid`) with file, line and field of its first fault."""
    checked = check(source, moon)
    if checked.campaign is None:
        fault = checked.faults[0]
        raise Invalid(Code.CAMPAIGN_INVALID, file=file, line=fault.line, field=fault.field or "-")
    return checked.campaign
