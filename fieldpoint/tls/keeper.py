"""Keeps a server's certificate fit while it serves, and the contexts of new connections up to date.

Every ten seconds it looks whether the names or addresses of the machine, or a business day opened since, ask for a new
certificate, and whether somebody wrote one. Whatever fails, the server goes on with the one it has.
"""

import asyncio
import logging
import ssl
from collections.abc import Callable
from datetime import date
from typing import Final

from fieldpoint.errors import FieldpointError
from fieldpoint.tls.files import TlsFolder
from fieldpoint.tls.host import this_host
from fieldpoint.tls.leaf import Host, Leaf, new_leaf, next_leaf

_LOOK_EVERY_S: Final = 10
_LOGGER = logging.getLogger("fieldpoint.tls")


class Keeper:
    """The certificate of one running server, and the context that shows it.

    `hosts` are the names and addresses that it is good for, in the form of a Host header; new ones join in place.
    `authority_der` is what tablets install.
    """

    def __init__(self, tls: TlsFolder, opened: date | None, host: Callable[[], Host] = this_host) -> None:
        """Makes a certificate where there is none that can be shown, or another is due.

        `opened` is the business day that was opened last. `NotFound` (`authority-missing`), `Broken` when there is
        nothing that could be shown.
        """
        self.hosts: set[str] = set()
        self.context = _context()
        self.authority_der = tls.authority_der()
        self._tls, self._host = tls, host
        self._loaded: tuple[int, int] | None = None
        self._said: str | None = None
        self._task: asyncio.Task[None] | None = None
        self.leaf = self._begin(opened)

    def start(self, opened: Callable[[], date | None]) -> None:
        """It looks on from here, in the event loop; `opened` tells the business day that was opened last."""
        self._task = asyncio.get_running_loop().create_task(self._go_on(opened))

    async def stop(self) -> None:
        """It looks no more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])

    async def look(self, opened: date | None) -> None:
        """One look: what is due is made, what is new is shown from the next connection on. Raises nothing foreseen."""
        try:
            self._load()
            wanted = next_leaf(self.leaf, self._host(), opened)
            if wanted is not None:
                await asyncio.to_thread(reissue, self._tls, wanted)  # an SD card may take its time
                self._load()
        except (FieldpointError, OSError) as fault:
            self._say(fault)

    async def _go_on(self, opened: Callable[[], date | None]) -> None:
        while True:
            await asyncio.sleep(_LOOK_EVERY_S)
            await self.look(opened())

    def _begin(self, opened: date | None) -> Leaf:
        present = self._shown()
        if present is None:
            day = opened or self._tls.read_authority().day
            reissue(self._tls, new_leaf(self._host(), day, opened))
            return self._load()
        wanted = next_leaf(present, self._host(), opened)
        try:
            if wanted is not None:
                reissue(self._tls, wanted)
                return self._load()
        except (FieldpointError, OSError) as fault:
            self._say(fault)
        return present

    def _shown(self) -> Leaf | None:
        """What the file holds, if it can be shown: a damaged one must not keep a till from opening."""
        try:
            return self._load()
        except OSError:
            return None

    def _load(self) -> Leaf:
        """The context shows what the file holds; it is read only when it is another. `OSError` when it is unfit."""
        seen = self._tls.server_file.stat()
        if (seen.st_mtime_ns, seen.st_ino) == self._loaded:
            return self.leaf
        leaf = self._tls.read_leaf()
        if leaf is None:
            raise OSError("no certificate of ours")
        self.context.load_cert_chain(self._tls.server_file)
        self._loaded = (seen.st_mtime_ns, seen.st_ino)
        self.hosts.update(leaf.names, (f"[{one}]" if ":" in one else one for one in leaf.addresses))
        self.leaf = leaf
        return leaf

    def _say(self, fault: Exception) -> None:
        """Once for every fault, not at every look."""
        said = str(fault) if isinstance(fault, FieldpointError) else type(fault).__name__
        if said != self._said:
            _LOGGER.error("the certificate stays as it is: %s", said)
        self._said = said


def found_authority(tls: TlsFolder, site: str, host: Host, day: date, opened: date | None) -> Leaf:
    """A new authority on disk and the server's first certificate, dated from a confirmed day.

    `site` is the code that people see in a tablet's list. `Conflict` (`authority-exists`) where there is one.
    """
    from fieldpoint.tls.authority import make_authority  # noqa: PLC0415  two megabytes, for who signs

    tls.write_authority(make_authority(site, host.names, day))
    return reissue(tls, new_leaf(host, day, opened))


def reissue(tls: TlsFolder, wanted: Leaf) -> Leaf:
    """A new certificate on disk under a new key. `NotFound`, `Broken`, `Conflict` (`authority-ended`)."""
    from fieldpoint.tls.authority import sign_leaf  # noqa: PLC0415

    signed = sign_leaf(tls.read_authority(), wanted)
    tls.write_server(signed)
    return signed.leaf


def _context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.options |= ssl.OP_NO_RENEGOTIATION
    context.set_alpn_protocols(["http/1.1"])
    return context
