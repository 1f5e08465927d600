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
from collections.abc import Mapping
from typing import Any

import torch

from autograder.engine.wire import Channel, ChannelClosed
from autograder.worker.cuda import show_cuda
from autograder.worker.files import State, put_file, state_of, written_since
from autograder.worker.late_compiler import put_off_the_compiler
from autograder.worker.orders import (
    CELL,
    END_EXERCISE,
    EXERCISE,
    HELLO,
    KERNEL,
    KERNEL_CHANNELS,
    PUT_FILE,
    RESTORE,
    STUDENT,
    WRITTEN_FILES,
)
from underhood.checking.cells import CellShell
from underhood.checking.side import StudentSide, seed_everything
from underhood.checking.values import ValueRefused, decode, encode

__all__ = ["drop_direct_output", "serve_alone", "serve_notebook", "stay_with_one_thread"]


def serve_alone(control: socket.socket, *, device: str, seed: int, memory: int) -> None:
    """Import everything, then be the worker of one notebook, without a wall.

    Args:
        control: where orders for the notebook come in.
        device: where the student's code computes.
        seed: the random number generators start from it.
        memory: bytes of data that this process, and each one forked off it, may hold.
    """
    stay_with_one_thread()  # a process with threads cannot be forked safely
    put_off_the_compiler()
    drop_direct_output()
    shell = CellShell.create()
    # RLIMIT_DATA counts what is really allocated; RLIMIT_AS would also count the libraries that torch maps.
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    serve_notebook(control, shell, device=device, seed=seed, environment={})


def serve_notebook(
    control: socket.socket, shell: CellShell, *, device: str, seed: int, environment: Mapping[str, str]
) -> None:
    """Carry out orders for one notebook until the control socket closes.

    `environment` are variables of this notebook alone; for the other arguments see `serve_alone`.
    """
    os.environ.update(environment)
    sys.path.insert(0, "")  # as in a notebook: files beside it can be imported. Not before all that is ours has been
    seed_everything(seed)
    _Notebook(Channel(control), shell, torch.device(device)).serve()


def stay_with_one_thread() -> None:
    """Let torch compute with one thread, whatever a notebook asks for: a fork loses the others and waits for them."""
    torch.set_num_threads(1)
    vars(torch)["set_num_threads"] = lambda number: None


def drop_direct_output() -> None:
    """Send to nowhere what is written past Python's streams. Until here it was the account of a failed start."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)


class _Notebook:
    """The process that holds the notebook's state after its cells have run."""

    def __init__(self, control: Channel, shell: CellShell, device: torch.device) -> None:
        self._control, self._shell, self._device = control, shell, device
        self._children: dict[int, int] = {}
        self._files: State | None = None
        self._folder = os.getcwd()  # a cell may go elsewhere

    def serve(self) -> None:
        own = os.getpid()
        while True:
            try:
                nonce, body = self._control.receive()
            except ChannelClosed:
                return
            if bytes(body[:1]) == KERNEL:
                self._become_kernel(nonce, decode(body[1:]))
                return
            answer = self._obey(bytes(body[:1]), body[1:])
            _end_if_copy(own)
            self._control.reply(nonce, answer)

    def _obey(self, order: bytes, body: memoryview) -> bytes:
        if order == HELLO:
            return encode({"python": platform.python_version(), "torch": torch.__version__.partition("+")[0]})
        if order == CELL:
            self._files = state_of(self._folder) if self._files is None else self._files
            return run_cell(self._shell, body)
        if order == EXERCISE:
            return self._fork_exercise(decode(body)["number"], *self._control.receive_files())
        if order == END_EXERCISE:
            return self._end_exercise(decode(body)["number"])
        if order == PUT_FILE:
            put_file(decode(body))
            return encode({})
        if order == WRITTEN_FILES:
            return encode({"files": written_since(self._files or {}, decode(body)["bytes"], self._folder)})
        return encode({"error": "no such order"})

    def _become_kernel(self, nonce: bytes, message: dict[str, Any]) -> None:
        from autograder.worker.jupyter_kernel import serve_kernel  # imports ipykernel, which grading has no use for

        listening = self._control.receive_files(len(KERNEL_CHANNELS))
        self._control.reply(nonce, encode({}))
        self._control.close()
        serve_kernel(message, listening)

    def _fork_exercise(self, number: int, own: int) -> bytes:
        try:
            child = os.fork()
        except OSError:  # the cells have left no room for another process
            os.close(own)
            return encode({"forked": False})
        if child == 0:
            self._be_exercise(socket.socket(fileno=own))
        self._children[number] = child
        os.close(own)
        return encode({"forked": True})

    def _end_exercise(self, number: int) -> bytes:
        child = self._children.pop(number)
        _kill_group(child)
        _, status = os.waitpid(child, 0)
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
        order, body = bytes(body[:1]), body[1:]
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


def run_cell(shell: CellShell, body: memoryview) -> bytes:
    """Run the cell that an order names, and say what became of it."""
    message: dict[str, Any] = decode(body)
    run = shell.run(message["source"], message["seconds"], message.get("number"))
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
