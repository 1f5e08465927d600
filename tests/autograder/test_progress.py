"""What whoever grades sees meanwhile, on a terminal, in a file, and as lines of JSON."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from autograder.grade_assignment import Outcome
from autograder.progress import JsonLines, LiveDisplay, summary, time_table
from autograder.submission.folder import Submission

RECEIPT = {"score": 3.5, "max_score": 4.0, "seconds": 0.2, "faults": [], "flags": [], "exercises": []}
GRADED = Outcome("ada", "04_mnist_loss", "graded", RECEIPT, seconds={"cells": 0.123456, "checks": 0.25})
FAILED = Outcome("bo", "04_mnist_loss", "failed", {}, "Traceback:\nthe worker [did] not start")
HOSTILE = "[/red]\x1b[31m<b>"


class Screen:
    """Two consoles that record what they show."""

    def __init__(self, *, is_terminal: bool = False) -> None:
        self._files = io.StringIO(), io.StringIO()
        self.out, self.err = (
            Console(file=file, width=160, force_terminal=is_terminal, highlight=False, color_system=None)
            for file in self._files
        )

    @property
    def shown(self) -> str:
        return self._files[0].getvalue()

    @property
    def warned(self) -> str:
        return self._files[1].getvalue()


@pytest.fixture
def submission(tmp_path: Path) -> Callable[..., Submission]:
    return lambda student: Submission.find(student, "04_mnist_loss", tmp_path)


@pytest.mark.parametrize("kind", [JsonLines, LiveDisplay])
@pytest.mark.parametrize(
    ("level", "words"),
    [("A", ""), ("B", "level B (reduced)"), ("none", "No wall: the students' code runs with your own")],
)
def test_the_wall_is_told_unless_it_is_the_highest(kind: Any, level: str, words: str) -> None:
    screen = Screen()
    with kind(screen.out, screen.err) as watch:
        watch.begins([], level)
    assert words in screen.warned
    assert bool(screen.warned) == bool(words)
    assert screen.shown == ""


def test_a_line_of_json_a_submission() -> None:
    screen = Screen(is_terminal=True)
    with JsonLines(screen.out, screen.err) as watch:
        for outcome in (GRADED, FAILED, Outcome(HOSTILE, "a" * 200, "graded", RECEIPT)):
            watch.done(outcome)
            watch.tick([])
    graded, failed, hostile = map(json.loads, screen.shown.splitlines())
    assert graded == {
        "assignment": "04_mnist_loss", "student": "ada", "kind": "graded", "score": 3.5, "max_score": 4.0,
        "seconds": 0.2, "faults": [], "flags": [], "where_time_went": {"cells": 0.1235, "checks": 0.25},
    }  # fmt: skip
    assert (failed["fault"], failed["score"]) == (FAILED.fault, None)
    assert (hostile["student"], hostile["assignment"]) == (HOSTILE, "a" * 200)
    assert "\x1b" not in screen.shown


def test_a_line_a_submission_and_no_bar_where_there_is_no_terminal(submission: Callable[..., Submission]) -> None:
    screen = Screen()
    with LiveDisplay(screen.out, screen.err) as watch:
        watch.begins([submission("ada"), submission("bo")], "A")
        watch.tick([submission("ada")])
        watch.done(GRADED)
        watch.done(FAILED)
        watch.tick([])
    assert screen.shown.splitlines() == [
        "04_mnist_loss            ada              graded        3.5 of 4",
        "04_mnist_loss            bo               failed",
    ]
    assert screen.warned == FAILED.fault + "\n"


def test_a_terminal_shows_how_many_are_done_what_runs_and_what_failed(submission: Callable[..., Submission]) -> None:
    screen = Screen(is_terminal=True)
    with LiveDisplay(screen.out, screen.err) as watch:
        watch.begins([submission(name) for name in "abcdefg"], "A")
        watch.done(GRADED)
        watch.done(FAILED)
        watch.tick([submission(name) for name in "cdefg"])
    assert "2/7" in screen.shown
    assert "c/04_mnist_loss, d/04_mnist_loss, e/04_mnist_loss +2" in screen.shown
    assert "1 failed" in screen.shown
    assert "3.5 of 4" in screen.shown


def test_names_and_faults_are_shown_as_they_are_and_steer_no_terminal(submission: Callable[..., Submission]) -> None:
    screen = Screen(is_terminal=True)
    with LiveDisplay(screen.out, screen.err) as watch:
        watch.begins([submission(HOSTILE)], "A")
        watch.tick([submission(HOSTILE)])
        watch.done(Outcome(HOSTILE, "04_mnist_loss", "failed", {}, HOSTILE))
        watch.tick([])
    for text in (screen.shown, screen.warned):
        assert "[/red]\ufffd[31m<b>" in text
        assert "\x1b[31m" not in text


def test_the_display_ends_with_an_exception_in_flight(submission: Callable[..., Submission]) -> None:
    screen = Screen(is_terminal=True)
    with pytest.raises(KeyboardInterrupt), LiveDisplay(screen.out, screen.err) as watch:
        watch.begins([submission("ada")], "A")
        raise KeyboardInterrupt
    assert "\x1b[?25h" in screen.shown  # the cursor is back


def test_what_the_watch_is_told_is_shown_beside() -> None:
    screen = Screen()
    with LiveDisplay(screen.out, screen.err) as watch:
        watch.told("another run [grades] this assignment")
    assert screen.warned == "another run [grades] this assignment\n"


def test_points_have_the_decimals_that_they_need() -> None:
    screen = Screen()
    with LiveDisplay(screen.out, screen.err) as watch:
        watch.done(replace(GRADED, receipt={**RECEIPT, "score": 0.625}))
    assert screen.shown.endswith(" 0.625 of 4\n")


def test_a_line_says_what_a_person_will_give_and_fits_a_terminal() -> None:
    screen, receipt = Screen(), {**RECEIPT, "score": 9.625, "max_score": 10.0}
    with LiveDisplay(screen.out, screen.err) as watch:
        watch.done(replace(GRADED, kind="unreadable", receipt=receipt, by_hand=2.0))
    (line,) = screen.shown.splitlines()
    assert line.endswith(" 9.625 of 10 and 2 by hand")
    assert len(line) <= 80


def test_a_summary_counts_by_kind() -> None:
    assert summary([GRADED], 8.0) == "1 submission in 8.0 s: 1 graded"
    kept = Outcome("cy", "04_mnist_loss", "kept", RECEIPT)
    assert summary([GRADED, FAILED, kept, kept], 8.0) == "4 submissions in 8.0 s: 1 graded, 1 failed, 2 kept"
    assert summary([GRADED] * 9, 3.0) == "9 submissions in 3.0 s (3.0 a second): 9 graded"


def test_where_the_time_went_is_added_up() -> None:
    screen = Screen()
    screen.out.print(time_table([GRADED, GRADED, FAILED]))
    assert "running the cells" in screen.shown
    row = next(line for line in screen.shown.splitlines() if "checks" in line)
    assert "0.5" in row
    assert "67%" in row
    assert "250 ms" in row


def test_where_nothing_was_judged_no_time_went_anywhere() -> None:
    screen = Screen()
    screen.out.print(time_table([FAILED]))
    assert "0%" in screen.shown
