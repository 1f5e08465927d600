"""The instructor's commands, as they are typed."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from autograder.command_line import app
from autograder.course import Course
from autograder.engine import walls
from autograder.engine.walls import Walls
from autograder.gradebook import open_gradebook

NAME = "two_tasks"


def run(course: Course, *arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--course", str(course.root)], catch_exceptions=False)


def test_grade_says_who_got_what_and_where_the_report_is(course: Course, submit: Any, solved: Any) -> None:
    submit("a", solved)
    result = run(course, "grade")
    assert result.exit_code == 0
    assert "4 of 4" in result.stdout
    assert "4 of 4 and 2 by hand" in result.stdout, "as the table has it: of 6"
    assert "of 6" in result.stdout
    assert "1 submission in" in result.stdout
    assert str(course.root / "report.html") in result.stdout
    assert "No wall" not in result.stderr
    assert (course.root / "report.html").is_file()

    again = run(course, "grade", "--json")
    assert json.loads(again.stdout) | {"seconds": 0} == {
        "assignment": NAME, "student": "a", "kind": "kept", "score": 4, "max_score": 4, "seconds": 0, "faults": [],
        "flags": [], "where_time_went": {},
    }  # fmt: skip

    target = course.root / "scores.csv"
    assert run(course, "export", str(target)).exit_code == 0
    (line,) = csv.DictReader(target.read_text().splitlines())
    assert (line["student_id"], float(line["score"])) == ("a", 4)


def test_without_a_wall_nothing_is_recorded_and_that_is_said(course: Course, submit: Any, solved: Any) -> None:
    submit("a", solved)
    result = run(course, "grade", "--unsafe-no-sandbox")
    assert (result.exit_code, "4 of 4" in result.stdout) == (0, True)
    assert "No wall" in result.stderr
    with open_gradebook(course) as gradebook:
        assert gradebook.assignments == []
    assert not course.autograded.exists()
    assert not course.feedback.exists()


def test_where_no_wall_can_be_built_nothing_is_graded_and_what_is_missing_is_said(
    course: Course, submit: Any, solved: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    submit("a", solved)
    monkeypatch.setattr(walls, "Walls", Walls)
    monkeypatch.setenv("PATH", str(tmp_path))
    result = run(course, "grade")
    assert result.exit_code == 2
    said = result.stderr.replace("\n", " ")
    assert "bubblewrap is not installed" in said
    assert "apt install bubblewrap" in said
    assert "underhood doctor" in said
    assert not course.autograded_folder("a", NAME).exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["grade", "two_task"], "Did you mean 'two_tasks'?"),
        (["grade"], "nothing has been handed in"),
        (["grade", NAME, "--students", "zoe"], "there is no submission of zoe"),
        (["verify", "nope"], "there is no assignment 'nope'"),
        (["verify", NAME, "-e", "triple"], "two_tasks has no exercise 'triple'"),
        (["verify", "--device", "abacus"], "this machine has no device 'abacus'. It has: cpu"),
        (["export", "x.csv", "--format", "excel"], "'excel' is no format"),
        (["export", "x.csv", "--assignment", "nope"], "the gradebook has no assignment nope"),
        (["grade", NAME, "--timeout", "0"], "--timeout"),
        (["grade", NAME, "--memory", "10"], "--memory"),
        (["grade", NAME, "--jobs", "-3"], "--jobs"),
        (["grade", NAME, "--seed", "-1"], "--seed"),
        (["grade", NAME, "--device", "tpu"], "there is no device 'tpu': there are cpu, cuda, mps"),
        (["grade", NAME, "--students", " , "], "names nobody"),
    ],
)
def test_a_wrong_command_is_answered_with_what_to_do(course: Course, arguments: list[str], said: str) -> None:
    result = run(course, *arguments)
    assert result.exit_code == 2
    assert said in result.stderr.replace("\n", " ")
    assert "Traceback" not in result.stderr


def test_names_of_students_may_have_blanks_around_them(course: Course, submit: Any) -> None:
    submit("a")
    submit("b")
    submit("c")
    assert run(course, "grade", "--students", "a, b", "--json").stdout.count('"kind": "graded"') == 2


@pytest.mark.parametrize("command", ["grade", "report", "feedback", "release", "outputs", "verify", "export"])
def test_a_folder_that_is_no_course_is_told_and_left_as_it_was(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    more = ["x.csv"] if command == "export" else []
    result = CliRunner().invoke(app, [command, *more])
    assert result.exit_code == 2
    assert "this is no course folder" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_export_of_what_is_not_there_leaves_the_file_of_before(course: Course, tmp_path: Path) -> None:
    kept = tmp_path / "scores.csv"
    kept.write_text("of last week")
    for form in ("csv", "canvas"):
        assert run(course, "export", str(kept), "--format", form, "--assignment", "nope").exit_code == 2
    assert kept.read_text() == "of last week"


def test_a_folder_that_cannot_be_written_is_named(course: Course, submit: Any, solved: Any) -> None:
    submit("a", solved)
    course.autograded.write_text("a file where the folder has to be")
    result = run(course, "grade")
    assert result.exit_code != 0
    assert str(course.autograded) in result.stderr.replace("\n", "")


def test_release_writes_what_check_then_finds_up_to_date(course: Course, tmp_path: Path) -> None:
    assert run(course, "release", "--check").exit_code == 2
    assert run(course, "release", "--zip", str(tmp_path / "zips")).exit_code == 0
    assert (tmp_path / "zips" / f"{NAME}.zip").is_file()
    assert run(course, "release", "--check").exit_code == 0
    assert not list(course.release.rglob("hidden*"))
