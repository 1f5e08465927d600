"""Setting a submission right: the student's answers in the instructor's notebook, with a receipt of what was done.

The grade depends on three things only: the instructor's cells, the student's answers, and the code cells that the
student added. Nothing else of the submitted file counts.
"""

from __future__ import annotations

import copy
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from nbformat import NotebookNode, from_dict

from autograder.assignment import AnswerCell, Assignment
from autograder.notebook import code_cell, markdown_cell
from autograder.submission.match import Match, matches
from autograder.submission.read import SubmittedCell, SubmittedNotebook

__all__ = ["Repaired", "repair"]

OWN_PREFIX = "own-"


@dataclass(frozen=True)
class Repaired:
    """The notebook to run, the answers in it by `grade_id`, and what the student is told.

    `untouched` names the answers that are as released and that no cell of the student's own defines: they were not
    attempted. `own_cells` are the ids of the cells that the student added; their metadata says `underhood.own`.
    `is_another` says that something was handed in, and nothing of it belongs to this assignment: none of the named
    cells is there, and nowhere is one of the answers defined.
    """

    notebook: NotebookNode
    answers: Mapping[str, str]
    receipts: tuple[str, ...] = ()
    untouched: frozenset[str] = frozenset()
    own_cells: tuple[str, ...] = ()
    is_another: bool = False


@dataclass
class _Sorted:
    """The submitted cells, sorted by what they are: answers found, own cells by the cell they come after."""

    answers: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)
    present: set[str] = field(default_factory=set)
    own: dict[str | None, list[SubmittedCell]] = field(default_factory=lambda: defaultdict(list))
    receipts: list[str] = field(default_factory=list)


def repair(assignment: Assignment, submitted: SubmittedNotebook) -> Repaired:
    """Put the student's answers, and the cells the student added, into the released notebook.

    An answer that is not there becomes the release's stub, which is an exercise not attempted. Never raises on what a
    student did.
    """
    found = matches(assignment.released, submitted.cells)
    sorted_cells = _sort(assignment, found)
    notebook, own = _assemble(assignment, sorted_cells)
    elsewhere = {name: _defined_in_own_cells(notebook, name) for name in _stubs(assignment, sorted_cells.answers)}
    receipts = (
        *submitted.notes,
        *_kernel_receipt(assignment, submitted),
        *_order_receipt(assignment, found),
        *sorted_cells.receipts,
        *_missing_receipts(assignment, sorted_cells),
        *_elsewhere_receipts(elsewhere),
    )
    untouched = frozenset(name for name, holds in elsewhere.items() if not holds)
    is_another = (
        any(cell.source.strip() for cell in submitted.cells)
        and not any(cell.id in sorted_cells.present for cell in _named(assignment))
        and list(elsewhere.values()) == [None] * len(assignment.answer_cells)
    )
    return Repaired(notebook, dict(sorted_cells.answers), receipts, untouched, own, is_another)


def _sort(assignment: Assignment, found: Sequence[Match]) -> _Sorted:
    result = _Sorted(answers={name: cell.stub for name, cell in assignment.answer_cells.items()})
    chosen = _choose_answers(assignment, found, result)
    anchor: str | None = None
    for match in found:
        if match.released is not None and _is_first_of_its_cell(assignment, match, result.present, chosen):
            result.present.add(match.released.id)
            anchor = match.released.id
        if _is_own(assignment, match, chosen):
            result.own[anchor].append(match.submitted)
            result.receipts.extend(_own_receipt(match))
        elif match.grade_id is not None:
            result.receipts.extend(_claim_receipts(assignment, match))
    return result


def _is_first_of_its_cell(assignment: Assignment, match: Match, present: set[str], chosen: set[int]) -> bool:
    """Whether what the student wrote from here on comes after this cell of the course.

    Of several copies of an answer cell that is the one which was taken: a first try stays before the answer.
    """
    if match.released is None or match.released.id in present:
        return False
    return match.grade_id not in assignment.answer_cells or match.position in chosen


