"""What a check cell's outputs are worth: the table of docs/nbgrader.md, row by row."""

from __future__ import annotations

from typing import Any

import nbformat.v4 as v4
import pytest

from autograder.dropin.score import earned

POINTS = 3.0


def check(*outputs: Any) -> Any:
    nbgrader = {"grade": True, "solution": False, "locked": True, "grade_id": "c", "points": POINTS}
    return v4.new_code_cell("assert True", metadata={"nbgrader": nbgrader}, outputs=list(outputs))


def shows(text: str | list[str]) -> Any:
    return v4.new_output("execute_result", data={"text/plain": text}, execution_count=1)


ERROR = v4.new_output("error", ename="AssertionError", evalue="", traceback=[])
WARNING = v4.new_output("stream", name="stderr", text="UserWarning: slow")


def test_nothing_shown_is_full_marks() -> None:
    assert earned(check()).score == POINTS


def test_an_error_is_nothing() -> None:
    assert earned(check(ERROR)).score == 0


def test_an_error_after_a_number_is_nothing() -> None:
    assert earned(check(shows("2"), ERROR)).score == 0


def test_a_warning_costs_nothing() -> None:
    assert earned(check(WARNING)).score == POINTS
    assert earned(check(WARNING, shows("1.5"))).score == 1.5


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("0", 0.0), ("0.5", 0.5), ("3", 3.0), (".5", 0.5), ("1e-1", 0.1), ("+2", 2.0), ("2.", 2.0),
        ("np.float64(0.5)", 0.5), ("np.int64(2)", 2.0), ("numpy.float32(1.5)", 1.5), ("np.longdouble('0.25')", 0.25),
        ("tensor(0.5000)", 0.5), ("tensor(2)", 2.0), ("tensor([1.5000])", 1.5), ("array(0.5)", 0.5),
        ("tensor(0.5000, dtype=torch.float64, grad_fn=<MeanBackward0>)", 0.5),
        ("tensor(0.5000, device='cuda:0')", 0.5), ("Array(0.5, dtype=float32)", 0.5),
        ("Decimal('0.5')", 0.5), ("Fraction(3, 2)", 1.5),
        ("True", 3.0), ("np.True_", 3.0), ("tensor(True)", 3.0),
        ("False", 0.0), ("np.False_", 0.0), ("tensor(False)", 0.0),
        ("-1", 0.0), ("np.float64(-0.5)", 0.0), ("Fraction(-1, 2)", 0.0),
        ("'all tests passed'", 3.0), ("[1, 2]", 3.0), ("tensor([1., 2.])", 3.0), ("", 3.0), ("<Figure 6x4>", 3.0),
    ],
)  # fmt: skip
def test_a_value_is_its_number(text: str, score: float) -> None:
    worth = earned(check(shows(text)))
    assert worth.score == pytest.approx(score)
    assert not worth.note


@pytest.mark.parametrize("text", ["nan", "inf", "-inf", "np.float64(nan)", "tensor(nan)", "Fraction(1, 0)"])
def test_no_number_of_points_is_nothing_and_waits(text: str) -> None:
    worth = earned(check(shows(text)))
    assert worth.score == 0
    assert text in worth.note


@pytest.mark.parametrize("text", ["3.01", "85", "tensor(4)", "9" * 150])
def test_more_than_there_is_to_earn_is_full_marks_and_waits(text: str) -> None:
    worth = earned(check(shows(text)))
    assert worth.score == POINTS
    assert worth.note


def test_text_in_pieces_is_one_text() -> None:
    assert earned(check(shows(["0.", "5"]))).score == 0.5


def test_a_text_of_any_length_is_read_quickly() -> None:
    assert earned(check(shows("9" * 1_000_000))).score == POINTS
