"""Assignments with checks, graded by nbgrader's command and by formgrader's button: as `underhood grade` does."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbgrader.apps import NbGraderAPI
from nbgrader.server_extensions.formgrader.formgrader import FormgradeExtension
from traitlets.config import Config

from autograder.course import Course
from autograder.grade_assignment import grade_assignment
from autograder.gradebook import open_gradebook
from autograder.gradebook.standing import standings
from autograder.settings import GradeSettings

REPOSITORY = Path(__file__).parents[3]
SAMPLE, STUDENTS = "01_tensors", 3
NAME = "two_tasks"

CHECKS = '''
from underhood.checking import exercise, expect_equal

@exercise("double", points=3)
def test_double(student):
    """double(3)"""
    expect_equal(student.call("double", 3), 6, words="twice the number")

@exercise("quiz_shape", points=1)
def test_quiz(student):
    """the shape"""
    expect_equal(student.value("quiz_shape"), (3, 1), words="a shape")
'''


def receipts(course: Path, assignment: str) -> dict[str, Any]:
    """What `result.json` says of each student, without the time that it took."""
    found = {}
    for path in (course / "autograded").glob(f"*/{assignment}/result.json"):
        content = json.loads(path.read_text())
        for exercise in content["exercises"]:
            for check in exercise["checks"]:
                check.pop("seconds")
        found[path.parts[-3]] = {key: value for key, value in content.items() if key != "seconds"}
    return found


def in_gradebook(course: Course, assignment: str) -> Any:
    with open_gradebook(course) as gradebook:
        return standings(gradebook, assignment)


@pytest.fixture
def small_course(course_root: Path, submit: Any, solved: Any, answer: Any) -> Course:
    folder = course_root / "solutions" / NAME
    (folder / "checks.py").write_text(CHECKS)
    (folder / "hidden_checks.py").unlink()
    submit("right", solved)
    submit("wrong", answer("double", "def double(x):\n    return x"))
    submit("broken", text="{")
    (course_root / "submitted" / "empty" / NAME).mkdir(parents=True)
    return Course.load(course_root)


def as_in_formgrader(config: Config) -> Config:
    """The settings that formgrader's buttons work with."""
    config.merge(FormgradeExtension().build_extra_config())
    return config


def test_formgraders_button_gives_the_scores_of_the_command(small_course: Course, tmp_path: Path) -> None:
    shutil.copytree(small_course.root, tmp_path / "other")
    other = Course.load(tmp_path / "other")
    grade_assignment(other, NAME, GradeSettings(), lambda outcome: None)
    api = NbGraderAPI(small_course.directory, config=as_in_formgrader(small_course.config))
    for student in ("right", "wrong", "broken", "empty"):
        result = api.autograde(NAME, student)
        assert result["success"], result
        assert f"{NAME} of {student}" in result["log"]
        assert (small_course.feedback_folder(student, NAME) / f"{NAME}.html").is_file()
    assert receipts(small_course.root, NAME) == receipts(other.root, NAME)
    assert in_gradebook(small_course, NAME) == in_gradebook(other, NAME)
    assert api.get_submission(NAME, "right")["score"] == 4


def test_a_whole_class_at_once_and_again(small_course: Course) -> None:
    api = NbGraderAPI(small_course.directory, config=small_course.config)
    assert api.autograde(NAME, "*")["success"]
    assert set(receipts(small_course.root, NAME)) == {"right", "wrong", "broken", "empty"}
    again = api.autograde(NAME, "right", force=False)
    assert f"{NAME} of right: kept" in again["log"]


def test_whom_the_settings_leave_out_is_not_graded(small_course: Course) -> None:
    small_course.directory.student_id_exclude = "wrong,broken,empty"
    assert NbGraderAPI(small_course.directory, config=small_course.config).autograde(NAME, "*")["success"]
    assert set(receipts(small_course.root, NAME)) == {"right"}


def test_unknown_students_are_refused_if_the_instructor_says_so(small_course: Course) -> None:
    api = NbGraderAPI(small_course.directory, config=small_course.config)
    result = api.autograde(NAME, "right", create=False)
    assert not result["success"]
    assert "'right'" in result["log"]


def test_it_cannot_be_graded_without_running_it(small_course: Course) -> None:
    small_course.config.Execute.enabled = False
    result = NbGraderAPI(small_course.directory, config=small_course.config).autograde(NAME, "right")
    assert not result["success"]
    assert "--no-execute" in result["log"]


def a_little_sample_class(place: Path) -> Path:
    """Three students and one assignment, in the folders that its settings expect."""
    course = place / "sample_class"
    course.mkdir(parents=True)
    shutil.copy(REPOSITORY / "nbgrader_config.py", place)
    shutil.copy(REPOSITORY / "sample_class" / "nbgrader_config.py", course)
    shutil.copytree(REPOSITORY / "solutions" / SAMPLE, place / "solutions" / SAMPLE)
    folders = sorted((REPOSITORY / "sample_class" / "submitted").glob(f"*/{SAMPLE}"))
    for folder in folders[:STUDENTS]:
        shutil.copytree(folder, course / "submitted" / folder.parent.name / SAMPLE)
    return course


def test_nbgraders_command_gives_what_ours_gives(tmp_path: Path) -> None:
    ours, theirs = a_little_sample_class(tmp_path / "ours"), a_little_sample_class(tmp_path / "theirs")
    programs = Path(sys.executable).parent
    commands = {ours: [programs / "underhood", "grade"], theirs: [programs / "nbgrader", "autograde"]}
    paths = {"PYTHONPATH": str(REPOSITORY), "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}
    for course, command in commands.items():
        environment = os.environ | paths | {"JUPYTER_NO_CONFIG": "1"}
        done = subprocess.run(
            [*command, SAMPLE], cwd=course, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    assert len(receipts(ours, SAMPLE)) == STUDENTS
    assert receipts(theirs, SAMPLE) == receipts(ours, SAMPLE)
    assert in_gradebook(Course.load(theirs), SAMPLE) == in_gradebook(Course.load(ours), SAMPLE)
    graded = next((theirs / "autograded").glob(f"*/{SAMPLE}/{SAMPLE}.ipynb"))
    assert nbformat.read(graded, as_version=4).cells