def _choose_answers(assignment: Assignment, found: Sequence[Match], result: _Sorted) -> set[int]:
    """Take one answer for each answer cell; return the positions of the cells taken."""
    chosen = set()
    for name, cell in assignment.answer_cells.items():
        copies = [match for match in found if match.grade_id == name]
        if copies:
            taken = _choose(cell, copies)
            result.answers[name] = taken.submitted.source
            result.pictures[name] = taken.submitted.pictures
            chosen.add(taken.position)
            result.receipts.extend(_copies_receipt(name, copies, taken))
    return chosen


def _choose(cell: AnswerCell, copies: Sequence[Match]) -> Match:
    # A cell copied and pasted in JupyterLab keeps its name. When the notebook is run from top to bottom the last
    # definition holds, so the last copy that the student worked on is what the student saw working.
    edited = [match for match in copies if not same_source(match.submitted.source, cell.stub)]
    return edited[-1] if edited else copies[0]


def _is_own(assignment: Assignment, match: Match, chosen: set[int]) -> bool:
    """Whether this cell stays in the notebook as one that the student added."""
    if not match.submitted.source.strip() or match.submitted.kind == "raw" or match.position in chosen:
        return False
    if match.grade_id in assignment.answer_cells:
        # A second copy of an answer cell, worked on by the student: perhaps a helper stands in it.
        return not same_source(match.submitted.source, assignment.answer_cells[match.grade_id or ""].stub)
    if match.grade_id is not None:
        return False
    # A cell of the course without a name is the student's to change, as in nbgrader: the original runs, then theirs.
    # Prose of the course is simply put back.
    return match.released is None or (
        match.submitted.kind == "code" and not same_source(match.submitted.source, match.released.source)
    )


def _assemble(assignment: Assignment, cells: _Sorted) -> tuple[NotebookNode, tuple[str, ...]]:
    notebook = copy.deepcopy(assignment.released)
    own: list[str] = []
    waiting = list(cells.own[None])
    result: list[NotebookNode] = []
    for cell in notebook.cells:
        # A cell that was lost is put back before the student's own cells at that place: what the student wrote
        # instead of it comes later and holds.
        if cell.id in cells.present:
            result.extend(_own_cells(waiting, own))
            waiting = list(cells.own[cell.id])
        result.append(_with_answer(cell, cells))
    result.extend(_own_cells(waiting, own))
    notebook.cells = result
    return notebook, tuple(own)


def _with_answer(cell: NotebookNode, cells: _Sorted) -> NotebookNode:
    name = cell.metadata.get("nbgrader", {}).get("grade_id")
    if name in cells.answers:
        cell.source = cells.answers[name]
        _add_pictures(cell, cells.pictures.get(name, {}))
    return cell


def _add_pictures(cell: NotebookNode, pictures: Mapping[str, Mapping[str, str]]) -> None:
    if pictures and cell.cell_type == "markdown":
        cell.attachments = from_dict(dict(pictures))  # type: ignore[no-untyped-call]


def _own_cells(cells: Iterable[SubmittedCell], own: list[str]) -> Iterator[NotebookNode]:
    for cell in cells:
        own.append(f"{OWN_PREFIX}{len(own) + 1}")
        make = code_cell if cell.kind == "code" else markdown_cell
        made = make(cell.source, own[-1], {"underhood": {"own": True}})
        _add_pictures(made, cell.pictures)
        yield made


def _stubs(assignment: Assignment, answers: Mapping[str, str]) -> list[str]:
    return [name for name, cell in assignment.answer_cells.items() if same_source(answers[name], cell.stub)]


def _defined_in_own_cells(notebook: NotebookNode, name: str) -> bool | None:
    """Whether a cell of the student's own defines `name` after the answer cell: None where no own cell defines it."""
    found: bool | None = None
    answer_seen = False
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == name:
            answer_seen = True
        elif cell.cell_type == "code" and "underhood" in cell.metadata and defines(cell.source, name):
            found = answer_seen
    return found


