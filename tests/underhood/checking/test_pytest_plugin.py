"""`pytest checks.py` in the folder of an assignment, as a student or a course author runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import nbformat.v4 as v4
import pytest
import torch
from nbformat import writes

from underhood.checking.notebook import names_of_notebook

REPOSITORY = Path(__file__).parents[3]

CHECKS = '''
import torch
from underhood.checking import exercise, expect_close

@exercise("double", points=1)
def test_worked_example(student, device):
    """double of 1 and 2."""
    x = torch.tensor([1.0, 2.0])
    expect_close(student.call("double", x.to(device)), torch.tensor([2.0, 4.0]), words="twice each")

@exercise("half", points=1)
def test_of_half(student, device):
    """half of 1."""
    expect_close(student.call("half", torch.ones(1).to(device)), torch.tensor([0.5]), words="a half", next="divide")

@exercise("half", points=1)
def test_that_needs_no_device(student):
    """the name of half."""
    assert student.value(("half", "__name__")) == "half"
'''
SOLVED = ["def double(x):\n    return 2 * x", "1 / 0", "def half(x):\n    return x / 2"]
STUB_AND_WRONG = ["def double(x):\n    raise NotImplementedError()", "def half(x):\n    return x"]


def write_notebook(folder: Path, sources: list[str], name: str = "") -> Path:
    cells = [v4.new_code_cell(source) for source in sources]
    check = v4.new_code_cell("never = 'run'\n1 / 0", metadata={"nbgrader": {"grade_id": "check_double"}})
    path = folder / f"{name or folder.name}.ipynb"
    path.write_text(writes(v4.new_notebook(cells=[*cells, check, v4.new_markdown_cell("the end")])))
    return path


@pytest.fixture
def assignment(tmp_path: Path) -> Path:
    folder = tmp_path / "04_small"
    folder.mkdir()
    (folder / "checks.py").write_text(CHECKS)
    return folder


def run_pytest(folder: Path, *options: str) -> tuple[int, str]:
    paths = {"PYTHONPATH": str(REPOSITORY), "OMP_NUM_THREADS": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "underhood.checking.pytest_plugin",
        "-p",
        "no:cacheprovider",
        "-rs",
    ]
    done = subprocess.run(
        [*command, "checks.py", *options],
        cwd=folder,
        env=os.environ | paths,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def test_a_solution_passes(assignment: Path) -> None:
    write_notebook(assignment, SOLVED)
    code, said = run_pytest(assignment, "--device", "all")
    assert code == 0, said
    assert f"{3 + 2 * torch.cuda.is_available()} passed" in said


def test_a_stub_and_a_wrong_answer_fail_and_print_the_labelled_lines(assignment: Path) -> None:
    write_notebook(assignment, STUB_AND_WRONG)
    code, said = run_pytest(assignment)
    assert code == 1
    assert "2 failed, 1 passed" in said
    for line in (
        "STATUS    not attempted",
        "WHAT      double of 1 and 2.",
        "GOT       the cell is as it was released",
        "STATUS    wrong",
        "WHAT      half of 1.",
        "EXPECTED  a half: [0.5]",
        "GOT       a float32 tensor of shape (1,), [1.0]",
        "NEXT      divide",
    ):
        assert line in said.splitlines(), said
    assert "Traceback" not in said


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a cuda device here")
def test_a_device_that_is_not_there_skips_with_a_reason(assignment: Path) -> None:
    write_notebook(assignment, SOLVED)
    code, said = run_pytest(assignment, "--device", "cuda")
    assert code == 0
    assert "1 passed, 2 skipped" in said
    assert "this machine has no cuda device" in said


# ----------------------------------------------------------------------------------------------- which notebook it is


@pytest.fixture
def names_given_back(shell: object) -> None:
    """Running a notebook makes a shell; the fixture of it undoes what a shell does to the process."""


@pytest.mark.usefixtures("names_given_back")
def test_the_notebooks_cells_run_in_its_folder_without_the_check_cells(
    assignment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNDERHOOD_CHECKS_ELSEWHERE", "")
    before = Path.cwd()
    (assignment / "helper_of_mine.py").write_text("number = 1")
    write_notebook(
        assignment, ["from pathlib import Path\nhere = Path.cwd()", "1 / 0", "from helper_of_mine import number"]
    )
    names = names_of_notebook(assignment)
    assert (names["here"], names["number"], "never" in names) == (assignment, 1, False)
    assert Path.cwd() == before


@pytest.mark.usefixtures("names_given_back")
def test_a_single_notebook_of_another_name_will_do(assignment: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNDERHOOD_CHECKS_ELSEWHERE", "")
    write_notebook(assignment, ["x = 5"], name="renamed")
    assert names_of_notebook(assignment)["x"] == 5


@pytest.mark.parametrize("names", [(), ("one", "two")])
def test_no_notebook_or_two_are_told(assignment: Path, names: tuple[str, ...]) -> None:
    for name in names:
        write_notebook(assignment, [], name=name)
    with pytest.raises(pytest.UsageError, match=r"should hold one notebook, 04_small\.ipynb"):
        names_of_notebook(assignment)
