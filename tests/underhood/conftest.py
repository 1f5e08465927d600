"""An IPython shell of this process."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from underhood.checking.cells import CellShell


@pytest.fixture
def shell() -> Iterator[CellShell]:
    """IPython makes itself the main module and puts the current folder on the path: both are given back."""
    before = sys.modules["__main__"], list(sys.path)
    yield CellShell.create()
    CellShell.clear_instance()
    sys.modules["__main__"], sys.path[:] = before
