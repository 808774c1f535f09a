"""The family's pages in English."""

from typing import Final

from fieldpoint.core.names import Day
from fieldpoint.core.rules.reason import Reason
from fieldpoint.serving.family.words import Words

_MONTHS: Final = (
    "Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad", "Shahrivar",
    "Mehr", "Aban", "Azar", "Dey", "Bahman", "Esfand",
)  # fmt: skip


def _day(day: Day) -> str:
    return f"{int(day[8:])} {_MONTHS[int(day[5:7]) - 1]} {day[:4]}"


def _from_day(day: Day, hour: str | None) -> str:
    return f"From {_day(day)}" + (f", {hour}" if hour else "")


EN: Final = Words(
    lang="en",
    name="English",
    direction="ltr",
    card="Household card",
    left="Left for you",
    service="Service",
    unknown="This card was not recognised",
    no_card="This address shows no card in use; the site lead will help",
    nothing="Nothing is set down for this card today.",
    not_now="Not possible at the moment",
    cleared="The page was cleared",
    show_card="To look again, show the card.",
    clears="This page clears itself after 20 seconds.",
    slow_down="Please wait a little, then show the card again.",
    help="A question, or a lost card: the site lead helps.",
    larger="Larger type",
    smaller="Normal type",
    scan="Hold the card before the reader",
    photo="Look by a photo of the card",
    photo_take="Take a photo of the card",
    photo_stays="The photo stays on this device.",
    photo_reading="The photo is being read…",
    photo_empty="No card in the photo; come closer",
    photo_script="This page needs JavaScript.",
    look="Look",
    reasons={
        Reason.ALREADY_COLLECTED: "Collected for this period",
        Reason.EXCLUDED_BY_OTHER: "Something alike was collected in this period",
        Reason.NOT_REGISTERED: "Details are not registered yet; the site lead helps",
        Reason.CARD_REVOKED: "This card is not in use; the site lead helps",
        Reason.CARD_BLOCKED: "Please show the newer print of this card",
        Reason.SUSPENDED: "The card rests for now; the site lead helps",
        Reason.BEFORE_WINDOW: "This has not begun yet",
        Reason.AFTER_WINDOW: "This has ended",
        Reason.WAITING: "Can be collected from the date below",
        Reason.SITE_CAP_REACHED: "Today's places are taken; we are sorry",
        Reason.OUT_OF_STOCK: "This site has none left; we are sorry",
        Reason.DAY_NOT_OPEN: "Handing out has not begun today; please wait",
    },
    kept="None left today; what is yours is kept",
    day=_day,
    from_day=_from_day,
    until_day=lambda day: f"Until {_day(day)}",
    number=str,
)
