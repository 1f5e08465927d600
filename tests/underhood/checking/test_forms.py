"""Values that a check takes apart itself, and what has another form."""

from __future__ import annotations

from typing import Any

import pytest

from underhood.checking import require_form
from underhood.checking.student import AnswerRefused

FITS: list[tuple[Any, Any]] = [
    (3, object), (None, object), ("x", str), ([1, 2], (int, int)), ((1, "a"), (int, object)),
    ({"a": 1, "b": None, "more": 2}, {"a": int, "b": object}), ([{"a": 1}], [{"a": object}]),
    ([["returned", (3, 4)], ["ValueError", ""]], ((str, object),) * 2),
]  # fmt: skip
DIFFERS: list[tuple[Any, Any]] = [
    (3, str), ([1], (int, int)), ([1, 2, 3], (int, int)), (None, (int, int)), ("ab", (str, str)),
    ({0: 1, 1: 2}, (int, int)),
    ({"a": 1}, {"a": int, "b": object}), ([("a", 1)], {"a": object}), ([], [object]), (None, [object]),
    ([{"a": 1}, {}], [{"a": object}]), ([["returned"], ["ValueError", ""]], ((str, object),) * 2),
]  # fmt: skip


@pytest.mark.parametrize(("value", "form"), FITS)
def test_a_value_of_the_form_comes_back(value: Any, form: Any) -> None:
    assert require_form(value, form) is value


@pytest.mark.parametrize(("value", "form"), DIFFERS)
def test_any_other_is_refused(value: Any, form: Any) -> None:
    with pytest.raises(AnswerRefused, match="another form"):
        require_form(value, form)
