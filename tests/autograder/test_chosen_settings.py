"""Whose word counts for the settings of a run, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.chosen_settings import chosen_settings
from autograder.course import Course
from autograder.engine.limits import Limits
from autograder.errors import AutograderError, CourseError
from autograder.settings import GradeSettings, WallPolicy


def test_by_default_all_is_as_usual(course: Course) -> None:
    assert chosen_settings(course) == GradeSettings()


def test_the_courses_word_counts_and_the_commands_more(course: Course) -> None:
    course.config.Underhood.update({"jobs": 3, "seed": 7, "limits": {"cell": 30, "call": 20}})
    found = chosen_settings(course, {"seed": 8}, {"cell": 40.0}, force=True)
    assert found == GradeSettings(jobs=3, seed=8, limits=Limits(cell=40.0, call=20), force=True)


def test_a_class_of_ones_own_may_be_graded_without_a_wall(course: Course) -> None:
    course.config.Underhood.own_submissions = True
    assert chosen_settings(course).wall is WallPolicy.IF_POSSIBLE
    assert chosen_settings(course, wall=WallPolicy.NONE).wall is WallPolicy.NONE


WRONG: list[tuple[str, Any]] = [
    ("jobs", -2), ("jobs", 2.0), ("jobs", True), ("jobs", 10**6), ("seed", -1), ("seed", 2**63), ("seed", "7"),
    ("device", "tpu"), ("device", 3),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_what_cannot_be_used_is_refused_whoever_says_it(course: Course, name: str, value: object) -> None:
    with pytest.raises(AutograderError, match=name):
        chosen_settings(course, {name: value})
    course.config.Underhood[name] = value
    with pytest.raises(CourseError, match=rf"c\.Underhood\.{name} cannot be used.*nbgrader_config"):
        chosen_settings(course)


def test_limits_of_the_command_are_looked_at_too(course: Course) -> None:
    with pytest.raises(AutograderError, match="the limit cell is nan"):
        chosen_settings(course, limits={"cell": float("nan")})


def test_a_device_that_this_machine_lacks_is_refused(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "")
    with pytest.raises(AutograderError, match=r"this machine has no device 'cuda'\. It has: cpu"):
        chosen_settings(course, {"device": "cuda"})


def test_workers_elsewhere_may_have_what_this_machine_lacks(course: Course) -> None:
    assert chosen_settings(course, {"device": "cuda"}, cluster="tcp://elsewhere:8786").device == "cuda"
