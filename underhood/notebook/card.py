"""The card under a check: what passed, or the five lines about the first thing that did not, as text and as HTML."""

from __future__ import annotations

from html import escape

from underhood.checking.outcome import ExerciseResult, Status
from underhood.checking.plain_text import plain
from underhood.checking.points import points_text
from underhood.checking.verdict import five_lines

__all__ = ["SIGNS", "card_html", "card_text", "headline"]

SIGNS = {
    Status.PASSED: "✓",
    Status.NOT_ATTEMPTED: "○",
    Status.RAISED: "✗",
    Status.WRONG: "✗",
    Status.TIMED_OUT: "✗",
    Status.COULD_NOT_RUN: "!",
}

# Only the edge is coloured: text keeps the colour of the page, and so can be read in a light and in a dark theme.
_EDGES = {"✓": "#2e8b57", "○": "#8a8a8a", "✗": "#d2691e", "!": "#b8860b"}


def headline(result: ExerciseResult, *, graded: bool = False) -> str:
    """The first line: the exercise, its status and what was earned."""
    counted = f"{result.checks_passed} of {len(result.checks)} checks"
    if graded and result.score is not None:
        counted += f", {points_text(result.score)} of {points_text(result.max_score)} points"
    return f"{SIGNS[result.status]} {result.name}: {result.status} ({counted})"


def card_text(result: ExerciseResult, *, graded: bool = False, note: str = "") -> str:
    """The card for a terminal, and for a page that shows no HTML. A note stands above what the checks say."""
    lines = [headline(result, graded=graded)]
    lines += [f"  {label:<9} {text}" for label, text in _lines(result, note)]
    if others := _others(result):
        lines.append("  Not passed yet, either: " + "; ".join(others))
    return "\n".join(lines)


def card_html(result: ExerciseResult, *, graded: bool = False, note: str = "") -> str:
    """The card for a notebook. Every word that comes from a student or an author is escaped."""
    rows = "".join(
        f'<tr><th scope="row" style="text-align:left;vertical-align:top;padding:1px 12px 1px 0;font-size:85%">'
        f'{escape(label)}</th><td style="text-align:left;padding:1px 0;white-space:pre-wrap">{escape(text)}</td></tr>'
        for label, text in _lines(result, note)
    )
    table = f'<table style="border:none;margin:4px 0 0 0;background:none">{rows}</table>' if rows else ""
    others = "".join(f"<li>{escape(other)}</li>" for other in _others(result))
    rest = (
        f'<p style="margin:6px 0 0 0">Not passed yet, either:</p><ul style="margin:0">{others}</ul>' if others else ""
    )
    edge = _EDGES[SIGNS[result.status]]
    return (
        f'<div style="border-left:6px solid {edge};padding:6px 12px;margin:4px 0">'
        f"<strong>{escape(headline(result, graded=graded))}</strong>{table}{rest}</div>"
    )


def _lines(result: ExerciseResult, note: str) -> list[tuple[str, str]]:
    return [*([("NOTE", plain(note))] if note else []), *_said(result)]


def _said(result: ExerciseResult) -> list[tuple[str, str]]:
    told = result.first_failed
    if result.status is Status.COULD_NOT_RUN:
        what = [("WHAT", told.what)] if told else []
        return [*what, ("NEXT", "this is a fault of the course and not yours: tell your instructor")]
    return [*(five_lines(told) if told else []), *(("FLAGGED", f"for a person: {flag}") for flag in _flags(result))]


def _flags(result: ExerciseResult) -> list[str]:
    """What a student reads of the flags: what a hidden check has found stays hidden."""
    shown = (*result.notices, *(check.flag for check in result.checks if check.flag and not check.hidden))
    hidden = ["a look at your source"] if len(set(shown)) < len(result.flags) else []
    return [*map(plain, dict.fromkeys(shown)), *hidden]


def _others(result: ExerciseResult) -> list[str]:
    """What else did not pass: of little use before anything has been tried."""
    if result.status in (Status.NOT_ATTEMPTED, Status.COULD_NOT_RUN):
        return []
    return [check.what for check in result.checks if not check.passed and check is not result.first_failed]
