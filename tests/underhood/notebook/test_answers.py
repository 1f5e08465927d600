"""What a notebook asks for: the order of its answers, and the written ones, as `progress()` tells of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from underhood.checking import CheckResult, ExerciseResult, Status
from underhood.notebook.answers import essays_in, in_order, names_in
from underhood.notebook.commands import NothingToCheck, _judge, hint
from underhood.notebook.shown import progress_shown


def cell(name: str, *, grade: bool, solution: bool) -> dict[str, Any]:
    settings = {"grade_id": name, "grade": grade, "solution": solution}
    return {"cell_type": "markdown", "metadata": {"nbgrader": settings}, "source": ""}


def write(folder: Path, *cells: Any, name: str = "notebook") -> None:
    (folder / f"{name}.ipynb").write_text(json.dumps({"cells": cells}))


def test_answers_that_a_person_grades_are_found_in_the_notebook(tmp_path: Path) -> None:
    answer, check = cell("relu", grade=False, solution=True), cell("check_relu", grade=True, solution=False)
    essay = cell("why_relu", grade=True, solution=True)
    write(tmp_path, {"cell_type": "markdown", "metadata": {}}, answer, check, essay)
    write(tmp_path, essay, name="a copy")
    assert essays_in(tmp_path) == ["why_relu"]
    assert essays_in(tmp_path / "nowhere") == []


def test_exercises_come_in_the_order_of_the_notebook(tmp_path: Path) -> None:
    cells = [cell(name, grade=False, solution=True) for name in ("quiz", "relu")]
    write(tmp_path, cells[0], cell("check_quiz", grade=True, solution=False), cells[1])
    assert names_in(tmp_path) == ["quiz", "relu"]
    assert in_order(["other", "relu", "quiz"], names_in(tmp_path)) == ["quiz", "relu", "other"]


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"cells": 3}', '{"cells": [3]}', '{"cells": [{}]}', "[" * 100_000, "\x00"]
)
def test_a_notebook_that_cannot_be_read_has_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "notebook.ipynb").write_text(text)
    assert essays_in(tmp_path) == []


def test_progress_tells_who_grades_them() -> None:
    result = ExerciseResult("relu", (CheckResult("test", Status.PASSED, 1.0),))
    shown = progress_shown([result], ["why_<relu>"])
    head, first, second = repr(shown).splitlines()
    assert head == "1 of 1 exercises pass their checks here"
    assert first.startswith("✓ relu")
    assert first.endswith("1 of 1 checks")
    assert second.split("  ")[0] == "✎ why_<relu>"
    assert second.endswith("graded by a person")
    html = shown._repr_mimebundle_()["text/html"]
    assert "✎ why_&lt;relu&gt;" in html
    assert html.count("<tr>") == 2


def test_check_says_that_there_is_nothing_to_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, cell("why_relu", grade=True, solution=True))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NothingToCheck, match="why_relu is graded by a person"):
        _judge(None, "why_relu")  # type: ignore[arg-type]


def test_a_hint_says_that_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, cell("why_relu", grade=True, solution=True))
    (tmp_path / "hints.toml").write_text("")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NothingToCheck, match="why_relu is read by a person"):
        hint("why_relu")


def test_what_is_not_attempted_has_passed_no_check() -> None:
    checks = (CheckResult("works", Status.NOT_ATTEMPTED, 1.0), CheckResult("uses nothing", Status.PASSED, 1.0))
    shown = progress_shown([ExerciseResult("relu", checks)])
    assert repr(shown).endswith("0 of 2 checks")
