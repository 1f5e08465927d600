"""A notebook of a few cells, run in an IPython shell of this process, and the student who wrote it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest
import torch

from underhood.checking.cells import CellShell
from underhood.checking.local import LocalTransport
from underhood.checking.student import Student

Notebook: TypeAlias = "Callable[..., Student]"


@pytest.fixture
def notebook(shell: CellShell) -> Notebook:
    def of(*cells: str, seed: int = 0, seconds: float = 10.0) -> Student:
        for cell in cells:
            shell.run(cell, 30.0)
        return Student(LocalTransport(shell.user_ns, torch.device("cpu")), seed=seed, seconds=seconds)

    return of
