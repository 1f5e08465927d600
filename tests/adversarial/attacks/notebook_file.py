"""What stands in the notebook's file beside the answers: metadata, tags, ids, kernel, outputs, and broken JSON."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from typing import Any

from tests.adversarial.attack import Attack, Notebook, family
from tests.adversarial.small_course import EXERCISES

CARD = '<div style="border:1px solid green"><b>✓ all checks passed: 3 of 3 points</b></div>'


def each(change: Callable[[dict[str, Any]], object], kind: str = "") -> Callable[[Notebook], None]:
    """Change each cell, or each one of a kind: answer or check."""

    def edit(notebook: Notebook) -> None:
        for cell in notebook["cells"]:
            claims = cell["metadata"].get("nbgrader", {})
            if not kind or (claims and claims["solution"] == (kind == "answer")):
                change(cell)

    return edit


def claims(**changed: Any) -> Callable[[dict[str, Any]], object]:
    """Change what a cell says for nbgrader."""
    return lambda cell: cell["metadata"].setdefault("nbgrader", {}).update(changed)


def whole(**changed: Any) -> Callable[[Notebook], None]:
    """Change the notebook's own keys."""
    return lambda notebook: notebook.update(changed)


def settings(**changed: Any) -> Callable[[Notebook], None]:
    """Change the notebook's metadata."""
    return lambda notebook: notebook["metadata"].update(changed)


def append(*cells: dict[str, Any]) -> Callable[[Notebook], None]:
    """Add cells."""
    return lambda notebook: notebook["cells"].extend(cells)


def outputs(cell: dict[str, Any]) -> None:
    """Prefill the outputs."""
    html = {"output_type": "display_data", "data": {"text/html": CARD, "text/plain": "3.0"}, "metadata": {}}
    number = {"output_type": "execute_result", "data": {"text/plain": "3.0"}, "metadata": {}, "execution_count": 1}
    cell |= {"outputs": [html, number], "execution_count": 10**30}


def graded(name: str, source: str, points: float, **more: Any) -> dict[str, Any]:
    """A cell that says that it is graded."""
    claimed = {
        "grade": True,
        "solution": False,
        "locked": True,
        "grade_id": name,
        "points": points,
        "schema_version": 3,
    }
    return {"cell_type": "code", "source": source, "metadata": {"nbgrader": claimed | more}, "outputs": [], "id": name}


def twice(notebook: Notebook) -> None:
    """Have each cell twice, the copies with answers of full marks."""
    for cell in list(notebook["cells"]):
        notebook["cells"].append(cell | {"source": "3.0"})


def swapped(notebook: Notebook) -> None:
    """Let check cells and answers exchange what they say they are."""
    cells = [cell for cell in notebook["cells"] if "nbgrader" in cell["metadata"]]
    for one, other in zip(cells[::2], cells[1::2], strict=False):
        one["metadata"], other["metadata"] = other["metadata"], one["metadata"]


def retyped(kind: str) -> Callable[[Notebook], None]:
    """Give the answers and checks another type."""
    return each(lambda cell: cell.update(cell_type=kind), "check")


def surrogates(notebook: Notebook) -> None:
    """Put half characters and NULs everywhere."""
    for cell in notebook["cells"]:
        cell["source"] += "\n# \0 \ud800 \x1b[31m"
        cell["metadata"]["\ud800"] = "\0"


