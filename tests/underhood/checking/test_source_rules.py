"""`expect_own` on a notebook of this process: the source comes from IPython's own list of the cells that ran."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest
import torch

from underhood.checking import Wrong, expect_own
from underhood.checking.local import LocalTransport
from underhood.checking.student import Student

Notebook: TypeAlias = "Callable[..., Student]"

IMPORTS = "import torch\nfrom torch import nn"
OWN = "class Layer(nn.Module):\n    pass"
BORROWED = "class Layer(nn.Module):\n    def __init__(self):\n        self.inner = nn.Linear(2, 3)"


def check(student: Student) -> None:
    expect_own(student, "Layer", without=["torch.nn.Linear", "torch.addmm"], why="build it", next="use Parameter")


def test_an_answer_of_their_own_passes_without_a_flag(notebook: Notebook) -> None:
    student = notebook(IMPORTS, OWN)
    check(student)
    assert student.flags == []


def test_a_borrowed_one_is_wrong_says_where_and_is_flagged(notebook: Notebook) -> None:
    student = notebook(IMPORTS, BORROWED)
    with pytest.raises(Wrong) as caught:
        check(student)
    wrong = caught.value
    assert wrong.words == "an answer of your own, without torch.nn.Linear or torch.addmm"
    assert (wrong.got, wrong.why, wrong.next) == ("torch.nn.Linear in line 3", "build it", "use Parameter")
    assert student.flags == ["uses torch.nn.Linear in line 3"]


def test_the_cell_that_ran_last_is_the_one_that_counts(notebook: Notebook) -> None:
    check(notebook(IMPORTS, BORROWED, OWN))
    with pytest.raises(Wrong):
        check(notebook(IMPORTS, OWN, BORROWED, "layer = Layer()"))


def test_a_cell_that_is_no_python_leaves_the_one_before_it(notebook: Notebook) -> None:
    with pytest.raises(Wrong):
        check(notebook(IMPORTS, OWN, BORROWED, "class Layer(", "%who\n!true"))


def test_what_cannot_be_read_in_full_passes_with_a_flag(notebook: Notebook) -> None:
    student = notebook(IMPORTS, 'Layer = eval("nn." + "Linear")')
    check(student)
    assert student.flags == ["it cannot be read in full: eval in line 1"]


@pytest.mark.parametrize("names", [{}, {"In": None}, {"In": [1, None]}, {"In": ["x = 1"]}])
def test_where_no_source_can_be_had_the_rule_is_silent(names: dict[str, object]) -> None:
    student = Student(LocalTransport(names, torch.device("cpu")))
    check(student)
    assert student.flags == []
