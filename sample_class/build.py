"""Writes the submissions of the sample class: `python sample_class/build.py`.

Each student stands for something that happens in every class. Answers are taken from the attempts that the course's
authors keep beside each exercise, so that the sample class grows with the course. Running this again gives the same
files, byte for byte.
"""

from __future__ import annotations

import copy
import re
import shutil
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.utils import parse_utc

from autograder.assignment import Assignment
from autograder.course import Course
from autograder.verify.attempts import Attempt, read_attempts

HERE = Path(__file__).parent
IN_TIME, TOO_LATE = timedelta(days=-4, hours=-6), timedelta(days=1, hours=12)
"""When a submission comes in, counted from its due date."""

ESSAYS = {
    "essay_accuracy": (
        "If I move one weight a little, all predictions move a little too, but nearly none of them crosses the border "
        "between 3 and 7. So the accuracy stays the same number, its gradient is 0, and a step along a gradient of 0 "
        "goes nowhere. Once in a while one image flips, and then it jumps. A loss has to move a bit with each weight."
    ),
    "essay_nonlinearity": (
        "Two linear layers one after the other are again one linear layer, so without something between them depth is "
        "for nothing. With a ReLU in between the line gets a bend. With more layers, each with its ReLU, the bends are "
        "bent again, and the network needs fewer units for a complicated border than one very wide layer would."
    ),
}

Answers = Mapping[str, str]
Edit = Callable[[NotebookNode], None]


def main() -> None:
    """Write all submissions anew."""
    course, sample = Course.load(HERE.parent), Course.load(HERE)
    shutil.rmtree(HERE / "submitted", ignore_errors=True)
    for name in course.assignments():
        assignment = course.assignment(name)
        due = parse_utc(sample.assignment(name).due)
        for student, submission in _class_of(assignment).items():
            handed_in = due + (TOO_LATE if student == "mo" else IN_TIME)
            _write(student, name, submission(assignment), f"{handed_in:%Y-%m-%d %H:%M:%S} UTC")


def _class_of(assignment: Assignment) -> dict[str, Callable[[Assignment], str]]:
    """Who hands this assignment in, and how. Everybody has a habit; only some do every assignment."""
    everybody: dict[str, Callable[[Assignment], str]] = {
        "ada": _usual,
        "bo": _unusual,
        "cem": _mistaken,
        "dana": _half_done,
        "eli": _untouched,
        "fay": _syntax_error,
        "gus": _endless_loop,
        "hana": _kills_python,
        "ivo": _checks_deleted,
        "jun": _checks_edited,
        "kim": _answer_duplicated,
        "lea": _not_json,
        "mo": _usual,
        "nia": _own_helper,
    }
    others = [{"dana", "jun", "lea", "nia"}, {"bo", "eli", "fay", "ivo"}, {"gus", "hana", "kim", "mo"}]
    present = {"ada", "cem"} | others[int(assignment.name[:2]) % len(others)]
    return {student: write for student, write in everybody.items() if student in present}


def _usual(assignment: Assignment) -> str:
    return _filled(assignment, _solutions(assignment))


def _unusual(assignment: Assignment) -> str:
    return _filled(assignment, _solutions(assignment) | _attempts(assignment, lambda attempt: attempt.is_right))


def _mistaken(assignment: Assignment) -> str:
    return _filled(assignment, _attempts(assignment, lambda attempt: not attempt.is_right))


