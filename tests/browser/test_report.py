"""The report in a real browser: a class of nine assignments on a desk and on a telephone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from autograder.report.facts import AssignmentReport, ClassReport, ExerciseReport, StudentReport, Tally
from autograder.report.page import report_html

DESK, TELEPHONE = 1280, 400
NAMES = [f"0{number}_quite_a_name" for number in range(1, 10)]
LONG = "cross_entropy: uses torch.nn.functional.binary_cross_entropy_with_logits in line 2"


@pytest.fixture
def page(tmp_path: Path) -> str:
    """The address of a report with all that makes tables wide."""
    facts: dict[str, Any] = {"seconds_late": 200_000.0, "late_penalty": 2.4, "needs_manual_grade": True}
    student = StudentReport("alexandra", 9.625, 12.0, flags=(LONG,), repairs=(LONG,), **facts)
    exercise = ExerciseReport("cross_entropy", (Tally("wrong", 1),), (Tally(LONG, 1),), (Tally(LONG, 1),))
    assignments = [AssignmentReport(name, (student,), (exercise,)) for name in NAMES]
    (tmp_path / "report.html").write_text(report_html(ClassReport("c", tuple(assignments))), "utf-8")
    return (tmp_path / "report.html").as_uri()


def opened(browser: Any, page: str, width: int) -> Any:
    window = browser.new_page(viewport={"width": width, "height": 800})
    window.goto(page)
    return window


@pytest.mark.parametrize("width", [DESK, TELEPHONE])
def test_the_report_is_as_wide_as_the_window(browser: Any, page: str, width: int) -> None:
    assert opened(browser, page, width).evaluate("document.documentElement.scrollWidth") == width


def test_on_a_desk_nine_assignments_are_seen_at_once(browser: Any, page: str) -> None:
    table = opened(browser, page, DESK).locator(".scroll").first
    assert table.evaluate("box => box.scrollWidth <= box.clientWidth")


def test_the_name_of_a_student_stays_while_the_scores_scroll(browser: Any, page: str) -> None:
    window = opened(browser, page, TELEPHONE)
    name = window.locator("tbody th").first
    before = name.bounding_box()["x"]
    assert window.locator(".scroll").first.evaluate("box => (box.scrollLeft = 10000, box.scrollLeft)") > 0
    assert name.bounding_box()["x"] == pytest.approx(before, abs=1)
