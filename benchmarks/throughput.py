"""`python -m benchmarks.throughput`: the same class, graded by `nbgrader autograde` and by `underhood grade`.

All in one run, as whole commands, starting of Python included. The wall is on. nbgrader's command takes minutes, in
which a busy machine evens out, and ours half a minute, in which it does not: so ours is run several times, before and
after, and the median counts.

Both sides do the same checks, hidden ones too. Figures of the course are drawn by both, or told in words by both: to
draw them is the notebooks' own computing, and takes long.
"""

from __future__ import annotations

import argparse
import os
import statistics
from dataclasses import dataclass

from benchmarks.classroom import ASSIGNMENT, classroom
from benchmarks.commands import seconds_of
from underhood.surroundings import FIGURES_VARIABLE, IN_WORDS


@dataclass(frozen=True)
class Class:
    """Whose submissions are graded, and what is done with figures."""

    assignment: str
    students: int
    jobs: int
    figures: bool


def main() -> None:
    """Print a line for each comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=40)
    parser.add_argument("--assignment", default=ASSIGNMENT)
    parser.add_argument("--repeats", type=int, default=3, help="of ours; one before nbgrader's, the others after")
    parser.add_argument("--figures", choices=("words", "drawn", "both"), default="both")
    parser.add_argument("--jobs", type=int, default=0)
    given = parser.parse_args()
    print(f"{given.students} submissions of {given.assignment}, {len(os.sched_getaffinity(0))} processors")
    for figures in {"words": [False], "drawn": [True], "both": [False, True]}[given.figures]:
        print("figures drawn" if figures else "figures in words", flush=True)
        _compare(Class(given.assignment, given.students, given.jobs, figures), given.repeats)


def _compare(of: Class, repeats: int) -> None:
    ours = [_ours(of)]
    theirs = _theirs(of)
    ours += [_ours(of) for _ in range(1, repeats)]
    _tell("autograde", theirs.graded, "grade --no-feedback", [one.graded for one in ours])
    _tell("autograde and generate_feedback", theirs.with_pages, "grade", [one.with_pages for one in ours])


def _tell(their_command: str, theirs: float, our_command: str, ours: list[float]) -> None:
    middle, each = statistics.median(ours), ", ".join(f"{one:.1f}" for one in ours)
    print(f"  nbgrader {their_command}: {theirs:.1f} s")
    print(f"  underhood {our_command}: {middle:.1f} s ({each}), {theirs / middle:.1f} times the throughput", flush=True)


@dataclass(frozen=True)
class Seconds:
    """How long it took, without and with the students' pages."""

    graded: float
    with_pages: float


def _ours(of: Class) -> Seconds:
    found = []
    for more in (["--no-feedback"], []):
        with classroom(of.students, ours=True, figures=of.figures, assignment=of.assignment) as root:
            found.append(
                seconds_of("underhood", "grade", of.assignment, "--jobs", str(of.jobs), *more, cwd=root)
            )  # fmt: skip
    return Seconds(*found)


def _theirs(of: Class) -> Seconds:
    with classroom(of.students, ours=False, assignment=of.assignment) as root:
        seconds_of("nbgrader", "generate_assignment", of.assignment, "--force", cwd=root)
        variable = {} if of.figures else {FIGURES_VARIABLE: IN_WORDS}
        graded = seconds_of("nbgrader", "autograde", of.assignment, "--create", cwd=root, environment=variable)
        return Seconds(graded, graded + seconds_of("nbgrader", "generate_feedback", of.assignment, cwd=root))


main()
