"""A data folder as one file that only the holder of a private key can open (age, https://age-encryption.org/v1).

Inside is a tar of `copy.json`, the database as it is (encrypted under its own key) and that key. Whoever makes a copy
holds public keys only. What is written on the way stands in the data folder, which holds the same.

Imports data_folder, database, pyrage and errors. pyrage is loaded by whoever makes or opens a copy, never by a server.
"""

import os
import tarfile
from collections.abc import Generator, Sequence
from contextlib import closing, contextmanager
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, Literal, cast

import msgspec

from fieldpoint.data_folder import check_closed_whole
from fieldpoint.database import Connection, create_database, database_errors
from fieldpoint.errors import Broken, Code, Conflict, Invalid, NotFound

_FACTS: Final = "copy.json"


class CopyFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a copy says of itself: of which site or registry, when (ms of UTC), where its log stood, what it counted."""

    fp: Literal["copy/1"] = "copy/1"
    kind: Literal["site", "registry"]
    name: str
    made: int
    head: str
    counts: dict[str, int]
    files: dict[str, str] = msgspec.field(default_factory=dict[str, str])


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A data folder to be copied: the folder, its key file, its open database, what the copy is to say of itself."""

    folder: Path
    key: Path
    connection: Connection
    facts: CopyFacts


def make_identity(file: Path) -> str:
    """A new private key stands in a file (mode 0600); answers the public one. `Conflict` (`file-taken`)."""
    made = _age().x25519.Identity.generate()
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as opened:
            opened.write(f"# public key: {made.to_public()}\n{made}\n")
    except FileExistsError:
        raise Conflict(Code.FILE_TAKEN, file=file.name) from None
    except OSError as fault:
        raise Broken(Code.FILE_UNWRITABLE, file=file.name) from fault
    return str(made.to_public())


def write_copy(kept: Kept, place: Path, recipients: Sequence[str]) -> CopyFacts:
    """The folder as it is at this moment is one file at `place`, written whole or not at all; a server may go on.

    `Invalid` (`copy-key-unfit`) for a text that is no public key, `Conflict` (`file-taken`), `Broken`
    (`file-unwritable`).
    """
    age = _age()
    try:
        keys = [age.x25519.Recipient.from_str(text) for text in recipients]
    except age.RecipientError:
        raise Invalid(Code.COPY_KEY_UNFIT) from None
    if not keys:
        raise Invalid(Code.COPY_KEY_UNFIT)
    if place.exists():
        raise Conflict(Code.FILE_TAKEN, file=place.name)
    half = place.with_name(f"{place.name}.new")
    try:
        with TemporaryDirectory(prefix="copy-", dir=kept.folder) as scratch:
            facts = _pack(kept, Path(scratch))
            age.encrypt_file(str(Path(scratch, "copy.tar")), str(half), keys)
        with half.open("rb") as written:
            os.fsync(written.fileno())
        half.rename(place)
    except OSError as fault:
        raise Broken(Code.FILE_UNWRITABLE, file=place.name) from fault
    return facts


@contextmanager
def opened_copy(file: Path, identity: Path, folder: Path) -> Generator[tuple[CopyFacts, Path]]:
    """What a copy says of itself, and a folder inside `folder` with its files, each as it was put in; then it is gone.

    `Broken` (`copy-unreadable`) when the key is not one of its keys, or a byte of it was changed.
    """
    age = _age()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with TemporaryDirectory(prefix="copy-", dir=folder) as scratch:
            packed = Path(scratch, "copy.tar")
            key = _identity(identity)
            file.open("rb").close()
            try:
                age.decrypt_file(str(file), str(packed), [key])
                facts = _unpack(packed, Path(scratch))
            except (age.DecryptError, OSError, tarfile.TarError, KeyError, msgspec.MsgspecError):
                raise Broken(Code.COPY_UNREADABLE, file=file.name) from None
            yield facts, Path(scratch)
    except FileNotFoundError as fault:
        raise NotFound(Code.FILE_UNREADABLE, file=file.name) from fault
    except OSError as fault:
        raise Broken(Code.FOLDER_UNREADABLE, folder=folder.name) from fault


def _pack(kept: Kept, scratch: Path) -> CopyFacts:
    database = scratch / f"{kept.facts.kind}.db"
    _copy(kept.connection, database, kept.key.read_bytes())
    files = {database.name: database, kept.key.name: kept.key}
    facts = msgspec.structs.replace(kept.facts, files={name: _digest(path) for name, path in files.items()})
    told = scratch / _FACTS
    told.write_bytes(msgspec.json.encode(facts))
    with tarfile.open(scratch / "copy.tar", "w") as packed:
        for name, path in {_FACTS: told, **files}.items():
            packed.add(path, name, recursive=False)
    return facts


def _copy(connection: Connection, place: Path, key: bytes) -> None:
    """One moment of a database, page by page under the same key, whole in one file; others may write on."""
    with database_errors(place.name), closing(create_database(place, key)) as made:
        cast("Any", connection).backup(made)
    check_closed_whole(place)


def _unpack(packed: Path, scratch: Path) -> CopyFacts:
    """Only the files that the copy names, under those names, and only as they were."""
    with tarfile.open(packed) as opened:
        facts = msgspec.json.decode(_content(opened, _FACTS), type=CopyFacts)
        for name, digest in facts.files.items():
            place = scratch / Path(name).name
            descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(_content(opened, name))
                file.flush()
                os.fsync(descriptor)
            if _digest(place) != digest:
                raise Broken(Code.COPY_UNREADABLE, file=packed.name)
    packed.unlink()
    return facts


def _content(opened: tarfile.TarFile, name: str) -> bytes:
    member = opened.extractfile(name)
    if member is None:
        raise KeyError(name)
    with closing(member):
        return member.read()


def _identity(file: Path) -> Any:  # noqa: ANN401  pyrage has no types
    age = _age()
    lines = [line.strip() for line in file.read_text(encoding="ascii", errors="replace").splitlines()]
    try:
        return age.x25519.Identity.from_str(next((line for line in lines if line.startswith("AGE-SECRET-KEY-")), ""))
    except age.IdentityError:
        raise Broken(Code.COPY_UNREADABLE, file=file.name) from None


def _age() -> Any:  # noqa: ANN401  pyrage has no types
    import pyrage  # noqa: PLC0415

    return cast("Any", pyrage)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
