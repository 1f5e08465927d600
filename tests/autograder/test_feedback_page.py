"""What is done to a whole page of feedback, beyond what is done to its parts."""

from __future__ import annotations

from typing import Any

import nbformat.v4 as v4
import pytest
from bs4 import BeautifulSoup
from nbconvert.exporters import HTMLExporter
from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbgrader.converters import GenerateFeedback
from traitlets.config import Config

from autograder.feedback_grades import WAITS
from autograder.feedback_page import FeedbackPage

HEAD = "<html><head>\n<title>x</title></head><body>"


def sealed(body: str) -> BeautifulSoup:
    return BeautifulSoup(FeedbackPage.sealed(f"{HEAD}{body}</body></html>"), "html.parser")


@pytest.mark.parametrize(
    "script",
    [
        "<script>a</script>b",
        "<SCRIPT src='x'>a</sCript >b",
        "<script>a</script\n>b<script type='module'>if (c < d) {}</script>",
        "b<script>without an end",
    ],
)
def test_no_script_is_left(script: str) -> None:
    page = sealed(script)
    assert page.body is not None
    assert page.body.get_text() == "b"
    assert "script" not in str(page.body)


def test_a_picture_without_words_says_so_and_others_keep_theirs() -> None:
    page = sealed("<img src='a'><img class='b' alt='a 3'/><img alt=''>")
    assert [image["alt"] for image in page.find_all("img")] == [
        "No description has been provided for this image", "a 3", "",
    ]  # fmt: skip


def test_no_font_is_asked_for_that_the_policy_forbids() -> None:
    fetched = "@font-face{font-family:'Icons';src:url(../fonts/a.eot);src:url(../fonts/a.woff) format('woff')}"
    kept = "@font-face{font-family:'Own';src:url(data:font/woff;base64,AAAA)}b{color:red}"
    page = FeedbackPage.sealed(f"<html><head><style>{fetched}{kept}</style></head><body>{fetched}</body></html>")
    assert f"<style>{kept}</style>" in page
    assert f"<body>{fetched}</body>" in page, "what stands in the text is somebody's words"


def graded_page(*cells: Any, **grades: Any) -> BeautifulSoup:
    """The page that nbgrader's template makes of these cells."""
    exporter = FeedbackPage(config=GenerateFeedback().config)
    exporter.register_preprocessor(CSSHTMLHeaderPreprocessor, enabled=True)  # type: ignore[no-untyped-call]
    known = {"notebook": "x", "score": 0.0, "max_score": 0.0, "late_penalty": 0.0, **grades}
    html, _ = exporter.from_notebook_node(v4.new_notebook(cells=list(cells)), {"nbgrader": known})
    return BeautifulSoup(html, "html.parser")


def cell(kind: str, name: str, **settings: Any) -> Any:
    """A check cell or a student's answer, with what the gradebook holds about it."""
    known = {"grade": kind == "check", "solution": kind != "check", "grade_id": name, **settings}
    make = v4.new_markdown_cell if kind == "essay" else v4.new_code_cell
    return make("", metadata={"nbgrader": known})


def test_the_table_of_contents_names_the_exercises_and_tells_what_waits() -> None:
    page = graded_page(
        cell("code", "a", comment="No response."),
        cell("check", "check_a", score=0.0, points=1.0),
        cell("code", "b", comment="Well *done*."),
        cell("check", "check_b", score=1.0, points=2.0, waits=True),
        cell("essay", "why", grade=True, score=0.0, points=2.0, waits=True, comment=WAITS),
        cell("essay", "how", grade=True, score=1.5, points=2.0, waits=False, comment=f"{WAITS}\n\nSee me."),
        cell("code", "free", comment="Nice."),
        v4.new_markdown_cell('<div id="toc">mine</div>'),
        late_penalty=0.5,
    )
    assert [item.get_text() for item in page.select("#toc li")][:6] == [
        "a (Score: 0 / 1)",
        "b (Score: 1 / 2), waits for a person, comment",
        "why (Score: 0 / 2), waits for a person",
        "how (Score: 1.5 / 2), comment",
        "Comment on free",
        "Late submission penalty (Score: -0.5)",
    ]
    targets = {str(anchor["name"]) for anchor in page.find_all("a", attrs={"name": True})}
    assert {str(link["href"])[1:] for link in page.select("#toc a")} <= targets
    assert "mine" in page.get_text()


def test_points_have_the_decimals_that_they_need() -> None:
    page = graded_page(cell("check", "check_a", score=0.625, points=1.0), score=2.5, max_score=10.0, late_penalty=0.125)
    told = page.get_text(" ", strip=True)
    assert "x (Score: 2.5 / 10)" in told
    assert told.count("Score: 0.625 / 1") == 2, "in the table of contents, and above the check"
    assert "Late submission penalty (Score: -0.125)" in told


def _notebook(code: str, **metadata: Any) -> Any:
    cells = [v4.new_code_cell(code), v4.new_code_cell("x = 1")]
    return v4.new_notebook(cells=cells, metadata=metadata)


@pytest.mark.parametrize("length", [1, 5_000])
@pytest.mark.parametrize(
    "language", [{}, {"language_info": {"name": "r"}}, {"language_info": {"name": "x", "pygments_lexer": "c"}}]
)
def test_code_is_coloured_as_nbconvert_does(language: dict[str, Any], length: int) -> None:
    settings = Config({"HTMLExporter": {"template_name": "classic"}})
    notebook = _notebook(f"def f(x):\n    return '<b>' + x  # not a tag{'!' * length}\n", **language)
    ours, theirs = FeedbackPage(config=settings), HTMLExporter(config=settings)

    def coloured(exporter: HTMLExporter) -> list[str]:
        page = BeautifulSoup(exporter.from_notebook_node(notebook)[0], "html.parser")
        return [str(code) for code in page.select("div.highlight")]

    assert coloured(ours) == coloured(theirs)
    assert coloured(ours) == coloured(theirs), "the second time, from memory"
