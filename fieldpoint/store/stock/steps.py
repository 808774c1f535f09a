"""The step by which a site's database knows its stock (see migrations.py). Imports database."""

from typing import Final

from fieldpoint.database import run_step

# A lot is called by its row's place in the log (store/takings.py), so the oldest is the lowest and what is drawn is
# written side by side. Of an item that was ever received or counted somebody counts the stock.
_STOCK: Final = (
    """CREATE TABLE stock_lots (
        lot INTEGER PRIMARY KEY, event_id TEXT NOT NULL UNIQUE, org TEXT NOT NULL, item TEXT NOT NULL, gift TEXT,
        day TEXT, qty INTEGER NOT NULL, remaining INTEGER NOT NULL CHECK (remaining BETWEEN 0 AND qty)) STRICT""",
    "CREATE INDEX stock_open ON stock_lots (org, item, lot, remaining) WHERE remaining > 0",
    """CREATE TABLE stock_items (
        org TEXT NOT NULL, item TEXT NOT NULL, balance INTEGER NOT NULL, opening INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (org, item)) STRICT, WITHOUT ROWID""",
    # What each row drew from which lot.
    """CREATE TABLE stock_draws (
        place INTEGER NOT NULL, lot INTEGER NOT NULL, qty INTEGER NOT NULL,
        PRIMARY KEY (place, lot)) STRICT, WITHOUT ROWID""",
    # What was handed over beyond every lot, until more comes in.
    """CREATE TABLE stock_debts (
        org TEXT NOT NULL, item TEXT NOT NULL, place INTEGER NOT NULL, qty INTEGER NOT NULL,
        PRIMARY KEY (org, item, place)) STRICT, WITHOUT ROWID""",
    # A waybill is entered once: `way` is in or out, `peer` the other site.
    """CREATE TABLE stock_waybills (
        way TEXT NOT NULL, peer TEXT NOT NULL, waybill TEXT NOT NULL, item TEXT NOT NULL, event_id TEXT NOT NULL,
        PRIMARY KEY (way, peer, waybill, item)) STRICT, WITHOUT ROWID""",
)


def make_stock(db: object) -> None:
    """Lots, what is drawn from them and what is owed; waybills that were entered."""
    for sql in _STOCK:
        run_step(db, sql)


def make_undone(db: object) -> None:
    """Which acts of the stock were taken back."""
    run_step(db, "CREATE TABLE stock_undone (ref TEXT PRIMARY KEY) STRICT, WITHOUT ROWID")
