"""The lives of the log: each has a random name on the wire and a number in the database."""

from fieldpoint.database import Connection


def epoch_names(connection: Connection) -> dict[int, str]:
    """The base64url name of every epoch by its number."""
    return dict(connection.execute("SELECT number, epoch FROM epochs").fetchall())


class EpochNames(dict[int, str]):
    """The same for a server that runs on: a life that began meanwhile is looked up when it is first asked for."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(epoch_names(connection))
        self._connection = connection

    def __missing__(self, number: int) -> str:
        self.update(epoch_names(self._connection))
        return self.get(number, "")
