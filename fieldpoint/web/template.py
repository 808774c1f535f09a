"""The small pages that the server writes itself, for devices that run no script of ours."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment, Template

_TEMPLATES = Path(__file__).parent / "templates"


@cache
def template(name: str) -> "Template":
    """A template of this room; whatever is put into it is escaped."""
    return _environment().get_template(name)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, select_autoescape  # noqa: PLC0415  1.5 MiB, for the first look

    loader = FileSystemLoader(_TEMPLATES)
    return Environment(loader=loader, autoescape=select_autoescape(default=True), auto_reload=False)
