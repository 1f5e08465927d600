"""Verifies one assignment: its release, its solution, and every attempt that its author keeps."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from nbformat import NotebookNode

from autograder.assignment import Assignment
from autograder.authoring import problems
from autograder.engine.judge import Answer, judge_attempt, judge_exercise
from autograder.engine.limits import Limits
from autograder.engine.run_cells import NotebookRun
from autograder.engine.worker import Workers
from autograder.errors import CourseError
from autograder.notebook_cells import code_cells
from autograder.verify.attempts import Attempt, read_attempts
from autograder.verify.findings import ExerciseFindings, Findings
from autograder.verify.formulas import shared_formulas
from underhood.checking.outcome import ExerciseResult, Status
from underhood.checking.session import ChecksBroken, Collected, with_checks
from underhood.surroundings import FIGURES_VARIABLE, IN_WORDS

__all__ = ["verify_assignment"]

FEWEST_MISTAKES, FEWEST_RIGHTS, FEWEST_HINTS = 6, 3, 2
NO_PYTHON = ("SyntaxError", "IndentationError", "TabError")
LIMITS = Limits(cell=60.0, call=10.0, exercise=600.0, submission=3600.0)

Told = Callable[[str], None]


def verify_assignment(
    assignment: Assignment, workers: Workers, *, device: str, seed: int, told: Told, exercises: Sequence[str] = ()
) -> Findings:
    """Run everything that must hold of an assignment, or of a few of its exercises. `told` hears of each step.

    Raises:
        CourseError: there is no such exercise.
        WorkerNotStarted: the workers cannot run anything.
    """
    unknown = [name for name in exercises if name not in assignment.exercises]
    if unknown:
        raise CourseError(
            f"{assignment.name} has no exercise {unknown[0]!r}", next=f"There are: {', '.join(assignment.exercises)}."
        )
    findings = Findings(assignment.name, problems=list(problems(assignment)))
    files = [path for path in (assignment.checks_path, assignment.hidden_checks_path) if path.is_file()]
    if not files:
        return findings
    verifier = _Verifier(assignment, findings, workers, device, seed, told, exercises)
    try:
        with_checks(files, verifier.run, device=device, seed=seed)
    except ChecksBroken as error:
        findings.problems.append(str(error))
    return findings


class _Verifier:
    def __init__(
        self,
        assignment: Assignment,
        findings: Findings,
        workers: Workers,
        device: str,
        seed: int,
        told: Told,
        exercises: Sequence[str],
    ) -> None:
        self._assignment, self._findings, self._workers, self._told = assignment, findings, workers, told
        self._device, self._seed = device, seed
        self._chosen = frozenset(exercises or assignment.exercises)

    def run(self, checks: Collected) -> None:
        self._compare_with_notebook(checks)
        self._look_for_hints()
        self._look_for_formulas()
        answered = self._assignment.answer_cells.keys() & set(checks.exercises)
        names = [name for name in self._assignment.exercises if name in answered & self._chosen]
        self._told("the untouched release")
        with self._notebook(self._assignment.released) as untouched:
            for name in names:
                self._expect_untouched(self._judge(checks, name, untouched))
        self._told("the solution, and the attempts beside it")
        with self._notebook(self._assignment.source) as solved:
            for name in names:
                self._expect_solved(self._judge(checks, name, solved))
                self._findings.exercises.append(self._try_attempts(checks, name, solved))

    def _problem(self, text: str) -> None:
        self._findings.problems.append(text)

    def _compare_with_notebook(self, checks: Collected) -> None:
        for name in sorted(set(checks.exercises) ^ set(self._assignment.exercises)):
            self._problem(f"{name} has checks or a check cell, but not both")
        for name, cell in self._assignment.check_cells.items():
            if name in checks.exercises and cell.points != checks.points(name):
                self._problem(f"the cell of {name} gives {cell.points:g} points, its checks {checks.points(name):g}")

    def _look_for_hints(self) -> None:
        path = self._assignment.hints_path
        try:
            written = tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            self._problem(f"{path.name} cannot be read: {error}")
            return
        for name in self._assignment.exercises:
            table = written.get(name)
            hints = table.get("hints") if isinstance(table, dict) else None
            if not isinstance(hints, list) or len(hints) < FEWEST_HINTS:
                self._problem(
                    f'{name} has fewer than {FEWEST_HINTS} hints in {path.name}: [{name}], hints = ["…", "…"]'
                )

    def _look_for_formulas(self) -> None:
        file = self._assignment.checks_path
        visible = file.read_text("utf-8")
        for name in self._assignment.answer_cells.keys() & set(self._assignment.exercises):
            for formula in shared_formulas(self._solution(name), visible):
                self._problem(f"students find {formula} of the solution of {name} in {file.name}")

    @contextmanager
    def _notebook(self, notebook: NotebookNode) -> Iterator[NotebookRun]:
        run = NotebookRun(
            lambda: self._workers.start(
                {}, device=self._device, seed=self._seed, limits=LIMITS, environment={FIGURES_VARIABLE: IN_WORDS}
            ),
            LIMITS,
        )  # fmt: skip
        try:
            run.run(code_cells(notebook))
            yield run
        finally:
            run.close()

    def _judge(self, checks: Collected, name: str, notebook: NotebookRun) -> ExerciseResult:
        run = notebook.runs[self._assignment.answer_cells[name].cell_id]
        return judge_exercise(checks, Answer(name, True, run), notebook, LIMITS)

    def _expect_untouched(self, result: ExerciseResult) -> None:
        # A loop to be repaired is released broken, so it runs; everything else has not been attempted.
        wanted = {Status.NOT_ATTEMPTED}
        if result.name.startswith("repair_"):
            wanted |= {Status.WRONG, Status.RAISED}
        if result.status not in wanted or result.score != 0:
            self._problem(f"{result.name}: untouched, it gets {result.score} points and {_in_words(result)}")

    def _expect_solved(self, result: ExerciseResult) -> None:
        if result.status is not Status.PASSED:
            self._problem(f"{result.name}: the solution {_in_words(result)}")

    def _try_attempts(self, checks: Collected, name: str, solved: NotebookRun) -> ExerciseFindings:
        attempts = read_attempts(self._assignment.folder, name)
        rights = sum(attempt.is_right for attempt in attempts)
        found = ExerciseFindings(name, len(checks.names(name)), len(attempts) - rights, rights=rights)
        if found.mistakes < FEWEST_MISTAKES or found.rights < FEWEST_RIGHTS:
            there, wanted = f"{found.mistakes} and {found.rights}", f"{FEWEST_MISTAKES} and {FEWEST_RIGHTS}"
            self._problem(f"{name}: {there} mistakes and right answers are kept beside it, not {wanted}")
        self._told(f"{name}: {len(attempts)} attempts")
        for attempt in attempts:
            self._try(attempt, found, checks, solved)
        return found

    def _try(self, attempt: Attempt, found: ExerciseFindings, checks: Collected, solved: NotebookRun) -> None:
        cells = [_forget(self._solution(attempt.exercise)), attempt.source]
        result = judge_attempt(checks, attempt.exercise, cells, solved, LIMITS)
        if disagreement := _disagreement(attempt, result):
            kind = "right answer" if attempt.is_right else "mistake"
            self._problem(f"{attempt.exercise}: the {kind} “{attempt.title}” {disagreement}")
        elif attempt.is_right:
            found.rights_accepted += 1
        else:
            found.add_caught(attempt.title, [check.name for check in result.checks if not check.passed])

    def _solution(self, exercise: str) -> str:
        cell_id = self._assignment.answer_cells[exercise].cell_id
        return next(str(cell.source) for cell in self._assignment.source.cells if cell.get("id") == cell_id)


def _forget(solution: str) -> str:
    """A cell that takes away what the solution's cell defines, so that an attempt can't live on it."""
    return "".join(f"globals().pop({name!r}, None)\n" for name in _names_defined(solution))


def _names_defined(source: str) -> Iterator[str]:
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            yield statement.name
        else:
            stored = (node for node in ast.walk(statement) if isinstance(node, ast.Name))
            yield from (name.id for name in stored if isinstance(name.ctx, ast.Store))


def _disagreement(attempt: Attempt, result: ExerciseResult) -> str:
    """How the result differs from what the attempt must come to; empty where it does not."""
    if result.status is Status.COULD_NOT_RUN:
        return _in_words(result)
    if attempt.is_right:
        return "" if result.status is Status.PASSED else _in_words(result)
    if result.status is Status.PASSED:
        return "is not caught by any check"
    if result.score == result.max_score:
        return "earns full points: the checks that catch it are worth nothing"
    if attempt.status not in (None, result.status):
        return f"should be {attempt.status}, and {_in_words(result)}"
    told = result.first_failed
    if told is not None and attempt.status is None and told.got.startswith(NO_PYTHON):
        return f"is no Python: {told.got}. If that is meant, write # status: raised below its title"
    if told is not None and attempt.why not in told.why:
        return f"should be told “{attempt.why}”, and is told “{told.why}” by {told.name}"
    return ""


def _in_words(result: ExerciseResult) -> str:
    verb = str(result.status) if result.status is Status.COULD_NOT_RUN else f"is {result.status}"
    told = next((check for check in result.checks if check.fault), result.first_failed)
    if told is None:
        return verb
    said = told.fault.strip().rpartition("\n")[2] if told.fault else f"expected {told.expected}, got {told.got}"
    return f"{verb} in {told.name}: {said}"
