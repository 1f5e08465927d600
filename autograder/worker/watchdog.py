"""How much memory the processes of a cage hold together, where no control group counts it."""

from __future__ import annotations

import os
from collections.abc import Iterable

__all__ = ["HeldMemory"]

_KIB = 1024


class HeldMemory:
    """Looks into /proc, in the process from which the cages are forked."""

    def __init__(self) -> None:
        self._inherited = _own_memory(os.getpid())

    def by_cage(self, firsts: Iterable[int]) -> dict[int, int]:
        """Bytes held by each cage, by the number of its first process.

        What a process shares with the warm parent since the fork is not counted: it is there once, not once for each.
        """
        parents = {process: _parent_of(process) for process in _processes()}
        held = dict.fromkeys(firsts, 0)
        for process in parents:
            cage = _cage_of(process, parents, held)
            if cage is not None:
                held[cage] += max(0, _own_memory(process) - self._inherited)
        return held


def _cage_of(process: int, parents: dict[int, int], held: dict[int, int]) -> int | None:
    """The first process of a cage is the ancestor of all others in it: it inherits the orphans."""
    for _ in range(len(parents)):
        if process in held:
            return process
        process = parents.get(process, 0)
    return None


def _processes() -> list[int]:
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def _parent_of(process: int) -> int:
    try:
        with open(f"/proc/{process}/stat", encoding="utf-8", errors="replace") as file:
            return int(file.read().rpartition(")")[2].split()[1])
    except OSError:  # it has ended
        return 0


def _own_memory(process: int) -> int:
    """Bytes of memory that are the process's own or shared with others of its cage: no files, no libraries."""
    try:
        with open(f"/proc/{process}/status", encoding="utf-8", errors="replace") as file:
            fields = dict(line.split(":", 1) for line in file if line.startswith(("RssAnon", "RssShmem")))
    except OSError:
        return 0
    return sum(int(value.split()[0]) * _KIB for value in fields.values())
