"""The printed protocol names what the program does."""

from typing import get_args

from fieldpoint.cli.travel.protocol import text
from fieldpoint.core.answer import BATCH_MEDIA_TYPE, SignedAnswer
from fieldpoint.core.batch import BatchHeader
from fieldpoint.core.feed import BODIES
from fieldpoint.core.log_rows import AnyRow
from fieldpoint.core.trust.key_links import KeyLink, KeysAnswer
from fieldpoint.errors import Code
from tests.live import fieldpoint


def test_every_type_of_row_and_every_member_is_named() -> None:
    """Whoever writes another registry misses none."""
    printed = text()
    for struct in (*get_args(AnyRow), *get_args(SignedAnswer), BatchHeader, *BODIES, KeysAnswer, KeyLink):
        name = str(struct.__struct_config__.tag or struct.__name__)
        part = printed.partition(f"\n{name}\n")[2].partition("\n\n")[0]
        assert part, name
        missing = [one for one in struct.__struct_encode_fields__ if f"\n  {one} " not in f"\n{part}"]
        assert not missing, f"{name}: {missing}"


def test_every_code_of_the_protocol_is_named() -> None:
    """A status without its code would be guessed at."""
    printed = text()
    codes = [code for code in Code if code.startswith(("batch-", "enrol-", "chain-fork", "token-", "key-revoked"))]
    ours = {Code.BATCH_STUMBLES, Code.BATCH_UNKNOWN, Code.ENROL_PROOF_WRONG}
    assert not [code for code in codes if code not in printed and code not in ours]
    assert BATCH_MEDIA_TYPE in printed


def test_the_command_prints_it() -> None:
    """`fieldpoint protocol` is the text."""
    assert fieldpoint("protocol") == text().strip()
