"""A day's report reads the rows since the close before, and no others."""

from pathlib import Path

from fieldpoint.store.days import READ_COUNTED
from tests.support import make_site


def test_report_goes_by_the_logs_own_order(tmp_path: Path) -> None:
    """SQLite seeks the first row after the close and reads on; it neither scans nor sorts."""
    connection = make_site(tmp_path).connect(read_only=True)
    (plan,) = [row[3] for row in connection.execute("EXPLAIN QUERY PLAN " + READ_COUNTED, (1, 5))]
    connection.close()
    assert plan == "SEARCH log USING PRIMARY KEY ((epoch_no,seq)>(?,?))"
