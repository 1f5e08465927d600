from __future__ import annotations

import copy
import json
import time
from collections.abc import Callable
from typing import Any

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.assignment import Assignment
from autograder.submission.read import SubmittedCell, SubmittedNotebook, parse_notebook
from autograder.submission.repair import Repaired, defines, repair

Cells = list[dict[str, Any]]
Find = Callable[[Cells, str], dict[str, Any]]
RIGHT = "def double(x):\n    return x + x"
OTHER = "def double(x):\n    return 2 * x"


@pytest.fixture
def repaired(assignment: Assignment) -> Callable[..., Repaired]:
    """Repair the released notebook as changed by `edit(cells)`."""

    def run(edit: Callable[[Cells], Any] = lambda cells: None, **metadata: Any) -> Repaired:
        notebook = json.loads(nbformat.writes(assignment.released))
        notebook["metadata"] |= metadata
        edit(notebook["cells"])
        return repair(assignment, parse_notebook(json.dumps(notebook).encode()))

    return run


def ids(result: Repaired) -> list[str]:
    return [cell.id for cell in result.notebook.cells]


def own(source: str, kind: str = "code", **metadata: Any) -> dict[str, Any]:
    return {"cell_type": kind, "source": source, "metadata": metadata, "id": "mine"}


def test_an_untouched_notebook_comes_back_as_released(
    assignment: Assignment, repaired: Callable[..., Repaired]
) -> None:
    result = repaired()
    assert result.notebook == assignment.released
    assert result.receipts == ()
    assert result.untouched == {"double", "quiz_shape", "essay"}


@pytest.mark.parametrize(
    ("cells", "is_another"),
    [
        ([own("import math"), own("def triple(x):\n    return 3 * x")], True),
        ([own("Some words.", "markdown")], True),
        ([own(RIGHT)], False),
        ([own("quiz_shape = (3, 1)")], False),
        ([own("  ")], False),
    ],
    ids=["other code", "words", "an answer in a cell without a name", "a quiz", "a blank cell"],
)
def test_a_notebook_in_which_nothing_is_of_the_assignment_is_another(
    repaired: Callable[..., Repaired], cells: Cells, is_another: bool
) -> None:
    def edit(released: Cells) -> None:
        released[:] = cells

    assert repaired(edit).is_another is is_another


def test_one_named_cell_makes_it_the_assignments(repaired: Callable[..., Repaired], find: Find) -> None:
    def edit(released: Cells) -> None:
        released[:] = [own("x = 1"), find(released, "check_double")]

    assert not repaired(edit).is_another


def test_only_the_answer_is_taken(assignment: Assignment, repaired: Callable[..., Repaired], find: Find) -> None:
    result = repaired(lambda cells: find(cells, "double").update(source=RIGHT))
    assert result.answers["double"] == RIGHT
    assert result.untouched == {"quiz_shape", "essay"}
    expected = copy.deepcopy(assignment.released)
    expected.cells[2].source = RIGHT
    assert result.notebook == expected
    assert assignment.released.cells[2].source != RIGHT


TAMPERING: dict[str, tuple[Callable[[Cells, Find], Any], tuple[str, ...]]] = {
    "edited check": (
        lambda cells, find: find(cells, "check_double").update(source="1"),
        ("cell check_double had been edited: the original was used",),
    ),
    "deleted check": (
        lambda cells, find: cells.remove(find(cells, "check_double")),
        ("cell check_double was missing: it was put back",),
    ),
    "retyped check": (
        lambda cells, find: find(cells, "check_double").update(cell_type="markdown"),
        ("cell check_double had become a markdown cell: it was made a code cell again",),
    ),
    "forged points": (
        lambda cells, find: find(cells, "check_double")["metadata"]["nbgrader"].update(points=99),
        ("the settings of cell check_double had been changed: the original ones were used",),
    ),
    "unlocked": (
        lambda cells, find: find(cells, "check_double")["metadata"]["nbgrader"].update(locked=False),
        ("the settings of cell check_double had been changed: the original ones were used",),
    ),
    "moved": (
        lambda cells, find: cells.append(cells.pop(2)),
        ("cells had been moved: they were graded in the course's order",),
    ),
    "copied check": (lambda cells, find: cells.append(copy.deepcopy(find(cells, "check_double"))), ()),
    "prefilled output": (
        lambda cells, find: find(cells, "check_double").update(
            execution_count=9, outputs=[{"output_type": "stream", "name": "stdout", "text": "3 / 3"}]
        ),
        (),
    ),
    "trailing space": (lambda cells, find: find(cells, "check_double").update(source='check("double")  \n'), ()),
    "story deleted": (lambda cells, find: cells.pop(0), ()),
    "story edited": (lambda cells, find: cells[0].update(source="my own title"), ()),
    "story without ids": (lambda cells, find: [cell.pop("id") for cell in cells], ()),
}


