"""Hidden tests of ordinary check cells do not stand on the page that a student reads. With nbgrader alone they do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from nbconvert.filters import strip_ansi
from nbformat import NotebookNode
from nbgrader.preprocessors import ClearHiddenTests
from traitlets import List, Unicode

__all__ = ["HideHiddenTests"]

_LINE_NUMBER = re.compile(r"^\s*(?:-+>)?\s*\d*\s?")
_FEWEST_LETTERS = 4
"""A line of fewer (a bracket, `else:` is longer) gives nothing away, and stands in many places."""


class HideHiddenTests(ClearHiddenTests):  # type: ignore[misc]  # nbgrader is not typed
    """For `GenerateFeedback.preprocessors`: takes hidden tests out of check cells, and their lines out of tracebacks.

    What an `assert` says stays: it is the author's word to the student. The graded notebook keeps everything, for
    formgrader.
    """

    # The exporter of pages sets this for all preprocessors; nbgrader's cannot be set, and each run would warn of it.
    display_data_priority = List(Unicode(), config=True)

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], cell_index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Clean one cell."""
        before = cell.source.split("\n")
        if cell.cell_type == "code" and self.begin_test_delimeter in cell.source and self._can_be_removed(cell):
            visible = {line.strip() for line in cell.source.split("\n")}
            hidden = {line.strip() for line in before} - visible
            _clean(cell, {line for line in hidden if len(line) >= _FEWEST_LETTERS})
        return cell, resources

    def _can_be_removed(self, cell: NotebookNode) -> bool:
        """Remove the hidden region. A student's own cell may hold half of one: then it is the student's to see."""
        try:
            return bool(self._remove_hidden_test_region(cell))
        except RuntimeError:
            return False


def _clean(cell: NotebookNode, hidden: set[str]) -> None:
    for output in cell.outputs:
        if output.output_type == "error":
            output.traceback = [text for frame in output.traceback if (text := _without(frame, hidden))]
        elif output.output_type == "stream" and output.name == "stderr":  # a warning shows the line it came from
            output.text = _without(output.text, hidden)


def _without(frame: str, hidden: set[str]) -> str:
    return "\n".join(_kept(frame, hidden))


def _kept(frame: str, hidden: set[str]) -> Iterator[str]:
    for line in frame.split("\n"):
        code = _LINE_NUMBER.sub("", strip_ansi(line), count=1).strip()  # type: ignore[no-untyped-call]
        if code not in hidden:
            yield line
