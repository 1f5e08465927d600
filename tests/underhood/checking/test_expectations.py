"""What passes an expectation, what is wrong, and what the student reads about it."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.underhood.checking.anything import anything
from underhood.checking import Mistake, Opaque, Wrong, expect, expect_close, expect_equal, expect_error
from underhood.checking.student import NotAttempted, StudentRaised, StudentTimedOut

NAN, INF = math.nan, math.inf
EXACT = torch.tensor([1.0, 2.0])
calm = settings(deadline=None, max_examples=150)


def wrong_from_close(got: Any, want: Any, **more: Any) -> Wrong:
    with pytest.raises(Wrong) as wrong:
        expect_close(got, want, words="the words", **more)
    return wrong.value


def wrong_from_equal(got: Any, want: Any, **more: Any) -> Wrong:
    with pytest.raises(Wrong) as wrong:
        expect_equal(got, want, words="the words", **more)
    return wrong.value


# ------------------------------------------------------------------------------------------------- expect_close: passes


@pytest.mark.parametrize(
    ("got", "want"),
    [
        (0.5, 0.5),
        (0.5, torch.tensor(0.5)),
        (np.array(0.5), 0.5),
        (torch.tensor(0.5), 0.5),
        (torch.tensor(0.5, dtype=torch.float64), 0.5),
        (torch.tensor(0.5, dtype=torch.float16), 0.5),
        (torch.tensor(0.5, dtype=torch.bfloat16), 0.5),
        (1, 1.0),
        (1, 1),
        (True, 1.0),
        (torch.tensor(3), 3.0),
        (np.array([1, 2], dtype="uint16"), EXACT),
        (np.array([1, 2], dtype="uint64"), EXACT),
        (np.array([1.0, 2.0]), EXACT),
        (torch.tensor([1, 2], dtype=torch.uint8), EXACT),
        (torch.tensor([True, False]), torch.tensor([1.0, 0.0])),
        (EXACT + 1e-6, EXACT),
        (torch.tensor([INF, -INF]), torch.tensor([INF, -INF])),
        (torch.zeros(0, 3), torch.zeros(0, 3)),
        (torch.tensor([1 + 2j]), torch.tensor([1 + 2j])),
        (torch.tensor([1 + 0j]), torch.tensor([1.0])),
        (torch.tensor([1.0, 2.0], requires_grad=True), EXACT),
    ],
    ids=repr,
)
def test_the_right_numbers_pass_in_any_type(got: Any, want: Any) -> None:
    expect_close(got, want, words="the words")


@pytest.mark.parametrize("row", [[1.0, 2.0], (1, 2), [torch.tensor(1.0), np.array(2.0)], [1, torch.tensor(2)]], ids=str)
def test_a_list_of_numbers_passes_where_sequences_are_accepted(row: Any) -> None:
    expect_close(row, EXACT, words="the words", kinds="tensor sequence")
    wrong_from_close(row, EXACT)


def test_a_float_is_compared_with_all_its_digits() -> None:
    expect_close(0.1, 0.1, words="the words", rtol=1e-15, atol=0)
    wrong_from_close(0.1 + 1e-9, 0.1, rtol=1e-12, atol=0)


# -------------------------------------------------------------------------------------------------- expect_close: fails


@pytest.mark.parametrize(
    ("got", "want"),
    [
        (None, 1.0),
        ("1.0", 1.0),
        (b"", 1.0),
        (Opaque("Model"), 1.0),
        ([1.0, 2.0], EXACT),
        ({"a": 1.0}, 1.0),
        (frozenset([1.0]), 1.0),
        (NAN, 1.0),
        (NAN, NAN),
        (torch.tensor([1.0, NAN]), EXACT),
        (torch.tensor([NAN, NAN]), torch.tensor([NAN, NAN])),
        (torch.tensor([1.0]), 1.0),
        (1.0, torch.tensor([1.0])),
        (torch.tensor([[1.0, 2.0]]), EXACT),
        (torch.tensor([[1.0], [2.0]]), EXACT),
        (torch.zeros(0), torch.zeros(0, 3)),
        (torch.tensor([1.0, 2.1]), EXACT),
        (torch.tensor([1.0, 2 + 1j]), EXACT),
        (10**300, 1.0),
        (2**1024 - 1, 1.0),
        (1 - 2**1024, INF),
        (INF, 1.0),
        (torch.tensor([1.0, INF]), EXACT),
        (np.array([1.0, 2.0j]), EXACT),
    ],
    ids=repr,
)
def test_anything_else_is_wrong(got: Any, want: Any) -> None:
    wrong_from_close(got, want)


@pytest.mark.parametrize(
    ("got", "kinds"),
    [
        (torch.tensor(0.5), "number"),
        (0.5, "tensor"),
        (np.array([0.5]), "tensor number"),
        ([0.5], "tensor number array"),
    ],
)
def test_a_kind_that_is_not_accepted_is_wrong(got: Any, kinds: str) -> None:
    want = torch.as_tensor(got)
    assert wrong_from_close(got, want, kinds=kinds).why == "this is another type of thing than was asked for"


def test_a_numpy_number_counts_as_a_number() -> None:
    expect_close(np.array(0.5), 0.5, words="the words", kinds="number")


@pytest.mark.parametrize(
    ("got", "want", "why"),
    [
        (None, EXACT, "your function ended without a return"),
        (Opaque("Linear"), EXACT, "a Linear is not a tensor"),
        ("text", EXACT, "this is another type of thing than was asked for"),
        (torch.ones(3), EXACT, "the shape is (3,) and not (2,)"),
        (torch.tensor([NAN, 2.0]), EXACT, "there is a nan (not a number) in it"),
        (torch.tensor([complex(NAN, 1), 2.0]), EXACT, "there is a nan (not a number) in it"),
        (torch.tensor([5.0, 2.0]), EXACT, ""),
    ],
    ids=repr,
)
def test_why_says_only_what_the_answer_gives_away(got: Any, want: Any, why: str) -> None:
    assert wrong_from_close(got, want).why == why


@pytest.mark.parametrize(
    ("got", "told"),
    [
        (torch.tensor([1.0, 3.0]), "; 1 of 2 numbers differ"),
        (torch.tensor([1 + 1j, 2 + 0j]), "; 1 of 2 numbers differ"),
        (np.array([0.0, 0.0]), "; 2 of 2 numbers differ"),
    ],
    ids=repr,
)
def test_got_counts_the_numbers_that_differ(got: Any, told: str) -> None:
    assert wrong_from_close(got, EXACT).got.endswith(told)


def test_the_count_follows_the_tolerance_of_the_check() -> None:
    assert wrong_from_close(EXACT.double() + 1e-6, EXACT, rtol=0, atol=1e-9).got.endswith("2 of 2 numbers differ")


def test_value_writes_few_numbers_out_and_of_many_the_shape() -> None:
    assert wrong_from_close(0.0, 0.25).value == "0.25"
    assert wrong_from_close(None, EXACT).value == "[1.0, 2.0]"
    assert wrong_from_close(None, torch.zeros(28, 28)).value == "shape (28, 28)"


# ------------------------------------------------------------------------------------------------------------ mistakes

MISTAKES = [
    Mistake(torch.tensor(9.0), "nine", "not nine"),
    Mistake(EXACT.flip(0), "reversed", "turn it round"),
    Mistake(7.5, "seven and a half"),
]


@pytest.mark.parametrize(
    ("got", "why", "next"),
    [
        (torch.tensor([2.0, 1.0]), "reversed", "turn it round"),
        (9.0, "nine", "not nine"),
        (7.5, "seven and a half", "think again"),
        (torch.tensor([2.0, 1.5]), "", "think again"),
        (torch.tensor([2.0, NAN]), "there is a nan (not a number) in it", "think again"),
        (torch.tensor([9.0]), "the shape is (1,) and not (2,)", "think again"),
    ],
    ids=repr,
)
def test_a_mistake_is_named_only_where_the_answer_equals_it(got: Any, why: str, next: str) -> None:
    wrong = wrong_from_close(got, EXACT, mistakes=MISTAKES, next="think again")
    assert (wrong.why, wrong.next) == (why, next)


def test_where_nothing_came_back_the_advice_is_about_return() -> None:
    about_return = "what should come out? Write it after return"
    assert wrong_from_equal(None, [1, 3], next="think again").next == about_return
    assert wrong_from_equal(None, [1, 3], next="think again", mistakes=[Mistake(None, "nothing")]).next == about_return
    own = [Mistake(None, "nothing", "keep the loss")]
    assert wrong_from_equal(None, [1, 3], next="think again", mistakes=own).next == "keep the loss"
    assert wrong_from_equal([3], [1, 3], next="think again").next == "think again"


def test_a_return_that_why_names_is_not_named_again() -> None:
    wrong = wrong_from_close(None, EXACT, mistakes=MISTAKES, next="think again")
    assert (wrong.why, wrong.next) == ("your function ended without a return", "what should come out?")


def test_a_mistake_that_returns_the_right_answer_does_not_spoil_it() -> None:
    expect_close(EXACT, EXACT, words="the words", mistakes=[Mistake(EXACT, "never said")])


@pytest.mark.parametrize(("got", "why"), [([3, 1], "reversed"), ((3, 1), "reversed"), ([3, 2], ""), (None, "nothing")])
def test_expect_equal_names_mistakes_too(got: Any, why: str) -> None:
    mistakes = [Mistake([3, 1], "reversed"), Mistake(None, "nothing")]
    assert wrong_from_equal(got, [1, 3], mistakes=mistakes).why == why


# -------------------------------------------------------------------------------------------------------- expect_equal


@pytest.mark.parametrize(
    ("got", "want"),
    [
        ([1, 2], [1, 2]),
        ((1, 2), [1, 2]),
        ([1, 2], (1, 2)),
        ([(1, "a")], [[1, "a"]]),
        ([torch.tensor(1), np.array(2)], [1, 2]),
        (2.0, 2),
        (torch.tensor(2), 2),
        (np.array(2.0), 2),
        (True, True),
        (torch.tensor(True), True),
        (np.array(False), False),
        ("text", "text"),
        (None, None),
        ({"a": [1]}, {"a": (1,)}),
        (frozenset([1, 2]), {1, 2}),
        (torch.tensor([1.0, 2.0]), torch.tensor([1, 2])),
        (torch.tensor([True]), torch.tensor([True])),
        (np.array([True]), torch.tensor([True])),
        (Opaque("zip"), Opaque("zip")),
    ],
    ids=repr,
)
def test_the_same_thing_passes(got: Any, want: Any) -> None:
    expect_equal(got, want, words="the words")


@pytest.mark.parametrize(
    ("got", "want"),
    [
        (None, [1]),
        ([1], [1, 2]),
        ([1, 2, 3], [1, 2]),
        ([2, 1], [1, 2]),
        ("ab", ["a", "b"]),
        (torch.tensor([1, 2]), [1, 2]),
        (np.array([1, 2]), [1, 2]),
        (frozenset([1]), [1]),
        (1, True),
        (1.0, True),
        (torch.tensor(1), True),
        (torch.tensor([True]), True),
        (True, 1),
        (torch.tensor(True), 1),
        (torch.tensor([1]), 1),
        (NAN, NAN),
        ("1", 1),
        (1, "1"),
        ("", None),
        (0, None),
        ({"a": 1, "b": 2}, {"a": 1}),
        ({"b": 1}, {"a": 1}),
        ([1, 2], {1, 2}),
        (frozenset([1]), {1, 2}),
        (torch.tensor([1, 2]), torch.tensor([1, 3])),
        (torch.tensor([[1, 2]]), torch.tensor([1, 2])),
        (torch.tensor([1]), torch.tensor([True])),
        (np.array([1]), torch.tensor([True])),
        ([1], torch.tensor([1])),
        (torch.tensor([NAN]), torch.tensor([NAN])),
        (torch.tensor(1j), 1),
    ],
    ids=repr,
)
def test_another_thing_is_wrong(got: Any, want: Any) -> None:
    wrong_from_equal(got, want)


def test_expect_equal_shows_the_answer_unless_told_not_to() -> None:
    assert wrong_from_equal(1, [3, 1]).value == "the list [3, 1]"
    assert wrong_from_equal(1, [3, 1], show=False).value == ""


# ---------------------------------------------------------------------------------------------- expect and expect_error


@pytest.mark.parametrize("condition", [True, 1, "x", torch.tensor(True)])
def test_expect_passes_where_it_holds(condition: Any) -> None:
    expect(condition, expected="so")


@pytest.mark.parametrize("condition", [False, 0, "", None, torch.tensor(False)])
def test_expect_tells_its_lines_where_it_does_not(condition: Any) -> None:
    with pytest.raises(Wrong) as wrong:
        expect(condition, expected="so", got="thus", why="because", next="then")
    assert (wrong.value.words, wrong.value.got, wrong.value.why, wrong.value.next) == ("so", "thus", "because", "then")


def raising(error: Exception) -> Any:
    def call() -> Any:
        raise error

    return call


def test_the_expected_error_passes() -> None:
    expect_error(raising(StudentRaised("ValueError", "no")), "ValueError", words="an error")


@pytest.mark.parametrize(
    ("call", "got"),
    [
        (lambda: None, "None (a function without return gives None)"),
        (lambda: (2, 3), "the tuple (2, 3)"),
        (raising(StudentRaised("TypeError", "no")), "TypeError: no"),
    ],
)
def test_another_error_or_a_value_is_wrong(call: Any, got: str) -> None:
    with pytest.raises(Wrong) as wrong:
        expect_error(call, "ValueError", words="an error")
    assert wrong.value.got == got


@pytest.mark.parametrize("failure", [NotAttempted(), StudentTimedOut(1.0)])
def test_a_failure_that_is_no_error_of_the_student_passes_through(failure: Exception) -> None:
    with pytest.raises(type(failure)):
        expect_error(raising(failure), "ValueError", words="an error")


# ------------------------------------------------------------------------------------------- whatever the wire delivers


def passes_or_is_told(check: Callable[[], None]) -> bool:
    try:
        check()
    except Wrong as wrong:
        return all(isinstance(line, str) for line in (wrong.words, wrong.got, wrong.why, wrong.next, wrong.value))
    return True


@calm
@pytest.mark.parametrize(
    "want", [0.5, 3, EXACT, torch.tensor([1 + 1j]), torch.zeros(2, 2), torch.tensor(True)], ids=str
)
@pytest.mark.parametrize("kinds", ["tensor number array", "tensor number array sequence"])
@given(got=anything)
def test_expect_close_passes_or_says_wrong_whatever_comes(got: Any, want: Any, kinds: str) -> None:
    assert passes_or_is_told(lambda: expect_close(got, want, words="the words", mistakes=MISTAKES, kinds=kinds))


@calm
@pytest.mark.parametrize(
    "want", [True, 3, 0.5, "text", None, [1, (2, "a")], {"a": 1}, {1, 2}, EXACT, torch.tensor([True])], ids=repr
)
@given(got=anything)
def test_expect_equal_passes_or_says_wrong_whatever_comes(got: Any, want: Any) -> None:
    mistakes = [Mistake((1, 2), "why")]
    assert passes_or_is_told(lambda: expect_equal(got, want, words="the words", mistakes=mistakes))


plain = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
nested = st.recursive(plain, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8)


@calm
@given(nested)
def test_every_plain_value_equals_itself_and_not_a_list_around_it(value: Any) -> None:
    expect_equal(value, value, words="the words")
    wrong_from_equal([value], value)
