"""`Validator` for nbgrader: what a student sees before handing in, by the engine that will grade it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbconvert.filters import ansi2html
from nbformat import NotebookNode
from nbgrader import validator
from nbgrader.preprocessors import Execute
from nbgrader.utils import is_grade, setenv

from autograder.dropin.judged import are_checks, judged_elsewhere
from autograder.dropin.score import earned

__all__ = ["Validator"]

VARIABLES = {"NBGRADER_VALIDATING": "1", "NBGRADER_EXECUTION": "validate"}


class Validator(validator.Validator):  # type: ignore[misc]  # nbgrader is not typed
    """Nbgrader's Validator; the notebook runs in a worker, and it says what grading will say.

    Where no wall can be built it runs without one: whoever validates runs code of their own.
    """

    def validate(self, filename: str) -> dict[str, list[dict[str, str]]]:
        """What is to be said of a notebook, in the form that JupyterLab's button asks for."""
        path = Path(filename)
        if not are_checks(path.with_name("checks.py")):
            return super().validate(filename)  # type: ignore[no-any-return]
        self.log.info("Validating '%s'", path.absolute())
        return _by_nbgrader(judged_elsewhere(path), passed=self.invert)

    def validate_and_print(self, filename: str) -> None:
        """Say it on the terminal."""
        path = Path(filename)
        if not are_checks(path.with_name("checks.py")):
            super().validate_and_print(filename)
            return
        exercises = judged_elsewhere(path)
        failed = sum(not exercise["passed"] for exercise in exercises)
        if self.invert:
            self._print_num_passed(len(exercises) - failed)
        else:
            self._print_num_failed(failed)
        self.stream.write("\n")
        for exercise in exercises:
            self.stream.write(f"\n{exercise['text']}\n")

    def _preprocess(self, nb: NotebookNode) -> NotebookNode:
        from autograder.dropin.own_notebook import is_python, run_own_notebook

        resources: dict[str, Any] = {}
        with setenv(**VARIABLES):
            for kind in self.preprocessors:
                step = kind(parent=self)
                # A notebook in another language is run by its own kernel, as nbgrader does.
                if isinstance(step, Execute) and is_python(nb):
                    run_own_notebook(nb, step, VARIABLES)
                else:
                    nb, resources = step.preprocess(nb, resources)
        return nb

    def _get_failed_cells(self, nb: NotebookNode) -> list[NotebookNode]:
        return [cell for cell in nb.cells if self._has_failed(cell)]

    def _get_passed_cells(self, nb: NotebookNode) -> list[NotebookNode]:
        return [cell for cell in nb.cells if is_grade(cell) and earned(cell).score == _points(cell)]

    def _has_failed(self, cell: NotebookNode) -> bool:
        if is_grade(cell):
            score = earned(cell).score
            return score is not None and (score < _points(cell) or (not _points(cell) and _shows_error(cell)))
        return self.validate_all and _shows_error(cell)

    def _extract_error(self, cell: NotebookNode) -> str:
        said: str = super()._extract_error(cell)
        if said or cell.cell_type != "code":
            return said
        return "Partial credit; passed some but not all of the tests"  # nbgrader takes the value for full marks


def _by_nbgrader(exercises: list[dict[str, Any]], *, passed: bool) -> dict[str, list[dict[str, str]]]:
    """Exercises in the place of cells; nothing at all means that all is well."""
    told = [exercise for exercise in exercises if exercise["passed"] == passed]
    if not told:
        return {}
    if passed:
        return {"passed": [{"source": exercise["name"]} for exercise in told]}
    return {"failed": [_failure(exercise["name"], exercise["text"]) for exercise in told]}


def _failure(name: str, text: str) -> dict[str, str]:
    return {"source": name, "error": ansi2html(text), "raw_error": text}  # type: ignore[no-untyped-call]


def _points(cell: NotebookNode) -> float:
    return float(cell.metadata.nbgrader["points"])


def _shows_error(cell: NotebookNode) -> bool:
    return cell.cell_type == "code" and any(output.output_type == "error" for output in cell.outputs)
