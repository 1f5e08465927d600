"""What may go wrong with a gradebook, in words that say what to do."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from nbgrader.api import InvalidEntry, MissingEntry
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError, NoSuchModuleError, SQLAlchemyError

from autograder.errors import AutograderError

__all__ = ["GradebookError", "missing_driver", "named_failures", "without_password"]


class GradebookError(AutograderError):
    """The gradebook cannot be opened, read or written; nothing of the step at hand was kept."""


# nbgrader also logs them with their traceback, which Python shows where nobody listens. Here they are told.
logging.getLogger("tornado.application").addHandler(logging.NullHandler())


@contextmanager
def named_failures(db_url: str) -> Iterator[None]:
    """Turn what SQLAlchemy, a driver or nbgrader raises into a `GradebookError`."""
    try:
        yield
    except (SQLAlchemyError, InvalidEntry, MissingEntry) as error:
        raise _named(error, db_url) from error


def without_password(db_url: str) -> str:
    """The address of a database as it may be shown; what cannot be read as one is not shown at all."""
    with suppress(SQLAlchemyError, ValueError):
        return make_url(db_url).render_as_string(hide_password=True)
    return "c.CourseDirectory.db_url in nbgrader_config.py"


def missing_driver(error: ModuleNotFoundError, db_url: str) -> GradebookError:
    """What to tell where the Python package that speaks with this kind of database is missing."""
    postgresql = "Run `pip install 'underhood[postgresql]'`."
    advice = postgresql if (error.name or "").startswith("psycopg") else f"Install the module {error.name}."
    return GradebookError(
        f"the driver of this database is not installed: {error.name}", without_password(db_url), advice
    )


def _named(error: Exception, db_url: str) -> GradebookError:
    where = without_password(db_url)
    if isinstance(error, NoSuchModuleError):
        advice = "Write `postgresql://user:password@server/database` or `sqlite:///path`."
        return GradebookError(f"there is no kind of database of this name: {error}", where, advice)
    cause = _cause(error)
    reason = str(cause).strip().partition("\n")[0]
    state = _state(cause)
    if state in _STATES:
        what, advice = _STATES[state]
        return GradebookError(f"{what}: {reason}", where, advice)
    for words, (what, advice) in _WORDS.items():
        if words in reason:
            return GradebookError(f"{what}: {reason}", where, advice)
    return GradebookError(f"the gradebook refused: {reason}", where)


def _cause(error: Exception) -> BaseException:
    """What the driver said. nbgrader keeps only the words of an error; the error itself is their context."""
    if isinstance(error, InvalidEntry) and isinstance(error.__context__, SQLAlchemyError):
        error = error.__context__
    return (error.orig or error) if isinstance(error, DBAPIError) else error


def _state(cause: BaseException) -> str | None:
    """PostgreSQL's code for what went wrong; its words depend on the server's language."""
    state = getattr(cause, "sqlstate", None) or getattr(cause, "pgcode", None)
    return state if isinstance(state, str) else None


_HELD = (
    "another program holds the gradebook",
    "Close formgrader or wait for the other grading to end, then run this again.",
)
_NO_ROOM = ("there is no room for the gradebook", "Free some space, then run this again.")
_UPGRADE = ("the gradebook lacks a part", "Copy the gradebook, then run `nbgrader db upgrade`.")
_NOT_YOURS = (
    "the gradebook may not be written",
    "Give this user of the database the right to create and change tables.",
)
_NOT_LET_IN = (
    "the database does not let this user in",
    "Set user and password in `CourseDirectory.db_url` in nbgrader_config.py.",
)
_NO_DATABASE = ("the server has no such database", "Make it with `createdb`, or set `CourseDirectory.db_url`.")
_NO_SERVER = (
    "the database does not answer",
    "Start the server, or set `CourseDirectory.db_url` in nbgrader_config.py. What was graded before is kept.",
)

_STATES = {
    "55P03": _HELD,
    "40P01": _HELD,
    "25006": _NOT_YOURS,
    "42501": _NOT_YOURS,
    "28P01": _NOT_LET_IN,
    "28000": _NOT_LET_IN,
    "3D000": _NO_DATABASE,
    "42P01": _UPGRADE,
    "42703": _UPGRADE,
    "53100": _NO_ROOM,
    "53300": ("the database has no connection left", "Close other programs that use it, then run this again."),
    "57P01": _NO_SERVER,
    "57P02": _NO_SERVER,
    "57P03": _NO_SERVER,
}

# SQLite has words only, and so has PostgreSQL's client where there is no connection.
_WORDS = {
    "database is locked": _HELD,
    "readonly": ("the gradebook may not be written", "Give yourself the right to write the file and its folder."),
    "unable to open": (
        "the gradebook cannot be opened",
        "Its folder has to exist and be yours to write: see `CourseDirectory.db_url` in nbgrader_config.py.",
    ),
    "not a database": ("the file is no gradebook", "Move it away, or set `CourseDirectory.db_url`."),
    "malformed": ("the gradebook is damaged", "Put a copy of it back; `underhood grade` can fill it again."),
    "no such table": _UPGRADE,
    "no such column": _UPGRADE,
    "disk is full": _NO_ROOM,
    "disk I/O error": ("the disk failed", "Look whether it is full or gone, then run this again."),
    'role "': _NOT_LET_IN,
    "pg_hba.conf": _NOT_LET_IN,
    "authentication": _NOT_LET_IN,
    "no password supplied": _NOT_LET_IN,
    "does not exist": _NO_DATABASE,
    "could not translate host name": _NO_SERVER,
    "failed to resolve host": _NO_SERVER,
    "connection": _NO_SERVER,
}
