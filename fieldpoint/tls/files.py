"""The folder `tls/` of a site: written whole or not at all, keys for their owner only.

A server's key and certificate lie in one file, so that no power cut can part them; its facts stand above them as
the explanatory text that the format allows (RFC 7468, section 2).
"""

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from ssl import PEM_cert_to_DER_cert
from typing import TYPE_CHECKING, Final

import msgspec

from fieldpoint.errors import Broken, Code, Conflict, NotFound
from fieldpoint.tls.leaf import Leaf

if TYPE_CHECKING:  # two megabytes, for who signs
    from fieldpoint.tls.authority import Authority, Signed

_FACTS: Final = b"fieldpoint: "
_OTHERS: Final = 0o077


class TlsFolder(msgspec.Struct, frozen=True, kw_only=True):
    """Where a site's authority and its server certificate lie."""

    folder: Path

    @property
    def authority_file(self) -> Path:
        """The authority's certificate, which everybody may have."""
        return self.folder / "authority.crt"

    @property
    def authority_key(self) -> Path:
        """The authority's key."""
        return self.folder / "authority.key"

    @property
    def server_file(self) -> Path:
        """What the server shows, with its key."""
        return self.folder / "server.pem"

    @property
    def exists(self) -> bool:
        """Whether the site has an authority."""
        return self.authority_file.exists()

    def authority_der(self) -> bytes:
        """The authority's certificate as tablets take it. `NotFound` (`authority-missing`), `Broken`."""
        try:
            return PEM_cert_to_DER_cert(self.authority_file.read_text(encoding="ascii"))
        except FileNotFoundError as fault:
            raise NotFound(Code.AUTHORITY_MISSING) from fault
        except (OSError, ValueError) as fault:
            raise Broken(Code.AUTHORITY_UNREADABLE, file=self.authority_file.name) from fault

    def read_leaf(self) -> Leaf | None:
        """The facts of the server's certificate; nothing where there is none, or none that reads."""
        with suppress(OSError, msgspec.DecodeError), self.server_file.open("rb") as file:
            line = file.readline()
            if line.startswith(_FACTS) and file.read(10) == b"-----BEGIN":
                return msgspec.json.decode(line.removeprefix(_FACTS), type=Leaf)
        return None

    def read_authority(self) -> "Authority":
        """The authority with its key. `NotFound` (`authority-missing`); `Broken` (`authority-unreadable`).

        `Broken` (`key-unreadable`) when others may read the key.
        """
        from fieldpoint.tls.authority import read_authority  # noqa: PLC0415

        if not self.exists:
            raise NotFound(Code.AUTHORITY_MISSING)
        try:
            if self.authority_key.stat().st_mode & _OTHERS:
                raise Broken(Code.KEY_UNREADABLE, file=self.authority_key.name)
            return read_authority(self.authority_file.read_bytes(), self.authority_key.read_bytes())
        except (OSError, ValueError, TypeError) as fault:
            raise Broken(Code.AUTHORITY_UNREADABLE, file=self.authority_key.name) from fault

    def refuse_another(self) -> None:
        """`Conflict` (`authority-exists`) where there is an authority: tablets trust it."""
        if self.exists:
            raise Conflict(Code.AUTHORITY_EXISTS)

    def write_authority(self, authority: "Authority") -> None:
        """The authority is on disk, its key first. `Conflict` (`authority-exists`) where there is one."""
        self.refuse_another()
        self._write(self.authority_key, authority.key_text)
        self._write(self.authority_file, authority.certificate_text)

    def write_server(self, signed: "Signed") -> None:
        """The server's certificate, its key and its facts are on disk, in place of the one before."""
        self._write(self.server_file, _FACTS + msgspec.json.encode(signed.leaf) + b"\n" + signed.text)

    def _write(self, path: Path, content: bytes) -> None:
        unfinished = path.with_name(f"{path.name}.part")
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            unfinished.unlink(missing_ok=True)
            with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
            _sync_folder(self.folder)
        except OSError as fault:
            raise Broken(Code.FILE_UNWRITABLE, file=path.name) from fault


def fingerprint(der: bytes) -> str:
    """SHA-256 of a certificate as devices show it: pairs of hexadecimal digits, eight to a group."""
    digits = sha256(der).hexdigest().upper()
    pairs = [digits[at : at + 2] for at in range(0, len(digits), 2)]
    return " ".join(":".join(pairs[at : at + 8]) for at in range(0, len(pairs), 8))


def tls_folder(data_folder: Path) -> TlsFolder:
    """The folder `tls/` of a site's data folder, which need not be there yet."""
    return TlsFolder(folder=data_folder / "tls")


def _sync_folder(folder: Path) -> None:
    """A new name in a folder survives a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
