"""A campaign's report as text for a terminal; the same report always gives the same text. Imports `core`."""

from fieldpoint.core.campaigns.total import CampaignReport, EventTotal


def report_text(report: CampaignReport, seal: str) -> str:
    """The report, a line for every sum; without a seal the campaign is not closed."""
    spans = ", ".join(f"{first} to {last}" for first, last in report.spans)
    lines = [
        f"{report.code}@{report.version} {report.title}, {spans}",
        f"Seal {seal}, closed on {report.day}" if seal else "Not closed yet",
        f"Target {report.target} {report.unit}, reached {report.reached}",
        f"Households and cards {report.households}, handouts {report.handouts}, counted at tents {report.tallied}",
    ]
    if report.pieces is not None:
        one = report.pieces
        lines.append(f"Pieces {one.total}: pledged {one.pledged}, arrived {one.arrived}, handed out {one.handed}")
    if report.given:
        lines += ["", f"{'site':<12} {'programme':<20} {'item':<18} {'quantity':>9} {'handouts':>9} {'reached':>8}"]
    lines += [
        f"{one.site:<12} {one.prog:<20} {one.item:<18} {one.qty:>9} {one.handouts:>9} {one.households:>8}"
        for one in report.given
    ]
    lines += ["", *map(_event, report.events)] if report.events else []
    return "\n".join([*lines, *([f"and {report.more} more entries"] if report.more else [])]) + "\n"


def _event(one: EventTotal) -> str:
    counts = ", ".join(f"{qty} {title}" for title, qty in one.counts) or "nothing counted"
    return f"{one.event}  {one.day} {one.first}-{one.last}  {one.place}: {counts}"
