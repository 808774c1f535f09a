"""What sites are told once rows are settled: what other sites gave their households, cases, stopped cards, verdicts.

A site's scope are the households that were assigned to it, and whatever holder it has served. What it gave itself
it knows, so a household that one site alone serves costs its feed nothing.

Imports core and the store.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from fieldpoint.core.feed import ConsumptionBody, SiteShare, VerdictBody
from fieldpoint.registry.cards.tell import cards_told
from fieldpoint.registry.intake.names import followed, with_all_behind
from fieldpoint.registry.store import RegistryStore
from fieldpoint.registry.tables.shapes import Case
from fieldpoint.registry.tables.told import Share, Told

_FOLLOWS_ROWS = ("cons", "rev", "card", "verdict")
_MOST_WITHHELD = 1_000


def tell_about(store: RegistryStore, holders: Sequence[str]) -> int:
    """Every site is told how it stands with those of these holders that it serves; answers how many items are new.

    Does not commit. The last work of a transaction, under the lock of settling.
    """
    ends = {*holders, *followed(store, set(holders)).values()}
    names = with_all_behind(store, ends)
    now = followed(store, names)
    serving = [(site, name, now.get(name, name)) for site, name in store.serving(names)]
    items = [
        *_given_elsewhere(store, serving),
        *_cases(store, sorted(ends)),
        *cards_told(store, sorted(names), now, serving),
    ]
    said = {(item.site, item.kind, item.name) for item in items}
    over = (
        msgspec.structs.replace(old, body=None)
        for old in store.told_about(sorted(names))
        if old.kind in _FOLLOWS_ROWS and (old.site, old.kind, old.name) not in said
    )
    return store.tell([*items, *over])


def tell_withheld(store: RegistryStore, site: str) -> None:
    """The site is told which of its rows have no effect and why, and of which that is over. Does not commit."""
    items = {
        f"row/{row.epoch}.{row.seq}": msgspec.json.encode(
            VerdictBody(what="withheld", code=row.code, events=[row.event_id] if row.event_id else [])
        )
        for row in store.withheld(_MOST_WITHHELD, site)
    }
    over = dict.fromkeys(set(store.told_to(site, "verdict", "row")) - items.keys())
    if items or over:
        store.tell(Told(site=site, kind="verdict", name=name, body=body) for name, body in (items | over).items())


def _given_elsewhere(store: RegistryStore, serving: Iterable[tuple[str, str, str]]) -> Iterator[Told]:
    """For each site what all others gave, under the name by which it knows the holder."""
    sites: defaultdict[str, set[str]] = defaultdict(set)
    for site, _, holder in serving:
        sites[holder].add(site)
    shares: defaultdict[str, list[Share]] = defaultdict(list)
    for share in store.shares(sorted(holder for holder, found in sites.items() if len(found) > 1)):
        shares[share.holder].append(share)
    for site, name, holder in serving:
        by_item: defaultdict[tuple[str, str, str], list[Share]] = defaultdict(list)
        for share in shares[holder]:
            if share.site != site:
                by_item[share.programme, share.cycle, share.item].append(share)
        for (programme, cycle, item), found in by_item.items():
            body = ConsumptionBody(hh=name, prog=programme, cycle=cycle, item=item, by=[_share(one) for one in found])
            told = f"{name}/{programme}/{cycle}/{item}"
            yield Told(site=site, kind="cons", name=told, body=msgspec.json.encode(body), about=name)


def _share(share: Share) -> SiteShare:
    member = "" if share.counted_for == share.holder else share.counted_for
    return SiteShare(site=share.site, member=member, qty=share.quantity, day=share.day)


def _cases(store: RegistryStore, holders: Sequence[str]) -> Iterator[Told]:
    """Every site that a case names is told of it, with the rows that are its own."""
    for case in store.cases_of(holders):
        given = store.given(case.finding.key)
        for site in case.finding.sites:
            own = sorted({one.event_id for one in given if one.site == site})
            yield Told(
                site=site,
                kind="verdict",
                name=f"case/{case.case_id}",
                body=msgspec.json.encode(_verdict(case, [*own])),
                about=case.finding.key.holder,
            )


def _verdict(case: Case, events: list[str]) -> VerdictBody:
    key = case.finding.key
    return VerdictBody(
        what="case",
        code=case.finding.kind,
        events=events,
        state=case.state,
        prog=key.programme,
        cycle=key.cycle,
        sites=[*case.finding.sites],
    )
