"""The rooms import only downwards, and SQL stays in the rooms that own tables."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.structure.conftest import Module

SQL_ROOMS = ("fieldpoint/store", "fieldpoint/registry")
SQL_FILE = "fieldpoint/database.py"
SQL = re.compile(
    r"\b(SELECT\s.+\sFROM|SELECT\s+\w+\(|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM"
    r"|(CREATE|DROP|ALTER)\s+(TABLE|INDEX|VIEW|TRIGGER)|PRAGMA\s+\w+|BEGIN\s+IMMEDIATE|VACUUM)\b",
    re.DOTALL,
)
SQL_CALLS = frozenset({"execute", "executemany", "executescript"})


def test_rooms_import_only_downwards(root: Path) -> None:
    """import-linter keeps every contract of pyproject.toml."""
    command = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True, no_logo=True))"
    result = subprocess.run([sys.executable, "-c", command], cwd=root, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_sql_stays_in_its_rooms(modules: list[Module]) -> None:
    """Only store, registry and database.py hold SQL or run a statement."""
    strayed = [
        f"{module.place}:{line}"
        for module in modules
        if not module.place.startswith(SQL_ROOMS) and module.place != SQL_FILE
        for line in _sql_lines(module.tree)
    ]
    assert not strayed


def test_the_sql_search_finds_sql() -> None:
    """A module with a query in a text, and one that runs a statement, are both found."""
    assert list(_sql_lines(ast.parse('"""Docs."""\nx = f"SELECT a, {b} FROM c"\ny = z.execute(q)'))) == [2, 3]


def _sql_lines(tree: ast.Module) -> Iterator[int]:
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in (node for node in ast.walk(tree) if isinstance(node, ast.expr)):
        if isinstance(node, ast.JoinedStr):
            whole = "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)
            found = bool(SQL.search(whole))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            found = bool(SQL.search(node.value))
        else:
            found = isinstance(node, ast.Call) and getattr(node.func, "attr", "") in SQL_CALLS
        if found:
            yield node.lineno
