"""The mistakes of a course author that would spoil a release or a grade, told before anything is done."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from itertools import chain

from nbgrader.utils import is_grade, is_solution

from autograder.assignment import Assignment
from autograder.errors import CourseError

__all__ = ["problems", "require_sound"]


ORDINARY = "If its checks are assert cells, grade it with `nbgrader autograde {name}`, which uses this engine."


def require_sound(assignment: Assignment) -> None:
    """Raise `CourseError` with all that the author has to put right before a release or a grading."""
    found = problems(assignment)
    if found:
        what = f"the assignment {assignment.name} has faults: {'; '.join(found)}"
        advice = "" if assignment.checks_path.is_file() else ORDINARY.format(name=assignment.name)
        raise CourseError(what, str(assignment.folder), advice)


def problems(assignment: Assignment) -> tuple[str, ...]:
    """All faults that can be seen without running anything, each in one sentence; empty where there is none."""
    looks = (_files, _format, _cell_ids, _pairs, _points, _untouched)
    return tuple(chain.from_iterable(look(assignment) for look in looks))


def _files(assignment: Assignment) -> Iterator[str]:
    if not assignment.checks_path.is_file():
        yield "checks.py is missing"
    for path in sorted(assignment.folder.glob("*.ipynb")):
        if path != assignment.notebook_path:
            yield f"{path.name} would be released too: keep one notebook in the folder"


def _format(assignment: Assignment) -> Iterator[str]:
    if assignment.source.nbformat_minor < 5:
        yield "the notebook has no cell ids: save it from a current JupyterLab (nbformat 4.5)"
    kernel = assignment.source.metadata.get("kernelspec", {}).get("name")
    if kernel != "python3":
        yield f"the kernel is {kernel!r}, and students have python3"


def _cell_ids(assignment: Assignment) -> Iterator[str]:
    counts = Counter(cell.get("id") for cell in assignment.source.cells)
    yield from (f"the cell id {name!r} stands {count} times" for name, count in counts.items() if count > 1)


def _pairs(assignment: Assignment) -> Iterator[str]:
    places = {name: place for place, name in enumerate(_grade_ids(assignment))}
    for check in assignment.check_cells.values():
        if check.grade_id == check.exercise:
            yield f"the check cell {check.grade_id} has to be named check_{check.exercise}"
        elif check.exercise not in assignment.answer_cells:
            yield f"the check cell {check.grade_id} has no answer cell named {check.exercise}"
        elif places[check.exercise] > places[check.grade_id]:
            yield f"the check cell {check.grade_id} stands before its answer cell"


def _grade_ids(assignment: Assignment) -> Iterator[str]:
    for cell in assignment.released.cells:
        if is_grade(cell) or is_solution(cell):
            yield cell.metadata.nbgrader["grade_id"]


def _points(assignment: Assignment) -> Iterator[str]:
    worth = {check.grade_id: check.points for check in assignment.check_cells.values()}
    worth |= {name: answer.points or 0.0 for name, answer in assignment.manual_cells.items()}
    for name, points in worth.items():
        if not (math.isfinite(points) and points > 0):
            yield f"the cell {name} is worth {points:g} points"


def _untouched(assignment: Assignment) -> Iterator[str]:
    for cell in assignment.source.cells:
        if is_solution(cell) and cell.source == assignment.answer_cells[cell.metadata.nbgrader["grade_id"]].stub:
            yield f"the answer cell {cell.metadata.nbgrader['grade_id']} is released with its solution, or has none"
