"""The small course with checks that really run."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course import Course
from tests.autograder.small_checks import CHECKS, HIDDEN_CHECKS


@pytest.fixture
def course(course_root: Path) -> Course:
    folder = course_root / "solutions" / "two_tasks"
    (folder / "checks.py").write_text(CHECKS)
    (folder / "hidden_checks.py").write_text(HIDDEN_CHECKS)
    return Course.load(course_root)


@pytest.fixture(autouse=True)
def standing(standing_walls: None) -> None:
    """All runs that want a wall use the same."""
