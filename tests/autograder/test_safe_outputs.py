"""Pictures that are none, and sizes that are programs."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.safe_outputs import safe_output

EVIL = '1" onerror="alert(1)'


def shown(data: dict[str, Any], metadata: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"output_type": "display_data", "data": data, "metadata": metadata or {}}


def test_an_honest_picture_stays_as_it_is() -> None:
    picture = shown({"image/png": "iVBORw0KGgo=\n", "text/plain": "<Figure>"}, {"image/png": {"width": 5, "height": 4}})
    assert safe_output(picture) == picture


@pytest.mark.parametrize("content", ['"><script>alert(1)</script>', EVIL, 3, ["AAAA", EVIL]])
def test_a_picture_that_is_none_is_left_out(content: Any) -> None:
    assert safe_output(shown({"image/png": content, "text/plain": "x"}))["data"] == {"text/plain": "x"}


def test_of_metadata_only_sizes_are_kept() -> None:
    metadata = {"width": EVIL, "image/png": {"width": EVIL, "height": 4, "alt": EVIL}, "isolated": True, "height": True}
    assert safe_output(shown({"image/png": "AAAA"}, metadata))["metadata"] == {"image/png": {"height": 4}}


def test_what_is_printed_stays_as_it_is() -> None:
    printed = {"output_type": "stream", "name": "stdout", "text": "<b>"}
    assert safe_output(printed) == printed
