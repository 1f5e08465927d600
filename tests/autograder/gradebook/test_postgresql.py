"""The gradebook on a real PostgreSQL server."""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import Any

import psycopg
import pytest
from nbgrader.api import Gradebook

from autograder.assignment import Assignment
from autograder.course import Course
from autograder.export import export
from autograder.feedback import write_feedback
from autograder.gradebook import GradebookError, one_transaction, open_gradebook, record, register
from autograder.gradebook.standing import standings
from autograder.submission.folder import Submission
from autograder.submission.read import read_submission
from autograder.submission.repair import repair
from underhood.checking.outcome import ExerciseResult, Status

NAME = "two_tasks"
Submit = Callable[..., Submission]
Judge = Callable[..., list[ExerciseResult]]


@pytest.fixture
def course(course_in_postgresql: Course) -> Course:
    return course_in_postgresql


def keep(book: Gradebook, course: Course, submission: Submission, results: list[ExerciseResult]) -> Any:
    assignment = course.assignment(NAME)
    return record(book, course, assignment, submission, results, repair(assignment, read_submission(submission)))


def test_scores_are_kept_and_an_earlier_result_is_not(
    course: Course, gradebook: Gradebook, assignment: Assignment, submit: Submit, solved: Any, judge: Judge
) -> None:
    register(gradebook, assignment)
    register(gradebook, assignment)
    assert keep(gradebook, course, submit("s001", solved), judge()).score == 4
    with one_transaction(gradebook):
        gradebook.find_grade("essay", NAME, NAME, "s001").manual_score = 1.5
    recorded = keep(gradebook, course, submit("s001", solved), judge(double=Status.WRONG, hidden=Status.WRONG))
    assert (recorded.score, recorded.max_score, recorded.needs_manual_grade) == (2.5, 6, True)
    assert standings(gradebook, NAME)["s001"].score == 2.5