def same_source(one: str, other: str) -> bool:
    """Whether two sources differ in nothing but space at the end of lines and of the cell."""
    return _trimmed(one) == _trimmed(other)


def defines(source: str, name: str) -> bool:
    """Whether a source defines `name`: as a function, a class, one of some variables, or by an import.

    Not parsed: Python's parser can be brought down by a hostile source, and a student's cell need not be Python. So a
    method of that name counts, too: then the answer is judged, and found to be missing.
    """
    word, others = rf"\b{re.escape(name)}\b", r"[\w \t,*]{0,200}"
    patterns = (
        rf"(?:async[ \t]+)?def[ \t]+{word}",
        rf"class[ \t]+{word}",
        rf"{word}[ \t]*:",
        rf"\(?(?:{others}[ \t,*])?{word}{others}\)?[ \t]*=(?!=)",
        rf"(?:from[ \t]+[\w.]+[ \t]+)?import[ \t(]{{1,9}}{others}{word}",
    )
    return re.search(rf"^[ \t]{{0,100}}(?:{'|'.join(patterns)})", source, re.MULTILINE) is not None


def _trimmed(source: str) -> str:
    return "\n".join(line.rstrip() for line in source.rstrip().splitlines())


def _kernel_receipt(assignment: Assignment, submitted: SubmittedNotebook) -> Iterator[str]:
    kernel = assignment.released.metadata.get("kernelspec", {}).get("name")
    if submitted.kernel is not None and submitted.kernel != kernel:
        yield "the notebook asked for another kernel: the course's own was used"


def _order_receipt(assignment: Assignment, found: Sequence[Match]) -> Iterator[str]:
    order = {cell.id: place for place, cell in enumerate(assignment.released.cells)}
    places = [order[match.released.id] for match in found if match.released is not None and match.grade_id]
    first_places = list(dict.fromkeys(places))
    if first_places != sorted(first_places):
        yield "cells had been moved: they were graded in the course's order"


def _missing_receipts(assignment: Assignment, cells: _Sorted) -> Iterator[str]:
    for cell in _named(assignment):
        if cell.id not in cells.present:
            yield f"cell {cell.metadata.nbgrader.grade_id} was missing: it was put back"


def _named(assignment: Assignment) -> Iterator[NotebookNode]:
    return (cell for cell in assignment.released.cells if "grade_id" in cell.metadata.get("nbgrader", {}))


def _elsewhere_receipts(elsewhere: Mapping[str, bool | None]) -> Iterator[str]:
    for name, holds in elsewhere.items():
        if holds:
            yield f"the answer cell {name} is as released; the {name} in a cell that you added was used"
        elif holds is False:
            yield f"the answer cell {name} is as released and replaces the {name} that you wrote in a cell above it"


def _own_receipt(match: Match) -> Iterator[str]:
    if match.grade_id is None and match.released is not None:
        yield "a cell of the course had been changed: the original was run, then your version"


def _claim_receipts(assignment: Assignment, match: Match) -> Iterator[str]:
    released, submitted = match.released, match.submitted
    if released is None:
        return
    if submitted.kind != released.cell_type:
        yield f"cell {match.grade_id} had become a {submitted.kind} cell: it was made a {released.cell_type} cell again"
    if match.grade_id not in assignment.answer_cells and not same_source(submitted.source, released.source):
        yield f"cell {match.grade_id} had been edited: the original was used"
    if _forged(submitted.claims, released.metadata.nbgrader):
        yield f"the settings of cell {match.grade_id} had been changed: the original ones were used"


def _forged(claims: Mapping[str, object], truth: Mapping[str, object]) -> bool:
    flags = any(bool(claims.get(key)) != bool(truth.get(key)) for key in ("grade", "solution", "locked", "task"))
    return flags or ("points" in truth and claims.get("points") != truth["points"])


def _copies_receipt(name: str, copies: Sequence[Match], taken: Match) -> Iterator[str]:
    if len(copies) > 1:
        which = "the last one that you had worked on" if taken is not copies[0] else "the first one"
        yield f"there were {len(copies)} cells named {name}: {which} was graded as your answer"
