"""The instructor's commands: release, grade, verify, outputs, feedback, report, export, doctor.

nbgrader and torch take seconds to import, so each command imports what it needs, and `--help` answers at once.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from autograder.engine.limits import LEAST
from autograder.errors import AutograderError, CourseError
from autograder.slow_imports import leave_out_slow_imports

if TYPE_CHECKING:
    from autograder.course import Course
    from autograder.engine.walls import Walls
    from autograder.grade_assignment import Outcome
    from autograder.settings import GradeSettings

__all__ = ["app"]

app = typer.Typer()

Names = Annotated[list[str] | None, typer.Argument(metavar="ASSIGNMENT", help="All assignments, if none is named.")]
CourseFolder = Annotated[Path, typer.Option("--course", help="The folder of the course.")]

_out = Console(highlight=False)
_err = Console(stderr=True, highlight=False)


@app.command()
def release(
    assignments: Names = None,
    course: CourseFolder = Path(),
    check: Annotated[bool, typer.Option("--check", help="Change nothing; fail where something differs.")] = False,
    zip: Annotated[Path | None, typer.Option(help="Also write a zip of each assignment into this folder.")] = None,
) -> None:
    """Make the students' version of assignments from the instructor's."""
    from autograder.release.archive import zip_folder
    from autograder.release.folder import differences
    from autograder.release.folder import release as release_assignment

    with _failures_told():
        opened = _opened(course)
        chosen = [opened.assignment(name) for name in assignments or opened.assignments()]
        if check:
            _tell_differences(differences(opened, chosen))
        for assignment in chosen if not check else []:
            folder = release_assignment(opened, assignment)
            _out.print(f"released {assignment.name} into {folder}")
            if zip is not None:
                _out.print(f"  and as {zip_folder(folder, zip / f'{assignment.name}.zip')}")


@app.command()
def grade(
    assignments: Names = None,
    course: CourseFolder = Path(),
    students: Annotated[str, typer.Option(help="Only these, separated by commas.")] = "",
    device: Annotated[
        str | None, typer.Option(help="Where the students' code computes: cpu, if nothing else is set, cuda or mps.")
    ] = None,
    timeout: Annotated[
        float | None, typer.Option(min=1, help="Seconds for one cell; 15, if nothing else is set.")
    ] = None,
    memory: Annotated[
        int | None,
        typer.Option(
            min=LEAST["memory"] // 2**20, help="Megabytes of memory for one submission; 2048, if nothing else is set."
        ),
    ] = None,
    seed: Annotated[int | None, typer.Option(min=0, help="Draw the inputs of checks from this seed.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Grade again what has been graded.")] = False,
    jobs: Annotated[
        int | None,
        typer.Option(min=0, help="So many submissions at a time; 0, the default, is one a processor."),
    ] = None,
    cluster: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Judge on the workers of this Dask scheduler.")
    ] = None,
    pages: Annotated[bool, typer.Option("--feedback/--no-feedback", help="Write the students' pages.")] = True,
    unsafe_no_sandbox: Annotated[
        bool, typer.Option("--unsafe-no-sandbox", help="For solutions of your own: no wall, and nothing is recorded.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one line of JSON a submission.")] = False,
) -> None:
    """Grade what was handed in: submitted/ → autograded/, feedback/, the gradebook and report.html."""
    started = time.monotonic()
    gc.disable()  # what is imported stays: it is not looked through again and again meanwhile
    leave_out_slow_imports()
    from autograder.chosen_settings import chosen_settings
    from autograder.engine.walls import walls_for
    from autograder.settings import WallPolicy

    with _failures_told(), ExitStack() as at_the_end:
        opened = _opened(course)
        settings = chosen_settings(
            opened,
            _given(device=device, seed=seed, jobs=jobs),
            _given(cell=timeout, memory=None if memory is None else memory * 2**20),
            students=_listed(students), force=force, cluster=cluster, feedback=pages,
            **_given(wall=WallPolicy.NONE if unsafe_no_sandbox else None),
        )  # fmt: skip
        names = _handed_in(opened, assignments)
        # Before all that takes long to import: it gets ready meanwhile.
        walls = None if cluster else walls_for(opened, names, settings)
        if walls is not None:
            at_the_end.callback(walls.close)
        from autograder.progress import summary, time_table
        from autograder.report import class_table, collect, write_report

        outcomes = _grade_all(opened, names, settings, as_json, walls)
        if not unsafe_no_sandbox:
            collected = collect(opened)
            path = write_report(opened, collected)
    failed = [outcome for outcome in outcomes if outcome.kind == "failed" or outcome.receipt.get("faults")]
    if not as_json:
        if not unsafe_no_sandbox:
            _out.print(class_table(collected))
        _out.print(time_table(outcomes))
        _out.print(summary(outcomes, time.monotonic() - started))
        _out.print(f"Report: {path}" if not unsafe_no_sandbox else "Nothing was recorded.", soft_wrap=True)
    raise typer.Exit(1 if failed else 0)


@app.command()
def verify(
    assignments: Names = None,
    course: CourseFolder = Path(),
    exercise: Annotated[
        list[str] | None, typer.Option("--exercise", "-e", help="Only this one; may be repeated.")
    ] = None,
    device: Annotated[
        str, typer.Option(help="Where the solutions compute: cpu, cuda, mps, or all that are here.")
    ] = "cpu",
    seed: Annotated[int, typer.Option(min=0, help="Draw the inputs of checks from this seed.")] = 0,
    jobs: Annotated[
        int, typer.Option(min=0, help="So many assignments at a time; 0 for as many as there are cores.")
    ] = 0,
    once: Annotated[bool, typer.Option("--once", help="Name the mistakes that one check alone catches.")] = False,
) -> None:
    """Prove that the course is sound: release fails, solution passes, attempts come out as their author says."""
    from autograder.verify.course import Task, verify_all
    from autograder.verify.findings import caught_once_lines, findings_table

    with _failures_told():
        opened = _opened(course)
        chosen = [opened.assignment(name) for name in assignments or opened.assignments()]
        if not chosen:
            raise CourseError("there is nothing to verify", str(opened.source))
        tasks = [
            Task(course, assignment.name, place, seed, tuple(exercise or ()))
            for place in _devices(device)
            for assignment in chosen
        ]
        findings = list(verify_all(tasks, jobs))
    _out.print(findings_table(findings))
    for line in caught_once_lines(findings) if once else []:
        _out.print(line, markup=False, soft_wrap=True)
    problems = [f"{found.assignment}: {problem}" for found in findings for problem in found.problems]
    for problem in problems:
        _out.print(f"✗ {problem}", markup=False, soft_wrap=True)
    _out.print(f"{len(problems)} failures")
    raise typer.Exit(1 if problems else 0)


@app.command()
def outputs(assignments: Names = None, course: CourseFolder = Path()) -> None:
    """Run solution notebooks on the embedded digits and store what their cells show."""
    from autograder.stored_outputs import store_outputs

    with _failures_told():
        opened = _opened(course)
        for name in assignments or opened.assignments():
            store_outputs(opened.assignment(name), str(opened.root))
            _out.print(f"stored the outputs of {name}")


@app.command()
def feedback(assignments: Names = None, course: CourseFolder = Path()) -> None:
    """Write the students' pages again, with the scores and comments that were given by hand."""
    from autograder.feedback import rewrite_feedback

    with _failures_told():
        opened = _opened(course)
        for name in assignments or opened.assignments():
            _out.print(f"{name}: {rewrite_feedback(opened, opened.assignment(name).name)} pages")