def test_a_failure_midway_leaves_the_old_state_whole(
    course: Course, gradebook: Gradebook, assignment: Assignment, submit: Submit, judge: Judge,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def fail(*_: Any) -> Any:
        raise KeyboardInterrupt

    register(gradebook, assignment)
    monkeypatch.setattr(import_module("autograder.gradebook.record"), "_recorded", fail)
    with pytest.raises(KeyboardInterrupt):
        keep(gradebook, course, submit(), judge())
    assert standings(gradebook, NAME) == {}


def test_nbgrader_reads_it(
    course: Course, assignment: Assignment, submit: Submit, solved: Any, judge: Judge, nbgrader: Callable[..., str]
) -> None:
    with open_gradebook(course) as gradebook:
        register(gradebook, assignment)
        keep(gradebook, course, submit("s001", solved, timestamp="2026-01-01 10:00 UTC"), judge())
    with Gradebook(course.db_url, course.course_id) as theirs:
        assert theirs.find_submission(NAME, "s001").score == 4
        theirs.update_or_create_student("s001", first_name="Ada")
    nbgrader("export", "--to", "grades.csv")
    (line,) = csv.DictReader((course.root / "grades.csv").read_text().splitlines())
    assert (line["student_id"], line["first_name"], line["raw_score"], line["max_score"]) == (
        "s001",
        "Ada",
        "4.0",
        "6.0",
    )
    export(course, course.root / "ours.csv")
    assert (course.root / "ours.csv").read_text() == (course.root / "grades.csv").read_text()


def test_nbgraders_own_tables_are_taken_on(
    course: Course, assignment: Assignment, submit: Submit, judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)  # it starts `alembic`
    with Gradebook(course.db_url, course.course_id) as theirs:
        theirs.add_student("s001", first_name="Ada")
    with open_gradebook(course) as gradebook:
        register(gradebook, assignment)
        keep(gradebook, course, submit(), judge())
        with one_transaction(gradebook):
            assert gradebook.find_submission(NAME, "s001").student.first_name == "Ada"


def test_other_tables_in_the_database_are_let_be(course: Course, server: Any, database: str) -> None:
    server.sql("CREATE TABLE users (id int)", database)
    with open_gradebook(course) as gradebook, one_transaction(gradebook):
        assert gradebook.students == []
    assert server.sql("SELECT count(*) FROM users", database) == "0"


def test_many_writers_at_once_lose_nothing(course: Course, submit: Submit, solved: Any, judge: Judge) -> None:
    students = [f"s{number:03}" for number in range(24)]
    submissions = [submit(student, solved) for student in students]

    def write(part: int) -> None:
        # Each opens the empty database, makes its tables, registers, and records a quarter and one that all share.
        with open_gradebook(course) as gradebook:
            register(gradebook, course.assignment(NAME))
            for submission in [submissions[0], *submissions[part::4]]:
                keep(gradebook, course, submission, judge())

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    with open_gradebook(course) as gradebook:
        found = standings(gradebook, NAME)
    assert sorted(found) == students
    assert {standing.score for standing in found.values()} == {4}


def test_a_grader_who_holds_a_row_is_waited_for_and_then_told(
    course: Course, server: Any, database: str, assignment: Assignment, submit: Submit, judge: Judge
) -> None:
    with open_gradebook(course, busy_seconds=0.2) as gradebook:
        register(gradebook, assignment)
        keep(gradebook, course, submit(), judge())
        with psycopg.connect(server.url(database)) as formgrader:
            formgrader.execute("UPDATE grade SET manual_score = 1")
            with pytest.raises(GradebookError, match="another program holds the gradebook"):
                keep(gradebook, course, submit(), judge(double=Status.WRONG))
        assert keep(gradebook, course, submit(), judge()).score == 3


def test_a_run_that_writes_is_waited_for_and_then_told(course: Course) -> None:
    with (
        open_gradebook(course) as holder,
        one_transaction(holder),
        pytest.raises(GradebookError, match="another program holds the gradebook"),
        open_gradebook(course, busy_seconds=0.1),
    ):
        pytest.fail("it was opened")


def test_a_server_that_was_restarted_is_found_again(
    course: Course, server: Any, assignment: Assignment, submit: Submit, judge: Judge
) -> None:
    with open_gradebook(course) as gradebook:
        register(gradebook, assignment)
        server.stop()
        try:
            with pytest.raises(GradebookError, match=r"does not answer.*What was graded before is kept"):
                keep(gradebook, course, submit(), judge())
        finally:
            server.start()
        assert keep(gradebook, course, submit(), judge()).score == 4


def test_feedback_is_written_from_it(course: Course, submit: Submit) -> None:
    # That GetGrades finds the database; what stands on the page is tested where the pages are.
    submit()
    assert write_feedback(course, NAME, ["s001"])["s001"].startswith("FileNotFoundError")


def failure(db_url: str, keep_in: Callable[[str], Course]) -> str:
    with pytest.raises(GradebookError) as raised, open_gradebook(keep_in(db_url)):
        pass
    assert "secret" not in str(raised.value)
    assert "wrong" not in str(raised.value).partition("://")[2]
    return str(raised.value)


def test_a_wrong_password_is_told_and_not_shown(server: Any, database: str, keep_in: Any) -> None:
    told = failure(server.url(database, "owner:wrong"), keep_in)
    assert "does not let this user in" in told
    assert "does not let this user in" in failure(server.url(database, "zoe:secret"), keep_in)
    assert "does not let this user in" in failure(server.url(database, "owner"), keep_in)


def test_a_database_that_is_not_there_is_told(server: Any, keep_in: Any) -> None:
    told = failure(server.url("nowhere"), keep_in)
    assert "the server has no such database" in told
    assert "createdb" in told


def test_a_server_that_is_not_there_is_told(tmp_path: Path, keep_in: Any) -> None:
    assert "the database does not answer" in failure(f"postgresql://a:secret@/b?host={tmp_path}", keep_in)
    assert "the database does not answer" in failure("postgresql://a:secret@127.0.0.1:1/b", keep_in)
    assert "the database does not answer" in failure("postgresql://a:secret@no.such.host.invalid/b", keep_in)


def test_a_user_who_may_not_write_is_told(server: Any, database: str, keep_in: Any) -> None:
    server.sql("DROP ROLE IF EXISTS guest; CREATE ROLE guest LOGIN PASSWORD 'secret'", database)
    told = failure(server.url(database, "guest:secret"), keep_in)
    assert "the gradebook may not be written: permission denied" in told


def test_a_database_that_only_reads_is_told(course: Course, server: Any, database: str, assignment: Assignment) -> None:
    with open_gradebook(course):
        server.sql(f"ALTER DATABASE {database} SET default_transaction_read_only = on", database)
    with open_gradebook(course) as gradebook, pytest.raises(GradebookError, match="may not be written"):
        register(gradebook, assignment)


def test_a_missing_driver_is_told(keep_in: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    told = failure("postgresql://a:secret@server/b", keep_in)
    assert "driver of this database is not installed: psycopg" in told
    assert "pip install 'underhood[postgresql]'" in told


def test_an_address_that_is_none_is_told(keep_in: Any) -> None:
    assert "there is no kind of database" in failure("postgres://a:secret@server/b", keep_in)
    assert "the gradebook refused" in failure("secret", keep_in)
