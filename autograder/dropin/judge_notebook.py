"""`python -m autograder.dropin.judge_notebook NOTEBOOK`: what the checks beside it say, as one line of JSON."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.utils import compute_checksum, is_grade, is_solution

from autograder.dropin.beside import own_files_beside
from autograder.engine.judge import Answer, judge_exercise
from autograder.engine.limits import Limits
from autograder.engine.run_cells import NotebookRun
from autograder.engine.walls import Walls
from autograder.notebook import open_notebook
from autograder.notebook_cells import code_cells
from autograder.settings import WallPolicy
from underhood.checking.cells import CellRun
from underhood.checking.outcome import ExerciseResult, Status
from underhood.checking.session import Collected, with_checks
from underhood.notebook.card import card_text

__all__: list[str] = []

NOT_FOR_WORKERS = ("checks.py", "hints.toml")


def judge(path: Path) -> list[ExerciseResult]:
    """Judge the exercises of a notebook by the checks beside it."""
    return with_checks([path.with_name("checks.py")], lambda checks: list(_results(path, checks)))


def _results(path: Path, checks: Collected) -> Iterator[ExerciseResult]:
    notebook, limits = open_notebook(path), Limits()
    cells = {cell.exercise: cell for cell in code_cells(notebook) if cell.exercise}
    answered = {cell.metadata.nbgrader["grade_id"] for cell in notebook.cells if _is_answered(cell)}
    files = {name: content for name, content in _files(path).items() if name not in NOT_FOR_WORKERS}
    walls = Walls(WallPolicy.IF_POSSIBLE, 1)
    workers = walls.workers(0)
    run = NotebookRun(lambda: workers.start(files, device="cpu", seed=0, limits=limits), limits)
    try:
        run.run(code_cells(notebook))
        for name in checks.exercises:
            ran = run.runs[cells[name].id] if name in cells else CellRun("ok")
            yield judge_exercise(checks, Answer(name, name in answered, ran), run, limits)
    finally:
        run.close()
        workers.close()
        walls.close()


def _files(path: Path) -> dict[str, bytes]:
    return own_files_beside(path.parent, logging.getLogger(__name__))


def _is_answered(cell: NotebookNode) -> bool:
    if cell.cell_type != "code" or not is_solution(cell) or is_grade(cell):
        return False
    lines = (line.strip() for line in cell.source.splitlines())
    has_code = any(line and not line.startswith("#") for line in lines)
    return has_code and cell.metadata.nbgrader.get("checksum") != compute_checksum(cell)


def _told(result: ExerciseResult) -> dict[str, Any]:
    return {"name": result.name, "passed": result.status is Status.PASSED, "text": card_text(result)}


if __name__ == "__main__":
    # What a check prints goes to stderr: stdout is for the answer alone.
    answer, sys.stdout = sys.stdout, sys.stderr
    print(json.dumps([_told(result) for result in judge(Path(sys.argv[1]))]), file=answer)
