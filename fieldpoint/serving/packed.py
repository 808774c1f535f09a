"""Files that are the same for everybody go out packed (gzip) to a browser that takes them so.

For files only. An answer that holds a secret beside something that a stranger chose is never packed: its length would
tell the secret (BREACH). Imports nothing of ours.
"""

import gzip
from pathlib import Path
from typing import Final

# Pictures and fonts of these kinds are packed already.
_PACKS_WELL: Final = frozenset({".css", ".html", ".js", ".svg", ".wasm", ".webmanifest"})
_NAMES: Final = ("gzip", "x-gzip", "*")


def takes_packed(accepted: str) -> bool:
    """Whether an `Accept-Encoding` header allows gzip (RFC 9110, section 12.5.3)."""
    weights = {
        name.strip().lower(): _weight(rest) for name, _, rest in (one.partition(";") for one in accepted.split(","))
    }
    named = next((weights[name] for name in _NAMES if name in weights), 0.0)
    return named > 0


def packs_well(path: Path) -> bool:
    """Whether a file of this kind becomes smaller."""
    return path.suffix in _PACKS_WELL


def packed(content: bytes) -> bytes:
    """The content as gzip, the same bytes each time."""
    return gzip.compress(content, compresslevel=9, mtime=0)


def _weight(parameter: str) -> float:
    name, _, value = parameter.partition("=")
    try:
        return float(value) if name.strip().lower() == "q" else 1.0
    except ValueError:
        return 0.0
