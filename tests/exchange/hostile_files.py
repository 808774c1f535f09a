"""Files that somebody sends to hurt: each with a name, as a spreadsheet, as text, or as what is neither.

Everything is made from a seed, so the same number is the same file. `CORPUS` are the kinds; `hostile` goes through
them again and again with other sizes, places and signs.
"""

import struct
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from random import Random
from zlib import crc32

from tests.exchange.support import HEADER, person, text_of
from tests.exchange.workbooks import SHEET, STRINGS, parts, sheet, sheet_of, strings, workbook, zipped

Maker = Callable[[Random], bytes]
_DOCTYPES = (
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
    '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">',
    '<!DOCTYPE a [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
    '<!DOCTYPE a [<!ENTITY l "lol"><!ENTITY m "&l;&l;&l;&l;&l;&l;&l;&l;">]>',
)
_FORMULAS = (
    '=cmd|"/c calc"!A1',
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "＋SUM(1)",
    "－1+x",
    "＠SUM(1)",
)
_TRICKS = ("\u202e", "\u2066", "\u200f", "\ufeff", "\u2028", "\u200b")
_FOREIGN = ("utf-7", "utf-32", "utf-32-be", "iso8859-6", "cp720", "koi8-r", "shift-jis", "cp037")


def _rows(more: str = "") -> str:
    return sheet(HEADER, person(note=more), person("2", name="علی", id=""))


def _bomb(chance: Random) -> bytes:
    """A part of one sign over and over."""
    sign = chance.choice((b" ", b"0", b"<a/>", b"\0"))
    where = chance.choice((SHEET, STRINGS, "xl/media/a.bin"))
    return zipped(parts(sheet(HEADER)) | {where: sign * chance.randint(6, 9) * 10**6})


def _overlapping(_: Random) -> bytes:
    """Many names for one and the same packed part."""
    made = bytearray(zipped(parts(_rows()) | {"xl/a.bin": b"0" * 9_000_000}))
    archive = zipfile.ZipFile(BytesIO(bytes(made)))
    start = archive.start_dir  # type: ignore[attr-defined]
    directory, end = bytes(made[start:-22]), made[-22:]
    last = directory[directory.rfind(b"PK\x01\x02") :]
    copies = b"".join(last.replace(b"xl/a.bin", b"xl/%c.bin" % letter) for letter in b"bcdefghijk")
    end[8:12] = struct.pack("<HH", len(archive.namelist()) + 10, len(archive.namelist()) + 10)
    end[12:16] = struct.pack("<I", len(directory) + len(copies))
    return bytes(made[:start]) + directory + copies + bytes(end)


def _lying(chance: Random) -> bytes:
    """A directory that says another size than there is."""
    made = bytearray(zipped(parts(_rows())))
    at = made.rfind(b"PK\x01\x02")
    made[at + 24 : at + 28] = struct.pack("<I", chance.choice((1, 10, 4_000_000_000)))
    return bytes(made)


def _many_parts(chance: Random) -> bytes:
    many = {f"xl/media/{n}.png": b"" for n in range(chance.randint(600, 3000))}
    return zipped(parts(_rows()) | many, zipfile.ZIP_STORED)


def _paths(chance: Random) -> bytes:
    outside = ("../../etc/cron.d/x", "/etc/passwd", "..\\x", "C:\\x", "xl/../../x", "xl/worksheets/SHEET1.xml")
    name = chance.choice(outside)
    return zipped(parts(_rows()) | {name: b"x"})


def _nested(_: Random) -> bytes:
    inner = zipped({"a.bin": b"0" * 2_000_000})
    for _level in range(3):
        inner = zipped({"a.zip": inner})
    return zipped(parts(_rows()) | {"xl/a.zip": inner})


def _entities(chance: Random) -> bytes:
    where = chance.choice((SHEET, STRINGS, "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"))
    made = parts(_rows())
    old = made.get(where) or strings("a")
    text = old if isinstance(old, str) else old.decode()
    return zipped(made | {where: text.replace("?>", "?>" + chance.choice(_DOCTYPES), 1)})


