"""The program whose writes are recorded: transactions as the desk makes them, each acknowledged on paper.

Run as `python crash_work.py FOLDER BASE ACKS COUNT SYNCHRONOUS`. BASE gets the files as they stand when it begins.
"""

import os
import shutil
import sys
from contextlib import closing
from pathlib import Path

from fieldpoint.desk.issue_card import issue_card
from fieldpoint.desk.register_household import register_household
from fieldpoint.store.site import open_site
from fieldpoint.store.transaction import transaction_on
from fieldpoint.store.witness import open_beside
from tests.support import NOON, make_household

FILES = ("site.db", "site.db-wal", "site.witness")


def work(folder: Path, base: Path, acks: Path, count: int, synchronous: str) -> None:
    """So many transactions of three rows; the WAL is small, so that checkpoints are among the writes."""
    site = open_site(folder)
    with closing(site.connect()) as connection, closing(open_beside(connection)) as witness:
        connection.execute("PRAGMA wal_autocheckpoint = 60")
        connection.execute(f"PRAGMA synchronous = {synchronous}")
        with transaction_on(connection, NOON, witness) as tx:
            register_household(tx, make_household(code="first"))
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        for name in FILES:
            shutil.copyfile(folder / name, base / name)
        paper = os.open(acks, os.O_WRONLY | os.O_CREAT, 0o600)
        os.pwrite(paper, b"begin", 0)
        for number in range(count):
            household = make_household(code=f"{number:05d}")
            with transaction_on(connection, NOON, witness) as tx:
                register_household(tx, household)
                issue_card(tx, household.household, 1)
            os.pwrite(paper, f"{tx.head.seq}:{tx.head.head.hex()}".encode(), 0)  # one page, so one call


if __name__ == "__main__":
    work(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]), sys.argv[5])
