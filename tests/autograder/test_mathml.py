"""Formulas on a page without scripts: what becomes MathML, what stays TeX, and what a hostile formula can do."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbgrader.server_extensions.formgrader
import pytest
from bs4 import BeautifulSoup, Tag
from nbconvert.exporters import HTMLExporter

from autograder.autograded import autograded_files, graded_notebook, write_autograded
from autograder.course import Course
from autograder.feedback import write_feedback
from autograder.gradebook import open_gradebook, record, register
from autograder.mathml import LONGEST, LONGEST_PAGE, Formulas
from autograder.receipt import Circumstances, receipt
from autograder.safe_html import MATHEMATICS, safe_html
from autograder.submission.read import read_submission
from autograder.submission.repair import repair

NAME = "two_tasks"


def shown(tex: str, *, block: bool = False) -> Tag:
    (element,) = BeautifulSoup(safe_html(Formulas().html(tex, block=block)), "html.parser").find_all(recursive=False)
    return element


COURSE = {
    r"\sigma(x) = \frac{1}{1 + e^{-x}}": ["mfrac", "msup"],
    r"\sqrt{\frac{1}{n}\sum_{i=1}^{n} (a_i - b_i)^2}": ["msqrt", "msubsup"],
    r"\log \frac{e^{x_i}}{\sum_j e^{x_j}} = x_i": ["mfrac", "msub"],
    r"w_{\text{new}} = w - \text{lr} \cdot \text{gradient}": ["msub", "mtext"],
    r"\begin{cases} 1 - p & y = 1 \\ p & y = 0 \end{cases}": ["mtable", "mtr", "mtd"],
    r"\begin{aligned} a &= b \\ c &= d \end{aligned}": ["mtable"],
    r"\begin{split} a &= b \\ c &= d \end{split}": ["mtable"],
    r"\begin{gathered} a \\ b \end{gathered}": ["mtable"],
    r"\hat{y} = \mathbf{x}^\top W + b": ["mover", "msup"],
    r"\left( \frac{a}{b} \right)^2": ["mfrac", "mo"],
    r"\underbrace{a + b}_{2}": ["munder"],
}


@pytest.mark.parametrize("tex", COURSE)
def test_formulas_of_the_course_become_mathml(tex: str) -> None:
    math = shown(tex)
    assert (math.name, math["display"], math["alttext"]) == ("math", "inline", tex)
    assert all(math.find(tag) for tag in COURSE[tex])
    assert shown(tex, block=True)["display"] == "block"


def test_characters_are_themselves() -> None:
    assert shown(r"\sigma < \text{a&b}").get_text() == "σ<a&b"
    assert "&lt;" in Formulas().html("a < b", block=False)


UNREADABLE = [
    r"\begin{multline} a \\ b \end{multline}",
    r"\nosuch{x}",
    r"\frac",
    "{",
    "}",
    "x^2^3",
    r"\left(",
    r"\begin{matrix}",
    "",
    "&&&",
    r"\end{x}",
    "%",
    "\\",
]


@pytest.mark.parametrize("tex", UNREADABLE)
def test_what_is_no_tex_is_shown_as_it_was_written(tex: str) -> None:
    element = shown(tex)
    assert element.name == "math" or element.get_text() == f"${tex}$"


def test_a_command_that_nobody_knows_leaves_the_tex() -> None:
    element = shown(r"\nosuch{<b>}", block=True)
    assert (element.name, element.get_text()) == ("code", r"$$\nosuch{<b>}$$")


BOMB = r"\newcommand{\a}{x}" + "".join(
    rf"\newcommand{{\{b}}}{{\{a}\{a}\{a}}}" for a, b in zip("abcdefghi", "bcdefghij", strict=True)
)
HOSTILE = {
    "braces": "{" * 1_000 + "}" * 1_000,
    "roots": r"\sqrt" * 400 + "x",
    "deep roots": r"\sqrt{" * 250 + "x" + "}" * 250,
    "fractions": r"\frac" * 400,
    "lefts": r"\left(" * 200 + r"\right)" * 200,
    "environments": r"\begin{matrix}" * 100,
    "cells": "&" * 1_000 + r"\\" * 500,
    "a bomb of macros": BOMB + r"\j" * 50,
    "a macro of itself": r"\def\a{\a\a}\a",
    "letters": "x" * LONGEST,
    "too long": "x" * (LONGEST + 1),
    "nothing a file holds": "\x00\x1b\u202e",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_formula_takes_no_time_and_is_shown_in_one_way_or_the_other(kind: str) -> None:
    started = time.process_time()
    assert shown(HOSTILE[kind]).name in ("math", "code")
    assert time.process_time() - started < 4


def test_macros_are_not_expanded() -> None:
    assert (
        shown(BOMB + r"\j").name == shown(r"\def\a{x}\a").name == shown(r"\DeclareMathOperator{\a}{x}").name == "code"
    )
    assert shown(r"\left(\Delta\right)").name == "math"


def test_a_page_has_no_more_formulas_than_it_can_bear() -> None:
    formulas = Formulas()
    made = [formulas.html("x" * 500, block=False)[:5] for _ in range(2 * LONGEST_PAGE // 500)]
    assert made == ["<math"] * (LONGEST_PAGE // 500) + ["<code"] * (LONGEST_PAGE // 500)


ATTACKS = [
    r"\href{javascript:alert(1)}{x}",
    r"\text{<script>alert(1)</script>}",
    r"\text{&lt;img src=x onerror=alert(1)&gt;}",
    r"\style{position:fixed}{x}",
    r"\class{container}{x}",
    r"\hspace{900em}x",
    r"\kern-90em x",
    r"\rule{900em}{900em}",
    r"\color{red}{x}",
    r"\nosuch<script>alert(1)</script>",
]


@pytest.mark.parametrize("tex", ATTACKS)
def test_a_formula_brings_nothing_but_presentation(tex: str) -> None:
    element = shown(tex)
    for part in (element, *element.find_all()):
        assert part.name in MATHEMATICS or part.name == "code"
        assert set(part.attrs) <= set(MATHEMATICS.get(part.name, []))
        assert len(str(part.get("width", ""))) < 6


RAW = [
    "<math><mtext><script>alert(1)</script></mtext></math>",
    '<math href="javascript:alert(1)" style="position:fixed" class="x" onclick="a()"><mi id="x">y</mi></math>',
    '<math><maction actiontype="statusline" xlink:href="javascript:alert(1)"><mi>x</mi></maction></math>',
    "<math><annotation-xml encoding='text/html'><img src=x onerror=alert(1)></annotation-xml></math>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    '<math><mspace width="900em" height="900em"/><mo minsize="900em">(</mo></math>',
]


@pytest.mark.parametrize("html", RAW)
def test_mathml_that_a_student_wrote_is_cleaned_as_all_html_is(html: str) -> None:
    soup = BeautifulSoup(safe_html(html), "html.parser")
    assert not soup.find_all(["script", "style", "maction", "annotation-xml", "mglyph"])
    for part in soup.find_all():
        allowed = {"src"} if part.name == "img" else set(MATHEMATICS.get(part.name, []))
        assert set(part.attrs) <= allowed
        assert "900em" not in map(str, part.attrs.values())
        assert part.get("src") is None


@pytest.fixture
def page(course: Course, submit: Any, judge: Any, answer: Any) -> Callable[[str], BeautifulSoup]:
    """The page of feedback of a student who wrote this as the essay."""

    def of(essay: str) -> BeautifulSoup:
        assignment, submission = course.assignment(NAME), submit("s001", answer("essay", essay))
        repaired = repair(assignment, read_submission(submission))
        with open_gradebook(course) as gradebook:
            register(gradebook, assignment)
            record(gradebook, course, assignment, submission, judge(), repaired)
        content = receipt(NAME, "s001", judge(), Circumstances("", "", 7))
        notebook = graded_notebook(repaired.notebook, assignment, {}, {})
        write_autograded(course, submission, autograded_files(course, assignment, submission, notebook, content))
        assert write_feedback(course, NAME, ["s001"]) == {}
        text = (course.feedback_folder("s001", NAME) / f"{NAME}.html").read_text()
        return BeautifulSoup(text, "html.parser")

    return of


def test_a_page_shows_formulas_in_the_text_and_apart(page: Callable[[str], BeautifulSoup]) -> None:
    soup = page("In $x^2$ and\n\n$$\\frac{a}{b}$$\n\n\\begin{align} a &= b \\end{align}\n\n`$y$` costs 5 \\$")
    assert [math["display"] for math in soup.find_all("math")] == ["inline", "block", "block"]
    assert "$y$" in [code.get_text() for code in soup.find_all("code")]
    assert not soup.find_all("script")


def test_a_picture_that_did_not_come_with_its_cell_costs_no_page(page: Callable[[str], BeautifulSoup]) -> None:
    soup = page("See ![my <b>sketch](attachment:sketch.png), ![](attachment:other.png) and $x$.")
    assert "See [my sketch], [a picture] and x." in soup.get_text()
    assert soup.find("math") is not None


FORMGRADER = Path(nbgrader.server_extensions.formgrader.__file__).parent / "templates"


def test_formgrader_runs_nothing_of_a_student_either(course: Course, page: Callable[[str], BeautifulSoup]) -> None:
    page("<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n![x](attachment:no.png) $x^2$")
    config = copy.deepcopy(course.config)
    config.HTMLExporter.template_name = "formgrade"  # as formgrader sets it up
    config.HTMLExporter.extra_template_basedirs = [str(FORMGRADER)]
    graded = course.autograded_folder("s001", NAME) / f"{NAME}.ipynb"
    names = dict.fromkeys(("assignment_id", "notebook_id", "submission_id", "student", "notebook_path"), "x")
    resources = {**names, "base_url": "/", "index": 0, "total": 1, "last_name": "", "first_name": ""}
    html, _ = HTMLExporter(config=config).from_filename(str(graded), resources=resources)
    (essay,) = BeautifulSoup(html, "html.parser").find_all("div", class_="text_cell_render")[1:2]
    assert "[x]" in essay.get_text()
    assert not essay.find_all("script")
    assert not [tag for tag in essay.find_all() if "onerror" in tag.attrs]
    assert essay.find("math") is not None
