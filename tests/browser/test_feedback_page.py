"""A page of feedback in a real browser, on a desk and on a telephone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat.v4 as v4
import pytest
from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbgrader.converters import GenerateFeedback

from autograder.feedback_page import FeedbackPage
from underhood.checking.outcome import CheckResult, ExerciseResult, Status
from underhood.notebook.card import card_html, card_text

DESK, TELEPHONE = 1280, 400
LONG = "torch.nn.functional.binary_cross_entropy_with_logits"
TABLE = "|".join(["a number"] * 12) + "\n" + "|".join(["---"] * 12) + "\n" + "|".join(["3.14159265"] * 12)
# Of all lengths: whatever the window's width, the end of a line falls into one of them.
WORDS = " ".join("a" * (1 + count * 5 % 17) for count in range(200))

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:nbgrader")


def _check_cell() -> Any:
    failed = CheckResult("test_loss", Status.WRONG, 2.0, what="a loss of your own", got=LONG, why="it is ready-made")
    result = ExerciseResult("binary_cross_entropy", (failed,))
    data = {"text/plain": card_text(result, graded=True), "text/html": card_html(result, graded=True)}
    settings = {"grade": True, "solution": False, "grade_id": "check_binary_cross_entropy", "score": 0, "points": 2}
    cell = v4.new_code_cell('check("binary_cross_entropy")', metadata={"nbgrader": settings})
    cell.outputs = [v4.new_output("display_data", data)]
    return cell


@pytest.fixture
def page(tmp_path: Path) -> str:
    """The address of a page with a check cell, its card, a wide table, and a line of words."""
    printed = v4.new_code_cell("print(words)")
    printed.outputs = [v4.new_output("stream", text=WORDS)]
    notebook = v4.new_notebook(cells=[v4.new_markdown_cell(TABLE), _check_cell(), printed])
    exporter = FeedbackPage(config=GenerateFeedback().config)
    exporter.register_preprocessor(CSSHTMLHeaderPreprocessor, enabled=True)  # type: ignore[no-untyped-call]
    grades = {"notebook": "01", "score": 0, "max_score": 2, "late_penalty": 0}
    html, _ = exporter.from_notebook_node(notebook, {"nbgrader": grades})
    (tmp_path / "page.html").write_text(html, "utf-8")
    return (tmp_path / "page.html").as_uri()


@pytest.fixture(params=[DESK, TELEPHONE])
def opened(browser: Any, page: str, request: pytest.FixtureRequest) -> Any:
    """The page, opened in a window of this width."""
    window = browser.new_page(viewport={"width": request.param, "height": 800})
    window.said = []
    window.on("console", lambda message: window.said.append(message.text))
    window.goto(page)
    return window


def test_nothing_is_against_the_policy(opened: Any) -> None:
    assert opened.said == []


def test_the_page_is_as_wide_as_the_window(opened: Any) -> None:
    assert opened.evaluate("document.documentElement.scrollWidth") == opened.viewport_size["width"]


def test_the_score_stands_in_the_heading(opened: Any) -> None:
    heading = opened.locator(".nbgrader_cell .panel-heading").bounding_box()
    score = opened.locator(".pull-right").bounding_box()
    assert score["y"] + score["height"] <= heading["y"] + heading["height"]
    assert score["x"] + score["width"] <= heading["x"] + heading["width"]


def test_a_card_is_not_cut(opened: Any) -> None:
    card = opened.locator("div.output_html").first
    assert card.evaluate("card => card.scrollWidth <= card.clientWidth")


def test_what_is_printed_breaks_between_words(opened: Any) -> None:
    # Where each word begins and ends: on one line, unless it is broken.
    broken = opened.locator("div.output_stream pre").evaluate(
        """pre => {
            const text = pre.firstChild, range = document.createRange(), broken = [];
            for (const found of text.data.matchAll(/[a-z]+/g)) {
                range.setStart(text, found.index);
                range.setEnd(text, found.index + found[0].length);
                if (range.getClientRects().length > 1) broken.push(found.index);
            }
            return broken;
        }"""
    )
    assert broken == []
