"""Every page of an encrypted database, decrypted one by one: what SQL shows no more may still lie in it."""

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_PAGE, _RESERVED, _SALT, _IV = 2048, 48, 16, 16


def raw_pages(database: Path, key: bytes) -> bytes:
    """The content of all pages, free ones and gaps in them too (SQLCipher: AES-256-CBC, IV and HMAC behind it)."""
    content = database.read_bytes()
    pages: list[bytes] = []
    for start in range(0, len(content), _PAGE):
        page = content[start : start + _PAGE]
        iv = page[-_RESERVED : -_RESERVED + _IV]
        opened = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
        pages.append(opened.update(page[0 if start else _SALT : -_RESERVED]) + opened.finalize())
    return b"".join(pages)
