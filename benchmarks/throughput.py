"""`python -m benchmarks.throughput`: the same class, graded by `nbgrader autograde` and by `underhood grade`.

Both in one run, one after the other, as whole commands, starting of Python included. The wall is on. Figures of the
course are drawn by both, or told in words by both: to draw them is the notebooks' own computing, and takes long.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from benchmarks.classroom import ASSIGNMENT, classroom
from benchmarks.commands import seconds_of
from underhood.surroundings import FIGURES_VARIABLE, IN_WORDS


def main() -> None:
    """Print a line for each side and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=40)
    parser.add_argument("--assignment", default=ASSIGNMENT)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--figures", choices=("words", "drawn", "both"), default="both")
    parser.add_argument("--jobs", type=int, default=0)
    given = parser.parse_args()
    kinds = {"words": [False], "drawn": [True], "both": [False, True]}[given.figures]
    print(f"{given.students} submissions of {given.assignment}, {len(os.sched_getaffinity(0))} processors")
    for figures in kinds:
        for _ in range(given.rounds):
            _compare(given.students, given.assignment, figures, given.jobs)


def _compare(students: int, assignment: str, figures: bool, jobs: int) -> None:
    print("figures drawn" if figures else "figures in words", flush=True)
    with classroom(students, ours=True, figures=figures, assignment=assignment) as root:
        ours = _grade(root, assignment, jobs, "--no-feedback")
    with classroom(students, ours=False, assignment=assignment) as root:
        seconds_of("nbgrader", "generate_assignment", assignment, "--force", cwd=root)
        variable = {} if figures else {FIGURES_VARIABLE: IN_WORDS}
        theirs = seconds_of("nbgrader", "autograde", assignment, "--create", cwd=root, environment=variable)
        _tell("autograde", theirs, "grade --no-feedback", ours)
        their_pages = seconds_of("nbgrader", "generate_feedback", assignment, cwd=root)
    with classroom(students, ours=True, figures=figures, assignment=assignment) as root:
        our_all = _grade(root, assignment, jobs)
    _tell("autograde and generate_feedback", theirs + their_pages, "grade", our_all)


def _tell(their_command: str, theirs: float, our_command: str, ours: float) -> None:
    told = f"  nbgrader {their_command}: {theirs:.1f} s, underhood {our_command}: {ours:.1f} s"
    print(f"{told}, {theirs / ours:.1f} times the throughput", flush=True)


def _grade(root: Path, assignment: str, jobs: int, *more: str) -> float:
    return seconds_of("underhood", "grade", assignment, "--jobs", str(jobs), *more, cwd=root)


main()
