"""How Chromium on a tablet comes to trust a box: the site's own authority in the certificate store of a home folder."""

import os
import subprocess
from pathlib import Path

from tests.conftest import real_part

NAME = "fieldpoint.local"
# The box's name leads to this machine, as mDNS would lead a tablet to the box.
BY_NAME = f"--host-resolver-rules=MAP {NAME} 127.0.0.1"


def install(home: Path, authority: Path) -> None:
    """The authority is trusted for web sites, as by the help page's steps for Linux."""
    certutil = real_part("certutil", "libnss3-tools")
    store = home / ".pki" / "nssdb"
    store.mkdir(parents=True)
    run = [certutil, "-d", f"sql:{store}"]
    subprocess.run([*run, "-N", "--empty-password"], check=True)
    subprocess.run([*run, "-A", "-t", "C,,", "-n", "Fieldpoint", "-i", authority], check=True)


def at_home(home: Path) -> dict[str, str | float | bool]:
    """The surroundings of a browser whose certificate store lies in a folder."""
    return {**os.environ, "HOME": str(home)}
