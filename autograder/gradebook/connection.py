"""A connection to nbgrader's gradebook that can do several of its steps as one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic.script import ScriptDirectory
from nbgrader.api import Base, Gradebook, InvalidEntry, MissingEntry
from nbgrader.dbutil import ALEMBIC_DIR
from sqlalchemy import Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import scoped_session, sessionmaker

from autograder.course import Course
from autograder.errors import AutograderError

__all__ = ["GradebookError", "one_transaction", "open_gradebook"]

BUSY_SECONDS = 30.0


class GradebookError(AutograderError):
    """The gradebook cannot be opened, read or written; nothing of the step at hand was kept."""


class CourseGradebook(Gradebook):  # type: ignore[misc]  # nbgrader is not typed
    """Nbgrader's Gradebook on a connection of our own making.

    nbgrader's constructor starts the program `alembic`, which has to be on PATH, and its connections to SQLite cannot
    hold a transaction over several commits. All else is nbgrader's.
    """

    def __init__(self, db_url: str, course_id: str, busy_seconds: float = BUSY_SECONDS) -> None:
        self.engine = _engine(db_url, busy_seconds)
        self.db = scoped_session(sessionmaker(autoflush=True, bind=self.engine, future=True))
        self.authenticator = None
        # nbgrader's own programs use this name where the course has none.
        self.course_id = course_id or "default_course"
        with one_transaction(self):
            _prepare_tables(self)
            self.check_course(self.course_id)


@contextmanager
def open_gradebook(course: Course, busy_seconds: float = BUSY_SECONDS) -> Iterator[Gradebook]:
    """Open the course's gradebook, and make one where there is none.

    Waits up to `busy_seconds` for another program that writes. Raises `GradebookError`.
    """
    with _named_failures(course.db_url):
        gradebook = CourseGradebook(course.db_url, course.course_id, busy_seconds)
    try:
        yield gradebook
    finally:
        gradebook.close()


@contextmanager
def one_transaction(gradebook: Gradebook) -> Iterator[None]:
    """All that nbgrader's API does in this block counts at its end, or, if anything is raised, not at all.

    nbgrader commits after every step. Here its session sits on a connection with a transaction of its own, so that
    each of those commits only ends a savepoint.
    """
    outside = gradebook.db
    with _named_failures(str(gradebook.engine.url)), gradebook.engine.connect() as connection, connection.begin():
        gradebook.db = scoped_session(
            sessionmaker(autoflush=True, bind=connection, future=True, join_transaction_mode="create_savepoint")
        )
        try:
            yield
            gradebook.db.commit()
        finally:
            gradebook.db.remove()
            gradebook.db = outside


def _engine(db_url: str, busy_seconds: float) -> Engine:
    if not db_url.startswith("sqlite"):
        return create_engine(db_url, future=True)
    engine = create_engine(db_url, future=True, connect_args={"timeout": busy_seconds})
    # Python's sqlite3 begins transactions by itself, and too late for savepoints: SQLAlchemy's documentation says to
    # switch that off and begin by hand. IMMEDIATE waits for the other writer at the beginning, not half-way.
    event.listen(engine, "connect", _leave_transactions_to_us)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _leave_transactions_to_us(connection: Any, _record: Any) -> None:
    connection.isolation_level = None


def _begin_immediate(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _prepare_tables(gradebook: Gradebook) -> None:
    """Make nbgrader's tables in a new database; refuse one of another version of nbgrader."""
    connection = gradebook.db.connection()
    head = ScriptDirectory(ALEMBIC_DIR).get_current_head()
    tables = inspect(connection).get_table_names()
    if not tables:
        Base.metadata.create_all(bind=connection)
        gradebook.db.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        gradebook.db.execute(text("INSERT INTO alembic_version (version_num) VALUES (:head)"), {"head": head})
        return
    version = _version(gradebook) if "alembic_version" in tables else None
    if version != head:
        raise GradebookError(
            f"the gradebook is of another version of nbgrader ({version or 'none'}, and {head} is needed)",
            str(gradebook.engine.url),
            "Copy the file, then run `nbgrader db upgrade`.",
        )


def _version(gradebook: Gradebook) -> str | None:
    version: str | None = gradebook.db.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return version


@contextmanager
def _named_failures(db_url: str) -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, InvalidEntry, MissingEntry) as error:
        raise _named(error, db_url) from error


def _named(error: Exception, db_url: str) -> GradebookError:
    reason = str(error.orig if isinstance(error, DBAPIError) else error).strip().partition("\n")[0]
    for words, (what, advice) in _ADVICE.items():
        if words in reason:
            return GradebookError(f"{what}: {reason}", db_url, advice)
    return GradebookError(f"the gradebook refused: {reason}", db_url)


_ADVICE = {
    "database is locked": (
        "another program holds the gradebook",
        "Close formgrader or wait for the other grading to end, then run this again.",
    ),
    "readonly": ("the gradebook may not be written", "Give yourself the right to write the file and its folder."),
    "unable to open": (
        "the gradebook cannot be opened",
        "Its folder has to exist and be yours to write: see `CourseDirectory.db_url` in nbgrader_config.py.",
    ),
    "not a database": ("the file is no gradebook", "Move it away, or set `CourseDirectory.db_url`."),
    "malformed": ("the gradebook is damaged", "Put a copy of it back; `underhood grade` can fill it again."),
    "no such": ("the gradebook lacks a part", "Copy the file, then run `nbgrader db upgrade`."),
    "disk": ("there is no room for the gradebook", "Free some space, then run this again."),
}
