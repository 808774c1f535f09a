"""Everything public says what it is for."""

import ast
from collections.abc import Iterator

from tests.structure.conftest import Module


def test_every_module_says_what_it_is_for(modules: list[Module]) -> None:
    """A module opens with a docstring."""
    assert not [module.place for module in modules if not ast.get_docstring(module.tree)]


def test_every_public_name_says_its_result(modules: list[Module]) -> None:
    """A public class, function or method has a docstring."""
    silent = [
        f"{module.place}: {node.name}"
        for module in modules
        for node in _public(module.tree)
        if not ast.get_docstring(node)
    ]
    assert not silent


def _public(scope: ast.Module | ast.ClassDef) -> Iterator[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]:
    """Public names of a module and of its public classes; what stands inside a function is its own business."""
    for node in scope.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from _public(node)
