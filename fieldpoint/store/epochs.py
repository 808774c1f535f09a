"""The lives of the log: each has a random name on the wire and a number in the database."""

from fieldpoint.database import Connection


def epoch_names(connection: Connection) -> dict[int, str]:
    """The base64url name of every epoch by its number."""
    return dict(connection.execute("SELECT number, epoch FROM epochs").fetchall())
