"""What is too long for a page of feedback is cut, and the page says so; an honest notebook stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import nbformat.v4 as v4
import pytest

from autograder.page_size import MOST_CODES, MOST_PROSE, MOST_SOURCE, of_reasonable_size
from autograder.safe_html import DEEPEST, MOST_MARKUP, is_cleanable, safe_html

OWN = {"underhood": {"own": True}}
TABLE = "<table>" + ("<tr>" + "<td style='x:y'>1</td>" * 20 + "</tr>") * 40 + "</table>"


def shown(*cells: Any) -> list[Any]:
    cut: list[Any] = of_reasonable_size(v4.new_notebook(cells=list(cells))).cells
    return cut


def code(*outputs: Any) -> Any:
    return v4.new_code_cell("x", metadata=OWN, outputs=list(outputs))


def html(text: str) -> Any:
    return v4.new_output("display_data", data={"text/html": text, "text/plain": "plain"})


def test_an_honest_notebook_stays_as_it_is() -> None:
    cells = [code(html(TABLE)), v4.new_markdown_cell("word " * 1000, metadata=OWN)]
    assert shown(*cells) == cells


def test_long_sources_are_cut_and_those_of_the_course_are_not() -> None:
    long = "x = 1\n" * MOST_SOURCE
    own, given = shown(v4.new_code_cell(long, metadata=OWN), v4.new_code_cell(long))
    assert len(own.source) < MOST_SOURCE + 100
    assert "100,000 more characters" in own.source
    assert given.source == long


def test_long_prose_is_cut_and_so_are_environments_by_the_hundred() -> None:
    essay, formulas = shown(
        v4.new_markdown_cell("a" * 10 * MOST_PROSE, metadata=OWN),
        v4.new_markdown_cell("\\begin{a}" * 1000, metadata=OWN),
    )
    assert len(essay.source) < MOST_PROSE + 100
    assert formulas.source.count("begin") == 50


def test_the_page_as_a_whole_has_an_end() -> None:
    cells = shown(*(code(html(TABLE)) for _ in range(100)))
    kinds = [list(cell.outputs[0].data) for cell in cells]
    assert kinds[0] == ["text/html", "text/plain"]
    assert kinds[-1] == ["text/plain"]


def test_codes_for_a_terminal_by_the_thousand_are_taken_out() -> None:
    few, many = (v4.new_output("stream", text="\x1b[31mx" * number) for number in (10, MOST_CODES + 1))
    first, second = shown(code(few, many))[0].outputs
    assert first.text == few.text
    assert second.text == "x" * (MOST_CODES + 1)


@pytest.mark.parametrize(
    "text",
    [
        lambda: "<b>" * (DEEPEST + 1),
        lambda: "&" * (MOST_MARKUP + 1),
        lambda: "<p " + "a " * 10_000 + ">",
        lambda: '<p style="' + "(" * 20_000 + '">',
    ],
)
def test_html_that_would_be_cleaned_for_ever_is_shown_as_text(text: Callable[[], str]) -> None:
    assert not is_cleanable(text())
    assert safe_html(text()).startswith("<pre>")
    assert "<b>" not in safe_html(text())


def test_ends_that_are_left_out_and_pictures_are_no_depth_and_no_length() -> None:
    assert is_cleanable("<p>a<li>b<br>" * 1000)
    assert is_cleanable(f'<img src="data:image/png;base64,{"A" * 10**6}">')
