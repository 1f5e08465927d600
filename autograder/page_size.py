"""How much of what a student wrote goes onto a page of feedback.

To clean HTML, to set Markdown and to colour a source takes time, and some of it grows with the square of the length:
whoever hands in could ask for hours of it. No honest notebook comes near these sizes, and nobody would read a page
that does. The graded notebook keeps everything.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nbconvert.filters import strip_ansi
from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_solution

from autograder.safe_html import is_cleanable, markup_in

__all__ = ["of_reasonable_size"]

MOST_SOURCE, MOST_SOURCE_OF_PAGE = 20_000, 300_000
"""Characters of a cell's code."""
MOST_PROSE, MOST_PROSE_OF_PAGE, MOST_ENVIRONMENTS = 20_000, 100_000, 50
"""Characters of a cell of Markdown, and TeX environments in it."""
MOST_PRINTED_OF_PAGE = 2_000_000
MOST_CODES, MOST_CODES_OF_PAGE = 2_000, 20_000
"""Colours and other codes for a terminal in what a cell prints."""
MOST_MARKUP_OF_PAGE = 50_000
"""Characters of HTML that mean something, as `markup_in` counts them."""


@dataclass
class _Room:
    """What is left of a page."""

    source: int = MOST_SOURCE_OF_PAGE
    prose: int = MOST_PROSE_OF_PAGE
    printed: int = MOST_PRINTED_OF_PAGE
    codes: int = MOST_CODES_OF_PAGE
    markup: int = MOST_MARKUP_OF_PAGE


def of_reasonable_size(notebook: NotebookNode) -> NotebookNode:
    """A copy in which what is too long for a page is cut, and says so. What the course itself wrote stays whole."""
    shown, room = copy.deepcopy(notebook), _Room()
    for cell in shown.cells:
        if is_solution(cell) or "underhood" in cell.metadata:
            _cut_source(cell, room)
        if cell.cell_type == "code" and not (is_grade(cell) and not is_solution(cell)):
            cell.outputs = [_cut_output(output, room) for output in cell.outputs]
    return shown


def _cut_source(cell: NotebookNode, room: _Room) -> None:
    if cell.cell_type == "code":
        kept = min(MOST_SOURCE, room.source)
        room.source -= min(len(cell.source), kept)
        cell.source = _cut(cell.source, kept, "# ")
    else:
        cell.source = _cut_prose(cell.source, room)


def _cut_prose(text: str, room: _Room) -> str:
    kept = min(MOST_PROSE, room.prose)
    environments = list(re.finditer(r"\\begin", text))
    if len(environments) > MOST_ENVIRONMENTS:
        kept = min(kept, environments[MOST_ENVIRONMENTS].start())
    room.prose -= min(len(text), kept)
    return _cut(text, kept, "\n\n")


def _cut_output(output: NotebookNode, room: _Room) -> NotebookNode:
    if output.output_type == "stream":
        output.text = _cut_printed(output.text, room)
    elif output.output_type == "error":
        output.traceback = [_cut_printed(line, room) for line in output.traceback]
    else:
        output.data = {kind: _cut_data(kind, data, room) for kind, data in _affordable(output.data, room)}
    return output


def _cut_printed(text: str, room: _Room) -> str:
    codes = text.count("\x1b")
    if codes > min(MOST_CODES, room.codes):
        text, codes = strip_ansi(text).replace("\x1b", ""), 0  # type: ignore[no-untyped-call]
    room.codes -= codes
    kept = max(room.printed, 0)
    room.printed -= len(text)
    return _cut(text, kept, "\n")


def _affordable(data: dict[str, Any], room: _Room) -> Iterator[tuple[str, Any]]:
    """Without the pieces of HTML that there is no room for: another form of the same output is shown in their place."""
    for kind, content in data.items():
        if kind in ("text/html", "image/svg+xml"):
            markup = markup_in(content) if isinstance(content, str) else 0
            if not isinstance(content, str) or markup > room.markup or not is_cleanable(content):
                yield "text/plain", data.get("text/plain", "(more HTML than fits on a page)")
                continue
            room.markup -= markup
        yield kind, content


def _cut_data(kind: str, content: Any, room: _Room) -> Any:
    if not isinstance(content, str):
        return content
    if kind in ("text/markdown", "text/latex"):
        return _cut_prose(content, room)
    return _cut_printed(content, room) if kind == "text/plain" else content


def _cut(text: str, kept: int, mark: str) -> str:
    if len(text) <= kept:
        return text
    return f"{text[:kept]}\n{mark}… {len(text) - kept:,} more characters, which this page leaves out"
