"""The form of what comes back from the student's side: for values that a check takes apart itself."""

from __future__ import annotations

from typing import Any

from underhood.checking.student import AnswerRefused

__all__ = ["require_form"]


def require_form(value: Any, form: Any) -> Any:
    """The value, where it has this form. A probe tells what its author wrote; what runs over there may tell another.

    Args:
        value: what came back.
        form: a type, for a value of it (`object` for any); a dict, for one that has at least these keys; a tuple, for
            a sequence of so many; a list of one form, for a sequence of at least one.

    Raises:
        AnswerRefused: it has another form. The check then fails as for any answer that is none.
    """
    if not _has_form(value, form):
        raise AnswerRefused("what came back has another form than was asked for")
    return value


def _has_form(value: Any, form: Any) -> bool:
    if isinstance(form, type):
        return isinstance(value, form)
    if isinstance(form, dict):
        return isinstance(value, dict) and all(name in value and _has_form(value[name], form[name]) for name in form)
    if not isinstance(value, list | tuple):
        return False
    if isinstance(form, tuple):
        return len(value) == len(form) and all(map(_has_form, value, form))
    (each,) = form
    return len(value) > 0 and all(_has_form(one, each) for one in value)
