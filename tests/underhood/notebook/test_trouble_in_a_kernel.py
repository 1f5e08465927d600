"""What goes wrong around a check in a notebook, and what its student reads of it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.underhood.notebook.kernel import Text, outputs_of

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
    "check without quotes": "check(double)",
    "hint without quotes": "hint(double)",
    "check a number": "check(3)",
    "another folder": "os.mkdir('elsewhere')\nos.chdir('elsewhere')",
    "check from another folder": 'check("double")',
    "hint from another folder": 'hint("double")',
    "progress from another folder": "progress()",
    "leaves": "def double(x):\n    exit()",
    "check leaves": 'check("double")',
    "exits": "import sys\ndef double(x):\n    sys.exit(1)",
    "check exits": 'check("double")',
    "still alive": "double = 21\ndouble",
}


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    """What stands under each cell after the whole notebook has run."""
    folder = tmp_path_factory.mktemp("assignment")
    (folder / "checks.py").write_text(CHECKS)
    (folder / "hints.toml").write_text('[double]\nhints = ["add it to itself"]\n')
    return outputs_of(CELLS, folder)


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


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("check without quotes", 'check("double")'),
        ("hint without quotes", 'hint("double")'),
        ("check a number", 'check("name")'),
    ],
)
def test_a_name_without_quotes_is_told_how_to_be_written(error: Text, cell: str, said: str) -> None:
    assert error(cell) == f"Write the name of the exercise in quotes: {said}"


def test_the_checks_are_found_after_a_cell_has_gone_to_another_folder(shown: Text) -> None:
    assert shown("check from another folder") == "✓ double: passed (2 of 2 checks)"
    assert "add it to itself" in shown("hint from another folder")
    assert shown("progress from another folder").startswith("1 of 1 exercises")


@pytest.mark.parametrize(("cell", "line"), [("leaves", "line 2 of your cell: exit()"), ("exits", "sys.exit(1)")])
def test_an_answer_that_leaves_python_is_told_so_and_the_kernel_lives(shown: Text, cell: str, line: str) -> None:
    assert shown(f"check {cell}").startswith("✗ double: raised")
    assert "GOT       SystemExit" in shown(f"check {cell}")
    assert line in shown(f"check {cell}")
    assert "NEXT      exit() ends Python, and not only your function" in shown(f"check {cell}")
    assert shown("still alive") == "21"
