"""A class of an ordinary course, graded in one run: what each submission gets, and that none costs another anything."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.autograder.dropin.ordinary_course import (
    Cells,
    Edit,
    OrdinaryCourse,
    answer_cell,
    cell_named,
    check_cell,
    essay_cell,
    write,
)

RIGHT = "def double(x):\n    return 2 * x"
HIDDEN = (
    "assert double(2) == 4\n### BEGIN HIDDEN TESTS\nsecret_number = 7919\n"
    "assert double(secret_number) == 15838\n### END HIDDEN TESTS"
)


def released(course: OrdinaryCourse) -> None:
    course.release(
        answer_cell("double", RIGHT),
        check_cell("check_double", HIDDEN, 3),
        answer_cell("share", "share = 0.5"),
        check_cell("check_share", "share", 1),
        check_cell("check_helper", "def is_even(number): return number % 2 == 0\nassert is_even(double(3))", 1),
        check_cell("check_with_helper", "assert is_even(double(5))", 1),
        essay_cell("why"),
    )


def twice(name: str) -> Edit:
    def edit(cells: Cells) -> None:
        cells.insert(0, json.loads(json.dumps(cell_named(cells, name))))

    return edit


def also(source: str) -> Edit:
    return lambda cells: cells.insert(0, dict(cells[0], source=source, metadata={}, id="own"))


def without(name: str) -> Edit:
    return lambda cells: cells.remove(cell_named(cells, name))


def claiming(name: str, **claims: Any) -> Edit:
    return lambda cells: cell_named(cells, name)["metadata"]["nbgrader"].update(claims)


def tagged(*names: str) -> Edit:
    def edit(cells: Cells) -> None:
        for name in names:
            cell_named(cells, name)["metadata"]["tags"] = ["skip-execution"]

    return edit


right, wrong = write("double", RIGHT), write("double", "def double(x):\n    return x")
half = write("share", "share = 0.5")
CHECKS = ("check_double", "check_share", "check_helper", "check_with_helper")

SUBMISSIONS: dict[str, tuple[list[Edit], tuple[float | None, ...]]] = {
    "a_right": ([right, half], (3, 0.5, 1, 1)),
    "b_wrong": ([wrong, half], (0, 0.5, 0, 0)),
    "c_untouched": ([], (0, 0, 0, 0)),
    "d_warns": ([write("double", f"import warnings\n{RIGHT}\nwarnings.warn('careful')"), half], (3, 0.5, 1, 1)),
    "e_warns_in_check": (
        [write("double", "import warnings\ndef double(x):\n    warnings.warn('careful')\n    return 2 * x"), half],
        (3, 0.5, 1, 1),
    ),
    "f_nan": ([right, write("share", "share = float('nan')")], (3, 0, 1, 1)),
    "g_negative": ([right, write("share", "share = -1")], (3, 0, 1, 1)),
    "h_too_much": ([right, write("share", "share = 7")], (3, 1, 1, 1)),
    "i_numpy": ([right, write("share", "import numpy\nshare = numpy.float64(0.25)")], (3, 0.25, 1, 1)),
    "j_copied_answer": ([right, half, twice("double"), twice("check_double")], (3, 0.5, 1, 1)),
    "k_old_schema": ([right, half, claiming("double", schema_version=1)], (3, 0.5, 1, 1)),
    "l_new_schema": ([right, half, claiming("check_double", schema_version=99)], (3, 0.5, 1, 1)),
    "m_no_check": ([right, half, without("check_double")], (3, 0.5, 1, 1)),
    "n_wrong_no_check": ([wrong, half, without("check_double")], (0, 0.5, 0, 0)),
    "o_skips": ([wrong, half, tagged(*CHECKS)], (0, 0.5, 0, 0)),
    "p_not_graded": ([wrong, half, *(claiming(name, grade=False, locked=False) for name in CHECKS)], (0, 0.5, 0, 0)),
    "q_worth_more": ([right, half, claiming("check_double", points=300)], (3, 0.5, 1, 1)),
    "r_ends_python": ([right, write("share", "import os\nos._exit(1)")], (3, 0, 1, 1)),
    "s_hides_errors": (
        [write("double", "get_ipython().showtraceback = lambda *a, **k: None\ndef double(x): return x"), half],
        (0, 0.5, 0, 0),
    ),
    "t_own_error": ([right, half, also("1 / 0")], (3, 0.5, 1, 1)),
}  # fmt: skip


@pytest.fixture(scope="module")
def course(new_course: Callable[..., OrdinaryCourse]) -> OrdinaryCourse:
    course = new_course({"Execute": {"timeout": 3}, "Underhood": {"jobs": 2}})
    released(course)
    for student, (edits, _) in SUBMISSIONS.items():
        course.submit(student, *edits)
    (course.submit("u_broken") / "p1.ipynb").write_text("{")
    course.submit("v_other", lambda cells: [cell["metadata"].clear() for cell in cells] and None)
    (course.submit("w_other_time", right) / "timestamp.txt").write_text("yesterday, I think")
    course.submit("x_loops", right, write("share", "while True:\n    pass"))
    course.submit("y_last", right, half)
    return course


@pytest.fixture(scope="module")
def log(course: OrdinaryCourse) -> str:
    result = course.grade()
    print(result["log"])
    assert not result["success"]
    return str(result["log"])


@pytest.mark.parametrize("student", SUBMISSIONS)
def test_scores(course: OrdinaryCourse, log: str, student: str) -> None:
    scores = course.scores(student)
    assert tuple(scores[name] for name in CHECKS) == SUBMISSIONS[student][1], log


@pytest.mark.parametrize("student", ["u_broken", "w_other_time"])
def test_what_cannot_be_graded_costs_nobody_else_anything(course: OrdinaryCourse, log: str, student: str) -> None:
    assert f"for student '{student}'" in log
    assert not (course.root / "autograded" / student / "ps1").exists()
    assert course.scores("y_last")["check_double"] == 3


def test_whose_notebook_cannot_be_read_learns_why(log: str) -> None:
    assert "it is not JSON from line 1" in log


def test_an_endless_loop_costs_its_cell(course: OrdinaryCourse, log: str) -> None:
    assert course.scores("x_loops")["check_double"] == 3
    assert course.scores("x_loops")["check_share"] == 0
    loop = next(cell for cell in course.graded("x_loops").cells if "while True" in cell.source)
    assert [output.ename for output in loop.outputs] == ["CellTimeoutError"]


@pytest.mark.parametrize(("student", "waiting"), [("f_nan", True), ("h_too_much", True), ("g_negative", False)])
def test_a_person_looks_at_odd_values(course: OrdinaryCourse, log: str, student: str, *, waiting: bool) -> None:
    assert ("check_share" in course.waits(student)) is waiting


def test_an_untouched_essay_is_nothing_and_does_not_wait(course: OrdinaryCourse, log: str) -> None:
    assert course.scores("c_untouched")["why"] == 0
    assert course.waits("c_untouched") == set()
    with course.gradebook() as gradebook:
        assert gradebook.find_comment("why", "p1", "ps1", "c_untouched").auto_comment == "No response."


def test_the_graded_notebook_shows_what_ran(course: OrdinaryCourse, log: str) -> None:
    cells = [cell for cell in course.graded("a_right").cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == [1, 2, 3, 4, 5, 6]
    assert cells[3].outputs[0]["data"]["text/plain"] == "0.5"
    assert cells[3].outputs[0]["execution_count"] == 4


def test_a_page_of_feedback_does_not_show_hidden_tests(course: OrdinaryCourse, log: str) -> None:
    made = course.api.generate_feedback("ps1", "b_wrong")
    assert made["success"], made
    page = (course.root / "feedback" / "b_wrong" / "ps1" / "p1.html").read_text()
    assert "AssertionError" in page
    assert "secret_number" not in page
    assert "secret_number" in course.graded("b_wrong").cells[1].source
