"""Frames on a socket between the judge and a worker: length, nonce, bytes. Nothing is executed on reading.

The judge draws a new nonce for each request and takes only the frame that repeats it. A student's code shares the
worker's process and can write to the socket, but what it writes is at best another answer.
"""

from __future__ import annotations

import secrets
import socket
import struct
import time
from collections.abc import Sequence

import numpy as np

__all__ = ["Channel", "ChannelClosed", "ChannelTimedOut"]

_HEAD = struct.Struct(">I16s")
MAX_FRAME = 64 * 2**20
"""Bytes; no value is larger (`underhood.checking.values.MAX_BYTES`), which takes torch to import."""
_MAX_STRAY_FRAMES = 100
_COPIED = 2**16
"""Bytes; a larger frame is not copied to stand behind its head."""


class ChannelClosed(Exception):
    """The other side is gone, or sent what is no frame."""


class ChannelTimedOut(Exception):
    """The other side did not answer in time."""


class Channel:
    """One end of a connected stream socket. The judge's end calls `ask`, the worker's `receive` and `reply`."""

    def __init__(self, end: socket.socket) -> None:
        self._end = end

    def ask(self, body: bytes, seconds: float, files: Sequence[int] = ()) -> memoryview:
        """Send a request and wait for its answer. With it go open files, by number: see `receive_files`.

        Raises:
            ChannelClosed: the worker has ended, or broke the format.
            ChannelTimedOut: no answer within so many seconds.
        """
        deadline = time.monotonic() + seconds
        nonce = secrets.token_bytes(16)
        self._write(nonce, body, deadline)
        if files:
            self._send_files(files)
        for _ in range(_MAX_STRAY_FRAMES):
            answered, answer = self._read(deadline)
            if secrets.compare_digest(answered, nonce):
                return answer
        raise ChannelClosed("the worker sent frames that nobody asked for")

    def post(self, body: bytes, seconds: float, files: Sequence[int] = ()) -> None:
        """Send a request, with open files, whose answer nobody waits for.

        Raises:
            ChannelClosed: the other side has ended.
            ChannelTimedOut: it takes nothing within so many seconds.
        """
        self._write(secrets.token_bytes(16), body, time.monotonic() + seconds)
        if files:
            self._send_files(files)

    def receive(self) -> tuple[bytes, memoryview]:
        """The next request: its nonce and its body. Waits as long as it takes."""
        return self._read(None)

    def reply(self, nonce: bytes, body: bytes) -> None:
        """Answer a request."""
        self._write(nonce, body, None)

    def receive_files(self, most: int = 1) -> list[int]:
        """Take the open files that come with a request. Only a worker does this: it trusts its judge."""
        _, numbers, _, _ = socket.recv_fds(self._end, 1, most)
        return list(numbers)

    def fileno(self) -> int:
        """The number of this end, for a selector."""
        return self._end.fileno()

    def close(self) -> None:
        """Close this end. The other side reads the end of the stream."""
        self._end.close()

    def _send_files(self, files: Sequence[int]) -> None:
        try:
            socket.send_fds(self._end, [b"."], files)
        except OSError as error:
            raise ChannelClosed(str(error)) from error

    def _write(self, nonce: bytes, body: bytes, deadline: float | None) -> None:
        head = _HEAD.pack(len(body), nonce)
        for part in (head + body,) if len(body) <= _COPIED else (head, body):
            self._send(part, deadline)

    def _send(self, part: bytes, deadline: float | None) -> None:
        self._set_timeout(deadline)
        try:
            self._end.sendall(part)
        except TimeoutError as error:
            raise ChannelTimedOut from error
        except OSError as error:
            raise ChannelClosed(str(error)) from error

    def _read(self, deadline: float | None) -> tuple[bytes, memoryview]:
        size, nonce = _HEAD.unpack(self._exactly(_HEAD.size, deadline))
        if size > MAX_FRAME:
            raise ChannelClosed(f"a frame of {size:,} bytes")
        return nonce, self._exactly(size, deadline)

    def _exactly(self, size: int, deadline: float | None) -> memoryview:
        # NumPy writes no zeros first: what is announced takes no memory until it comes.
        data = np.empty(size, dtype=np.uint8).data
        free = data
        while free:
            self._set_timeout(deadline)
            try:
                count = self._end.recv_into(free)
            except TimeoutError as error:
                raise ChannelTimedOut from error
            except OSError as error:
                raise ChannelClosed(str(error)) from error
            if not count:
                raise ChannelClosed("the stream ended")
            free = free[count:]
        return data

    def _set_timeout(self, deadline: float | None) -> None:
        if deadline is None:
            self._end.settimeout(None)
            return
        left = deadline - time.monotonic()
        if left <= 0:
            raise ChannelTimedOut
        self._end.settimeout(left)
