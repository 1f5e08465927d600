"""Feedback for many students in one process. One student's failure does not stop the others'."""

from __future__ import annotations

import shutil
from collections.abc import Iterable

from nbconvert.exporters import Exporter
from nbgrader.converters import GenerateFeedback
from traitlets.config import Config

from autograder.atomic import replaced_folder
from autograder.course import Course
from autograder.feedback_page import FeedbackPage
from underhood.checking.plain_text import plain

__all__ = ["write_feedback"]

# What `nbgrader release_feedback` needs beside the page.
COMPANIONS = ("timestamp.txt", "submission_secret.txt")


def write_feedback(course: Course, assignment: str, students: Iterable[str]) -> dict[str, str]:
    """Write the feedback page of each student whose graded notebook is there.

    Returns, by student, why a page could not be written; empty where all went well.
    """
    failures: dict[str, str] = {}
    exporter = _exporter(course)
    for student in students:
        try:
            _write_page(course, exporter, assignment, student)
        except Exception as error:  # noqa: BLE001 - a template, a preprocessor or a notebook may raise anything
            failures[student] = plain(f"{type(error).__name__}: {error}".partition("\n")[0])
    return failures


def _write_page(course: Course, exporter: Exporter, assignment: str, student: str) -> None:
    graded = course.autograded_folder(student, assignment)
    html, _ = exporter.from_filename(str(graded / f"{assignment}.ipynb"), resources=_names(course, assignment, student))
    with replaced_folder(course.feedback_folder(student, assignment)) as fresh:
        (fresh / f"{assignment}.html").write_text(str(html), encoding="utf-8")
        for name in COMPANIONS:
            if (graded / name).is_file():
                shutil.copyfile(graded / name, fresh / name)


def _names(course: Course, assignment: str, student: str) -> dict[str, object]:
    names = {"student": student, "assignment": assignment, "notebook": assignment, "db_url": course.db_url}
    return {"unique_key": assignment, "nbgrader": names}


def _exporter(course: Course) -> Exporter:
    """The exporter of `nbgrader generate_feedback`, with the instructor's settings."""
    converter = GenerateFeedback(coursedir=course.directory, config=_settings(course))
    exporter: Exporter = converter.exporter_class(config=converter.config)
    for preprocessor in converter.preprocessors:
        exporter.register_preprocessor(preprocessor, enabled=True)  # type: ignore[no-untyped-call]
    return exporter


def _settings(course: Course) -> Config:
    config = Config()
    config.GenerateFeedback.exporter_class = FeedbackPage
    config.HTMLExporter.template_name = "feedback"
    config.merge(course.config)
    return config
