"""The table of contents of a page of feedback: the exercises by name, what they earned, what waits for a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from nbformat import NotebookNode

from autograder.assignment import CHECK_PREFIX
from autograder.feedback_grades import WAITS
from autograder.gradebook.record import NO_RESPONSE
from underhood.checking.points import points_text

__all__ = ["contents", "with_contents"]

_BEGIN, _END = '<div id="toc">', "</div>"


def contents(notebook: NotebookNode, late_penalty: float = 0.0) -> str:
    """The items of the table, in HTML: one an exercise, with a link to what a person has said about it.

    The notebook's metadata hold scores, points and comments, as nbgrader's GetGrades puts them there.
    """
    commented = [str(settings["grade_id"]) for settings in _settings(notebook) if _has_comment(settings)]
    graded = [settings for settings in _settings(notebook) if _is_graded(settings)]
    items = [_item(settings, commented) for settings in graded]
    ungraded = [name for name in commented if name not in map(_exercise, graded)]
    items += [f"<li>{_comment_link(name, f'Comment on {name}')}</li>" for name in ungraded]
    if late_penalty > 0:
        items.append(f'<li class="late-penalty">Late submission penalty (Score: -{points_text(late_penalty)})</li>')
    return "\n".join(items)


def with_contents(html: str, items: str) -> str:
    """The page with these items in the place of nbgrader's, which are nameless. Other pages stay as they are."""
    before, begin, rest = html.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    return f"{before}{begin}\n<ol>\n{items}\n</ol>\n{end}{after}" if end else html


def _settings(notebook: NotebookNode) -> Iterator[Mapping[str, Any]]:
    found = (cell.metadata.get("nbgrader") or {} for cell in notebook.cells)
    return (settings for settings in found if settings.get("grade_id"))


def _is_graded(settings: Mapping[str, Any]) -> bool:
    return bool(settings.get("grade") or settings.get("task"))


def _has_comment(settings: Mapping[str, Any]) -> bool:
    """Whether a person has said anything about an answer."""
    comment = str(settings.get("comment") or "").removeprefix(WAITS).strip()
    return comment not in ("", NO_RESPONSE)


def _exercise(settings: Mapping[str, Any]) -> str:
    name = str(settings["grade_id"])
    return name if settings.get("solution") else name.removeprefix(CHECK_PREFIX)


def _item(settings: Mapping[str, Any], commented: Sequence[str]) -> str:
    name, exercise = str(settings["grade_id"]), _exercise(settings)
    score, most = (points_text(float(settings.get(what) or 0.0)) for what in ("score", "points"))
    said = f", {_comment_link(exercise, 'comment')}" if exercise in commented else ""
    waits = ", <strong>waits for a person</strong>" if settings.get("waits") else ""
    return f'<li><a href="#{escape(name)}">{escape(exercise)}</a> (Score: {score} / {most}){waits}{said}</li>'


def _comment_link(name: str, words: str) -> str:
    return f'<a href="#comment-{escape(name)}">{escape(words)}</a>'
