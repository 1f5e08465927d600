from __future__ import annotations

import sqlite3
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.assignment import Assignment
from autograder.course import Course
from autograder.errors import CourseError
from autograder.gradebook import GradebookError, Recorded, one_transaction, open_gradebook, record, register
from autograder.submission.folder import Submission
from autograder.submission.read import read_submission
from autograder.submission.repair import repair
from underhood.checking.outcome import CheckResult, ExerciseResult, Status

NAME = "two_tasks"
# The package's own `record` is the function in it.
RECORDING = import_module("autograder.gradebook.record")
Submit = Callable[..., Submission]
Judge = Callable[..., list[ExerciseResult]]


@pytest.fixture
def grade(course: Course, assignment: Assignment, gradebook: Gradebook) -> Callable[..., Recorded]:
    """Register the assignment and record a submission."""
    register(gradebook, assignment)

    def run(submission: Submission, results: list[ExerciseResult]) -> Recorded:
        repaired = repair(assignment, read_submission(submission))
        return record(gradebook, course, assignment, submission, results, repaired)

    return run


def grades(gradebook: Gradebook, student: str = "s001") -> dict[str, tuple[float | None, bool]]:
    with one_transaction(gradebook):
        notebook = gradebook.find_submission_notebook(NAME, NAME, student)
        return {grade.name: (grade.auto_score, grade.needs_manual_grade) for grade in notebook.grades}


def comments(gradebook: Gradebook) -> dict[str, str | None]:
    with one_transaction(gradebook):
        notebook = gradebook.find_submission_notebook(NAME, NAME, "s001")
        return {comment.name: comment.auto_comment for comment in notebook.comments}


def test_scores_and_flags(
    grade: Callable[..., Recorded], gradebook: Gradebook, submit: Submit, solved: Any, judge: Judge
) -> None:
    recorded = grade(submit("s001", solved), judge(hidden=Status.WRONG))
    assert grades(gradebook) == {"check_double": (2, False), "check_quiz_shape": (1, False), "essay": (None, True)}
    assert comments(gradebook) == {"double": None, "quiz_shape": None, "essay": None}
    assert recorded == Recorded(3, 6, 0, 0, needs_manual_grade=True)


def test_nothing_written_is_no_response(
    grade: Callable[..., Recorded], gradebook: Gradebook, submit: Submit, judge: Judge
) -> None:
    grade(submit(), judge(Status.NOT_ATTEMPTED, Status.NOT_ATTEMPTED, Status.NOT_ATTEMPTED))
    assert grades(gradebook) == {"check_double": (0, False), "check_quiz_shape": (0, False), "essay": (0, False)}
    assert set(comments(gradebook).values()) == {"No response."}


def test_a_fault_never_becomes_a_zero(
    grade: Callable[..., Recorded], gradebook: Gradebook, submit: Submit, solved: Any, judge: Judge
) -> None:
    grade(submit("s001", solved), judge())
    grade(submit("s001", solved), judge(double=Status.COULD_NOT_RUN))
    assert grades(gradebook)["check_double"] == (None, True)
    grade(submit("s001", solved), judge()[:1])
    assert grades(gradebook)["check_quiz_shape"] == (None, True)


def test_partial_credit_is_exact(
    grade: Callable[..., Recorded], gradebook: Gradebook, submit: Submit, solved: Any
) -> None:
    thirds = [CheckResult(str(n), Status.PASSED if n < 2 else Status.WRONG, 0.1) for n in range(30)]
    grade(submit("s001", solved), [ExerciseResult("double", tuple(thirds))])
    assert grades(gradebook)["check_double"] == (0.1 + 0.1, False)


def test_an_earlier_result_never_survives_but_a_persons_does(
    grade: Callable[..., Recorded], gradebook: Gradebook, submit: Submit, solved: Any, judge: Judge
) -> None:
    grade(submit("s001", solved, timestamp="2026-01-01 10:00 UTC"), judge())
    with one_transaction(gradebook):
        gradebook.find_grade("check_double", NAME, NAME, "s001").manual_score = 2.5
        gradebook.find_grade("essay", NAME, NAME, "s001").manual_score = 1.5
    (Path(submit().folder) / "timestamp.txt").unlink()
    recorded = grade(submit("s001"), judge(Status.NOT_ATTEMPTED, Status.NOT_ATTEMPTED, Status.NOT_ATTEMPTED))
    assert grades(gradebook) == {"check_double": (0, True), "check_quiz_shape": (0, False), "essay": (0, True)}
    assert recorded.score == 4
    assert timestamp(gradebook) is None


