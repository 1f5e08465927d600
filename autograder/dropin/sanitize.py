"""What is done to a submitted notebook before it runs: every claim in it about grading gives way to the gradebook's.

These stand in the places of nbgrader's preprocessors of the same names, which believe part of those claims.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nbformat import NotebookNode, from_dict
from nbgrader.preprocessors import DeduplicateIds, OverwriteCells, OverwriteKernelspec
from nbgrader.utils import compute_checksum, is_grade, is_locked, is_solution, is_task

from autograder.dropin.recorded import RecordedCell, RecordedNotebook
from autograder.errors import AutograderError
from underhood.checking.plain_text import plain

__all__ = ["RECORDED", "STAND_INS", "WITH_IDS", "AnotherNotebook", "KeepLastCopy", "RestoreCells", "RestoreKernelspec"]

WITH_IDS = 5
"""The minor version of the notebook format since which cells have ids."""
MOST_LETTERS = 100
RECORDED = "recorded"
"""Where the preprocessors find the `RecordedNotebook` in nbgrader's resources."""

Resources = dict[str, Any]
Preprocessed = tuple[NotebookNode, Resources]


class AnotherNotebook(AutograderError):
    """The file has the right name and is the notebook of something else."""


class KeepLastCopy(DeduplicateIds):  # type: ignore[misc]  # nbgrader is not typed
    """Of cells with the same name the last one counts; the others become ordinary cells.

    nbgrader leaves them an empty claim, over which it stumbles three steps later, and with it the whole class.
    """

    def preprocess(self, nb: NotebookNode, resources: Resources) -> Preprocessed:
        """Take the name from all but the last cell that has it."""
        seen: set[str] = set()
        for cell in reversed(nb.cells):
            name = _name(cell)
            if name in seen:
                self.log.warning("Cell with id '%s' exists multiple times!", _shown(name))
                del cell.metadata["nbgrader"]
            elif name is not None:
                seen.add(name)
        return nb, resources


class RestoreKernelspec(OverwriteKernelspec):  # type: ignore[misc]
    """The kernel is the instructor's."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> Preprocessed:
        """Put the kernel in that the gradebook knows, if it knows one."""
        kernelspec = _recorded(resources).kernelspec
        if kernelspec:
            nb.metadata["kernelspec"] = from_dict(dict(kernelspec))  # type: ignore[no-untyped-call]
        return nb, resources


class RestoreCells(OverwriteCells):  # type: ignore[misc]
    """Cells get back what the gradebook knows of them: their kind, their points, and, where locked, their source.

    A check cell that was deleted is put back: it neither keeps the score of an earlier run nor costs the student one.
    """

    def preprocess(self, nb: NotebookNode, resources: Resources) -> Preprocessed:
        """Set all cells right. Raises `AnotherNotebook` where there is none to be set right."""
        recorded = _recorded(resources)
        names = {name for cell in nb.cells if (name := _name(cell)) is not None}
        if names and not names & recorded.cells.keys():
            raise AnotherNotebook(
                f"{recorded.name}.ipynb holds none of the assignment's cells", next="Is it another notebook, renamed?"
            )
        for cell in nb.cells:
            self._restore(cell, recorded.cells)
        self._put_back(nb, recorded)
        return nb, resources

    def _restore(self, cell: NotebookNode, recorded: Mapping[str, RecordedCell]) -> None:
        name = _name(cell)
        if name is None or name not in recorded:
            if name is not None:
                self.log.warning("Cell '%s' does not exist in the database", _shown(name))
            cell.metadata.pop("nbgrader", None)
            return
        known = recorded[name]
        if cell.cell_type != known.cell_type:
            self.report_change(name, "cell_type", known.cell_type, cell.cell_type)
            self.update_cell_type(cell, known.cell_type)
        self._report(cell, known)
        cell.metadata["nbgrader"] = from_dict(known.metadata())  # type: ignore[no-untyped-call]
        if known.locked and compute_checksum(cell) != known.checksum:
            self.report_change(name, "checksum", known.checksum, compute_checksum(cell))
            cell.source = known.source

    def _report(self, cell: NotebookNode, known: RecordedCell) -> None:
        """Tell what the submitted cell claims falsely, as nbgrader does."""
        claims, right = cell.metadata["nbgrader"], known.metadata()
        looks = {"grade": is_grade, "solution": is_solution, "locked": is_locked, "task": is_task}
        found = {attribute: look(cell) for attribute, look in looks.items()}
        found |= {"points": claims["points"]} if "points" in claims and "points" in right else {}
        for attribute, claimed in found.items():
            if claimed != right[attribute]:
                self.report_change(known.name, attribute, right[attribute], _shown(claimed))

    def _put_back(self, nb: NotebookNode, recorded: RecordedNotebook) -> None:
        places = {name: index for index, cell in enumerate(nb.cells) if (name := _name(cell)) is not None}
        missing: dict[int, list[NotebookNode]] = {}
        before = -1
        for name, known in recorded.cells.items():
            if name in places:
                before = places[name]
            elif known.is_check or (self.add_missing_cells and known.points is not None):
                self.log.warning("Missing grade cell %s encountered, adding to notebook", name)
                # nbgrader does not know where tasks were either
                at = len(nb.cells) - 1 if known.task else before
                missing.setdefault(at, []).append(self._cell(known))
        cells = list(missing.get(-1, []))
        for index, cell in enumerate(nb.cells):
            cells += [cell, *missing.get(index, [])]
        nb.cells = cells
        if nb.nbformat_minor >= WITH_IDS:
            for place, cell in enumerate(nb.cells):
                cell.setdefault("id", f"restored-{place}")

    def _cell(self, known: RecordedCell) -> NotebookNode:
        if self.add_missing_cells:  # with a note in it, as its author asked for
            added = self.missing_cell_transform(known, known.points, known.solution, known.task)
            added.metadata["nbgrader"] = from_dict(known.metadata())  # type: ignore[no-untyped-call]
            return added  # type: ignore[no-any-return]
        cell: dict[str, Any] = {"cell_type": "code", "metadata": {"nbgrader": known.metadata()}, "source": known.source}
        return from_dict(cell | {"execution_count": None, "outputs": []})  # type: ignore[no-any-return, no-untyped-call]


STAND_INS = {
    DeduplicateIds: KeepLastCopy,
    OverwriteKernelspec: RestoreKernelspec,
    OverwriteCells: RestoreCells,
}


def _recorded(resources: Resources) -> RecordedNotebook:
    recorded: RecordedNotebook = resources[RECORDED]
    return recorded


def _shown(claim: object) -> str:
    """What a submitted file says, fit for a terminal."""
    return plain(str(claim)[:MOST_LETTERS])


def _name(cell: NotebookNode) -> str | None:
    claims = cell.metadata.get("nbgrader")
    name = claims.get("grade_id") if isinstance(claims, dict) else None
    return name if isinstance(name, str) and name else None
