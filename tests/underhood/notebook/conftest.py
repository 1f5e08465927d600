"""What stands under the cells of a notebook that a real kernel has run: a test's file gives the `outputs`."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from tests.underhood.notebook.kernel import Text, error_under, shown_under


@pytest.fixture
def shown(outputs: dict[str, list[Any]]) -> Text:
    """The text of the one result under a cell."""
    return partial(shown_under, outputs)


@pytest.fixture
def error(outputs: dict[str, list[Any]]) -> Text:
    """What an error under a cell shows to the student."""
    return partial(error_under, outputs)
