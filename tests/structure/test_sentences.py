"""Every code that may reach a person has its sentence."""

import re
from pathlib import Path
from typing import get_args

from fieldpoint.cli.words import SENTENCES
from fieldpoint.core.likeness.level import Reason as Likeness
from fieldpoint.core.rules.reason import Reason
from fieldpoint.errors import Code
from fieldpoint.exchange.import_report import KINDS

IN_THE_WAY = (
    Code.BATCH_BUSY,
    Code.BATCH_CHAIN_BROKEN,
    Code.BATCH_DIGEST_WRONG,
    Code.BATCH_MALFORMED,
    Code.BATCH_SIGNATURE_WRONG,
    Code.BATCH_STUMBLES,
    Code.BATCH_TOO_LARGE,
    Code.BATCH_VERSION_UNKNOWN,
    Code.BODY_TOO_LARGE,
    Code.CHAIN_BROKEN,
    Code.CHAIN_FORK,
    Code.DISK_FULL,
    Code.EPOCH_RETIRED,
    Code.FEED_RESET,
    Code.KEY_REVOKED,
    Code.MEDIA_TYPE_UNSUPPORTED,
    Code.REGISTRY_AHEAD,
    Code.REGISTRY_DATABASE_AWAY,
    Code.REGISTRY_KEY_UNKNOWN,
    Code.REGISTRY_UNREACHABLE,
    Code.SITE_FOREIGN,
    Code.SITE_KEY_UNKNOWN,
    Code.TOKEN_WRONG,
    Code.UNEXPECTED,
)
KEY = re.compile(r"""^\s*(?:"([^"]+)"|'([^']+)'|([\w$]+))\s*:\s*["'`]\s*\S""", re.MULTILINE)


def test_every_error_has_a_sentence_at_the_terminal() -> None:
    """Whoever runs a command reads words, never a bare code."""
    assert not [code for code in Code if not SENTENCES.get(code, "").strip()]


def test_every_reason_has_a_sentence_on_the_page(root: Path) -> None:
    """Whoever stands at the desk reads why nothing is handed over."""
    reasons = _catalogue(root, "REASONS")
    assert not [reason for reason in Reason if reason.value not in reasons]


def test_whatever_keeps_rows_from_the_registry_has_a_sentence_on_the_page(root: Path) -> None:
    """The lead reads why rows wait: each no of the registry to a batch or a page, and what a site finds by itself."""
    for file in ("text_fa.js", "text_en.js"):
        sentences = _catalogue(root, "ERRORS", file)
        assert not [code for code in IN_THE_WAY if code not in sentences]


def test_every_sentence_of_a_reason_belongs_to_one(root: Path) -> None:
    """The page's catalogue holds no reason that nobody gives."""
    assert not _catalogue(root, "REASONS") - {reason.value for reason in Reason}


def test_every_likeness_has_a_sentence_on_the_page(root: Path) -> None:
    """Whoever decides whether two records are one reads why they may be."""
    assert _catalogue(root, "LIKENESS", "text_fa_search.js") == set(get_args(Likeness))


def test_every_finding_in_a_list_has_a_sentence_on_the_page(root: Path) -> None:
    """Whoever brings a list in reads what is wrong with its rows."""
    assert _catalogue(root, "FINDINGS", "text_fa_lists.js") == set(KINDS)


def _catalogue(root: Path, name: str, file: str = "text_fa.js") -> set[str]:
    """The keys of one catalogue of the page that have a sentence of their own."""
    text = (root / "static/js" / file).read_text(encoding="utf-8")
    body = re.search(rf"export const {name} = \{{(.*?)\n\}};", text, re.DOTALL)
    assert body, f"{file} has no {name}"
    return {"".join(groups) for groups in KEY.findall(body.group(1))}
