"""Mappings are files that people edit: what they say holds, and what is wrong is told by line and field."""

from pathlib import Path

import pytest

from fieldpoint.errors import Code, Invalid, NotFound
from fieldpoint.exchange.naming.mapping import Mapping, MappingFault, check_mapping, find_mapping, packaged_mappings
from fieldpoint.exchange.roster_plan import read_roster
from tests.exchange.support import ID_A, TODAY, text_of, write

OWN = """title = "ours"
[columns]
household_code = ["شناسهٔ ما"]
[words.sex]
"۱" = "زن"
[words.tags]
old = "سالمند"
"""


def faults(source: str | bytes) -> list[tuple[int, str, str]]:
    """What is wrong with a file."""
    found = check_mapping(source if isinstance(source, bytes) else source.encode())
    assert not isinstance(found, Mapping)
    assert all(isinstance(one, MappingFault) for one in found)
    return [(one.line, one.field, one.kind) for one in found]


@pytest.mark.parametrize("name", sorted(packaged_mappings()))
def test_packaged_mapping_has_no_fault(name: str) -> None:
    """Each can be used as it is, and knows the columns that a list needs."""
    mapping = find_mapping(name)
    assert mapping.title
    assert any("\u0600" <= sign <= "\u06ff" for sign in mapping.title_fa)
    assert {"household_code", "family_name", "national_id"} <= mapping.columns.keys()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('title = "a"\n[columns]\nhouse = ["x"]\n', [(3, "columns.house", "field-unknown")]),
        ('title = "a"\n[columns]\nnote = "x"\nphone = []\n', [
            (3, "columns.note", "value-unfit"), (4, "columns.phone", "value-unfit"),
        ]),
        ('title = "a"\n[columns]\nnote = ["کد"]\nphone = ["كد"]\n', [(4, "columns.phone", "name-doubled")]),
        ('title = "a"\n[words.sex]\nf = 1\n', [(2, "words.sex", "value-unfit")]),
        ('title = "a"\n[words.age]\nf = "x"\n', [(2, "words.age", "field-unknown")]),
        ('title = "a"\n[repeat]\nparents = "x"\n', [
            (2, "repeat.sheet", "field-missing"), (3, "repeat.parents", "field-unknown"),
        ]),
        ("sheets = 3\n", [(1, "sheets", "field-unknown"), (1, "title", "field-missing")]),
        ('title = "a"\n[columns\n', [(2, "", "not-toml")]),
        (b'title = "a"\n# \xff\n', [(2, "", "not-toml")]),
    ],
)  # fmt: skip
def test_every_fault_has_its_line_and_its_field(source: str, expected: list[tuple[int, str, str]]) -> None:
    """All of them at once, in the order of the file."""
    assert faults(source) == expected


def test_mapping_of_a_site_is_found_by_its_file(tmp_path: Path) -> None:
    """Its own names and words hold beside the plain ones; another of the package's name takes its place."""
    folder = tmp_path / "mappings"
    folder.mkdir()
    (folder / "ours.toml").write_text(OWN, encoding="utf-8")
    mapping = find_mapping("ours", tmp_path)
    header = ["شناسهٔ ما", "نام", "نام خانوادگی", "کد ملی", "جنسیت", "برچسب"]
    plan = read_roster(
        write(tmp_path, text_of(["7", "مینا", "نوری", ID_A, "1", "old معلول"], header=header)), TODAY, mapping=mapping
    )
    (row,) = plan.household("7")
    assert (row.sex, row.tags) == ("female", ("سالمند", "معلول"))
    (folder / "ours.toml").write_text("title = 1\n", encoding="utf-8")
    with pytest.raises(Invalid) as fault:
        find_mapping("ours", tmp_path)
    assert (fault.value.code, fault.value.facts["line"], fault.value.facts["field"]) == (
        Code.MAPPING_INVALID,
        1,
        "title",
    )


def test_mapping_that_is_nowhere_is_not_found(tmp_path: Path) -> None:
    """By its name only: a path is no name."""
    for name in ("theirs", "../plain", "plain.toml", ""):
        with pytest.raises(NotFound):
            find_mapping(name, tmp_path)