@pytest.mark.parametrize("name", TAMPERING)
def test_tampering_changes_nothing_and_is_told(
    name: str, assignment: Assignment, repaired: Callable[..., Repaired], find: Find
) -> None:
    edit, receipts = TAMPERING[name]
    result = repaired(lambda cells: edit(cells, find))
    assert result.notebook == assignment.released
    assert result.receipts == receipts


def test_another_kernel_is_told(assignment: Assignment, repaired: Callable[..., Repaired]) -> None:
    result = repaired(kernelspec={"name": "bash", "display_name": "x"})
    assert result.notebook.metadata == assignment.released.metadata
    assert result.receipts == ("the notebook asked for another kernel: the course's own was used",)


def test_a_missing_answer_is_not_attempted(repaired: Callable[..., Repaired], find: Find) -> None:
    result = repaired(lambda cells: cells.remove(find(cells, "double")))
    assert "double" in result.untouched
    assert result.receipts == ("cell double was missing: it was put back",)


def test_an_answer_that_became_text_is_code_again(repaired: Callable[..., Repaired], find: Find) -> None:
    result = repaired(lambda cells: find(cells, "double").update(cell_type="markdown", source=RIGHT))
    assert result.notebook.cells[2].cell_type == "code"
    assert result.answers["double"] == RIGHT


def copied(find: Find, first: str, *others: str) -> Callable[[Cells], None]:
    def edit(cells: Cells) -> None:
        answer = find(cells, "double")
        copies = [copy.deepcopy(answer) | {"source": source} for source in others]
        answer["source"] = first
        place = cells.index(answer) + 1
        cells[place:place] = copies

    return edit


def test_of_copies_the_last_edited_is_the_answer_and_others_stay(repaired: Callable[..., Repaired], find: Find) -> None:
    result = repaired(copied(find, OTHER, RIGHT))
    assert result.answers["double"] == RIGHT
    assert "there were 2 cells named double: the last one that you had worked on was graded as your answer" in (
        result.receipts
    )
    sources = [cell.source for cell in result.notebook.cells]
    assert sources.index(OTHER) < sources.index('check("double")')


def test_an_untouched_copy_does_not_win(assignment: Assignment, repaired: Callable[..., Repaired], find: Find) -> None:
    result = repaired(copied(find, RIGHT, assignment.answer_cells["double"].stub))
    assert result.answers["double"] == RIGHT
    assert result.own_cells == ()


def test_helper_cells_keep_their_place(repaired: Callable[..., Repaired], find: Find) -> None:
    def edit(cells: Cells) -> None:
        find(cells, "double").update(source="def double(x):\n    return helper(x)")
        cells.insert(2, own("def helper(x):\n    return 2 * x"))
        cells.insert(0, own("import os"))
        cells.append(own("notes", "markdown"))

    result = repaired(edit)
    assert ids(result)[:4] == ["own-1", "title", "imports", "own-2"]
    assert ids(result)[-1] == "own-3"
    assert result.own_cells == ("own-1", "own-2", "own-3")
    assert result.notebook.cells[3].metadata == {"underhood": {"own": True}}
    nbformat.validate(result.notebook)


def test_a_changed_cell_of_the_course_runs_after_the_original(repaired: Callable[..., Repaired]) -> None:
    result = repaired(lambda cells: cells[1].update(source="import math, os"))
    assert [cell.source for cell in result.notebook.cells[1:3]] == ["import math", "import math, os"]
    assert result.receipts == ("a cell of the course had been changed: the original was run, then your version",)


