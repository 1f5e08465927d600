"""Of paths only that part goes which says where the grader's Python and course are."""

from __future__ import annotations

import json
import sysconfig
import traceback
from pathlib import Path
from typing import Any

import pytest
import torch

import underhood
from autograder.short_paths import known_places, without_places

PLACES = ("/srv/env/lib/python3.11/site-packages", "/srv/env", "/srv/course")


def printed(text: str) -> dict[str, Any]:
    return {"output_type": "stream", "name": "stdout", "text": text}


@pytest.mark.parametrize(
    ("text", "shortened"),
    [
        ("in /srv/course/datasets (x)", "in datasets (x)"),
        ("File /srv/env/lib/python3.11/site-packages/torch/a.py:12, in f", "File torch/a.py:12, in f"),
        ("'/srv/env/share/x'", "'share/x'"),
        ("(/srv/course/a.py)\n/srv/course/b.py", "(a.py)\nb.py"),
    ],
)
def test_what_is_before_a_path_of_ours_is_left_out(text: str, shortened: str) -> None:
    assert without_places(printed(text), PLACES) == printed(shortened)


@pytest.mark.parametrize(
    "text",
    [
        "/home/me/srv/course/x", "~/srv/course/x", "./srv/course/x", "a/srv/course/x", "/srv/courses/x", "/srv/course",
        "/srv/other/x", "/srv/environment/x", "srv/course/x", "/SRV/course/x", "",
    ],
)  # fmt: skip
def test_a_path_of_somebody_else_stays(text: str) -> None:
    assert without_places(printed(text), PLACES) == printed(text)


def test_without_places_everything_stays() -> None:
    assert without_places(printed("/srv/course/x"), ()) == printed("/srv/course/x")


def test_all_kinds_of_outputs_are_looked_through() -> None:
    path = "/srv/course/x"
    error = {"output_type": "error", "ename": "E", "evalue": path, "traceback": [path, path]}
    assert without_places(error, PLACES) == error | {"evalue": "x", "traceback": ["x", "x"]}
    data = {"text/plain": path, "text/html": [path], "image/png": path, "application/json": {"a": path}}
    shown = {"output_type": "display_data", "metadata": {}, "data": data}
    assert without_places(shown, PLACES)["data"] == data | {"text/plain": "x", "text/html": ["x"]}
    assert data["text/plain"] == path, "what came in is as it was"


def test_the_places_of_this_machine_are_known(tmp_path: Path) -> None:
    places = known_places(tmp_path)

    def short(path: str | None) -> Any:
        return without_places(printed(str(path)), places)["text"]

    assert short(torch.__file__) == "torch/__init__.py"
    assert short(underhood.__file__) == "underhood/__init__.py"
    assert short(json.__file__) == "json/__init__.py"
    assert short(f"{tmp_path}/submitted") == "submitted"
    assert short("/usr/share/dict/words") == "/usr/share/dict/words"
    assert "/" not in places


def test_a_traceback_tells_no_place() -> None:
    try:
        torch.zeros(2).unflatten(3, ())
    except (IndexError, RuntimeError):
        told = traceback.format_exc()
    assert sysconfig.get_path("purelib") in told
    assert 'File "torch/_tensor.py"' in without_places(printed(told), known_places())["text"]
