"""What the notebooks of a course import, and a warm parent should have imported before."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

__all__ = ["imported_names"]


def imported_names(notebooks: Iterable[Path]) -> list[str]:
    """What the instructor's code cells import, sorted: `module`, and `module:name` for `from module import name`.

    The name counts, too: it may be a module, or something that its module fetches only when it is asked for it.

    A cell that is no plain Python, and a file that is no notebook, name none: whoever opens the notebook next says why.
    """
    sources = (source for path in notebooks for source in _code(path))
    return sorted({name for source in sources for name in _names(source)})


def _code(path: Path) -> Iterator[str]:
    try:
        cells = json.loads(path.read_text("utf-8"))["cells"]
        yield from ("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    except (OSError, ValueError, KeyError, TypeError):
        return


def _names(source: str) -> Iterator[str]:
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}:{alias.name}" for alias in node.names if alias.name != "*")
            yield node.module
