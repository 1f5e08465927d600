"""`for_all`: it finds the smallest input, draws the same inputs each time, and does not ask a hanging answer again."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest
from hypothesis import strategies as st

from underhood.checking import Wrong, expect
from underhood.checking.properties import ForAll
from underhood.checking.student import StudentRaised, StudentTimedOut

NUMBERS = st.integers(0, 1000)


def drawn(seed: int, examples: int = 25) -> list[int]:
    seen: list[int] = []
    ForAll(seed)(lambda n: seen.append(n), examples=examples, n=NUMBERS)
    return seen


def test_the_smallest_input_is_told() -> None:
    def holds(n: int) -> None:
        expect(n < 170, expected="a small number", got=str(n))

    with pytest.raises(Wrong) as wrong:
        ForAll(0)(holds, examples=50, n=NUMBERS)
    assert wrong.value.got == "170"


def test_a_property_that_holds_passes() -> None:
    assert len(drawn(0, examples=12)) == 12


def test_the_same_seed_draws_the_same_inputs_and_another_seed_others() -> None:
    assert drawn(1) == drawn(1)
    assert drawn(1) != drawn(2)


def test_what_else_is_loaded_does_not_change_the_inputs(tmp_path: Path) -> None:
    before = drawn(1, examples=100)
    file = tmp_path / "full_of_numbers.py"
    file.write_text("numbers = [" + ", ".join(str(number) for number in range(700, 1000)) + "]\n")
    spec = importlib.util.spec_from_file_location("full_of_numbers", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["full_of_numbers"] = module
    try:
        spec.loader.exec_module(module)
        assert drawn(1, examples=100) == before
    finally:
        del sys.modules["full_of_numbers"]


@pytest.mark.parametrize("failure", [StudentTimedOut(10.0), StudentRaised("ValueError", "no")])
def test_an_answer_that_gives_none_is_not_asked_again(failure: Exception) -> None:
    asked = []

    def holds(n: int) -> None:
        asked.append(n)
        if n > 3:
            raise failure

    with pytest.raises(type(failure)):
        ForAll(0)(holds, n=NUMBERS)
    assert sum(n > 3 for n in asked) == 1


def test_an_answer_that_changes_its_mind_is_wrong_and_no_fault_of_the_course() -> None:
    calls = []

    def holds(n: int) -> None:
        calls.append(n)
        expect(len(calls) != 5, expected="the same each time", got="something else")

    with pytest.raises(Wrong, match="something else"):
        ForAll(0)(holds, n=NUMBERS)


def test_an_error_of_the_author_comes_out_as_it_is() -> None:
    def holds(n: int) -> None:
        raise KeyError("a typing error in a check")

    with pytest.raises(KeyError):
        ForAll(0)(holds, n=NUMBERS)


def test_nothing_is_written_beside_the_checks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    drawn(0)
    assert list(tmp_path.iterdir()) == []
