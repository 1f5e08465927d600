"""`check`, `hint` and `progress`, typed into the cells of a real notebook that a real kernel runs."""

from __future__ import annotations

from typing import Any

import pytest

from tests.underhood.notebook.kernel import Text, outputs_of

CHECKS = '''
from underhood.checking import exercise, expect_equal, expect_own, Mistake

@exercise("double", points=1)
def test_worked_example(student):
    """double of 3."""
    expect_equal(student.call("double", 3), 6, words="twice the number", mistakes=[Mistake(9, "you squared it")])

@exercise("half", points=1)
def test_of_half(student):
    """half of 3."""
    expect_equal(student.call("half", 3), 1.5, words="half the number")

@exercise("triple", points=1)
def test_own(student):
    """triple is your own."""
    expect_own(student, "triple", without=["operator.mul"])
'''
HINTS = '[double]\nhints = ["add it", "to itself"]\n'

# Nobody waits ten seconds in a test.
HURRY = "from underhood.checking.student import Student\nStudent.__init__.__kwdefaults__['seconds'] = 0.5"

CELLS = {
    "imports": f"import os\nfrom underhood import check, hint, progress\n{HURRY}",
    "stub": "def double(x):\n    raise NotImplementedError()",
    "check stub": 'check("double")',
    "first hint": 'hint("double")',
    "second hint": 'hint("double")',
    "hint too many": 'hint("double")',
    "hint for nothing": 'hint("nothing")',
    "wrong": "def double(x):\n    print('<i>')\n    return x * x",
    "check wrong": 'check("double")',
    "line": "def double(x):\n    y = 2 * x\n    return y.item()",
    "check line": 'check("double")',
    "loop": "def double(x):\n    while True: pass",
    "check loop": 'check("double")',
    "interrupted": "def double(x):\n    import signal\n    signal.raise_signal(signal.SIGINT)",
    "check interrupted": 'check("double")',
    "right": "def double(x):\n    return 2 * x",
    "check right": 'check("double")',
    "borrowed": "import operator as o\ndef triple(x):\n    return o.mul(3, x)",
    "check borrowed": 'check("triple")',
    "own": "def triple(x):\n    return 3 * x  # not operator.mul",
    "check own": 'check("triple")',
    "progress": "progress()",
    "names": "sorted(name for name in ('half', 'limit', 'student', 'seen') if name in globals())",
    "check unknown": 'check("fourfold")',
    "validating": "os.environ['NBGRADER_VALIDATING'] = '1'",
    "validate right": 'check("double")',
    "validate nothing": 'check("half")',
    "no longer validating": "del os.environ['NBGRADER_VALIDATING']",
    "break": "open('checks.py', 'a').write('\\nimport no_such_module\\n')",
    "check broken": 'check("double")',
    "remove": "os.remove('checks.py')",
    "check nowhere": 'check("double")',
    "grading": "os.environ['UNDERHOOD_CHECKS_ELSEWHERE'] = '1'",
    "check while grading": 'check("double")',
    "progress while grading": "progress()",
    "still alive": "double(21)",
}


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    """What stands under each cell after the whole notebook has run."""
    folder = tmp_path_factory.mktemp("assignment")
    (folder / "checks.py").write_text(CHECKS)
    (folder / "hints.toml").write_text(HINTS)
    return outputs_of(CELLS, folder)


def test_a_stub_is_not_attempted(shown: Text) -> None:
    assert shown("check stub").startswith("○ double: not attempted (0 of 1 checks)")


def test_a_wrong_answer_shows_its_lines(shown: Text) -> None:
    text = shown("check wrong")
    assert text.startswith("✗ double: wrong (0 of 1 checks)")
    assert "GOT       the number 9" in text
    assert "WHY       you squared it" in text


def test_the_card_comes_as_html_too(outputs: dict[str, list[Any]]) -> None:
    (result,) = [output for output in outputs["check wrong"] if output.output_type == "execute_result"]
    assert "you squared it" in result.data["text/html"]


def test_what_the_students_function_prints_is_seen(outputs: dict[str, list[Any]]) -> None:
    assert [output.text for output in outputs["check wrong"] if output.output_type == "stream"] == ["<i>\n"]


def test_an_error_names_the_line_of_the_cell(shown: Text) -> None:
    assert "line 3 of your cell: return y.item()" in shown("check line")


def test_an_endless_loop_is_stopped(shown: Text) -> None:
    assert shown("check loop").startswith("✗ double: timed out")


def test_an_interrupt_is_told_in_one_sentence(error: Text) -> None:
    said = "You stopped the check while your function double was running (line 3 of its cell)."
    assert error("check interrupted") == said


def test_a_right_answer_passes(shown: Text) -> None:
    assert shown("check right") == "✓ double: passed (1 of 1 checks)"


def test_a_rule_about_the_source_reads_the_cell_that_ran_last(shown: Text) -> None:
    assert "GOT       operator.mul in line 3" in shown("check borrowed")
    assert "FLAGGED   for a person: uses operator.mul in line 3" in shown("check borrowed")
    assert shown("check own") == "✓ triple: passed (1 of 1 checks)"


def test_progress_shows_all_exercises(shown: Text) -> None:
    lines = shown("progress").splitlines()
    assert lines[0] == "2 of 3 exercises pass their checks here"
    assert [line.split(maxsplit=1)[1].split("  ")[0] for line in lines[1:]] == ["double", "half", "triple"]


def test_hints_come_one_after_the_other(shown: Text) -> None:
    assert shown("first hint").splitlines()[0] == "Hint 1 of 2: add it"
    assert "to itself" not in shown("first hint")
    assert "Hint 2 of 2: to itself" in shown("second hint")
    assert shown("hint too many") == shown("second hint")


def test_checking_leaves_no_name_in_the_notebook(shown: Text) -> None:
    assert shown("names") == "[]"


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("hint for nothing", "There is no exercise 'nothing' here. There are: double."),
        ("check unknown", "There is no exercise 'fourfold' here. There are: double, half, triple."),
        ("check nowhere", "checks.py should be beside this notebook, in "),
    ],
)
def test_what_cannot_be_checked_is_told_in_one_sentence(error: Text, cell: str, said: str) -> None:
    assert error(cell).startswith(said)
    assert "\n" not in error(cell)


def test_what_has_not_passed_is_an_error_where_nbgrader_validates(shown: Text, error: Text) -> None:
    assert shown("validate right") == "✓ double: passed (1 of 1 checks)"
    assert error("validate nothing").startswith("○ half: not attempted (0 of 1 checks)\n  WHAT      half of 3.")
    assert "Traceback" not in error("validate nothing")


def test_a_broken_file_of_checks_is_told_with_its_reason(error: Text) -> None:
    assert "No module named 'no_such_module'" in error("check broken")


def test_while_grading_the_commands_stand_aside(shown: Text) -> None:
    assert shown("check while grading") == "double is checked outside this notebook."
    assert shown("progress while grading") == "Progress is shown where the checks run."


def test_the_notebook_works_on_after_all_that(shown: Text) -> None:
    assert shown("still alive") == "42"
