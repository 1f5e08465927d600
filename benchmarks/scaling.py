"""`python -m benchmarks.scaling`: seconds and memory by the number of judges and of submissions.

Memory is that of the whole run (writer, judges, warm parent, cages), each shared page counted once (PSS), measured
while the run goes on: it should not grow with the number of submissions.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import time
from pathlib import Path

import psutil

from benchmarks.classroom import ASSIGNMENT, classroom
from benchmarks.commands import BIN

LOOK_SECONDS = 0.5


def main() -> None:
    """Print a line for each size and each number of judges."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--assignment", default=ASSIGNMENT)
    parser.add_argument("--students", type=int, nargs="*", default=[10, 100, 1000])
    parser.add_argument("--jobs", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--students-for-jobs", type=int, default=40)
    given = parser.parse_args()
    print(f"{given.assignment}, {len(os.sched_getaffinity(0))} processors")
    for jobs in given.jobs:
        _tell(given.students_for_jobs, jobs, given.assignment)
    for students in given.students:
        _tell(students, max(given.jobs), given.assignment)


def _tell(students: int, jobs: int, assignment: str) -> None:
    with classroom(students, ours=True, assignment=assignment) as root:
        seconds, memory = _grade(root, assignment, jobs)
    quarter = max(1, len(memory) // 4)
    early, late = max(memory[:quarter]), max(memory[-quarter:])
    print(
        f"  {students:5} submissions, {jobs} jobs: {seconds:7.1f} s, {seconds / students * 1000:6.0f} ms each; "
        f"most memory in the first quarter {early:5.0f} MB, in the last {late:5.0f} MB",
        flush=True,
    )


def _grade(root: Path, assignment: str, jobs: int) -> tuple[float, list[float]]:
    command = [BIN / "underhood", "grade", assignment, "--jobs", str(jobs), "--no-feedback"]
    memory = []
    started = time.perf_counter()
    with (root / "said").open("w") as said, subprocess.Popen(command, cwd=root, stdout=said, stderr=said) as process:
        while process.poll() is None:
            memory.append(_memory_of(psutil.Process(process.pid)))
            time.sleep(LOOK_SECONDS)
    if process.returncode != 0:
        raise RuntimeError((root / "said").read_text()[-3000:])
    return time.perf_counter() - started, memory


def _memory_of(process: psutil.Process) -> float:
    """Megabytes of a process and all that it has started."""
    total = 0.0
    for one in [process, *process.children(recursive=True)]:
        try:
            total += one.memory_full_info().pss / 1e6
        except psutil.Error:  # it has ended meanwhile
            continue
    return total


main()
