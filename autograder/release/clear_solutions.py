"""What stands in an answer cell when a student opens it."""

from __future__ import annotations

import re

from nbformat import NotebookNode
from nbgrader.preprocessors import ClearSolutions
from traitlets import Unicode

__all__ = ["ClearSolutionsOrGive"]


class ClearSolutionsOrGive(ClearSolutions):  # type: ignore[misc]  # nbgrader is not typed
    """Nbgrader's ClearSolutions, and one thing more: a solution may say what students get in its place.

    For a quiz or a broken loop to repair, "raise NotImplementedError()" is the wrong start. Inside a region from
    BEGIN SOLUTION to END SOLUTION, the commented lines after a line STUDENTS GET are released without their comment
    mark, in place of the whole region:

        ### BEGIN SOLUTION
        quiz_shape = (3, 1)
        ### STUDENTS GET
        # quiz_shape = None      # your answer, a tuple
        ### END SOLUTION
    """

    students_get_delimeter = Unicode(
        "STUDENTS GET",
        help="The delimiter after which a solution region holds the commented lines that students get",
    ).tag(config=True)

    def _replace_solution_region(self, cell: NotebookNode, language: str) -> bool:
        given = self._give_lines(cell)
        replaced: bool = super()._replace_solution_region(cell, language)
        return given or replaced

    def _give_lines(self, cell: NotebookNode) -> bool:
        """Replace each region that says what students get; other regions are left to nbgrader."""
        begin, end, get = (
            rf"^[^\n]*{re.escape(mark)}[^\n]*\n"
            for mark in (self.begin_solution_delimeter, self.end_solution_delimeter, self.students_get_delimeter)
        )
        other = rf"(?:(?!{begin}|{end}|{get})[^\n]*\n)*"
        region = re.compile(rf"{begin}{other}{get}(?P<given>{other}){end}", re.MULTILINE)
        source, count = region.subn(lambda match: self._uncommented(match["given"]), cell.source + "\n")
        if count and cell.cell_type != "code":
            raise RuntimeError(f"{self.students_get_delimeter} works in code cells only")
        cell.source = source.removesuffix("\n")
        if self.students_get_delimeter in cell.source:
            raise RuntimeError(f"{self.students_get_delimeter} stands outside of a solution region, or twice in one")
        return count > 0

    def _uncommented(self, lines: str) -> str:
        return "".join(self._without_mark(line) + "\n" for line in lines.splitlines())

    def _without_mark(self, line: str) -> str:
        if not line.strip():
            return ""
        match = re.fullmatch(r"(?P<indent>\s*)#(?: (?P<text>.*)|(?P<bare>[^ ].*)?)", line)
        if match is None:
            raise RuntimeError(f"a line after {self.students_get_delimeter} is no comment: {line.strip()!r}")
        return (match["indent"] + (match["text"] or match["bare"] or "")).rstrip()
