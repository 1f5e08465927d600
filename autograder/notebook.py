"""Notebooks of the instructor's side, as nbformat gives them: the typed door to nbformat, which is hardly typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
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
    """Whether this is a valid output of a code cell.

    By hand: nbformat's own way to look at one output alone takes longer than most cells.
    """
    fields = _FIELDS.get(str(value.get("output_type")), {})
    return bool(fields) and value.keys() == {"output_type", *fields} and all(
        fits(value[name]) for name, fits in fields.items()
    )  # fmt: skip


def _is_text(value: Any) -> bool:
    return isinstance(value, str) or _is_lines(value)


def _is_lines(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(line, str) for line in value)


def _is_string(value: Any) -> bool:
    return isinstance(value, str)


def _is_object(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(name, str) for name in value)


def _is_count(value: Any) -> bool:
    return value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0)


def _is_bundle(value: Any) -> bool:
    """What is shown, by its MIME type; only JSON may be anything but text."""
    return _is_object(value) and all(_is_text(shown) or _is_json(kind) for kind, shown in value.items())


def _is_json(kind: str) -> bool:
    return re.fullmatch(r"application/(.*\+)?json", kind) is not None


_FIELDS: Mapping[str, Mapping[str, Callable[[Any], bool]]] = {
    "stream": {"name": _is_string, "text": _is_text},
    "display_data": {"data": _is_bundle, "metadata": _is_object},
    "execute_result": {"data": _is_bundle, "metadata": _is_object, "execution_count": _is_count},
    "error": {"ename": _is_string, "evalue": _is_string, "traceback": _is_lines},
}
"""The fields of each kind of output, all of which it must have."""
