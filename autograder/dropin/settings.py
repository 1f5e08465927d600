"""The settings of a run that nbgrader starts: those of `underhood grade`, as the course has them."""

from __future__ import annotations

from typing import Any

from autograder.course import Course
from autograder.settings import GradeSettings

__all__ = ["engine_settings"]


def engine_settings(course: Course, **given: Any) -> GradeSettings:
    """Settings of the engine; `given` are what a run decides by itself (students, force).

    On nbgrader's command line they are written as `--Underhood.jobs=4`: `jobs`, `device` and `seed` are the options
    of `underhood grade`.
    """
    own = course.config.get("Underhood", {})
    chosen = {name: own[name] for name in ("jobs", "device", "seed") if name in own}
    return GradeSettings(wall=course.wall_policy, limits=course.limits, **chosen, **given)
