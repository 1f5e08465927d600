"""The report as one file of HTML that needs nothing else."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from autograder.atomic import write_atomically
from autograder.course import Course
from autograder.report.facts import ClassReport
from underhood.checking.points import points_text

__all__ = ["report_html", "write_report"]

REPORT_NAME = "report.html"


def write_report(course: Course, report: ClassReport) -> Path:
    """Write `report.html` into the course folder; returns its path."""
    path = course.root / REPORT_NAME
    write_atomically(path, report_html(report))
    return path


def report_html(report: ClassReport) -> str:
    """The text of the page. All that a student wrote is escaped."""
    return _environment().get_template("report.html.j2").render(report=report)


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("autograder.report", "templates"),
        autoescape=select_autoescape(["html", "j2"], default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["points"] = points_text
    return environment
