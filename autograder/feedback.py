"""Feedback for many students in one process. One student's failure does not stop the others'."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping

from nbconvert.exporters import Exporter
from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbgrader.converters import GenerateFeedback
from traitlets.config import Config

from autograder.atomic import replaced_folder
from autograder.course import Course
from autograder.errors import CourseError
from autograder.feedback_grades import GetGradesAndWaits
from autograder.feedback_page import FeedbackPage
from autograder.receipt import RECEIPT_NAME
from autograder.run_lock import grading_lock
from underhood.checking.plain_text import plain

__all__ = ["Pages", "not_written", "rewrite_feedback", "write_feedback"]

# What `nbgrader release_feedback` needs beside the page.
COMPANIONS = ("timestamp.txt", "submission_secret.txt")
FEW = 3
TEMPLATE = "feedback"
FORMGRADERS_TEMPLATE = "formgrade"
"""Formgrader sets it for the pages that it shows, in the settings that all of its server has."""


class Pages:
    """Writes pages one after the other; what they are made with is made once."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self._exporter: Exporter | None = None

    def write(self, assignment: str, student: str) -> str:
        """Write the page of a student whose graded notebook is there. Returns why not, or "" where all went well."""
        try:
            self._exporter = self._exporter or _exporter(self._course)
            _write_page(self._course, self._exporter, assignment, student)
        except Exception as error:  # noqa: BLE001 - a template, a preprocessor or a notebook may raise anything
            return plain(f"{type(error).__name__}: {error}".partition("\n")[0])
        return ""


def write_feedback(course: Course, assignment: str, students: Iterable[str]) -> dict[str, str]:
    """Write the feedback page of each student whose graded notebook is there.

    Returns, by student, why a page could not be written; empty where all went well.
    """
    pages = Pages(course)
    failures = ((student, pages.write(assignment, student)) for student in students)
    return {student: failure for student, failure in failures if failure}


def rewrite_feedback(course: Course, assignment: str) -> int:
    """Write the page of everybody who has been graded; returns how many there are.

    Raises `CourseError` where a page could not be written; all others are.
    """
    students = [submission.student for submission in course.submissions(assignment)]
    graded = [name for name in students if (course.autograded_folder(name, assignment) / RECEIPT_NAME).is_file()]
    with grading_lock(course, [assignment]):
        failures = write_feedback(course, assignment, graded)
    if failures:
        raise not_written(course, failures)
    return len(graded)


def not_written(course: Course, failures: Mapping[str, str]) -> CourseError:
    """What to tell of pages that could not be written."""
    some = [f"{student}: {reason}" for student, reason in list(failures.items())[:FEW]]
    more = f" and {len(failures) - FEW} more" if len(failures) > FEW else ""
    what = f"all is graded, but some feedback could not be written: {'; '.join(some)}{more}"
    return CourseError(what, str(course.feedback))


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
    config.GenerateFeedback.preprocessors = [GetGradesAndWaits, CSSHTMLHeaderPreprocessor]
    config.HTMLExporter.template_name = TEMPLATE
    config.merge(course.config)
    if config.HTMLExporter.template_name == FORMGRADERS_TEMPLATE:
        config.HTMLExporter.template_name = TEMPLATE
    return config