def timestamp(gradebook: Gradebook) -> Any:
    with one_transaction(gradebook):
        return gradebook.find_submission(NAME, "s001").timestamp


def test_an_unreadable_submission_is_zero_and_to_be_looked_at(
    course: Course, assignment: Assignment, gradebook: Gradebook, submit: Submit
) -> None:
    register(gradebook, assignment)
    recorded = record(gradebook, course, assignment, submit(text="no"), [], None)
    assert grades(gradebook) == dict.fromkeys(("check_double", "check_quiz_shape", "essay"), (0, True))
    assert recorded.needs_manual_grade


def late(course_root: Path, due: str) -> Course:
    with (course_root / "nbgrader_config.py").open("a") as file:
        file.write("c.LateSubmissionPlugin.penalty_method = 'zero'\n")
        file.write(f"c.Underhood.due_dates = {{{NAME!r}: {due!r}}}\n")
    return Course.load(course_root)


def test_the_late_penalty_is_the_plugins(course_root: Path, submit: Submit, solved: Any, judge: Judge) -> None:
    course = late(course_root, "2026-01-01 12:00 UTC")
    assignment = course.assignment(NAME)
    with open_gradebook(course) as gradebook:
        register(gradebook, assignment)

        def run(time: str) -> Recorded:
            submission = submit("s001", solved, timestamp=time)
            repaired = repair(assignment, read_submission(submission))
            return record(gradebook, course, assignment, submission, judge(), repaired)

        assert run("2026-01-01 12:00:05 UTC").late_penalty == 4
        assert run("2026-01-01 12:00:05 UTC").seconds_late == 5
        assert run("2026-01-01T14:00:00+02:00").late_penalty == 0
        assert run("soon").late_penalty == 0


def test_a_due_date_set_by_hand_stays(course_root: Path) -> None:
    course = late(course_root, "2026-01-01 12:00 UTC")
    with open_gradebook(course) as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate="2027-01-01")
        (note,) = register(gradebook, course.assignment(NAME))
        with one_transaction(gradebook):
            assert gradebook.find_assignment(NAME).duedate.year == 2027
    assert note.startswith(f"{NAME}: the gradebook keeps its due date, 2027-01-01")
    assert "2026-01-01 12:00" in note


def test_a_due_date_that_is_in_the_gradebook_already_is_nothing_to_tell(course_root: Path) -> None:
    course = late(course_root, "2026-01-01 12:00 UTC")
    with open_gradebook(course) as gradebook:
        assert register(gradebook, course.assignment(NAME)) == ()
        assert register(gradebook, course.assignment(NAME)) == ()


def test_a_due_date_that_becomes_none_is_refused_although_the_gradebook_has_one(course_root: Path) -> None:
    with open_gradebook(late(course_root, "2026-01-01 12:00 UTC")) as gradebook:
        register(gradebook, Course.load(course_root).assignment(NAME))
        with pytest.raises(CourseError, match="'soon' is no date"):
            register(gradebook, late(course_root, "soon").assignment(NAME))


def test_a_due_date_that_is_none_is_refused(course_root: Path) -> None:
    course = late(course_root, "soon")
    with open_gradebook(course) as gradebook, pytest.raises(CourseError, match="'soon' is no date"):
        register(gradebook, course.assignment(NAME))


def dump(course: Course) -> list[str]:
    with sqlite3.connect(course.root / "gradebook.db") as connection:
        return list(connection.iterdump())