@app.command()
def report(course: CourseFolder = Path()) -> None:
    """Write report.html again, from what has been graded."""
    from autograder.report import class_table, collect, write_report

    with _failures_told():
        opened = _opened(course)
        collected = collect(opened)
        path = write_report(opened, collected)
        _out.print(class_table(collected))
    _out.print(f"Report: {path}", soft_wrap=True)


def _opened(folder: Path) -> Course:
    """The course in a folder.

    Raises:
        CourseError: it is none, or its settings cannot be used.
    """
    from autograder.course import Course

    course = Course.load(folder)
    if not course.source.is_dir():
        what = f"this is no course folder: it has no folder {course.directory.source_directory}"
        raise CourseError(what, str(course.root), "Go to the folder of the course, or name it with --course.")
    course.require_known_settings()
    return course


def _given(**options: Any) -> dict[str, Any]:
    """Those options that were given."""
    return {name: value for name, value in options.items() if value is not None}


def _listed(students: str) -> frozenset[str] | None:
    """The names in a list with commas; None where there is no list."""
    names = frozenset(filter(None, map(str.strip, students.split(","))))
    if students and not names:
        raise AutograderError(f"--students {students!r} names nobody", "", "Leave it away to grade all.")
    return names or None


@app.command()
def doctor() -> None:
    """Find out which wall this machine gives, by trying to get through it, and how to get a higher one."""
    from autograder.wall.doctor import diagnose

    _err.print("Trying to get through the wall. This takes half a minute.")
    with _failures_told():
        found = diagnose()
    for one in found.tried:
        mark = "[green]held[/green]" if one.held else "[bold red]NOT HELD[/bold red]"
        _out.print(f"{mark}  {one.what}", soft_wrap=True)
        if not one.held:
            _out.print(f"      {one.got}", markup=False, soft_wrap=True)
    _out.print(f"Level: [bold]{found.level}[/bold]")
    for line in filter(None, (found.why_not_higher, found.advice)):
        _out.print(line, markup=False, soft_wrap=True)
    raise typer.Exit(0 if found.is_sound else 1)


