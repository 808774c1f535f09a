"""The registry's numbers, read at the moment they are asked for. Imports the store and its neighbours."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from fieldpoint import __version__
from fieldpoint.registry.store import RegistryStore
from fieldpoint.registry.watch.exposition import Family, Sample

_PAGE_BYTES: Final = 4096
_WAITING: Final = {
    "touches": "Holders that wait to be settled",
    "beside": "Batches kept beside that wait for a person",
    "closes_wrong": "Day's closes whose sums are not those of the rows",
    "months": "Months whose counts are to be made anew",
}


def numbers(store: RegistryStore, now_ms: int) -> list[Family]:
    """Every family of numbers. Commits nothing."""
    waiting = store.work_waiting()
    return [
        _one("fieldpoint_registry_info", "The registry's version", [Sample(number=1, labels={"version": __version__})]),
        _one("fieldpoint_registry_time_seconds", "The registry's clock", [Sample(number=now_ms // 1000)]),
        _one("fieldpoint_registry_resident_bytes", "Memory of this process", _resident()),
        *_of_sites(store),
        *_of_withheld(store),
        _one(
            "fieldpoint_registry_cases",
            "Over-issues by state",
            (Sample(number=count, labels={"state": state}) for state, count in store.case_numbers()),
        ),
        *(
            _one(f"fieldpoint_registry_waiting_{name}", about, [Sample(number=waiting[name])])
            for name, about in _WAITING.items()
        ),
    ]


def _of_sites(store: RegistryStore) -> list[Family]:
    sites = store.site_numbers()
    heard = ((site, at) for site, at, *_ in sites if at is not None)
    return [
        _one("fieldpoint_registry_sites", "Sites that were invited", [Sample(number=len(sites))]),
        _one(
            "fieldpoint_site_last_contact_seconds",
            "When the site was last heard of (Unix time)",
            (Sample(number=at // 1000, labels={"site": site}) for site, at in heard),
        ),
        Family(
            name="fieldpoint_site_rows_total",
            about="Rows of the site that are held without a gap",
            kind="counter",
            samples=[Sample(number=rows, labels={"site": site}) for site, _, rows, *_ in sites],
        ),
        _one(
            "fieldpoint_site_lives",
            "Lives of the site's log that no officer ended",
            (Sample(number=lives, labels={"site": site}) for site, _, _, lives, _ in sites),
        ),
        _one(
            "fieldpoint_site_enrolled",
            "Whether the site has enrolled",
            (Sample(number=int(enrolled), labels={"site": site}) for site, *_, enrolled in sites),
        ),
    ]


def _of_withheld(store: RegistryStore) -> list[Family]:
    found = store.withheld_numbers()
    return [
        _one(
            "fieldpoint_site_withheld_rows",
            "Rows whose effect is withheld",
            (Sample(number=count, labels={"site": site, "code": code}) for site, code, count, _ in found),
        ),
        _one(
            "fieldpoint_site_withheld_since_seconds",
            "When the oldest of them came (Unix time)",
            (
                Sample(number=at // 1000, labels={"site": site, "code": code})
                for site, code, _, at in found
                if at is not None
            ),
        ),
    ]


def _one(name: str, about: str, samples: Iterable[Sample]) -> Family:
    return Family(name=name, about=about, samples=list(samples))


def _resident() -> list[Sample]:
    """What Linux says; nothing elsewhere."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return []
    return [Sample(number=pages * _PAGE_BYTES)]
