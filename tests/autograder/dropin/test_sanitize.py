"""Every claim of a submitted notebook about its grading gives way to what the gradebook knows."""

from __future__ import annotations

from typing import Any

import nbformat.v4 as v4
import pytest
from nbgrader.preprocessors import CheckCellMetadata, OverwriteCells
from nbgrader.utils import compute_checksum
from traitlets.config import Config

from autograder.dropin.recorded import RecordedCell, RecordedNotebook
from autograder.dropin.sanitize import RECORDED, AnotherNotebook, KeepLastCopy, RestoreCells, RestoreKernelspec

CHECK = "assert double(2) == 4"


def claims(name: str, **given: Any) -> dict[str, Any]:
    plain = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3, "grade_id": name}
    return {"nbgrader": plain | given}


def checked(name: str, source: str = CHECK, **given: Any) -> Any:
    return v4.new_code_cell(source, metadata=claims(name, **{"grade": True, "locked": True, "points": 3.0} | given))


def answer(source: str = "def double(x): return 2 * x") -> Any:
    return v4.new_code_cell(source, metadata=claims("double", solution=True))


def recorded(**kernel: Any) -> RecordedNotebook:
    sum_of = compute_checksum(checked("check"))
    cells = [
        RecordedCell("double", "code", "def double(x): ...", "a" * 32, locked=False, solution=True),
        RecordedCell("check", "code", CHECK, sum_of, locked=True, points=3.0),
        RecordedCell("essay", "markdown", "Why?", "d" * 32, locked=False, solution=True, points=2.0),
    ]
    return RecordedNotebook("p1", kernel or None, {cell.name: cell for cell in cells})


def sanitized(*cells: Any, config: Config | None = None, record: RecordedNotebook | None = None) -> Any:
    notebook = v4.new_notebook(cells=list(cells))
    resources = {RECORDED: record or recorded()}
    for step in (KeepLastCopy(), RestoreKernelspec(), RestoreCells(config=config or Config()), CheckCellMetadata()):
        notebook, resources = step.preprocess(notebook, resources)
    return notebook


def names(notebook: Any) -> list[str | None]:
    return [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in notebook.cells]


def test_an_honest_notebook_stays_as_it_is() -> None:
    notebook = sanitized(answer(), checked("check"))
    assert [cell.source for cell in notebook.cells] == ["def double(x): return 2 * x", CHECK]


def test_an_edited_check_is_the_instructors_again() -> None:
    notebook = sanitized(answer(), checked("check", "assert True"))
    assert notebook.cells[1].source == CHECK


@pytest.mark.parametrize(
    "given",
    [
        {"grade": False}, {"points": 300.0}, {"solution": True}, {"locked": False}, {"task": True}, {"points": "nan"},
        {"schema_version": 1}, {"schema_version": 99}, {"schema_version": "new"}, {"grade": [], "x": {"y": 1}},
    ],
)  # fmt: skip
def test_no_claim_about_a_check_is_believed(given: dict[str, Any]) -> None:
    notebook = sanitized(answer(), checked("check", "assert True", **given))
    assert notebook.cells[1].source == CHECK
    assert notebook.cells[1].metadata.nbgrader == recorded().cells["check"].metadata()


def test_a_check_turned_into_text_is_code_again() -> None:
    text = v4.new_markdown_cell("assert True", metadata=claims("check", grade=True, solution=True, points=3.0))
    cell = sanitized(answer(), text).cells[1]
    assert (cell.cell_type, cell.source, cell.outputs) == ("code", CHECK, [])


def test_of_copies_the_last_one_counts_and_nobody_stumbles() -> None:
    notebook = sanitized(answer("first = 1"), answer("second = 2"), checked("check"))
    assert names(notebook) == [None, "double", "check"]
    assert [cell.source for cell in notebook.cells[:2]] == ["first = 1", "second = 2"]


def test_a_copy_that_claims_to_be_nothing_is_a_copy_all_the_same() -> None:
    notebook = sanitized(answer(), checked("check", grade=False, locked=False), checked("check"))
    assert names(notebook) == ["double", None, "check"]


def test_a_deleted_check_is_put_back_behind_what_stood_before_it() -> None:
    notebook = sanitized(v4.new_markdown_cell("Hello"), answer(), v4.new_markdown_cell("Bye"))
    assert names(notebook) == [None, "double", "check", None]
    assert notebook.cells[2].source == CHECK


def test_a_check_is_put_back_at_the_top_where_nothing_stood_before_it() -> None:
    essay = v4.new_markdown_cell("So.", metadata=claims("essay", grade=True, solution=True, points=2.0))
    assert names(sanitized(essay)) == ["check", "essay"]


def test_a_deleted_answer_is_not_invented() -> None:
    assert names(sanitized(checked("check"))) == ["check"]


def test_nbgraders_own_setting_puts_all_graded_cells_back_with_a_note() -> None:
    config = Config({"OverwriteCells": {"add_missing_cells": True}})
    notebook = sanitized(answer(), config=config)
    assert names(notebook) == ["double", "check", "essay"]
    assert "was missing" in notebook.cells[1].source
    assert issubclass(RestoreCells, OverwriteCells)


def test_cells_of_other_notebooks_become_ordinary_cells() -> None:
    notebook = sanitized(answer(), checked("check"), checked("other", "x = 1"))
    assert names(notebook) == ["double", "check", None]


def test_a_notebook_with_other_cells_only_is_another_notebook() -> None:
    with pytest.raises(AnotherNotebook, match=r"p1\.ipynb"):
        sanitized(checked("other"))


def test_an_empty_notebook_earns_what_it_earns() -> None:
    assert names(sanitized()) == ["check"]


@pytest.mark.parametrize("odd", [{"grade_id": ["check"]}, {"grade_id": None}, {"grade_id": ""}, "text", 7, None, []])
def test_odd_metadata_is_dropped(odd: Any) -> None:
    cell = v4.new_code_cell("x = 1", metadata={"nbgrader": odd})
    assert "nbgrader" not in sanitized(answer(), cell).cells[-1].metadata


def test_the_kernel_is_the_instructors() -> None:
    record = recorded(name="python3", display_name="Python 3")
    assert sanitized(answer(), record=record).metadata.kernelspec.name == "python3"
