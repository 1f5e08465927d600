"""What goes wrong around a check in a notebook, and what its student reads of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from tests.underhood.notebook.kernel import error_under, outputs_of, shown_under

Text = Callable[[str], str]

CHECKS = '''
from underhood.checking import exercise, expect_equal

@exercise("double", points=1)
def test_worked_example(student):
    """double of 3."""
    expect_equal(student.call("double", 3), 6, words="twice the number")

@exercise("double", points=1)
def test_of_four(student):
    """double of 4."""
    expect_equal(student.call("double", 4), 8, words="twice the number")
'''

# Nobody waits ten seconds in a test.
HURRY = "from underhood.checking.student import Student\nStudent.__init__.__kwdefaults__['seconds'] = 0.5"

CELLS = {
    "imports": f"import os\nfrom underhood import check, hint, progress\n{HURRY}\ncalls = []",
    "loop": "def double(x):\n    calls.append(x)\n    while True: pass",
    "check loop": 'check("double")',
    "calls": "calls",
    "right": "def double(x):\n    return 2 * x",
    "check right": 'check("double")',
    "unread": "def double(x):\n    return 3 * * x",
    "check unread": 'check("double")',
    "right again": "def double(x):\n    return 2 * x",
    "check right again": 'check("double")',
}


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    """What stands under each cell after the whole notebook has run."""
    folder = tmp_path_factory.mktemp("assignment")
    (folder / "checks.py").write_text(CHECKS)
    return outputs_of(CELLS, folder)


@pytest.fixture
def shown(outputs: dict[str, list[Any]]) -> Text:
    """The text of the one result under a cell."""
    return partial(shown_under, outputs)


@pytest.fixture
def error(outputs: dict[str, list[Any]]) -> Text:
    """What an error under a cell shows to the student."""
    return partial(error_under, outputs)


def test_an_endless_loop_is_waited_for_once(shown: Text) -> None:
    assert shown("check loop").startswith("✗ double: timed out (0 of 2 checks)")
    assert "Not passed yet, either: double of 4." in shown("check loop")
    assert shown("calls") == "[3]"


def test_the_next_check_of_the_exercise_starts_afresh(shown: Text) -> None:
    assert shown("check right") == "✓ double: passed (2 of 2 checks)"


def test_a_card_says_that_what_was_checked_is_not_what_was_run_last(shown: Text, outputs: dict[str, list[Any]]) -> None:
    note = "the last run of your cell ended with SyntaxError: what is checked is what you had before"
    assert shown("check unread") == f"✓ double: passed (2 of 2 checks)\n  NOTE      {note}"
    (result,) = outputs["check unread"]
    assert note in result.data["text/html"]
    assert shown("check right again") == "✓ double: passed (2 of 2 checks)"