def _devices(name: str) -> list[str]:
    from underhood.device import devices_here

    if name not in (*devices_here(), "all"):
        raise AutograderError(f"this machine has no device {name!r}", "", f"It has: {', '.join(devices_here())}.")
    return devices_here() if name == "all" else [name]


def _handed_in(course: Course, names: list[str] | None) -> list[str]:
    """The assignments that were named, or all of which something was handed in."""
    chosen = names or [name for name in course.assignments() if course.submissions(name)]
    if not chosen:
        raise CourseError("nothing has been handed in", str(course.submitted), "It holds <student>/<assignment>/.")
    for name in chosen:
        course.require(name)
    return chosen


def _grade_all(
    course: Course, names: list[str], settings: GradeSettings, as_json: bool, walls: Walls | None
) -> list[Outcome]:
    from autograder.grade_assignment import grade_assignments
    from autograder.progress import JsonLines, LiveDisplay

    gc.freeze()
    gc.enable()
    with JsonLines(_out, _err) if as_json else LiveDisplay(_out, _err) as watch:
        return grade_assignments(course, names, settings, watch, walls)


def _tell_differences(found: tuple[str, ...]) -> None:
    for difference in found:
        _err.print(difference, markup=False, soft_wrap=True)
    if found:
        raise CourseError("assignments/ is not what solutions/ make", "", "Run `underhood release`, then commit.")
    _out.print("assignments/ is up to date")


@app.command()
def export(
    target: Annotated[Path, typer.Argument(help="The file to write.")],
    form: Annotated[str, typer.Option("--format", help="csv, canvas, moodle or gradescope.")] = "csv",
    assignment: Annotated[list[str] | None, typer.Option(help="Only this one; may be given several times.")] = None,
    course: CourseFolder = Path(),
) -> None:
    """Write the scores for another system, out of the gradebook."""
    from autograder.export import Format
    from autograder.export import export as export_scores

    with _failures_told():
        if form not in set(Format):
            raise AutograderError(f"{form!r} is no format", "", f"There are: {', '.join(Format)}.")
        _out.print(f"wrote {export_scores(_opened(course), target, Format(form), assignment or ())}", soft_wrap=True)


@contextmanager
def _failures_told() -> Iterator[None]:
    """Show what a person can put right as a message; keep the traceback for what nobody foresaw."""
    try:
        yield
    except AutograderError as error:
        _err.print(f"✗ {error}", markup=False, soft_wrap=True)
        raise typer.Exit(2) from error
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        _err.print(f"✗ {error.strerror or error}{where}. What was graded before is kept: run it again.", markup=False)
        raise typer.Exit(2) from error
    except KeyboardInterrupt:
        _err.print("Stopped. What was graded is kept; the same command, without --force, goes on from here.")
        raise typer.Exit(130) from None
