"""What students see of an ordinary notebook, and of one of ours, before they hand it in."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import nbformat.v4 as v4
import pytest
from nbgrader.apps import validateapp
from nbgrader.server_extensions.validate_assignment import handlers
from nbgrader.validator import Validator as NbgradersOwn
from traitlets.config import Config

from autograder.dropin import plug_in
from autograder.dropin.validate import Validator
from tests.autograder.dropin.ordinary_course import check_cell

CHECKS = '''
from underhood.checking import exercise, expect_equal

@exercise("double", points=2)
def test_double(student):
    """double(3)"""
    print("checks may print")
    expect_equal(student.call("double", 3), 6, words="twice the number")

@exercise("triple", points=1)
def test_triple(student):
    """triple(3)"""
    expect_equal(student.call("triple", 3), 9, words="three times the number")
'''


@pytest.fixture
def notebook(tmp_path: Path, quiet_home: None) -> Callable[..., Path]:
    def write(*cells: Any, kernel: str = "python3") -> Path:
        metadata = {"kernelspec": {"name": kernel, "display_name": kernel, "language": kernel}}
        nbformat.write(v4.new_notebook(cells=list(cells), metadata=metadata), tmp_path / "mine.ipynb")
        return tmp_path / "mine.ipynb"

    return write


def printed(path: Path, **settings: Any) -> str:
    validator = Validator(config=Config({"Validator": settings}))
    validator.stream = io.StringIO()
    validator.validate_and_print(str(path))
    return str(validator.stream.getvalue())


def answer(name: str, source: str) -> Any:
    claims = {"grade": False, "solution": True, "locked": False, "grade_id": name, "schema_version": 3, "task": False}
    return v4.new_code_cell(source, metadata={"nbgrader": claims})


def test_nbgraders_commands_and_buttons_use_it() -> None:
    plug_in()
    assert validateapp.Validator is Validator
    assert handlers.Validator is Validator


def test_what_passes_passes(notebook: Callable[..., Path]) -> None:
    path = notebook(v4.new_code_cell("import warnings\nwarnings.warn('slow')\nx = 1"), check_cell("c", "assert x == 1"))
    assert printed(path) == "Success! Your notebook passes all the tests.\n"
    assert "NOTEBOOK PASSED ON 1 CELL(S)!" in printed(path, invert=True)


def test_what_fails_says_how(notebook: Callable[..., Path]) -> None:
    path = notebook(check_cell("c", "assert 1 == 2, 'not equal'"), check_cell("d", "False"), check_cell("e", "0.5", 2))
    said = printed(path)
    assert "VALIDATION FAILED ON 3 CELL(S)!" in said
    assert "AssertionError: not equal" in said
    assert said.count("Partial credit") == 2


def test_files_beside_the_notebook_are_there_and_stay_as_they_are(notebook: Callable[..., Path]) -> None:
    check = "open('data/table.csv', 'a').write('x')\nassert open('data/table.csv').read() == '1,2\\nx'"
    path = notebook(check_cell("c", check))
    (path.parent / "data").mkdir()
    (path.parent / "data" / "table.csv").write_text("1,2\n")
    assert "Success!" in printed(path)
    assert (path.parent / "data" / "table.csv").read_text() == "1,2\n"


def test_the_button_gets_what_nbgrader_gives(notebook: Callable[..., Path]) -> None:
    result = Validator().validate(str(notebook(check_cell("c", "assert 1 == 2"))))
    assert list(result) == ["failed"]
    assert result["failed"][0]["source"] == "assert 1 == 2"
    json.dumps(result)


def test_our_checks_judge_our_notebooks(notebook: Callable[..., Path]) -> None:
    right, wrong = answer("double", "def double(x): return 2 * x"), answer("triple", "def triple(x): return x")
    path = notebook(right, wrong, check_cell("check_double", 'check("double")'))
    path.with_name("checks.py").write_text(CHECKS)
    said = printed(path)
    assert "VALIDATION FAILED ON 1 CELL(S)!" in said
    assert "✓ double: passed" in said
    assert "✗ triple: wrong" in said
    result = Validator().validate(str(path))
    assert [exercise["source"] for exercise in result["failed"]] == ["triple"]
    assert "three times the number" in result["failed"][0]["raw_error"]


def test_nbgraders_own_validator_hears_of_it_too(notebook: Callable[..., Path]) -> None:
    cells = [v4.new_code_cell("from underhood import check"), answer("double", "def double(x): return 2 * x")]
    checks = [check_cell(f"check_{name}", f'check("{name}")') for name in ("double", "triple")]
    path = notebook(*cells, *checks)
    path.with_name("checks.py").write_text(CHECKS)
    (failed,) = NbgradersOwn().validate(str(path))["failed"]
    assert failed["source"] == 'check("triple")'
    assert "○ triple: not attempted" in failed["error"]
    assert "Traceback" not in failed["error"]


def test_broken_checks_are_no_fault_of_the_student(notebook: Callable[..., Path]) -> None:
    path = notebook(answer("double", "def double(x): return 2 * x"))
    path.with_name("checks.py").write_text("import underhood\n1 / 0\n")
    with pytest.raises(Exception, match="ZeroDivisionError"):
        Validator().validate(str(path))
