"""What differs between the databases that nbgrader's `db_url` may name: how one waits, and how one writer is made sure.

In SQLite and in PostgreSQL alike, a transaction of ours begins by waiting for that of any other run, so that two runs
never decide by what the other is about to change.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url

__all__ = ["make_engine"]

# PostgreSQL's lock of this number means: a run of this program writes. Any number does, as long as it stays the same.
WRITER = 0x556E6465
CONNECT_SECONDS = 10


def make_engine(db_url: str, busy_seconds: float) -> Engine:
    """An engine whose transactions wait up to `busy_seconds` for another writer.

    Raises what SQLAlchemy raises on an address it cannot read, and `ModuleNotFoundError` where the driver is missing.
    """
    url = make_url(db_url)
    makers = {"sqlite": _sqlite, "postgresql": _postgresql}
    maker = makers.get(url.get_backend_name())
    return maker(url, busy_seconds) if maker else create_engine(url, pool_pre_ping=True)


def _sqlite(url: URL, busy_seconds: float) -> Engine:
    engine = create_engine(url, connect_args={"timeout": busy_seconds})
    # Python's sqlite3 begins transactions by itself, and too late for our order of things: SQLAlchemy's documentation
    # says to switch that off and begin by hand. IMMEDIATE waits for the other writer at the beginning, not half-way.
    event.listen(engine, "connect", _leave_transactions_to_us)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _leave_transactions_to_us(connection: Any, _record: Any) -> None:
    connection.isolation_level = None


def _begin_immediate(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _postgresql(url: URL, busy_seconds: float) -> Engine:
    waits = {} if "connect_timeout" in url.query else {"connect_timeout": CONNECT_SECONDS}
    # A server that was restarted between two assignments is asked first, not found out half-way.
    engine = create_engine(url, connect_args=waits, pool_pre_ping=True)
    milliseconds = max(1, round(busy_seconds * 1_000))
    # `true`: until the transaction ends. The time holds for rows that formgrader has locked, too.
    wait = f"SELECT set_config('lock_timeout', '{milliseconds}', true), pg_advisory_xact_lock({WRITER})"
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(wait))
    return engine