def test_an_answer_in_a_new_cell_holds_when_its_cell_was_lost(repaired: Callable[..., Repaired], find: Find) -> None:
    def edit(cells: Cells) -> None:
        cells[cells.index(find(cells, "double"))] = own(RIGHT)

    result = repaired(edit)
    assert ids(result)[1:5] == ["imports", "double", "own-1", "check-double"]
    assert "double" not in result.untouched
    assert "the answer cell double is as released; the double in a cell that you added was used" in result.receipts


def test_an_answer_above_the_released_cell_is_told(repaired: Callable[..., Repaired], find: Find) -> None:
    result = repaired(lambda cells: cells.insert(2, own(RIGHT)))
    assert "double" in result.untouched
    assert result.receipts == (
        "the answer cell double is as released and replaces the double that you wrote in a cell above it",
    )


def test_a_renamed_answer_stays_as_the_students_own(repaired: Callable[..., Repaired], find: Find) -> None:
    def edit(cells: Cells) -> None:
        find(cells, "double").update(source=RIGHT, metadata={"nbgrader": {"grade_id": "doubel", "solution": True}})

    result = repaired(edit)
    assert "double" not in result.untouched
    assert "nbgrader" not in result.notebook.cells[ids(result).index("own-1")].metadata


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("def f(x): pass", True),
        ("async def f(x): pass", True),
        ("class f: pass", True),
        ("f = lambda x: x", True),
        ("f: int = 3", True),
        ("%%time\ndef f(", True),
        ("f(3)", False),
        ("f == 3", False),
        ("if True:\n    def f(x): pass", True),
        ("from mine import g, f", True),
        ("from mine import (f)", True),
        ("import mine as f", True),
        ("f, x = g, 1", True),
        ("x, *f = g", True),
        ("(x, f) = g", True),
        ("x = f", False),
        ("x = f == 3", False),
        ("g(f=3)", False),
        ("print(f, x)", False),
        ("from f import g", False),
        ("important f", False),
        ("return f", False),
        ("def ff(x): pass", False),
        ("# def f(x)", False),
    ],
)
def test_definitions_are_told_from_uses(source: str, found: bool) -> None:
    assert defines(source, "f") is found


@pytest.mark.parametrize("piece", ["f, ", "f ", "(", "import f", "\t", "f,f=="])
def test_a_long_line_is_read_in_time(piece: str) -> None:
    started = time.process_time()
    defines("x" + piece * (1_000_000 // len(piece)), "nothing")
    defines(piece * (1_000_000 // len(piece)) + "!", "f")
    assert time.process_time() - started < 20


sources = st.text(max_size=30) | st.sampled_from([RIGHT, 'check("double")', "import math", ""])
submitted = st.builds(
    SubmittedCell,
    kind=st.sampled_from(["code", "markdown", "raw"]),
    source=sources,
    cell_id=st.none() | st.sampled_from(["title", "imports", "double", "own-1", ""]),
    grade_id=st.none() | st.sampled_from(["double", "check_double", "quiz_shape", "essay", "unknown", ""]),
    claims=st.dictionaries(st.sampled_from(["points", "grade", "locked"]), st.none() | st.integers(), max_size=3),
)


@given(cells=st.lists(submitted, max_size=12))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_was_submitted_the_instructors_cells_stand(assignment: Assignment, cells: list[SubmittedCell]) -> None:
    result = repair(assignment, SubmittedNotebook(tuple(cells), "0"))
    theirs = [cell for cell in result.notebook.cells if cell.id not in result.own_cells]
    assert [cell.id for cell in theirs] == [cell.id for cell in assignment.released.cells]
    for cell, released in zip(theirs, assignment.released.cells, strict=True):
        assert (cell.cell_type, cell.metadata) == (released.cell_type, released.metadata)
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        assert cell.source == result.answers.get(name, released.source)
        assert name not in result.answers or cell.source in {released.source, *(c.source for c in cells)}
    assert len(set(ids(result))) == len(result.notebook.cells)


def test_a_first_try_in_a_copy_stays_before_the_answer(repaired: Callable[..., Repaired], find: Find) -> None:
    def edit(cells: Cells) -> None:
        answer = find(cells, "double")
        answer["source"] = RIGHT
        first_try = copy.deepcopy(answer) | {"source": OTHER, "id": "copy"}
        cells.insert(cells.index(answer), first_try)

    result = repaired(edit)
    sources = [cell.source for cell in result.notebook.cells]
    assert sources.index(OTHER) < sources.index(RIGHT)
