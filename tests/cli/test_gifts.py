"""The commands of donors and contributions, run as people run them."""

import re
import subprocess
import sys
from pathlib import Path

from tests.support import make_site


def gifts(folder: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """One command of the gifts."""
    command = [sys.executable, "-m", "fieldpoint", "gifts", *map(str, arguments), "--data", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def test_a_gift_goes_its_way_at_the_terminal(tmp_path: Path) -> None:
    """A promise by a new name, its arrival, the list, the withdrawal's sentence, and a statement that is too early."""
    folder = make_site(tmp_path / "site").folder
    promised = gifts(folder, "promise", "blanket", 20, "--from", "بنیاد نمونه").stdout
    found = re.search(r"Contribution (\S+): 20 of blanket are promised", promised)
    assert found
    gift = found[1]
    assert gifts(folder, "arrived", gift, 12).returncode == 0
    assert "12 of 20, 0 handed out, 12 in stock" in gifts(folder, "list").stdout
    donor, _, name = gifts(folder, "donors").stdout.partition("  ")
    assert "بنیاد نمونه" in name
    withdrawn = gifts(folder, "withdraw", gift, "--why", "donor").stdout
    assert "0 of it were handed out and stay so; 12 lay in stock" in withdrawn
    early = gifts(folder, "statement", donor, "1499-S3", "--out", tmp_path / "s.pdf")
    assert early.returncode == 1
    assert "has not ended yet" in early.stderr
    assert gifts(folder, "statement", donor, "1400-S3", "--out", tmp_path / "s.pdf").returncode == 0
    assert (tmp_path / "s.pdf").read_bytes().startswith(b"%PDF")
