"""The sockets between a kernel and its clients: files in a folder that only their owner may enter."""

from __future__ import annotations

import shutil
import socket
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from autograder.worker.orders import KERNEL_CHANNELS

__all__ = ["Channels"]

_WAITING = 100
"""So many clients may wait for the kernel to answer."""
_LONGEST = 90
"""Of a folder's path: Linux allows 107 characters for that of a socket."""


class Channels:
    """A folder with one socket for each channel. `base` and `ports` name them as Jupyter does: `<base>-<port>`."""

    def __init__(self) -> None:
        folder = tempfile.mkdtemp(prefix="underhood-kernel-")
        if len(folder) > _LONGEST:
            Path(folder).rmdir()
            folder = tempfile.mkdtemp(prefix="underhood-kernel-", dir="/tmp")
        self._folder = Path(folder)
        self.base = str(self._folder / "kernel")
        self.ports = {f"{channel}_port": number for number, channel in enumerate(KERNEL_CHANNELS, start=1)}
        self._remove = weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)

    @contextmanager
    def listening(self) -> Iterator[list[int]]:
        """Listen on all of them; the numbers of these sockets, in the order of `KERNEL_CHANNELS`.

        Whoever has been given them listens on when this process has closed its own.
        """
        with ExitStack() as stack:
            yield [self._listen(port, stack).fileno() for port in self.ports.values()]

    def _listen(self, port: int, stack: ExitStack) -> socket.socket:
        path = f"{self.base}-{port}"
        with suppress(FileNotFoundError):
            Path(path).unlink()  # of the kernel that was here before a restart
        listener = stack.enter_context(socket.socket(socket.AF_UNIX))
        listener.bind(path)
        listener.listen(_WAITING)
        return listener

    def close(self) -> None:
        """Remove the folder. Does nothing the second time."""
        self._remove()
