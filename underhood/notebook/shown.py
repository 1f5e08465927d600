"""What a command in a cell shows: text for a terminal, HTML for a notebook."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from underhood.checking.outcome import ExerciseResult
from underhood.notebook.card import SIGNS

__all__ = ["Shown", "hints_shown", "progress_shown"]

BY_HAND = "✎"


class Shown:
    """Text, and perhaps the same as HTML; a notebook takes the form that it can show."""

    def __init__(self, text: str, html: str | None = None) -> None:
        self._text, self._html = text, html

    def __repr__(self) -> str:
        return self._text

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/plain": self._text} | ({"text/html": self._html} if self._html else {})


def hints_shown(exercise: str, hints: Sequence[str], total: int) -> Shown:
    """The hints taken so far, and whether there is another one."""
    more = f'There is another one: hint("{exercise}") again.' if len(hints) < total else "That was the last one."
    numbered = [f"Hint {number} of {total}: {text}" for number, text in enumerate(hints, start=1)]
    items = "".join(f"<p>{escape(line)}</p>" for line in numbered)
    html = f'<div style="border-left:6px solid #4a78c2;padding:2px 12px">{items}<p><em>{escape(more)}</em></p></div>'
    return Shown("\n".join([*numbered, more]), html)


def progress_shown(results: Sequence[ExerciseResult], essays: Sequence[str] = ()) -> Shown:
    """One line an exercise, and how many are done; then the written answers, which no check can judge."""
    done = sum(result.status == "passed" for result in results)
    head = f"{done} of {len(results)} exercises pass their checks here"
    lines = [(f"{SIGNS[result.status]} {result.name}", str(result.status), _share(result)) for result in results]
    lines += [(f"{BY_HAND} {name}", "graded by a person", "") for name in essays]
    text = [f"{name:<26} {status:<18} {share}".rstrip() for name, status, share in lines]
    cell = '<td style="text-align:left;padding:1px 14px 1px 0">'
    rows = "".join(f"<tr>{''.join(f'{cell}{escape(part)}</td>' for part in line)}</tr>" for line in lines)
    html = f'<p><strong>{escape(head)}</strong></p><table style="margin-left:0">{rows}</table>'
    return Shown("\n".join([head, *text]), html)


def _share(result: ExerciseResult) -> str:
    return f"{result.checks_passed} of {len(result.checks)} checks"