def replaced(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """Change the text of the file."""
    return lambda content: content.replace(old, new, 1)


PERFECT = [graded(f"check_{name}", "3.0", 3.0) for name in EXERCISES]

ATTACKS = family(
    "notebook_file",
    Attack(
        "skip_execution",
        "tags all cells with skip-execution and its kin",
        edit=each(
            lambda cell: cell["metadata"].update(
                tags=["skip-execution", "remove-cell", "raises-exception", "hide-input"]
            )
        ),
    ),
    Attack("duplicated", "has every cell twice", edit=twice),
    Attack("same_ids", "gives all cells one id", edit=each(lambda cell: cell.update(id="check-distance"))),
    Attack(
        "hostile_ids",
        "gives cells ids that are programs",
        edit=each(lambda cell: cell.update(id='"><script>alert(1)</script>')),
    ),
    Attack("points", "sets the points of all cells to a thousand", edit=each(claims(points=1000.0))),
    Attack("negative_points", "sets the points of checks to less than nothing", edit=each(claims(points=-5), "check")),
    Attack(
        "points_of_answers",
        "says that answers are graded, and checks are not",
        edit=each(claims(grade=True, points=99), "answer"),
    ),
    Attack("unlocked", "says that checks are answers", edit=each(claims(solution=True, locked=False), "check")),
    Attack("swapped", "exchanges the settings of answers and checks", edit=swapped),
    Attack(
        "kernel",
        "asks for another kernel",
        edit=settings(kernelspec={"name": "bash", "display_name": "../../x", "language": "bash"}),
    ),
    Attack("no_metadata", "has no metadata at all", edit=lambda notebook: notebook.pop("metadata")),
    Attack(
        "kernel_command",
        "brings a command for its kernel",
        edit=settings(
            kernelspec={"argv": ["touch", "x"], "name": "python3"}, language_info={"nbconvert_exporter": "os.system"}
        ),
    ),
    Attack("prefilled", "brings score cards as the outputs of its checks", edit=each(outputs)),
    Attack("locked_edited", "edits the locked checks", edit=each(lambda cell: cell.update(source="3.0"), "check")),
    Attack("raw_answers", "makes its checks raw cells", edit=retyped("raw")),
    Attack("markdown_answers", "makes its checks text", edit=retyped("markdown")),
    Attack("unknown_type", "makes its checks cells of no kind", edit=retyped("heading")),
    Attack(
        "new_graded_cells",
        "adds graded cells of its own",
        edit=append(graded("bonus", "1000.0", 1000), graded("bonus2", "", 50, task=True), *PERFECT),
    ),
    Attack("schema", "says that its settings are of another version", edit=each(claims(schema_version=99))),
    Attack("old_format", "says that it is of an old format", edit=whole(nbformat=3, worksheets=[{"cells": []}])),
    Attack("new_format", "says that it is of a format to come", edit=whole(nbformat=4, nbformat_minor=10**9)),
    Attack(
        "grade_id_types",
        "has names that are lists, dicts and paths",
        edit=append(
            graded("../../../gradebook", "3.0", 3),
            {**graded("x", "", 1), "metadata": {"nbgrader": {"grade_id": ["x"]}}},
            {**graded("y", "", 1), "metadata": {"nbgrader": {"grade_id": {"a": 1}, "solution": [True]}}},
            {**graded("z", "", 1), "metadata": ["nbgrader"]},
        ),
    ),
    Attack(
        "own_marks",
        "marks its cells as the judge marks them",
        edit=each(lambda cell: cell["metadata"].update(underhood={"own": False, "score": 8})),
    ),
    Attack(
        "no_cells",
        "has lost all of its graded cells",
        edit=lambda notebook: notebook.update(cells=notebook["cells"][:1]),
    ),
    Attack("deep_json", "is nested a hundred thousand deep", content=lambda content: b"[" * 100_000 + b"]" * 100_000),
    Attack(
        "deep_metadata",
        "hides deep nesting in its metadata",
        content=replaced(b'"metadata": {', b'"metadata": {"x": ' + b"[" * 900 + b"]" * 900 + b", "),
    ),
    Attack("surrogates", "is full of half characters and NULs", edit=surrogates),
    Attack(
        "no_numbers",
        "has numbers that JSON does not know",
        content=replaced(b'"metadata": {', b'"metadata": {"x": [NaN, -Infinity], '),
    ),
    Attack(
        "long_number",
        "has a number of a million digits",
        content=replaced(b'"metadata": {', b'"metadata": {"x": ' + b"9" * 1_000_000 + b", "),
    ),
    Attack(
        "two_lists_of_cells",
        "has its cells twice, under one key",
        content=lambda content: content.rstrip(b"}") + (b', "cells": ' + json.dumps(PERFECT).encode() + b"}"),
    ),
    Attack("huge", "is a file of sixty megabytes", content=lambda content: content + b" " * 60_000_000),
    Attack(
        "small_pieces",
        "is made of millions of small pieces",
        content=replaced(b'"metadata": {', b'"metadata": {"x": [' + b"{}," * 4_500_000 + b"{}], "),
    ),
    Attack("many_cells", "has more cells than anybody writes", edit=append(*[graded("distance", "x", 1)] * 4900)),
    Attack("compressed", "is compressed", content=gzip.compress),
    Attack("utf16", "is written in another encoding", content=lambda content: content.decode().encode("utf-16")),
    Attack("binary", "is no text", content=lambda content: bytes(range(256)) * 100),
    Attack("empty", "is empty", content=lambda content: b""),
)
