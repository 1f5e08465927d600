"""The score of an exercise follows from the statuses of its checks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underhood.checking import CheckResult, ExerciseResult, Status

RIGHT, WRONG = CheckResult("a", Status.PASSED, 2.0), CheckResult("b", Status.WRONG, 1.0)
FAULT = CheckResult("c", Status.COULD_NOT_RUN, 1.0)

checks = st.builds(CheckResult, st.text(), st.sampled_from(Status), st.sampled_from([0.25, 0.5, 1.0, 2.0]))
exercises = st.builds(ExerciseResult, st.text(), st.lists(checks, max_size=6).map(tuple))


def result(*checks: CheckResult) -> ExerciseResult:
    return ExerciseResult("exercise", checks)


@pytest.mark.parametrize(
    ("checks", "status", "score"),
    [
        ((RIGHT, RIGHT), Status.PASSED, 4.0),
        ((RIGHT, WRONG), Status.WRONG, 2.0),
        ((WRONG, RIGHT), Status.WRONG, 0.0),
        ((WRONG, WRONG), Status.WRONG, 0.0),
        ((RIGHT, FAULT), Status.COULD_NOT_RUN, None),
        ((WRONG, FAULT), Status.COULD_NOT_RUN, None),
        ((FAULT, RIGHT), Status.COULD_NOT_RUN, None),
        ((RIGHT, replace(WRONG, status=Status.TIMED_OUT), WRONG), Status.TIMED_OUT, 2.0),
        ((), Status.COULD_NOT_RUN, None),
    ],
)
def test_the_score_of_an_exercise(checks: tuple[CheckResult, ...], status: Status, score: float | None) -> None:
    assert (result(*checks).status, result(*checks).score) == (status, score)


@given(exercises)
def test_a_score_lies_between_nothing_and_all_the_points(exercise: ExerciseResult) -> None:
    assert exercise.score is None or 0 <= exercise.score <= exercise.max_score


@given(exercises)
def test_there_is_no_score_exactly_where_something_could_not_be_run(exercise: ExerciseResult) -> None:
    faulty = not exercise.checks or any(check.status is Status.COULD_NOT_RUN for check in exercise.checks)
    assert (exercise.score is None) == faulty


@given(exercises)
def test_nothing_is_earned_without_the_first_check(exercise: ExerciseResult) -> None:
    if exercise.score:
        assert exercise.checks[0].passed


@given(exercises)
def test_all_points_are_earned_exactly_where_every_check_passed(exercise: ExerciseResult) -> None:
    assert (exercise.score == exercise.max_score) == (bool(exercise.checks) and exercise.first_failed is None)
