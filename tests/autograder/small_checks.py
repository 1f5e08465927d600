"""Checks for the small course that really run: two exercises, one of them with a hidden check."""

from __future__ import annotations

__all__ = ["CHECKS", "HIDDEN_CHECKS", "VISIBLE_ALONE"]

CHECKS = '''
from underhood.checking import NotAttempted, exercise, expect_equal

@exercise("double", points=2)
def test_double(student):
    """double(3)"""
    expect_equal(student.call("double", 3), 6, words="twice the number")

@exercise("quiz_shape", points=1)
def test_quiz(student):
    """the shape"""
    shape = student.value("quiz_shape")
    if shape is None:
        raise NotAttempted
    expect_equal(shape, (3, 1), words="a shape")
'''

HIDDEN_CHECKS = '''
import torch
from underhood.checking import exercise, expect_equal

@exercise("double", points=1)
def test_secret_of_double(student, rng):
    """double of a number that you do not know"""
    number = int(torch.randint(70_000, 80_000, (), generator=rng))
    expect_equal(student.call("double", number), 2 * number, words="twice the number", next="secret advice")
'''

VISIBLE_ALONE = CHECKS.replace("points=2", "points=3")
"""For courses without hidden checks."""
