"""The card under a check, as text and as HTML."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from underhood.checking import CheckResult, ExerciseResult, Status
from underhood.notebook.card import SIGNS, card_html, card_text, headline
from underhood.notebook.shown import Shown, hints_shown, progress_shown

EVIL = "<script>alert('x')</script>"
LINES = {"what": "the what", "expected": "the expected", "got": "the got", "why": "the why", "next": "the next"}
PASSED = CheckResult("first", Status.PASSED, 1.0, what="what passed")


def wrong(status: Status = Status.WRONG, *, hidden: bool = False, **lines: str) -> CheckResult:
    return CheckResult("second", status, 2.0, hidden=hidden, **(LINES | lines))


def exercise(*checks: CheckResult, name: str = "relu") -> ExerciseResult:
    return ExerciseResult(name, checks)


class Tags(HTMLParser):
    """The tags and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("status", Status)
def test_the_headline_names_exercise_status_and_count(status: Status) -> None:
    check = wrong(status)
    assert headline(exercise(check)).startswith(f"{SIGNS[status]} relu: {status} (")
    assert headline(exercise(PASSED, wrong())).endswith("(1 of 2 checks)")


def test_points_are_told_only_where_they_count() -> None:
    result = exercise(PASSED, wrong())
    assert "points" not in headline(result)
    assert headline(result, graded=True).endswith("(1 of 2 checks, 1 of 3 points)")
    eighths = CheckResult("third", Status.PASSED, 0.625)
    assert headline(exercise(eighths), graded=True).endswith("0.625 of 0.625 points)")
    assert "points" not in headline(exercise(wrong(Status.COULD_NOT_RUN)), graded=True)


def test_a_failed_check_shows_its_five_lines_in_order() -> None:
    text = card_text(exercise(PASSED, wrong()))
    assert text.splitlines()[1:] == [
        "  WHAT      the what",
        "  EXPECTED  the expected",
        "  GOT       the got",
        "  WHY       the why",
        "  NEXT      the next",
    ]
    page = Tags(card_html(exercise(PASSED, wrong())))
    assert page.text.endswith("WHATthe whatEXPECTEDthe expectedGOTthe gotWHYthe whyNEXTthe next")
    assert page.tags.count("tr") == 5


def test_a_note_stands_above_the_lines() -> None:
    assert card_text(exercise(PASSED, wrong()), note="\x1bnote").splitlines()[1:3] == [
        "  NOTE      \ufffdnote",
        "  WHAT      the what",
    ]
    assert Tags(card_html(exercise(PASSED), note=EVIL)).text.endswith(f"NOTE{EVIL}")


def test_a_passed_exercise_is_one_line() -> None:
    assert card_text(exercise(PASSED)) == "✓ relu: passed (1 of 1 checks)"
    assert Tags(card_html(exercise(PASSED))).text == "✓ relu: passed (1 of 1 checks)"


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.PASSED])
def test_a_hidden_check_shows_neither_got_nor_why_nor_next(status: Status) -> None:
    result = exercise(PASSED, wrong(status, hidden=True))
    for shown in (card_text(result, graded=True), card_html(result, graded=True)):
        assert "the what" in shown
        assert not any(secret in shown for secret in ("the got", "the why", "the next"))


def test_a_fault_of_the_course_is_told_as_one() -> None:
    check = CheckResult("c", Status.COULD_NOT_RUN, 1.0, what="the what", fault="Traceback: secret path", got="g")
    for shown in (card_text(exercise(check)), card_html(exercise(check))):
        assert "a fault of the course and not yours" in shown
        assert "secret" not in shown


def test_the_first_failure_is_told_and_the_others_are_listed() -> None:
    result = exercise(PASSED, wrong(), CheckResult("third", Status.RAISED, 1.0, what="third what", got="third got"))
    for shown in (card_text(result), card_html(result)):
        assert "third what" in shown
        assert "third got" not in shown
        assert "what passed" not in shown


def test_before_anything_is_tried_the_others_are_not_listed() -> None:
    result = exercise(wrong(Status.NOT_ATTEMPTED), wrong(Status.NOT_ATTEMPTED, what="second what"))
    assert "second what" not in card_text(result) + card_html(result)


@pytest.mark.parametrize("place", ["what", "expected", "got", "why", "next"])
def test_what_looks_like_html_stays_text_in_every_line(place: str) -> None:
    page = card_html(exercise(wrong(**{place: EVIL})))
    assert "script" not in Tags(page).tags
    assert EVIL in Tags(page).text


def test_html_in_a_name_or_in_another_check_stays_text() -> None:
    other = CheckResult("third", Status.WRONG, 1.0, what=EVIL)
    page = Tags(card_html(exercise(wrong(), other, name=EVIL)))
    assert "script" not in page.tags
    assert page.text.count(EVIL) == 2


@pytest.mark.parametrize("unfit", ["\x1b[31mred", "a\rb", "\ud800", "\u202ebackwards"])
def test_a_card_holds_nothing_that_a_terminal_or_a_file_cannot_take(unfit: str) -> None:
    for shown in (card_text(exercise(wrong(got=unfit))), card_html(exercise(wrong(got=unfit)))):
        assert shown.encode("utf-8")
        assert unfit not in shown


# ------------------------------------------------------------------------------------------------------ hints, progress


def forms(shown: Shown) -> tuple[str, str]:
    return repr(shown), shown._repr_mimebundle_()["text/html"]


def test_hints_are_numbered_and_the_next_one_is_announced() -> None:
    text, page = forms(hints_shown("relu", ["one"], 2))
    assert text == 'Hint 1 of 2: one\nThere is another one: hint("relu") again.'
    assert "Hint 1 of 2: one" in Tags(page).text


def test_the_last_hint_says_that_it_is_the_last() -> None:
    text, _ = forms(hints_shown("relu", ["one", "two"], 2))
    assert text == "Hint 1 of 2: one\nHint 2 of 2: two\nThat was the last one."


def test_progress_counts_the_exercises_that_pass() -> None:
    text, page = forms(progress_shown([exercise(PASSED), exercise(PASSED, wrong(), name="softmax")]))
    assert text.splitlines()[0] == "1 of 2 exercises pass their checks here"
    assert [line.split()[:3] for line in text.splitlines()[1:]] == [["✓", "relu", "passed"], ["✗", "softmax", "wrong"]]
    assert "softmax" in Tags(page).text


def test_hints_and_progress_escape_html() -> None:
    for shown in (hints_shown(EVIL, [EVIL], 1), progress_shown([exercise(PASSED, name=EVIL)])):
        assert "script" not in Tags(forms(shown)[1]).tags


def test_what_has_no_html_shows_as_text_alone() -> None:
    assert Shown("text")._repr_mimebundle_() == {"text/plain": "text"}


def test_a_flag_is_shown_whatever_the_status() -> None:
    flagged = CheckResult("rule", Status.PASSED, 1.0, flag="uses \x1bmul in line 3")
    shown = "  FLAGGED   for a person: uses \ufffdmul in line 3"
    assert card_text(exercise(PASSED, flagged)).splitlines()[1:] == [shown]
    assert shown in card_text(exercise(wrong(), flagged))
    noticed = ExerciseResult("relu", (PASSED,), notices=(EVIL,))
    assert EVIL in card_text(noticed)
    assert "script" not in Tags(card_html(noticed)).tags


def test_what_a_hidden_rule_has_found_stays_hidden() -> None:
    text = card_text(exercise(PASSED, CheckResult("rule", Status.PASSED, 1.0, hidden=True, flag="uses mul in line 3")))
    assert "FLAGGED" in text
    assert "mul" not in text