@pytest.mark.parametrize("step", ["ScoreSheet.of", "ScoreSheet.comment", "LatePenalties.assign", "_recorded"])
def test_a_failure_midway_leaves_the_old_state_whole(
    step: str,
    course: Course,
    grade: Callable[..., Recorded],
    submit: Submit,
    solved: Any,
    judge: Judge,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    grade(submit("s001", solved), judge())
    before = dump(course)

    def fail(*_: Any) -> Any:
        raise KeyboardInterrupt

    # All of nbgrader's own commits up to here have been made.
    owner, _, name = step.rpartition(".")
    monkeypatch.setattr(getattr(RECORDING, owner) if owner else RECORDING, name, fail)
    with pytest.raises(KeyboardInterrupt):
        grade(submit("s001", timestamp="2026-01-01"), judge(double=Status.WRONG))
    with pytest.raises(KeyboardInterrupt):
        grade(submit("s002"), judge())
    assert dump(course) == before
    monkeypatch.undo()
    grade(submit("s002"), judge())
    assert dump(course) != before


def test_changed_cells_are_refused_by_name(
    course: Course, grade: Callable[..., Recorded], gradebook: Gradebook, submit: Submit, judge: Judge
) -> None:
    grade(submit(), judge())
    path = course.source / NAME / f"{NAME}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    del notebook.cells[4:6]
    nbformat.write(notebook, path)
    before = dump(course)
    with pytest.raises(GradebookError, match=r"graded cells removed check_quiz_shape.*nbgrader db assignment remove"):
        register(gradebook, course.assignment(NAME))
    assert dump(course) == before


def test_new_points_are_taken_over(
    course: Course, grade: Any, gradebook: Gradebook, submit: Submit, judge: Judge
) -> None:
    grade(submit(), judge())
    path = course.source / NAME / f"{NAME}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[5].metadata.nbgrader.points = 5
    nbformat.write(notebook, path)
    register(gradebook, course.assignment(NAME))
    with one_transaction(gradebook):
        assert gradebook.find_assignment(NAME).max_score == 10


def test_wrong_results_are_refused(course: Course, grade: Any, submit: Submit, judge: Judge) -> None:
    two_points = ExerciseResult("double", (CheckResult("a", Status.PASSED, 2.0),))
    with pytest.raises(GradebookError, match="checks of double are worth 2 points, its check cell 3"):
        grade(submit(), [two_points])
    with pytest.raises(GradebookError, match="does not have: \\['triple'\\]"):
        grade(submit(), [ExerciseResult("triple", two_points.checks)])
    nan = ExerciseResult("double", (CheckResult("a", Status.PASSED, float("nan")),))
    with pytest.raises(GradebookError):
        grade(submit(), [nan])


def test_students_are_not_made_where_the_instructor_says_so(
    course: Course, grade: Callable[..., Recorded], gradebook: Gradebook, submit: Submit, judge: Judge
) -> None:
    course.config.Autograde.create_student = False
    with pytest.raises(GradebookError, match="no student 's001'"):
        grade(submit(), judge())
    gradebook.add_student("s001", first_name="Ada")
    grade(submit(), judge())
    with one_transaction(gradebook):
        assert gradebook.find_student("s001").first_name == "Ada"


def test_a_gradebook_that_is_held_is_told(course: Course) -> None:
    with open_gradebook(course):
        pass
    holder = sqlite3.connect(course.root / "gradebook.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(GradebookError, match="another program holds the gradebook"), open_gradebook(course, 0.1):
        pass
    holder.close()


def broken(course: Course, db_url: str) -> Course:
    return Course(course.root, db_url, course.course_id, course.ignore, course.config, course.directory)


def test_a_gradebook_that_cannot_be_is_told(course: Course, tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("no database " * 100)
    cases = {
        f"sqlite:///{tmp_path}/nowhere/g.db": "cannot be opened",
        f"sqlite:///{tmp_path}/text.db": "is no gradebook",
    }
    for db_url, reason in cases.items():
        with pytest.raises(GradebookError, match=reason), open_gradebook(broken(course, db_url)):
            pass


def test_a_gradebook_that_may_not_be_written_is_told(course: Course, assignment: Assignment) -> None:
    with open_gradebook(course):
        pass
    # As a file without the right to write, which does not bind the root of a container.
    read_only = broken(course, f"sqlite:///file:{course.root}/gradebook.db?mode=ro&uri=true")
    with open_gradebook(read_only) as gradebook, pytest.raises(GradebookError, match="may not be written"):
        register(gradebook, assignment)


def test_an_old_schema_is_told(course: Course) -> None:
    with open_gradebook(course):
        pass
    with sqlite3.connect(course.root / "gradebook.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '50a4d84c131a'")
    with (
        pytest.raises(GradebookError, match=r"another version of nbgrader.*nbgrader db upgrade"),
        open_gradebook(course),
    ):
        pass


def test_a_full_disk_is_told_and_costs_nothing(
    course: Course, grade: Callable[..., Recorded], gradebook: Gradebook, submit: Submit, judge: Judge
) -> None:
    grade(submit(), judge())
    before = dump(course)
    with gradebook.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(GradebookError, match="full"):
        for number in range(200):
            grade(submit(f"x{number:03}"), judge())
    assert len(dump(course)) >= len(before)


def test_two_writers_do_not_lose_each_others_work(
    course: Course, assignment: Assignment, submit: Submit, judge: Judge
) -> None:
    with open_gradebook(course) as one, open_gradebook(course) as other:
        register(one, assignment)
        register(other, assignment)
        for student, book in (("s001", one), ("s002", other), ("s003", one)):
            submission = submit(student)
            record(book, course, assignment, submission, judge(), repair(assignment, read_submission(submission)))
        with one_transaction(other):
            assert len(other.assignment_submissions(NAME)) == 3
