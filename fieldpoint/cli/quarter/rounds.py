"""A desk's rounds: when a month begins, somebody walks to those who cannot come, with baskets.

Imports its neighbours.
"""

from typing import TYPE_CHECKING, Any, Final

from fieldpoint import ids

if TYPE_CHECKING:
    from fieldpoint.cli.quarter.place import Place

PROGRAMME, ITEM = "basket", "food-basket"
_AT_HOME: Final = 0.8
_WANTED: Final = 0.9
_AT_ONCE: Final = 50  # facts in a request


async def walk_a_round(desk: "Place") -> int:
    """The first tablet's round is over: made, fetched, walked without the site, brought back; how much was given."""
    tablet = desk.tablets[0]
    await desk.act("/api/v1/rounds", programmes=[PROGRAMME], tablet=tablet.name)
    carried = await tablet.post("/api/v1/round-lists", {"act_id": ids.new_event_id()})
    facts: list[dict[str, Any]] = []
    told = {"given": 0, "absent": 0, "declined": 0}
    for door in carried["doors"]:
        there, wanted = desk.random.random() < _AT_HOME, desk.random.random() < _WANTED
        what = "absent" if not there else "given" if wanted else "declined"
        told[what] += 1
        if what == "given":
            said: dict[str, Any] = {"text": door["short"], "day": carried["day"], "members": []}
            facts += [{**tablet.next_line(), **line, **said} for line in door["lines"]]
    for at in range(0, len(facts), _AT_ONCE):
        await tablet.post("/api/v1/facts", {"facts": facts[at : at + _AT_ONCE]})
    await tablet.post(f"/api/v1/rounds/{carried['round']}/returns", {"act_id": ids.new_event_id(), **told})
    given = sum(one["quantity"] for one in facts)
    desk.told.update({"granted": len(facts), f"given {PROGRAMME}": given})
    desk.told.update({"rounds": 1, "round doors": len(carried["doors"])})
    desk.told.update({f"round {what}": count for what, count in told.items()})
    return given
