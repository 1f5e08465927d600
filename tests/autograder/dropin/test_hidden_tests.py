"""What a student reads of hidden tests."""

from __future__ import annotations

import logging
from typing import Any

import nbformat.v4 as v4
import pytest
from nbconvert.exporters import HTMLExporter

from autograder.dropin.hidden_tests import HideHiddenTests

SOURCE = """assert double(2) == 4
### BEGIN HIDDEN TESTS
secret = 7919
assert double(secret) == 15838, "try a large number"
### END HIDDEN TESTS
done = True"""

TRACEBACK = [
    "\x1b[31mAssertionError\x1b[39m     Traceback (most recent call last)",
    "Cell In[3], line 4\n      1 assert double(2) == 4\n      3 secret = 7919\n----> 4 assert double(secret) == 15838, "
    '"try a large number"\n      6 done = True',
    "AssertionError: try a large number",
]


def page(source: str, *outputs: Any) -> Any:
    notebook = v4.new_notebook(cells=[v4.new_code_cell(source, outputs=list(outputs))])
    cleaned, _ = HideHiddenTests().preprocess(notebook, {})
    return cleaned.cells[0]


def test_neither_source_nor_traceback_shows_them() -> None:
    cell = page(SOURCE, v4.new_output("error", ename="AssertionError", evalue="try", traceback=TRACEBACK))
    told = "\n".join([cell.source, *cell.outputs[0].traceback])
    assert "7919" not in told
    assert "15838" not in told
    assert "assert double(2) == 4" in told
    assert "done = True" in told
    assert "AssertionError: try a large number" in told


def test_a_warning_does_not_show_the_line_that_it_came_from() -> None:
    text = "<cell>:3: UserWarning: odd\n  secret = 7919\n"
    cell = page(SOURCE, v4.new_output("stream", name="stderr", text=text))
    assert "7919" not in cell.outputs[0].text
    assert "UserWarning: odd" in cell.outputs[0].text


def test_half_a_region_is_left_as_it_is() -> None:
    source = "### BEGIN HIDDEN TESTS\nmine = 1"
    assert page(source).source == source


def test_other_cells_are_left_as_they_are() -> None:
    output = v4.new_output("error", ename="E", evalue="", traceback=["secret = 7919"])
    assert page("x = 1", output).outputs[0].traceback == ["secret = 7919"]


def test_what_the_exporter_of_pages_sets_is_no_surprise(caplog: pytest.LogCaptureFixture) -> None:
    exporter = HTMLExporter(log=logging.getLogger("exporter"))
    HideHiddenTests(parent=exporter, config=exporter.config)
    assert caplog.messages == []
