"""The way to Dask's scheduler."""

from __future__ import annotations

from typing import Any

from distributed import Client, Future
from distributed.protocol.pickle import loads

from autograder.errors import AutograderError

__all__ = ["RESULT_SECONDS", "ClusterError", "answer_of", "connect"]

CONNECT_SECONDS = 10
RESULT_SECONDS = 20
TRY = (
    "Is the scheduler running, is the address the one that it tells when it starts (tcp://… or tls://…), and may this "
    "machine reach it? For tls:// Dask's own configuration names the certificates."
)


class ClusterError(AutograderError):
    """The cluster cannot be used."""


def connect(address: str) -> Client:
    """Open a way to the scheduler.

    Raises:
        ClusterError: there is none at this address, or it does not let us in.
    """
    try:
        return Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        first = str(error).partition("\n")[0]
        raise ClusterError(f"no Dask scheduler can be reached: {first}", address, TRY) from error


def in_words(error: Exception) -> str:
    """What went wrong on another machine."""
    if isinstance(error, AutograderError):
        return f"{error.what} ({error.where})" if error.where else error.what
    return f"{type(error).__name__}: {error}"


def answer_of(future: Future[bytes], seconds: float) -> Any:
    """What a judge, or the process around it, has answered to a task that is done.

    They are ours, on machines of ours, and no student's code ever runs in them: Dask itself trusts its workers so, too.

    Raises:
        Exception: what the task has raised.
        TimeoutError: it has not come within so many seconds.
    """
    return loads(future.result(timeout=seconds))
