from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.engine.limits import Limits
from autograder.errors import CourseError


def test_settings_come_from_nbgraders_own_file(course: Course, course_root: Path) -> None:
    assert course.source == course_root / "solutions"
    assert course.release_folder("two_tasks") == course_root / "assignments" / "two_tasks"
    assert course.autograded_folder("s001", "two_tasks") == course_root / "autograded" / "s001" / "two_tasks"
    assert course.db_url == f"sqlite:///{course_root}/gradebook.db"
    assert "hidden_checks*" in course.ignore


def test_an_instructors_settings_count(course_root: Path) -> None:
    with (course_root / "nbgrader_config.py").open("a") as file:
        file.write('c.CourseDirectory.submitted_directory = "handed_in"\nc.CourseDirectory.db_url = "sqlite:///x.db"\n')
    course = Course.load(course_root)
    assert course.submitted == course_root / "handed_in"
    assert course.db_url == "sqlite:///x.db"


def test_another_directory_structure_is_followed(course_root: Path) -> None:
    with (course_root / "nbgrader_config.py").open("a") as file:
        file.write('c.CourseDirectory.directory_structure = "{nbgrader_step}/{assignment_id}/{student_id}"\n')
    (course_root / "submitted" / "two_tasks" / "s007").mkdir(parents=True)
    course = Course.load(course_root)
    assert [submission.student for submission in course.submissions("two_tasks")] == ["s007"]


def test_assignments_are_found_by_their_folders(course: Course) -> None:
    (course.source / "notes").mkdir()
    (course.source / "other").mkdir()
    (course.source / "other" / "misnamed.ipynb").write_text("{}")
    assert course.assignments() == ("two_tasks",)


def test_a_missing_assignment_is_told_with_a_near_match(course: Course) -> None:
    with pytest.raises(CourseError, match=r"no assignment 'two_task'.*Did you mean 'two_tasks'"):
        course.assignment("two_task")


def test_a_broken_settings_file_is_named(course_root: Path) -> None:
    (course_root / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.source_directory = \n")
    with pytest.raises(CourseError, match=r"SyntaxError.*nbgrader_config\.py"):
        Course.load(course_root)


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ({"memory": 1}, "the limit memory is 1, and has to be a number of at least 536_870_912"),
        ({"cell": 0}, "the limit cell is 0"),
        ({"cell": float("nan")}, "the limit cell is nan"),
        ({"cell": True}, "the limit cell is True"),
        ({"call": "10"}, "the limit call is '10'"),
        ({"seconds": 3}, "there is no limit 'seconds': there are cell, call,"),
    ],
)
def test_a_limit_that_right_answers_would_reach_is_refused(course: Course, limits: object, said: str) -> None:
    course.config.Underhood.limits = limits
    with pytest.raises(CourseError, match=r"c\.Underhood\.limits.*" + re.escape(said)):
        course.limits  # noqa: B018 - the property raises


def test_limits_of_the_course_take_the_place_of_the_usual_ones(course: Course) -> None:
    course.config.Underhood.limits = {"cell": 30, "tasks": 16}
    assert course.limits == Limits(cell=30, tasks=16)


def test_a_setting_of_ours_that_is_misspelt_is_told(course: Course) -> None:
    course.config.Underhood.jobs = 2
    course.require_known_settings()
    course.config.Underhood.limit = {"cell": 30}
    with pytest.raises(CourseError, match=r"c\.Underhood\.limit cannot be used: .* Did you mean 'limits'"):
        course.require_known_settings()


def test_a_wrong_setting_is_named(course_root: Path) -> None:
    with (course_root / "nbgrader_config.py").open("a") as file:
        file.write("c.CourseDirectory.ignore = 3\n")
    with pytest.raises(CourseError, match="ignore"):
        Course.load(course_root)


def test_a_missing_course_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="no such course folder"):
        Course.load(tmp_path / "nowhere")


def test_submissions_are_sorted_and_a_folder_without_notebook_counts(
    course: Course, submit: Callable[..., object]
) -> None:
    submit("s002", timestamp="2026-01-02 03:04:05 UTC")
    submit("s001")
    empty = course.submitted_folder("s003", "two_tasks")
    empty.mkdir(parents=True)
    (empty / "Untitled.ipynb").write_text("{}")
    for place in ("TWO_TASKS.IPYNB", "deeper/two_tasks.ipynb", ".ipynb_checkpoints/two_tasks-checkpoint.ipynb"):
        (empty / place).parent.mkdir(exist_ok=True)
        (empty / place).write_text("{}")
    (empty / "elsewhere").symlink_to(course.source_folder("two_tasks"))
    (course.submitted / ".hidden" / "two_tasks").mkdir(parents=True)
    found = course.submissions("two_tasks")
    assert [submission.student for submission in found] == ["s001", "s002", "s003"]
    assert [submission.timestamp for submission in found] == [None, "2026-01-02 03:04:05 UTC", None]
    assert found[2].other_notebooks() == ("TWO_TASKS.IPYNB", "Untitled.ipynb", "deeper/two_tasks.ipynb")


def test_brackets_in_a_path_are_no_pattern(course_root: Path, tmp_path: Path) -> None:
    odd = tmp_path / "course [2026]"
    course_root.rename(odd)
    assert Course.load(odd).assignments() == ("two_tasks",)
