"""The worker's program: runs the notebook's cells, then forks one process for each exercise that is judged.

The fork is what keeps exercises apart: each starts from the state in which the cells left the notebook, and takes
nothing with it when it crashes or hangs.
"""

from __future__ import annotations

import os
import platform
import resource
import signal
import socket
import sys
from typing import Any

import torch

from autograder.wire import Channel, ChannelClosed
from autograder.worker.cuda import show_cuda
from autograder.worker.orders import CELL, END_EXERCISE, EXERCISE, HELLO, RESTORE, STUDENT
from underhood.checking.cells import CellShell
from underhood.checking.side import StudentSide, seed_everything
from underhood.checking.values import ValueRefused, decode, encode

__all__ = ["serve_notebook"]


def serve_notebook(control: socket.socket, *, device: str, seed: int, memory: int) -> None:
    """Carry out orders from the control socket until it closes.

    Args:
        control: where orders for the notebook itself come in.
        device: where the student's code computes.
        seed: the random number generators start from it.
        memory: bytes of data that this process, and each one forked off it, may hold.
    """
    torch.set_num_threads(1)  # a process with threads cannot be forked safely
    _drop_direct_output()
    shell = CellShell.create()
    sys.path.insert(0, "")  # as in a notebook: files beside it can be imported. Not before all that is ours has been
    _limit_memory(memory)
    seed_everything(seed)
    _Notebook(Channel(control), shell, torch.device(device)).serve()


def _drop_direct_output() -> None:
    """Send to nowhere what is written past Python's streams. Until here it was the account of a failed start."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def _limit_memory(size: int) -> None:
    # RLIMIT_DATA counts what is really allocated; RLIMIT_AS would also count the libraries that torch maps.
    resource.setrlimit(resource.RLIMIT_DATA, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class _Notebook:
    """The process that holds the notebook's state after its cells have run."""

    def __init__(self, control: Channel, shell: CellShell, device: torch.device) -> None:
        self._control, self._shell, self._device = control, shell, device
        self._child = 0

    def serve(self) -> None:
        own = os.getpid()
        while True:
            try:
                nonce, body = self._control.receive()
            except ChannelClosed:
                return
            answer = self._obey(body[:1], body[1:])
            _end_if_copy(own)
            self._control.reply(nonce, answer)
            if body[:1] == EXERCISE:
                self._fork_exercise(self._control.receive_socket())

    def _obey(self, order: bytes, body: bytes) -> bytes:
        if order == HELLO:
            return encode({"python": platform.python_version(), "torch": torch.__version__.partition("+")[0]})
        if order == CELL:
            return run_cell(self._shell, body)
        if order == EXERCISE:
            return encode({})
        if order == END_EXERCISE:
            return self._end_exercise()
        return encode({"error": "no such order"})

    def _fork_exercise(self, own: socket.socket) -> None:
        self._child = os.fork()
        if self._child == 0:
            self._be_exercise(own)
        own.close()

    def _end_exercise(self) -> bytes:
        _kill_group(self._child)
        _, status = os.waitpid(self._child, 0)
        return encode({"ended": os.waitstatus_to_exitcode(status)})

    def _be_exercise(self, own: socket.socket) -> None:
        os.setpgid(0, 0)  # so that what the student's code starts ends with it
        self._control.close()
        if self._device.type == "cuda":
            show_cuda()
        try:
            _serve_exercise(Channel(own), self._shell, self._device)
        finally:
            os._exit(0)


def _end_if_copy(own: int) -> None:
    """End a process that a student's cell or function has forked and let run on: it must not answer, too."""
    if os.getpid() != own:
        os._exit(0)


def _serve_exercise(channel: Channel, shell: CellShell, device: torch.device) -> None:
    side = StudentSide(shell.user_ns, device)
    own = os.getpid()
    while True:
        try:
            nonce, body = channel.receive()
        except ChannelClosed:
            return
        order, body = body[:1], body[1:]
        if order == STUDENT:
            answer = side.answer(body)
        elif order == CELL:
            answer = run_cell(shell, body)
        elif order == RESTORE:
            side.restore()
            answer = encode({})
        else:
            answer = encode({"error": "no such order"})
        _end_if_copy(own)
        channel.reply(nonce, answer)


def run_cell(shell: CellShell, body: bytes) -> bytes:
    """Run the cell that an order names, and say what became of it."""
    message: dict[str, Any] = decode(body)
    run = shell.run(message["source"], message["seconds"])
    account = {"status": run.status, "error": run.error, "message": run.message}
    try:
        return encode(account | {"outputs": run.outputs})
    except ValueRefused as refused:
        said = f"[what this cell shows cannot be kept: {refused}]\n"
        return encode(account | {"outputs": [{"output_type": "stream", "name": "stderr", "text": said}]})


def _kill_group(child: int) -> None:
    for kill in (os.killpg, os.kill):
        try:
            kill(child, signal.SIGKILL)
        except ProcessLookupError:  # it has ended by itself
            continue
