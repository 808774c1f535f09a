"""The closed words of services, and which step comes after which. Imports nothing but core's names.

A case is one person's matter in one programme: a booked visit, an enrolment, a place in a course, a referral. How it
goes is its programme's flow, told by the code: a programme of a site's own (`doctor-visit-2`) goes as the one that its
code begins with. No word here is a diagnosis, and none of them is anybody's reason to have come.
"""

from collections.abc import Mapping
from typing import Final, Literal

Flow = Literal["visit", "enrolment", "course", "referral"]
Step = Literal[
    "booked",
    "seen",
    "sent-on",
    "no-show",
    "documents",
    "submitted",
    "issued",
    "enrolled",
    "attended",
    "finished",
    "left",
    "made",
    "accepted",
    "started",
    "ended",
    "declined",
    "not-reached",
    "cancelled",
]
Doctor = Literal["general", "dentist", "women", "children", "eyes", "midwife", "counsellor", "other"]
Subject = Literal["sewing", "computer", "cooking", "handicraft", "beauty", "repair", "literacy", "other"]
# Where somebody is sent on to, or referred to: a kind of place, never why.
PlaceKind = Literal["hospital", "clinic", "laboratory", "pharmacy", "health-centre", "employer", "office", "helpline"]
# Why a step is taken back.
Because = Literal["mistake", "document-missing", "document-wrong", "returned", "wrong-person", "came-after-all"]
# Why nobody was booked, beside what the rules say.
SlotReason = Literal["slot-taken", "session-full", "already-booked"]
TicketAct = Literal["issue", "call", "again", "away", "done"]
TicketState = Literal["waiting", "called", "away", "done"]

_FLOWS: Final[Mapping[str, Flow]] = {
    "doctor-visit": "visit",
    "insurance": "enrolment",
    "family-doctor": "enrolment",
    "skill-training": "course",
    "job-referral": "referral",
    "emergency-referral": "referral",
}
FIRST: Final[Mapping[Flow, Step]] = {
    "visit": "booked",
    "enrolment": "documents",
    "course": "enrolled",
    "referral": "made",
}
_NEXT: Final[Mapping[Step, tuple[Step, ...]]] = {
    "booked": ("seen", "sent-on", "no-show", "cancelled"),
    "documents": ("submitted", "cancelled"),
    "submitted": ("issued", "cancelled"),
    "enrolled": ("attended", "finished", "left", "cancelled"),
    "attended": ("attended", "finished", "left"),
    "made": ("accepted", "declined", "not-reached"),
    "accepted": ("started", "declined", "not-reached"),
    "started": ("ended",),
    "not-reached": ("accepted", "started", "declined", "ended"),
}
# What is entitled and counted as a handout.
TAKES: Final = frozenset[Step]({"seen", "sent-on", "issued", "attended", "made"})
# What somebody still waits for: an enrolment that goes on, a referral that is not at its end.
WAITING: Final = frozenset[Step]({"documents", "submitted", "made", "accepted", "not-reached"})
NAMES_A_PLACE: Final = frozenset[Step]({"sent-on", "made"})
# What names somebody's trouble stands on no screen that others see.
UNSHOWN: Final = frozenset({"emergency-referral"})


def flow_of(programme: str) -> Flow | None:
    """How the cases of a programme go; nothing where it is handed over as it is, at the desk."""
    known = [code for code in _FLOWS if programme == code or programme.startswith(f"{code}-")]
    return _FLOWS[max(known, key=len)] if known else None


def steps_after(step: Step) -> tuple[Step, ...]:
    """What may come next; nothing where a case is at its end."""
    return _NEXT.get(step, ())


def is_open(step: Step) -> bool:
    """Whether a case that stands there goes on."""
    return bool(steps_after(step))
