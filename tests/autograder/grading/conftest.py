"""The small course with checks that really run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from autograder.course import Course
from autograder.engine import judges
from autograder.engine.walls import Walls
from autograder.engine.worker import Workers
from autograder.settings import WallPolicy

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


@pytest.fixture
def course(course_root: Path) -> Course:
    folder = course_root / "solutions" / "two_tasks"
    (folder / "checks.py").write_text(CHECKS)
    (folder / "hidden_checks.py").write_text(HIDDEN_CHECKS)
    return Course.load(course_root)


class StandingWalls:
    """Walls that stay when a run has ended."""

    def __init__(self, walls: Walls) -> None:
        self._walls = walls
        self.level = walls.level
        self.why_not_higher = walls.why_not_higher

    def wait_until_ready(self) -> None:
        self._walls.wait_until_ready()

    def workers(self, judge: int) -> Workers:
        return self._walls.workers(judge)

    def close(self) -> None:
        """They are closed by whoever has built them."""


@pytest.fixture(autouse=True)
def standing_walls(walls: Walls, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let all runs that want a wall use the same: to build one takes seconds."""

    def found(policy: WallPolicy, *given: Any, **more: Any) -> Walls | StandingWalls:
        return Walls(policy, *given, **more) if policy is WallPolicy.NONE else StandingWalls(walls)

    monkeypatch.setattr(judges, "Walls", found)
