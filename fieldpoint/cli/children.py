"""Servers as child programs: the very commands that systemd starts, started and stopped by the demo.

They get a group of their own, so that one Ctrl-C reaches the demo first and it can end them in order; and
they end by themselves when the demo is gone, because they notice that its end of a pipe has closed.
"""

import signal
import subprocess
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager

from fieldpoint.errors import Broken, Code

_GRACE_S = 15


class Child:
    """A running `fieldpoint` command that says a line when it is ready."""

    def __init__(self, arguments: Sequence[str]) -> None:
        """Starts it and waits for its first line. `Broken` (`child-ended`) when it ends before."""
        self.name = " ".join(arguments[:2]) if arguments[0] == "registry" else arguments[0]
        self._program = subprocess.Popen(  # noqa: S603  our own command line
            [sys.executable, "-m", "fieldpoint", *arguments, "--end-with-parent"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
            text=True,
        )
        if not self._first_line():
            self.stop()
            raise Broken(Code.CHILD_ENDED, command=self.name)

    @property
    def ended(self) -> bool:
        """Whether it has stopped by itself."""
        return self._program.poll() is not None

    def stop(self) -> None:
        """Tells it to stop and waits until its last answers are out."""
        self._program.terminate()
        try:
            self._program.wait(_GRACE_S)
        except subprocess.TimeoutExpired:
            self._program.kill()
            self._program.wait()

    def _first_line(self) -> str:
        return self._program.stdout.readline() if self._program.stdout else ""


@contextmanager
def stopped_like_ctrl_c() -> Generator[None]:
    """A closed terminal or a stop from outside ends a command as Ctrl-C does, at whatever step."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
