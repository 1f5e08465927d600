"""Grading a class, from submitted files to gradebook, receipts and feedback."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder import grade_assignment as module
from autograder.assignment import Assignment
from autograder.course import Course
from autograder.engine.limits import Limits
from autograder.engine.walls import Walls
from autograder.engine.warm_workers import WarmWorkers
from autograder.engine.worker import WorkerNotStarted
from autograder.errors import CourseError
from autograder.grade_assignment import Outcome, grade_assignment
from autograder.gradebook import open_gradebook
from autograder.receipt import is_unreadable
from autograder.settings import GradeSettings

NAME = "two_tasks"
Write = Callable[[str, str], Callable[[Any], None]]


def grade(course: Course, **settings: Any) -> dict[str, Outcome]:
    told: list[Outcome] = []
    returned = grade_assignment(course, NAME, GradeSettings(**settings), told.append)
    assert not any("exercises" in outcome.receipt for outcome in returned), "of a large class they would fill memory"
    return {outcome.student: outcome for outcome in told}


def receipt(course: Course, student: str) -> dict[str, Any]:
    content = json.loads((course.autograded_folder(student, NAME) / "result.json").read_text())
    content.pop("seconds")
    for exercise in content["exercises"]:
        for check in exercise["checks"]:
            check.pop("seconds")
    return dict(content)


def statuses(outcome: Outcome) -> dict[str, str]:
    return {exercise["name"]: exercise["status"] for exercise in outcome.receipt["exercises"]}


def kinds(outcomes: dict[str, Outcome]) -> dict[str, str]:
    return {student: outcome.kind for student, outcome in outcomes.items()}


def auto_scores(course: Course, student: str) -> dict[str, float | None]:
    with open_gradebook(course) as gradebook:
        notebook = gradebook.find_submission_notebook(NAME, NAME, student)
        return {grade.name: grade.auto_score for grade in notebook.grades}


def test_a_class_is_graded_and_the_order_does_not_matter(
    course: Course, submit: Any, solved: Any, answer: Write
) -> None:
    submit("right", solved)
    submit("wrong", answer("double", "def double(x):\n    return x * x"))
    submit("untouched")
    submit("broken", text="{")
    submit("memorised", answer("double", "def double(x):\n    return 6"))

    outcomes = grade(course)

    assert {student: outcome.receipt["score"] for student, outcome in outcomes.items()} == {
        "right": 4, "wrong": 0, "untouched": 0, "broken": 0, "memorised": 2,
    }  # fmt: skip
    assert statuses(outcomes["wrong"]) == {"double": "wrong", "quiz_shape": "not attempted"}
    assert statuses(outcomes["untouched"]) == {"double": "not attempted", "quiz_shape": "not attempted"}
    assert outcomes["broken"].kind == "unreadable"
    assert [student for student, outcome in outcomes.items() if is_unreadable(outcome.receipt)] == ["broken"]
    assert auto_scores(course, "right") == {"check_double": 3, "check_quiz_shape": 1, "essay": None}

    first = {student: receipt(course, student) for student in outcomes}
    for student in ("untouched", "wrong", "right", "memorised", "broken"):
        grade(course, force=True, students=frozenset([student]))
    assert {student: receipt(course, student) for student in outcomes} == first


def test_hidden_checks_leave_nothing_where_students_look(course: Course, submit: Any, answer: Write) -> None:
    spies = "def double(x):\n    print('seen', x)\n    raise ValueError(f'asked for {x}')"
    submit("spy", answer("double", "def double(x):\n    return 6"))
    submit("teller", answer("double", spies))
    grade(course)
    for student in ("spy", "teller"):
        page = (course.feedback_folder(student, NAME) / f"{NAME}.html").read_text()
        notebook = (course.autograded_folder(student, NAME) / f"{NAME}.ipynb").read_text()
        number = _hidden_number(course)
        for text in (page, notebook):
            assert str(number) not in text
            assert str(2 * number) not in text
            assert "secret advice" not in text
        assert not list(course.autograded_folder(student, NAME).glob("hidden*"))
    assert "double of a number that you do not know" in page


def _hidden_number(course: Course) -> int:
    """The number that the hidden check draws, as the receipt of a student who raises with it tells."""
    (check,) = [
        check for exercise in receipt(course, "teller")["exercises"] for check in exercise["checks"] if check["hidden"]
    ]
    return int(check["got"].partition("asked for ")[2].split()[0])


def test_another_notebook_earns_nothing_and_waits_for_a_person(course: Course, submit: Any) -> None:
    other = {"cells": [{"cell_type": "code", "metadata": {}, "source": "x = 1", "outputs": []}], "metadata": {}}
    submit("other", text=json.dumps(other | {"nbformat": 4, "nbformat_minor": 5}))
    outcome = grade(course)["other"]
    assert outcome.kind == "unreadable"
    assert "this is another notebook: none of the cells of two_tasks is in it" in outcome.receipt["repairs"][0]
    assert auto_scores(course, "other") == {"check_double": 0, "check_quiz_shape": 0, "essay": 0}
    with open_gradebook(course) as gradebook:
        notebook = gradebook.find_submission_notebook(NAME, NAME, "other")
        assert all(one.needs_manual_grade for one in notebook.grades)


def test_a_time_that_is_none_and_notebooks_that_are_not_graded_are_told(
    course: Course, submit: Any, solved: Any
) -> None:
    submission = submit("a", solved, timestamp="yesterday evening")
    shutil.copyfile(submission.notebook, submission.folder / "Copy of <b>.ipynb")
    submit("b", text="{", timestamp="yesterday evening")
    outcomes = grade(course)
    time = "timestamp.txt holds no date: the submission counts as in time"
    assert outcomes["a"].receipt["repairs"] == ["also handed in, and not graded: Copy of ?b?.ipynb", time]
    assert outcomes["b"].receipt["repairs"][1:] == [time]
    page = (course.feedback_folder("a", NAME) / f"{NAME}.html").read_text()
    assert time in page


def test_a_folder_whose_name_is_no_text_is_told_and_costs_nobody_else(course: Course, submit: Any, solved: Any) -> None:
    submit("a", solved)
    odd = os.fsdecode(b"caf\xe9")
    shutil.copytree(course.submitted / "a", course.submitted / odd)
    outcomes = grade(course)
    assert kinds(outcomes) == {"a": "graded", odd: "failed"}
    assert "rename the folder" in outcomes[odd].fault
    assert "Traceback" not in outcomes[odd].fault


def test_a_second_run_grades_only_what_has_changed(course: Course, submit: Any, solved: Any, answer: Write) -> None:
    submit("same", solved)
    submit("better", answer("double", "def double(x):\n    return x"))
    assert {outcome.kind for outcome in grade(course).values()} == {"graded"}

    submit("better", solved)
    outcomes = grade(course)
    assert kinds(outcomes) == {"same": "kept", "better": "graded"}
    assert outcomes["better"].receipt["score"] == 4

    (course.root / "gradebook.db").unlink()
    assert {outcome.kind for outcome in grade(course).values()} == {"graded"}
    assert auto_scores(course, "same")["check_double"] == 3


def test_a_run_that_is_stopped_goes_on_where_it_stopped(
    course: Course, submit: Any, solved: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for student in ("a", "b", "c"):
        submit(student, solved)

    def stop_at_b(*given: Any, **more: Any) -> Path:
        if given[1].student == "b":
            raise KeyboardInterrupt
        return write_autograded(*given, **more)

    write_autograded = module.write_autograded
    monkeypatch.setattr(module, "write_autograded", stop_at_b)
    with pytest.raises(KeyboardInterrupt):
        grade(course, jobs=1)
    assert not course.autograded_folder("b", NAME).exists()

    monkeypatch.setattr(module, "write_autograded", write_autograded)
    assert kinds(grade(course)) == {"a": "kept", "b": "graded", "c": "graded"}
    assert (course.feedback_folder("a", NAME) / f"{NAME}.html").is_file()


def test_a_worker_that_does_not_start_is_no_zero(
    course: Course, submit: Any, solved: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit("a", solved)

    def fails(self: WarmWorkers, *given: Any, **more: Any) -> None:
        raise WorkerNotStarted("no room")

    monkeypatch.setattr(Walls, "_try_out", lambda self: None)  # it fails later
    monkeypatch.setattr(WarmWorkers, "start", fails)
    outcome = grade(course)["a"]
    assert outcome.kind == "failed"
    assert "no room" in outcome.fault
    assert not course.autograded_folder("a", NAME).exists()


def test_a_check_that_is_broken_is_no_zero(course: Course, submit: Any, solved: Any) -> None:
    path = course.source_folder(NAME) / "checks.py"
    path.write_text(path.read_text().replace('student.call("double", 3)', "1 / 0"))
    submit("a", solved)
    outcome = grade(course)["a"]
    assert statuses(outcome) == {"double": "could not be run", "quiz_shape": "passed"}
    assert "ZeroDivisionError" in outcome.receipt["faults"][0]
    assert auto_scores(course, "a") == {"check_double": None, "check_quiz_shape": 1, "essay": None}
    page = (course.feedback_folder("a", NAME) / f"{NAME}.html").read_text()
    assert "tell your instructor" in page
    assert "ZeroDivisionError" not in page


TAKES_APART = '\n    expect_equal(student.call("double", 3) + 0, 6, words="twice the number")\n'


def test_a_check_that_breaks_on_an_answer_alone_counts_as_failed_and_asks_for_a_person(
    course: Course, submit: Any, solved: Any, answer: Write
) -> None:
    path = course.source_folder(NAME) / "checks.py"
    source = path.read_text()
    first = source[source.index('\n    expect_equal(student.call("double", 3)') :].split("\n")[1]
    path.write_text(source.replace(f"\n{first}\n", TAKES_APART))
    submit("right", solved)
    submit("odd", answer("double", "def double(x):\n    return str(2 * x)"))
    outcomes = grade(course)
    assert statuses(outcomes["right"])["double"] == "passed"
    assert statuses(outcomes["odd"])["double"] == "wrong"
    assert (outcomes["odd"].receipt["score"], outcomes["odd"].receipt["faults"]) == (0, [])
    (flag,) = outcomes["odd"].receipt["flags"]
    assert flag.startswith("double: test_double breaks on this answer and not on the course's own: TypeError")
    with open_gradebook(course) as gradebook:
        assert gradebook.find_grade("check_double", NAME, NAME, "odd").needs_manual_grade


def test_what_a_hidden_check_raises_on_an_answer_is_not_told(course: Course, submit: Any, answer: Write) -> None:
    path = course.source_folder(NAME) / "hidden_checks.py"
    path.write_text(
        path.read_text().replace(
            'student.call("double", number)', '{8: 8, 2 * number: 2 * number}[student.call("double", number)]'
        )
    )
    submit("odd", answer("double", "def double(x):\n    return 6 if x == 3 else -x"))
    outcome = grade(course)["odd"]
    assert outcome.receipt["flags"] == [
        "double: a hidden check breaks on this answer and not on the course's own: KeyError"
    ]
    assert (outcome.receipt["score"], outcome.receipt["faults"]) == (2, [])


def test_checks_that_do_not_import_end_the_run_before_it_begins(course: Course, submit: Any) -> None:
    submit("a")
    (course.source_folder(NAME) / "checks.py").write_text("import nothing_of_that_name")
    with pytest.raises(CourseError, match="nothing_of_that_name"):
        grade(course)


def test_a_full_disk_keeps_what_was_graded(
    course: Course, submit: Any, solved: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit("a", solved)
    submit("b", solved)
    write_autograded = module.write_autograded

    def full_at_b(*given: Any, **more: Any) -> Path:
        if given[1].student == "b":
            raise OSError(errno.ENOSPC, "No space left on device", "autograded/b")
        return write_autograded(*given, **more)

    monkeypatch.setattr(module, "write_autograded", full_at_b)
    with pytest.raises(OSError, match="No space left"):
        grade(course, jobs=1)
    monkeypatch.setattr(module, "write_autograded", write_autograded)
    assert kinds(grade(course)) == {"a": "kept", "b": "graded"}


def test_limits_reach_the_student_in_words(course: Course, submit: Any, answer: Write) -> None:
    submit("slow", answer("double", "while True:\n    pass"))
    outcome = grade(course, limits=Limits(cell=1.0))["slow"]
    (double, _) = outcome.receipt["exercises"]
    assert double["status"] == "timed out"
    assert double["checks"][0]["got"] == "your cell took more than 1 seconds"


def test_a_student_who_handed_nothing_in_is_named(course: Course, submit: Any) -> None:
    submit("a")
    with pytest.raises(CourseError, match="no submission of zoe"):
        grade(course, students=frozenset(["a", "zoe"]))


def test_the_seed_follows_from_the_checks(assignment: Assignment, course: Course) -> None:
    before = GradeSettings().seed_for(assignment)
    assert GradeSettings().seed_for(course.assignment(NAME)) == before
    assert GradeSettings(seed=7).seed_for(assignment) == 7
    with (course.source_folder(NAME) / "hidden_checks.py").open("a") as file:
        file.write("# another\n")
    assert GradeSettings().seed_for(course.assignment(NAME)) != before


def test_code_can_use_the_files_handed_in_with_it_and_finds_no_checks(
    course: Course, submit: Any, answer: Write
) -> None:
    looks = (
        "import os\nfrom my_helper import twice\n\n"
        "def double(x):\n    assert not os.path.exists('checks.py')\n    return twice(x)"
    )
    submission = submit("a", answer("double", looks))
    (submission.folder / "my_helper.py").write_text("def twice(x):\n    return x + x\n")
    outcome = grade(course)["a"]
    assert statuses(outcome)["double"] == "passed"
    assert (course.autograded_folder("a", NAME) / "my_helper.py").is_file()
