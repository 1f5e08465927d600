"""The last look at a release before it takes its place: is there anything in it that students must not see?"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from autograder.notebook import open_notebook

__all__ = ["leaks"]

MARKS = ("BEGIN SOLUTION", "END SOLUTION", "STUDENTS GET", "HIDDEN TESTS", "MARK SCHEME")
NAMES = ("hidden_checks*", "attempts*", "result.json", "gradebook.db", "__pycache__", ".ipynb_checkpoints")


def leaks(folder: Path, hidden_checks: Path) -> tuple[str, ...]:
    """What is hidden and stands in the release in `folder`, each in one sentence; empty where nothing does.

    `hidden_checks` is the instructor's file of hidden checks; the names of its checks must not stand anywhere.
    """
    found = [*_files(folder), *_outputs(folder), *_words(folder, (*MARKS, *_check_names(hidden_checks)))]
    return tuple(found)


def _files(folder: Path) -> Iterator[str]:
    for pattern in NAMES:
        yield from (f"{path.relative_to(folder)} is in it" for path in sorted(folder.rglob(pattern)))


def _outputs(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.ipynb")):
        cells = open_notebook(path).cells
        if any(cell.get("outputs") or cell.get("execution_count") for cell in cells):
            yield f"{path.name} has outputs"


def _words(folder: Path, words: tuple[str, ...]) -> Iterator[str]:
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        text = path.read_bytes().decode("utf-8", errors="ignore")
        found = (word for word in words if re.search(rf"\b{re.escape(word)}\b", text))
        yield from (f"{path.relative_to(folder)} holds the words {word!r}" for word in found)


def _check_names(hidden_checks: Path) -> Iterator[str]:
    """The names of the hidden checks that visible ones do not have as well."""
    visible = set(_test_names(hidden_checks.with_name("checks.py")))
    yield from (name for name in _test_names(hidden_checks) if name not in visible)


def _test_names(path: Path) -> Iterator[str]:
    if path.is_file():
        functions = (node for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.FunctionDef))
        yield from (function.name for function in functions if function.name.startswith("test_"))