def _half_done(assignment: Assignment) -> str:
    solutions = _solutions(assignment)
    return _filled(assignment, dict(list(solutions.items())[: len(solutions) // 2]))


def _untouched(assignment: Assignment) -> str:
    return _filled(assignment, {})


def _syntax_error(assignment: Assignment) -> str:
    solutions = _solutions(assignment)
    name = _functions(assignment)[0]
    return _filled(assignment, solutions | {name: solutions[name].replace(":\n", "\n", 1)})


def _endless_loop(assignment: Assignment) -> str:
    name = _functions(assignment)[0]
    loop = f"def {name}(*inputs):\n    while True:\n        pass\n"
    return _filled(assignment, _solutions(assignment) | {name: loop})


def _kills_python(assignment: Assignment) -> str:
    solutions = _solutions(assignment)
    first, last = assignment.exercises[0], _functions(assignment)[-1]
    in_cell = solutions[first] + "\nimport os\nos._exit(1)\n"
    in_call = f"import os, signal\ndef {last}(*inputs):\n    os.kill(os.getpid(), signal.SIGKILL)\n"
    return _filled(assignment, solutions | {first: in_cell, last: in_call})


def _checks_deleted(assignment: Assignment) -> str:
    def delete(notebook: NotebookNode) -> None:
        notebook.cells = [cell for cell in notebook.cells if not _grade_id(cell).startswith("check_")]

    return _filled(assignment, _half_answers(assignment), delete)


def _checks_edited(assignment: Assignment) -> str:
    def forge(notebook: NotebookNode) -> None:
        for cell in notebook.cells:
            if _grade_id(cell).startswith("check_"):
                cell.source = "1000.0"
                cell.metadata.nbgrader["points"] = 1000
                cell.metadata.nbgrader["locked"] = False

    return _filled(assignment, _half_answers(assignment), forge)


def _answer_duplicated(assignment: Assignment) -> str:
    def duplicate(notebook: NotebookNode) -> None:
        name = _functions(assignment)[0]
        place = next(place for place, cell in enumerate(notebook.cells) if _grade_id(cell) == name)
        first_try = copy.deepcopy(notebook.cells[place])
        first_try.id += "-copy"
        first_try.source = f"def {name}(*inputs):\n    return None  # first try\n"
        notebook.cells.insert(place, first_try)

    return _filled(assignment, _solutions(assignment), duplicate)


def _not_json(assignment: Assignment) -> str:
    text = _usual(assignment)
    return text[: len(text) // 2]


def _own_helper(assignment: Assignment) -> str:
    """The answer calls a function that stands in a cell of the student's own; the notebook asks for another kernel."""
    name = _functions(assignment)[0]
    solution = _solutions(assignment)[name]

    def add_helper(notebook: NotebookNode) -> None:
        place = next(place for place, cell in enumerate(notebook.cells) if _grade_id(cell) == name)
        renamed = re.sub(rf"\b(def|class) {name}\b", r"\1 my_helper", solution, count=1)
        helper = nbformat.v4.new_code_cell(renamed, id="my-helper")
        notebook.cells.insert(place, helper)
        notebook.metadata.kernelspec = {"name": "julia-1.10", "display_name": "Julia", "language": "julia"}

    return _filled(assignment, _solutions(assignment) | {name: f"{name} = my_helper\n"}, add_helper)


def _filled(assignment: Assignment, answers: Answers, edit: Edit = lambda notebook: None) -> str:
    notebook = copy.deepcopy(assignment.released)
    for cell in notebook.cells:
        cell.source = answers.get(_grade_id(cell), cell.source)
    edit(notebook)
    return str(nbformat.writes(notebook)) + "\n"


def _write(student: str, assignment: str, text: str, timestamp: str) -> None:
    folder = HERE / "submitted" / student / assignment
    folder.mkdir(parents=True)
    (folder / f"{assignment}.ipynb").write_text(text, encoding="utf-8")
    (folder / "timestamp.txt").write_text(timestamp + "\n", encoding="utf-8")


def _solutions(assignment: Assignment) -> dict[str, str]:
    cells = {_grade_id(cell): str(cell.source) for cell in assignment.source.cells}
    answers = {name: _as_student_writes(cells[name]) for name in assignment.exercises}
    return answers | {name: ESSAYS[name] for name in assignment.manual_cells}


def _as_student_writes(source: str) -> str:
    """A solution without the marks that an author leaves, and without what students get in its place."""
    before, _, rest = source.partition("### BEGIN SOLUTION")
    inside, _, after = rest.partition("### END SOLUTION")
    inside = inside.partition("### STUDENTS GET")[0]
    return before.rstrip() + "\n" + inside.strip("\n").rstrip() + after


def _half_answers(assignment: Assignment) -> Answers:
    solutions = _solutions(assignment)
    return dict(list(solutions.items())[::2])


def _attempts(assignment: Assignment, wanted: Callable[[Attempt], bool]) -> dict[str, str]:
    """For each exercise the first attempt of the kind that is wanted."""
    firsts = (
        (name, next(filter(wanted, read_attempts(assignment.folder, name)), None)) for name in assignment.exercises
    )
    return {name: first.source for name, first in firsts if first is not None}


def _functions(assignment: Assignment) -> list[str]:
    return [name for name in assignment.exercises if not name.startswith(("quiz_", "repair_"))]


def _grade_id(cell: NotebookNode) -> str:
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))


if __name__ == "__main__":
    main()
