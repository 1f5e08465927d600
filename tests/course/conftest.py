"""The solution of an assignment, run on the embedded digits, and the real MNIST where UNDERHOOD_DATA names it."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

from underhood.checking.notebook import names_of_notebook
from underhood.data import DataError, Digits, load_digits

SOLUTIONS = Path(__file__).resolve().parents[2] / "solutions"
MNIST_SIZES = (60_000, 10_000)

# IPython 9 still takes the colour themes by the names that IPython 8 knows, and warns.
FOREIGN_WARNING = "ignore:.*lowercase.*IPython 9:DeprecationWarning"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.filterwarnings(FOREIGN_WARNING))


@pytest.fixture(scope="module")
def solution(request: pytest.FixtureRequest) -> dict[str, Any]:
    """The names of the solution notebook whose number stands in the name of the test's file."""
    (number,) = re.findall(r"\d\d", request.path.stem)
    (folder,) = SOLUTIONS.glob(f"{number}_*")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UNDERHOOD_DIGITS", "embedded")
        return names_of_notebook(folder)


@pytest.fixture(scope="session")
def mnist() -> Digits:
    """The real MNIST. Where there is none, the test is skipped."""
    if not os.environ.get("UNDERHOOD_DATA"):
        pytest.skip("UNDERHOOD_DATA names no folder with the MNIST files")
    try:
        digits = load_digits("mnist")
    except DataError as error:
        pytest.skip(f"UNDERHOOD_DATA has no MNIST that can be read: {error}")
    if (len(digits.train), len(digits.valid)) != MNIST_SIZES:
        pytest.skip("UNDERHOOD_DATA has other digits than the 60,000 and 10,000 of MNIST")
    return digits
