"""The probes that assignments share, on a module of this process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch

from underhood.checking import Student, Wrong
from underhood.checking.probes import (
    gradients_for,
    gradients_of,
    of_size,
    parameters_of,
    python_steps,
    set_parameters,
)

Notebook = Callable[..., Student]
NOTEBOOK = """
import torch
def make(weight, bias):
    model = torch.nn.Linear(2, 1)
    model.weight.data, model.bias.data = weight, bias
    return model
"""
WEIGHT, BIAS = torch.tensor([[1.0, 2.0]]), torch.tensor([0.5])


@pytest.fixture
def student(notebook: Notebook) -> Student:
    return notebook(NOTEBOOK)


def test_parameters_come_in_the_modules_order(student: Student) -> None:
    found = student.probe(parameters_of, student.make("make", WEIGHT, BIAS))
    assert [tensor.tolist() for tensor in found] == [[[1.0, 2.0]], [0.5]]


def test_before_any_backward_there_are_no_gradients(student: Student) -> None:
    assert student.probe(gradients_of, student.make("make", WEIGHT, BIAS)) == [None, None]


def test_gradients_follow_the_cotangent_and_do_not_add_up(student: Student) -> None:
    model = student.make("make", WEIGHT, BIAS)
    x, cotangent = torch.tensor([[3.0, 4.0]]), torch.tensor([[10.0]])
    for _ in range(2):
        found = student.probe(gradients_for, model, x, cotangent)
        assert found["output"].item() == 11.5
        assert [gradient.tolist() for gradient in found["gradients"]] == [[[30.0, 40.0]], [10.0]]
        assert found["input"].tolist() == [[10.0, 20.0]]


def test_parameters_can_be_set(student: Student) -> None:
    model = student.make("make", WEIGHT, BIAS)
    student.probe(set_parameters, model, [WEIGHT + 1, BIAS + 1])
    assert student.call(model, torch.ones(1, 2)).item() == 6.5


def test_a_parameter_is_found_by_its_size() -> None:
    assert of_size([WEIGHT, None, BIAS], 2) is WEIGHT


@pytest.mark.parametrize("tensors", [[], [BIAS], [WEIGHT, WEIGHT], None, "text", [None, "x"]])
def test_a_size_that_none_or_two_have_is_wrong(tensors: Any) -> None:
    with pytest.raises(Wrong, match="one parameter with 2 numbers"):
        of_size(tensors, 2)


def test_steps_of_python_grow_with_a_loop_and_not_with_a_tensor(notebook: Notebook) -> None:
    student = notebook("def loop(x):\n    return [one + 1 for one in x]\n\ndef whole(x):\n    return x + 1\n")
    calls = [(torch.zeros(3),), (torch.zeros(300),)]
    few, many = student.probe(python_steps, "loop", calls)
    assert many > few + 297
    few, many = student.probe(python_steps, "whole", calls)
    assert many == few
