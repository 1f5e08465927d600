"""A piece of a solution in the visible checks is found, whatever its variables are called."""

from __future__ import annotations

import pytest

from autograder.verify.formulas import shared_formulas

SOLUTION = "def l1(a, b):\n    return (a - b).abs().mean()"


@pytest.mark.parametrize(
    "checks",
    [
        "want = (x - y).abs().mean()",
        "def test(s):\n    assert s == (one - other).abs().mean()",
        "f((a - b).abs().mean())",
    ],
)
def test_a_formula_of_the_solution_is_found_by_its_shape(checks: str) -> None:
    assert shared_formulas(SOLUTION, checks) == ["(a - b).abs().mean()"]


@pytest.mark.parametrize(
    "checks", ["want = 0.25", "want = (x - y).abs().sum()", "want = (x + y).abs().mean()", "x.abs().mean()", ""]
)
def test_another_formula_or_a_short_one_is_none(checks: str) -> None:
    assert shared_formulas(SOLUTION, checks) == []
