"""Notebooks of the instructor's side, as nbformat gives them: the typed door to nbformat, which is hardly typed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import nbformat
import nbformat.v4 as v4
from nbformat import NotebookNode

__all__ = [
    "code_cell",
    "display_output",
    "is_output",
    "markdown_cell",
    "notebook_from",
    "notebook_text",
    "open_notebook",
]


def open_notebook(path: Path) -> NotebookNode:
    """Read a trusted notebook. Raises what nbformat raises."""
    return notebook_from(path.read_text(encoding="utf-8"))


def notebook_from(text: str) -> NotebookNode:
    """Parse the text of a trusted notebook. Raises what nbformat raises."""
    return cast(NotebookNode, nbformat.reads(text, as_version=4))  # type: ignore[no-untyped-call]


def notebook_text(notebook: NotebookNode) -> str:
    """The text to write to a file: always the same for the same notebook."""
    return cast(str, nbformat.writes(notebook)).removesuffix("\n") + "\n"  # type: ignore[no-untyped-call]


def code_cell(source: str, cell_id: str, metadata: Mapping[str, Any] | None = None) -> NotebookNode:
    """A code cell that has not been run."""
    cell = v4.new_code_cell(source, id=cell_id, metadata=dict(metadata or {}))  # type: ignore[no-untyped-call]
    return cast(NotebookNode, cell)


def markdown_cell(source: str, cell_id: str, metadata: Mapping[str, Any] | None = None) -> NotebookNode:
    """A cell of text."""
    cell = v4.new_markdown_cell(source, id=cell_id, metadata=dict(metadata or {}))  # type: ignore[no-untyped-call]
    return cast(NotebookNode, cell)


def display_output(text: str, html: str) -> NotebookNode:
    """An output that shows `html`, and `text` where HTML cannot be shown."""
    output = v4.new_output("display_data", data={"text/plain": text, "text/html": html})  # type: ignore[no-untyped-call]
    return cast(NotebookNode, output)


def is_output(value: Mapping[str, Any]) -> bool:
    """Whether this is a valid output of a code cell."""
    try:
        nbformat.validate(dict(value), ref="output", version=4, version_minor=5)
    except nbformat.ValidationError:
        return False
    return True
