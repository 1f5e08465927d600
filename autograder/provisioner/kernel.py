"""One Jupyter kernel behind the wall."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence

from autograder.engine.limits import Limits
from autograder.engine.worker import Worker, WorkerEnded, WorkerNotStarted
from autograder.provisioner.wall import Place, find_place

__all__ = ["WalledKernel"]


class WalledKernel:
    """A kernel that runs, or has ended. A restart makes another, in another cage."""

    def __init__(self, place: Place, worker: Worker) -> None:
        self._place, self._worker = place, worker
        self._over: str | None = None

    @classmethod
    def start(
        cls,
        files: Mapping[str, bytes],
        limits: Limits,
        environment: Mapping[str, str],
        key: str,
        signature_scheme: str,
        listening: Sequence[int],
    ) -> WalledKernel:
        """Fork it off; it answers on these sockets from now on.

        Raises:
            NoWall: no wall can be built here.
            WorkerNotStarted: it stands, and the kernel does not start behind it.
        """
        place = find_place()
        try:
            worker = place.workers.start(
                files, device="cpu", seed=secrets.randbits(31), limits=limits, environment=environment
            )
            worker.become_kernel(key, signature_scheme, listening)
        except WorkerEnded as ended:
            place.leave()
            raise WorkerNotStarted(str(ended)) from ended
        except BaseException:
            place.leave()
            raise
        return cls(place, worker)

    def ended(self) -> str | None:
        """How it ended, in words; None while it runs."""
        if self._over is None:
            try:
                words = self._worker.ended()
            except WorkerNotStarted as error:  # the wall is down, and so is all that stood behind it
                words = str(error)
            if words is not None:
                self._leave(words)
        return self._over

    def end(self) -> None:
        """End it, and all that it has started, now. Does nothing the second time."""
        if self._over is None:
            self._leave("it was ended from outside")

    def _leave(self, words: str) -> None:
        self._over = words
        try:
            self._worker.kill()
        except WorkerNotStarted as error:
            self._over = f"{words} ({error})"
        finally:
            self._place.leave()
