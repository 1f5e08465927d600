"""What a student reads about a check, visible or hidden."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underhood.checking import CheckResult, Status
from underhood.checking.verdict import as_report, five_lines

FULL = {"what": "the what", "expected": "the expected", "got": "the got", "why": "the why", "next": "the next"}


def test_a_visible_check_tells_five_lines_in_order() -> None:
    lines = five_lines(CheckResult("c", Status.WRONG, 1.0, **FULL))
    assert [label for label, _ in lines] == ["WHAT", "EXPECTED", "GOT", "WHY", "NEXT"]
    assert [text for _, text in lines] == list(FULL.values())


def test_a_line_without_text_is_left_out() -> None:
    assert [label for label, _ in five_lines(CheckResult("c", Status.WRONG, 1.0, what="w", got="g"))] == ["WHAT", "GOT"]


@pytest.mark.parametrize("status", Status)
def test_a_hidden_check_tells_what_and_expected_and_nothing_else(status: Status) -> None:
    lines = five_lines(CheckResult("c", status, 1.0, hidden=True, **FULL))
    assert lines == [("WHAT", "the what"), ("EXPECTED", "the expected")]


def test_a_report_starts_with_the_status() -> None:
    report = as_report(CheckResult("c", Status.TIMED_OUT, 1.0, what="w"))
    assert report == "STATUS    timed out\nWHAT      w"


@given(st.text(st.characters()))
def test_a_students_words_can_be_written_to_a_terminal_and_a_file(text: str) -> None:
    report = as_report(CheckResult("c", Status.WRONG, 1.0, got=text, why=text))
    assert report.encode("utf-8")
    assert not set(report) & set("\x00\x07\x08\x1b\x7f\x9b\r\u202e\u2028")
