"""What whoever grades sees meanwhile: a line a submission and a live bar, or lines of JSON for a program."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table

from autograder.grade_assignment import Outcome, Watch
from autograder.submission.folder import Submission
from underhood.checking.plain_text import plain
from underhood.checking.points import points_text

__all__ = ["JsonLines", "LiveDisplay", "summary", "time_table"]

NO_WALL = (
    "[bold]No wall:[/bold] the students' code runs with your own rights on this machine. "
    "Grade only submissions that you trust. `underhood doctor` tells how to get a wall."
)
REDUCED = (
    "Wall of level B (reduced): memory is watched, not limited by the kernel. `underhood doctor` tells how to raise it."
)
SHOWN_RUNNING = 3
STEPS = {
    "reading": "reading and repairing",
    "starting": "starting workers",
    "cells": "running the cells",
    "checks": "checks, with the calls that they make",
    "ending": "ending workers",
    "writing": "writing the graded notebook",
    "recording": "recording in the gradebook",
}
"""What `Outcome.seconds` holds, in words."""


class _Told(Watch):
    """Tells of the wall, once."""

    def __init__(self, out: Console, err: Console) -> None:
        self._out, self._err = out, err

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Nothing is open."""

    def told(self, message: str) -> None:
        """See `Watch`."""
        self._err.print(message, markup=False, soft_wrap=True)

    def begins(self, submissions: Sequence[Submission], level: str) -> None:
        """See `Watch`."""
        if level != "A":
            self._err.print(REDUCED if level == "B" else NO_WALL)


class JsonLines(_Told):
    """One line of JSON a submission."""

    def done(self, outcome: Outcome) -> None:
        """See `Watch`."""
        line: dict[str, object] = {"assignment": outcome.assignment, "student": outcome.student, "kind": outcome.kind}
        line |= {name: outcome.receipt.get(name) for name in ("score", "max_score", "seconds", "faults", "flags")}
        line["where_time_went"] = {name: round(seconds, 4) for name, seconds in outcome.seconds.items()}
        self._out.file.write(json.dumps(line | ({"fault": outcome.fault} if outcome.fault else {})) + "\n")
        self._out.file.flush()


class LiveDisplay(_Told):
    """A line a submission; below, on a terminal, how many are done, how fast, how long it will take, what runs."""

    def __init__(self, out: Console, err: Console) -> None:
        super().__init__(out, err)
        # Refreshed from `tick`, as processes with a second thread cannot be forked safely.
        self._progress = Progress(
            TextColumn("[progress.description]{task.description}"), BarColumn(), MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"), TimeElapsedColumn(), TimeRemainingColumn(),
            TextColumn("[dim]{task.fields[running]}[/dim]"), TextColumn("{task.fields[failed]}"),
            console=out, auto_refresh=False, transient=True, disable=not out.is_terminal,
        )  # fmt: skip
        self._failed = 0
        self._task = self._progress.add_task("getting ready", total=None, rate="", running="", failed="", start=False)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._progress.stop()

    def begins(self, submissions: Sequence[Submission], level: str) -> None:
        """See `Watch`."""
        super().begins(submissions, level)
        self._progress.update(self._task, description="grading", total=len(submissions))
        self._progress.start_task(self._task)

    def done(self, outcome: Outcome) -> None:
        """See `Watch`."""
        line = f"{outcome.assignment:<24} {outcome.student:<16} {outcome.kind:<11} {_scored(outcome)}".rstrip()
        self._out.print(plain(line), markup=False)
        if outcome.fault:
            self._failed += 1
            self._err.print(plain(outcome.fault), markup=False)
        failed = f"[red]{self._failed} failed[/red]" if self._failed else ""
        self._progress.update(self._task, advance=1, failed=failed)

    def tick(self, running: Sequence[Submission]) -> None:
        """See `Watch`."""
        task = self._progress.tasks[0]
        rate = f"{task.completed / task.elapsed:.1f}/s" if task.elapsed else ""
        names = [f"{submission.student}/{submission.assignment}" for submission in running[:SHOWN_RUNNING]]
        more = f" +{len(running) - SHOWN_RUNNING}" if len(running) > SHOWN_RUNNING else ""
        self._progress.update(self._task, rate=rate, running=escape(plain(", ".join(names))) + more)
        self._progress.refresh()


def _scored(outcome: Outcome) -> str:
    if not outcome.receipt:
        return ""
    score, most = (points_text(outcome.receipt[name]) for name in ("score", "max_score"))
    by_hand = f" and {points_text(outcome.by_hand)} by hand" if outcome.by_hand else ""
    return f"{score:>5} of {most}{by_hand}"


def summary(outcomes: Sequence[Outcome], seconds: float) -> str:
    """How many submissions there were, of which kinds, and how long it took."""
    counts = Counter(outcome.kind for outcome in outcomes)
    told = ", ".join(f"{count} {kind}" for kind, count in counts.items())
    rate = f" ({len(outcomes) / seconds:.1f} a second)" if seconds and len(outcomes) > seconds else ""
    counted = f"{len(outcomes)} submission{'s' if len(outcomes) != 1 else ''}"
    return f"{counted} in {seconds:.1f} s{rate}: {told}"


def time_table(outcomes: Sequence[Outcome]) -> Table:
    """Where the time went, added up over all judges: what is not the cells' own computing is ours to make faster."""
    judged = [outcome.seconds for outcome in outcomes if outcome.seconds]
    total = sum(sum(seconds.values()) for seconds in judged) or 1.0
    table = Table(title="Where the time went")
    for name, justify in (("", "left"), ("seconds", "right"), ("share", "right"), ("a submission", "right")):
        table.add_column(name, justify=justify)  # type: ignore[arg-type]
    for step, words in STEPS.items():
        spent = sum(seconds.get(step, 0.0) for seconds in judged)
        mean = f"{spent / len(judged) * 1000:.0f} ms" if judged else ""
        table.add_row(words, f"{spent:.1f}", f"{spent / total:.0%}", mean)
    return table
