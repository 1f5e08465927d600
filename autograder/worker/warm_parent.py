"""A Python that has imported everything, lives inside the wall, and forks off a caged worker whenever a judge asks.

It has one thread and has never touched CUDA, or it could not be forked. It speaks with judges, whom it trusts, and
never with what it has forked: a worker's socket comes from the judge and goes to the worker.
"""

from __future__ import annotations

import gc
import importlib
import io
import os
import selectors
import signal
import socket
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import torch

from autograder.engine.wire import Channel, ChannelClosed
from autograder.worker.cage import Cage, Told, enter, shown_where_cages_write
from autograder.worker.cuda import CUDA_DEVICES
from autograder.worker.late_compiler import put_off_the_compiler
from autograder.worker.orders import CONNECT, END_WORKER, HELLO, START_WORKER, WORKER_STATUS
from autograder.worker.process import drop_direct_output, serve_notebook, stay_with_one_thread
from autograder.worker.system_calls import become_subreaper, collect_in_huge_pages, keep_freed_memory
from autograder.worker.watchdog import HeldMemory
from underhood.checking.cells import CellShell
from underhood.checking.side import seed_everything
from underhood.checking.values import decode, encode

__all__ = ["serve_warm"]

_LOOK_SECONDS = 0.05
_MOST_FILES_SENT = 16
FIRST_SECONDS = 60.0
FIRST_CELL = """
# For `manual_seed` torch writes down all lines of Python that have led to it, out of files that are read now.
import torch
torch.manual_seed(0)
print(torch.ones(2, 2))
"""
_COMMON = ("matplotlib.pyplot", "matplotlib_inline.backend_inline", "torch.utils.data", "underhood.data")


def serve_warm(control: socket.socket, filter: bytes, imports: Sequence[str], *, watch_memory: bool) -> None:
    """Import, then carry out orders until the control socket closes.

    Args:
        control: the socket of whoever has started this; more judges are connected through it.
        filter: the program of seccomp for the cages.
        imports: what notebooks will want, beside what every notebook of the course wants: see `imported_names`.
        watch_memory: there are no control groups, so look after the memory of each cage from here.
    """
    stay_with_one_thread()
    keep_freed_memory()
    # Of a shell of its own, gone before the next one: matplotlib hangs itself into the shell that it finds.
    CellShell.create().run(FIRST_CELL, FIRST_SECONDS)
    shell = CellShell.create()
    for name in (*_COMMON, *imports):
        with suppress(Exception):  # a cell that imports it will say why
            _import(*name.split(":"))
    put_off_the_compiler()
    _use_once()
    become_subreaper()
    drop_direct_output()
    collect_in_huge_pages()
    gc.freeze()  # a collection in a fork would write to each object, and so copy all of this memory
    gc.enable()
    _WarmParent(control, shell, filter, watch_memory=watch_memory).serve()


def _import(module: str, name: str = "") -> None:
    """What `import module`, or `from module import name`, does."""
    found = importlib.import_module(module)
    if name and not hasattr(found, name):
        importlib.import_module(f"{module}.{name}")


def _use_once() -> None:
    """Do what notebooks do, so that what libraries import and build at the first use is there before the fork.

    The first figure makes matplotlib read fonts, which takes longer than most cells. The random numbers that this draws
    do not matter: a worker starts from its own seed.
    """
    import matplotlib.pyplot as plt

    from underhood.data import load_digits

    seed_everything(0)
    load_digits("embedded")
    model = torch.nn.Linear(2, 1)
    loss = torch.nn.functional.binary_cross_entropy_with_logits(model(torch.zeros(1, 2)), torch.zeros(1, 1))
    if CUDA_DEVICES not in os.environ:
        loss.backward()  # type: ignore[no-untyped-call]
    torch.optim.SGD(model.parameters(), lr=0.1).step()
    figure, (axes, _) = plt.subplots(1, 2)
    axes.plot([0, 1], [0, 1], label="line")
    axes.legend()
    figure.savefig(io.BytesIO(), format="png")
    plt.close(figure)


@dataclass
class _Worker:
    """A cage, known by its first process; the pipe on which it reports, and what it said there."""

    first: int
    report: int
    said: bytes
    memory: int
    over_memory: bool = False


