"""A printed file appears whole or not at all, and only its owner reads it.

Imports errors only.
"""

import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from fieldpoint.errors import Broken, Code


@contextmanager
def replacing(path: Path) -> Generator[BinaryIO]:
    """A new file (mode 0600) that takes the path's place at the end, unless nothing was written or it failed.

    Its place is proven before anything inside runs. `Broken` (`file-unwritable`).
    """
    unfinished = path.parent / f"{path.name}.part"
    try:
        # A folder cannot be replaced, and a device such as /dev/null must not be.
        if path.exists() and not path.is_file():
            raise Broken(Code.FILE_UNWRITABLE, file=path.name)
        with _private_file(unfinished) as file:
            yield file
            written = file.tell()
            file.flush()
            os.fsync(file.fileno())
        if written:
            unfinished.replace(path)
    except OSError as fault:
        raise Broken(Code.FILE_UNWRITABLE, file=path.name) from fault
    finally:
        with suppress(OSError):  # in a folder that cannot be written nothing is left behind either
            unfinished.unlink()


def _private_file(path: Path) -> BinaryIO:
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    return os.fdopen(descriptor, "wb")