def _wide(chance: Random) -> bytes:
    if chance.random() < 0.5:
        return text_of([f"c{n}" for n in range(10**6 // 8)]).encode()
    place = chance.choice(("XFD1048576", "ZZZZZZ1", "AAAA99999999", "1A", "IW2"))
    return zipped(parts(sheet_of(f'<row r="1"><c r="{place}"><v>1</v></c></row>')))


def _million_columns(_: Random) -> bytes:
    return zipped(parts(sheet_of('<row r="1">' + "<c><v>1</v></c>" * 10**6 + "</row>")), zipfile.ZIP_DEFLATED)


def _encoded(chance: Random) -> bytes:
    text = text_of(person(), person("2", note="ü¿"))
    return text.encode(chance.choice(_FOREIGN), "replace") + bytes([chance.randrange(256)])


def _zeros(chance: Random) -> bytes:
    made = bytearray(text_of(person(), person("2")).encode())
    for _ in range(chance.randint(1, 9)):
        made.insert(chance.randrange(len(made)), 0)
    return bytes(made)


def _turned(chance: Random) -> bytes:
    cells = person(name=chance.choice(_TRICKS) + "نام" + chance.choice(_TRICKS), note=chance.choice(_TRICKS) * 9)
    return text_of(cells).encode("utf-8", "surrogatepass")


def _formulas(chance: Random) -> bytes:
    made = [chance.choice(_FORMULAS) for _ in HEADER]
    rows = [HEADER, person(note=made[0], name=made[1], family=made[2]), made]
    return workbook(*rows) if chance.random() < 0.5 else text_of(*rows[1:]).encode()


def _cut(chance: Random) -> bytes:
    made = workbook(HEADER, person()) if chance.random() < 0.7 else text_of(person(), person("2")).encode()
    return made[: chance.randrange(1, len(made))]


def _flipped(chance: Random) -> bytes:
    made = bytearray(workbook(HEADER, person(), strings=strings("a", "b")))
    for _ in range(chance.randint(1, 6)):
        made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    return bytes(made)


def _huge_strings(chance: Random) -> bytes:
    kind = chance.randrange(3)
    if kind == 0:
        text = strings(*(f"{n:x}" * 40 for n in range(120_000)))
    elif kind == 1:
        text = strings("".join(chr(97 + chance.randrange(26)) for _ in range(40_000)))
    else:
        text = strings("a").replace("</sst>", "<si/>" * 900_000 + "</sst>")
    return workbook(HEADER, person(), strings=text)


def _deep(chance: Random) -> bytes:
    depth = chance.randint(300, 200_000)
    return zipped(parts(sheet_of("<a>" * depth + "</a>" * depth)))


def _token(chance: Random) -> bytes:
    filling = "".join(chr(97 + chance.randrange(26)) for _ in range(30_000)) * 60
    where = chance.choice((f'<row r="1" x="{filling}"/>', f"<{filling}/>", f"<row><c><v>{filling}</v></c></row>"))
    return zipped(parts(sheet_of(where)))


def _comments(chance: Random) -> bytes:
    inside = chance.choice(("<!-- x -->", "<![CDATA[</a>]]>", "<?php x ?>", "<!-->"))
    return zipped(parts(sheet_of(inside)))


def _references(chance: Random) -> bytes:
    number = chance.choice(("99999999999999999999", "-1", "1e9", "x", "7"))
    row = f'<row r="{number}"><c t="s"><v>{number}</v></c></row>'
    return zipped(parts(sheet_of(row)) | {STRINGS: strings("a")})


def _stranger(chance: Random) -> bytes:
    known = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-1.7", b"\x1f\x8b\x08", b"PK\x05\x06", b"{\\rtf1", b"")
    begin = chance.choice(known)
    return begin + chance.randbytes(chance.randrange(4000))


def _encrypted(_: Random) -> bytes:
    made = bytearray(zipped(parts(_rows())))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = made.find(mark)
        while place >= 0:
            made[place + at] |= 1
            place = made.find(mark, place + 4)
    return bytes(made)


def _long_line(chance: Random) -> bytes:
    return text_of(person(note="x" * chance.randint(70_000, 2_000_000))).encode()


def _quotes(chance: Random) -> bytes:
    return (text_of(person()) + '"' * chance.randint(1, 99) + "\n" + text_of(person("2"))).encode()


def _zip64(_: Random) -> bytes:
    made = zipped(parts(_rows()))
    return made[:-22] + b"PK\x06\x07" + bytes(16) + made[-22:]


def _crc(_: Random) -> bytes:
    made = bytearray(zipped(parts(_rows())))
    at = made.rfind(b"PK\x01\x02")
    made[at + 16 : at + 20] = struct.pack("<I", crc32(b"other"))
    return bytes(made)


CORPUS: dict[str, Maker] = {
    made.__name__[1:].replace("_", "-"): made
    for made in (
        _bomb, _overlapping, _lying, _many_parts, _paths, _nested, _entities, _wide, _million_columns, _encoded,
        _zeros, _turned, _formulas, _cut, _flipped, _huge_strings, _deep, _token, _comments, _references, _stranger,
        _encrypted, _long_line, _quotes, _zip64, _crc,
    )
}  # fmt: skip


def hostile(count: int) -> Iterator[tuple[str, bytes]]:
    """So many files, each with the name of its kind."""
    makers = list(CORPUS.items())
    for number in range(count):
        name, made = makers[number % len(makers)]
        yield f"{name}-{number}", made(Random(number))
