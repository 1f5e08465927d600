"""A value in plain words: short, on one line, and right."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings

from tests.underhood.checking.anything import anything
from underhood.checking import Handle, Opaque
from underhood.checking.describe import describe, number_text, shape_text


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "None (a function without return gives None)"),
        (True, "the bool True"),
        (3, "the number 3"),
        (0.33311, "the number 0.3331"),
        ("<b>", "the text '<b>'"),
        ([1, 0.5], "the list [1, 0.5]"),
        ((1,), "the tuple (1,)"),
        ({"a": [1]}, "the dict {'a': [1]}"),
        (frozenset([2, 1]), "the set {1, 2}"),
        ([torch.ones(1)], "the list [<a float32 tensor of shape (1,), [1.0]>]"),
        ([Opaque("Model")], "the list [<Model>]"),
        (Opaque("Model", "Model(\n  (0): Linear\n)"), "a Model: Model( (0): Linear )"),
        (Opaque("Model", "<Model object at 0x7f>"), "a Model"),
        (Opaque("Model"), "a Model"),
        (Handle(3), "an object"),
        (torch.tensor(0.5), "one number, 0.5, in a float32 tensor of shape ()"),
        (torch.tensor([[1, 2]]), "a int64 tensor of shape (1, 2), [[1, 2]]"),
        (torch.zeros(0, 3), "a float32 tensor of shape (0, 3), empty"),
        (torch.arange(13.0), "a float32 tensor of shape (13,), numbers from 0.0 to 12.0"),
        (torch.arange(13) > 3, "a bool tensor of shape (13,), 9 of 13 True"),
        (torch.full((13,), math.nan), "a float32 tensor of shape (13,), 13 of its 13 numbers are nan"),
        (torch.zeros(13, dtype=torch.complex64), "a complex64 tensor of shape (13,), complex numbers"),
        (np.array([1.5]), "a NumPy array, [1.5], shape (1,)"),
        (np.arange(20, dtype="uint32"), "a NumPy array, numbers from 0.0 to 19.0, shape (20,)"),
        (list(range(50)), "the list [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …]"),
    ],
    ids=repr,
)
def test_a_value_in_words(value: Any, words: str) -> None:
    assert describe(value) == words


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1.0"),
        (1.25, "1.25"),
        (1 / 3, "0.3333"),
        (0.00012345, "0.000123"),
        (1e7, "1e+07"),
        (0.0, "0.0"),
        (math.nan, "nan"),
        (-math.inf, "-inf"),
        (7, "7"),
        (1 + 2j, "(1+2j)"),
    ],
)
def test_a_number_has_as_many_digits_as_it_needs(value: complex, text: str) -> None:
    assert number_text(value) == text


def test_a_shape_is_written_as_a_tuple() -> None:
    assert [shape_text(shape) for shape in ([], [3], torch.Size([2, 3]))] == ["()", "(3,)", "(2, 3)"]


@settings(deadline=None, max_examples=300)
@given(anything)
def test_every_value_can_be_described_on_one_short_line(value: Any) -> None:
    words = describe(value)
    assert words
    assert "\n" not in words
    assert len(words) < 1000