class _WarmParent:
    def __init__(self, control: socket.socket, shell: CellShell, filter: bytes, *, watch_memory: bool) -> None:
        self._shell, self._filter = shell, filter
        self._shown = shown_where_cages_write()
        self._held = HeldMemory() if watch_memory else None
        self._workers: dict[tuple[Channel, int], _Worker] = {}  # each judge counts its own
        self._selector = selectors.DefaultSelector()
        self._main = Channel(control)
        self._selector.register(self._main, selectors.EVENT_READ)

    def serve(self) -> None:
        while True:
            for key, _ in self._selector.select(_LOOK_SECONDS if self._workers and self._held else None):
                channel = key.fileobj
                assert isinstance(channel, Channel)
                try:
                    self._obey(channel)
                except ChannelClosed:
                    if channel is self._main:
                        return
                    self._forget(channel)
            self._watch_memory()

    def _obey(self, channel: Channel) -> None:
        nonce, body = channel.receive()
        order, message = bytes(body[:1]), decode(body[1:]) if body[1:] else {}
        if order == HELLO:
            channel.reply(nonce, encode({"ready": True}))
        elif order == CONNECT:
            (number,) = channel.receive_files()
            self._selector.register(Channel(socket.socket(fileno=number)), selectors.EVENT_READ)
            channel.reply(nonce, encode({}))
        elif order == START_WORKER:
            own, *groups = channel.receive_files(_MOST_FILES_SENT)
            channel.reply(nonce, encode(self._start(channel, message, own, groups)))
        elif order == WORKER_STATUS:
            channel.reply(nonce, encode(self._status(channel, message["number"])))
        elif order == END_WORKER:
            status = self._status(channel, message["number"])
            self._end(channel, message["number"])
            channel.reply(nonce, encode(status))

    def _start(self, owner: Channel, order: dict[str, Any], own: int, groups: list[int]) -> dict[str, object]:
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            self._be_worker(order, own, groups, write)
        for number in (write, own, *groups):
            os.close(number)
        os.waitpid(child, 0)
        said, told = _built(read)
        if told.first is None:
            os.close(read)
            return {"problem": told.problem or "the cage ended before it was built"}
        self._workers[owner, order["number"]] = _Worker(told.first, read, said, order["memory"])
        if not told.is_ready:
            self._end(owner, order["number"])
            return {"problem": told.problem or "the cage ended while it was built"}
        return {}

    def _be_worker(self, order: dict[str, Any], own: int, groups: list[int], write: int) -> None:
        """In the fork: keep nothing of the judges', then go into the cage."""
        kept = {0, 1, 2, own, write, *groups}
        for number in map(int, os.listdir("/proc/self/fd")):
            if number not in kept:
                with suppress(OSError):  # the one that listed them is closed already
                    os.close(number)
        control = socket.socket(fileno=own)
        enter(
            Cage.from_message(order, self._filter, self._shown), groups, write,
            lambda: serve_notebook(
                control, self._shell, device=order["device"], seed=order["seed"], environment=order["environment"]
            ),
        )  # fmt: skip

    def _status(self, owner: Channel, number: int) -> dict[str, object]:
        worker = self._workers.get((owner, number))
        if worker is None:
            return {"ended": True}
        os.set_blocking(worker.report, False)
        with suppress(BlockingIOError):
            worker.said += os.read(worker.report, 100)
        code = Told.from_report(worker.said).status
        return {"ended": code is not None, "code": code, "over_memory": worker.over_memory}

    def _end(self, owner: Channel, number: int) -> None:
        worker = self._workers.pop((owner, number), None)
        if worker is not None:
            os.kill(worker.first, signal.SIGKILL)  # it has not been reaped, so the number is still its own
            os.waitpid(worker.first, 0)
            os.close(worker.report)

    def _forget(self, channel: Channel) -> None:
        """A judge has gone: its workers go, too."""
        self._selector.unregister(channel)
        channel.close()
        for number in [number for owner, number in self._workers if owner is channel]:
            self._end(channel, number)

    def _watch_memory(self) -> None:
        if self._held is None or not self._workers:
            return
        held = self._held.by_cage([worker.first for worker in self._workers.values()])
        for worker in self._workers.values():
            if held[worker.first] > worker.memory and not worker.over_memory:
                worker.over_memory = True
                os.kill(worker.first, signal.SIGKILL)


def _built(report: int) -> tuple[bytes, Told]:
    """What a cage says until it is built, or fails: as it is, and as read."""
    said = b""
    while True:
        piece = os.read(report, 1000)
        said += piece
        told = Told.from_report(said)
        if not piece or told.problem or (told.is_ready and told.first is not None):
            return said, told
