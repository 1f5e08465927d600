from __future__ import annotations

import os

from autograder.course import Course
from autograder.feedback_due import feedback_is_due

NAME = "two_tasks"


def test_a_page_is_due_where_it_is_missing_or_older_than_the_grade(course: Course) -> None:
    page = course.feedback_folder("s001", NAME) / f"{NAME}.html"
    receipt = course.autograded_folder("s001", NAME) / "result.json"
    assert not feedback_is_due(course, NAME, "s001")
    for path in (receipt, page):
        path.parent.mkdir(parents=True)
    receipt.write_text("{}")
    assert feedback_is_due(course, NAME, "s001")
    page.write_text("")
    os.utime(page, (2_000, 2_000))
    os.utime(receipt, (2_001, 2_001))
    assert feedback_is_due(course, NAME, "s001")
    os.utime(receipt, (2_000, 2_000))
    assert not feedback_is_due(course, NAME, "s001")
