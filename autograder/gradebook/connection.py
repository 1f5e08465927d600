"""A connection to nbgrader's gradebook that can do several of its steps as one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from alembic.script import ScriptDirectory
from nbgrader.api import Base, Gradebook
from nbgrader.dbutil import ALEMBIC_DIR
from sqlalchemy import inspect, text
from sqlalchemy.orm import scoped_session, sessionmaker

from autograder.course import Course
from autograder.gradebook.databases import make_engine
from autograder.gradebook.failures import GradebookError, missing_driver, named_failures

__all__ = ["GradebookError", "one_transaction", "open_gradebook"]

BUSY_SECONDS = 30.0
# What nbgrader takes where a course has no name. Its feedback always does, and makes an entry of that name where there
# is none: two pages that are written at once would both make it.
DEFAULT_COURSE = "default_course"


class CourseGradebook(Gradebook):  # type: ignore[misc]  # nbgrader is not typed
    """Nbgrader's Gradebook on a connection of our own making.

    nbgrader's constructor starts the program `alembic`, which has to be on PATH, and its connections to SQLite cannot
    hold a transaction over several commits. All else is nbgrader's.
    """

    def __init__(self, db_url: str, course_id: str, busy_seconds: float = BUSY_SECONDS) -> None:
        self.engine = make_engine(db_url, busy_seconds)
        self.db = scoped_session(sessionmaker(autoflush=True, bind=self.engine, future=True))
        self.authenticator = None
        self.course_id = course_id or DEFAULT_COURSE
        try:
            with one_transaction(self):
                _prepare_tables(self)
                for known in (self.course_id, DEFAULT_COURSE):
                    self.check_course(known)
        except BaseException:
            self.close()
            raise


@contextmanager
def open_gradebook(course: Course, busy_seconds: float = BUSY_SECONDS) -> Iterator[Gradebook]:
    """Open the course's gradebook, and make one where there is none.

    Waits up to `busy_seconds` for another program that writes. Raises `GradebookError`.
    """
    try:
        with named_failures(course.db_url):
            gradebook = CourseGradebook(course.db_url, course.course_id, busy_seconds)
    except ModuleNotFoundError as error:
        raise missing_driver(error, course.db_url) from error
    try:
        yield gradebook
    finally:
        gradebook.close()


@contextmanager
def one_transaction(gradebook: Gradebook, *, expire: bool = True) -> Iterator[None]:
    """All that nbgrader's API does in this block counts at its end, or, if anything is raised, not at all.

    nbgrader commits after every step. Here its session sits on a connection with a transaction of its own, so that
    each of those commits only sends what is new, and a rollback ends the whole. With `expire` False, objects are not
    read anew after a step: that is faster, and what the database computes from them is to be asked for.
    """
    outside = gradebook.db
    with named_failures(str(gradebook.engine.url)), gradebook.engine.connect() as connection, connection.begin():
        session = sessionmaker(bind=connection, expire_on_commit=expire, join_transaction_mode="rollback_only")
        gradebook.db = scoped_session(session)
        try:
            yield
            gradebook.db.commit()
        finally:
            gradebook.db.remove()
            gradebook.db = outside


def _prepare_tables(gradebook: Gradebook) -> None:
    """Make nbgrader's tables in a new database; refuse one of another version of nbgrader."""
    connection = gradebook.db.connection()
    head = ScriptDirectory(ALEMBIC_DIR).get_current_head()
    tables = set(inspect(connection).get_table_names())
    # A server's database may hold tables of other programs, too.
    if not tables & {"alembic_version", *Base.metadata.tables}:
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
