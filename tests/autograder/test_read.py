from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.submission.folder import Submission
from autograder.submission.read import (
    MAX_SOURCE,
    SubmittedNotebook,
    UnreadableSubmission,
    parse_notebook,
    read_submission,
)

Submit = Callable[..., Submission]


def notebook(*cells: Any, **rest: Any) -> bytes:
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells)} | rest).encode()


CELL: dict[str, Any] = {"cell_type": "code", "source": "x = 1", "metadata": {}, "id": "a"}


def test_an_honest_notebook_is_read(submit: Submit, assignment: Any) -> None:
    read = read_submission(submit())
    assert [cell.source for cell in read.cells] == [cell.source for cell in assignment.released.cells]
    assert [cell.cell_id for cell in read.cells] == [cell.id for cell in assignment.released.cells]
    assert read.cells[2].grade_id == "double"
    assert read.kernel == "python3"
    assert read.notes == ()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b" \n\n", "the file is empty"),
        (b"not json", "not JSON from line 1, column 1"),
        (notebook(CELL)[:-20], "not JSON"),
        ("{}".encode("utf-16"), "UTF-16"),
        (b"\xff\x00\x81", "not text in UTF-8"),
        (b"[1]", "JSON, but not a notebook"),
        (b"null", "JSON, but not a notebook"),
        (b"{}", "format 4"),
        (notebook(CELL, nbformat=True), "format 4"),
        (notebook(CELL, nbformat="4"), "format 4"),
        (notebook(CELL, nbformat=4.0), "format 4"),
        (notebook(CELL, nbformat=5), "format 4"),
        (notebook(CELL, nbformat=3), "old format"),
        (b'{"nbformat": 4, "worksheets": []}', "old format"),
        (notebook(), "has no cells"),
        (notebook(cells={"0": CELL}), "has no cells"),
        (notebook(*[CELL] * 5001), "5001 cells"),
        (b"[" * 200_000, "nested too deeply"),
        (b'{"a":' * 200_000, "nested too deeply"),
        (b"[" + b"[]," * 4_000_001 + b"0]", "too many small pieces"),
        (b'{"n": ' + b"9" * 5000 + b"}", "a number that is too long"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_broken_file_is_named(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableSubmission, match=reason) as caught:
        parse_notebook(content)
    assert caught.value.next
    assert not caught.value.fault


def test_a_byte_order_mark_does_no_harm() -> None:
    assert parse_notebook(b"\xef\xbb\xbf" + notebook(CELL)).cells[0].source == "x = 1"


def test_sources_may_be_lines_and_line_ends_are_made_equal() -> None:
    read = parse_notebook(notebook(CELL | {"source": ["a\r\n", "b\r", "c"]}))
    assert read.cells[0].source == "a\nb\nc"


def test_broken_cells_are_left_out_and_told() -> None:
    broken = [3, None, [], {"cell_type": "code"}, CELL | {"cell_type": "heading"}, CELL | {"source": ["a", 1]}]
    read = parse_notebook(notebook(*broken, CELL))
    assert len(read.cells) == 1
    assert read.notes[0] == "cell 1 of the file was broken: it was left out"
    assert len(read.notes) == len(broken)


def test_what_no_editor_writes_is_taken_out_and_told() -> None:
    read = parse_notebook(notebook(CELL | {"source": "a\x00b \ud800 \U0001f600"}))
    assert read.cells[0].source == "ab \ufffd \U0001f600"
    assert read.notes == ("cell 1 of the file held characters that no editor can write: they were taken out",)


def test_a_cell_that_is_too_long_to_run_is_left_out() -> None:
    long, longest = CELL | {"source": "#" * (MAX_SOURCE + 1)}, CELL | {"source": "#" * MAX_SOURCE}
    read = parse_notebook(notebook(long, longest))
    assert [len(cell.source) for cell in read.cells] == [MAX_SOURCE]
    assert read.notes == ("cell 1 of the file held more than 1,000,000 characters: it was left out",)


def test_odd_metadata_is_no_claim() -> None:
    odd = [CELL | {"metadata": value} for value in (None, 3, [], {"nbgrader": 3}, {"nbgrader": {"grade_id": 3}})]
    assert {cell.grade_id for cell in parse_notebook(notebook(*odd)).cells} == {None}


def test_a_key_given_twice_does_no_harm() -> None:
    text = notebook(CELL).replace(b'"nbformat": 4,', b'"nbformat": 4, "cells": [], "nbformat": 4,')
    assert len(parse_notebook(text).cells) == 1


def test_the_hash_is_of_the_file(submit: Submit) -> None:
    one = read_submission(submit("s001"))
    other = read_submission(submit("s002"))
    changed = read_submission(submit("s003", lambda cells: cells.pop()))
    assert one.sha256 == other.sha256 != changed.sha256


def trap(submission: Submission) -> Path:
    submission.notebook.unlink()
    return submission.notebook


@pytest.mark.parametrize(
    ("lay", "reason"),
    [
        (lambda path: path.mkdir(), "a folder, not a file"),
        (lambda path: os.mkfifo(path), "a pipe or a device"),
        (lambda path: path.symlink_to("/etc/passwd"), "a link to another file"),
        (lambda path: path.symlink_to(path), "a link to another file"),
        (lambda path: path.symlink_to("/dev/zero"), "a link to another file"),
        (lambda path: None, r"two_tasks\.ipynb is missing: there is no notebook at all"),
        (lambda path: path.with_name("Copy\x1b.ipynb").touch(), r"there is Copy\?\.ipynb instead"),
    ],
)
def test_traps_are_named_and_do_not_hang(submit: Submit, lay: Callable[[Path], Any], reason: str) -> None:
    submission = submit()
    lay(trap(submission))
    with pytest.raises(UnreadableSubmission, match=reason) as caught:
        read_submission(submission)
    assert not caught.value.fault


def test_a_linked_folder_is_refused(submit: Submit) -> None:
    honest, thief = submit("s001"), submit("s002")
    shutil.rmtree(thief.folder)
    thief.folder.symlink_to(honest.folder)
    with pytest.raises(UnreadableSubmission, match="is a link to another one"):
        read_submission(thief)


def test_a_hard_link_is_refused(submit: Submit, tmp_path: Path) -> None:
    submission = submit()
    os.link(submission.notebook, tmp_path / "other")
    with pytest.raises(UnreadableSubmission, match="several names"):
        read_submission(submission)


def test_a_file_over_the_limit_is_not_read(submit: Submit) -> None:
    with pytest.raises(UnreadableSubmission, match=r"larger than 0\.001 MB"):
        read_submission(submit(), max_bytes=1000)


def test_a_sparse_giant_costs_nothing(submit: Submit) -> None:
    submission = submit()
    os.truncate(submission.notebook, 1 << 40)
    with pytest.raises(UnreadableSubmission, match="larger than 50 MB"):
        read_submission(submission)


def test_a_fault_of_the_machine_is_no_fault_of_the_student(submit: Submit, monkeypatch: pytest.MonkeyPatch) -> None:
    submission = submit()

    def refuse(*_: Any, **__: Any) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(UnreadableSubmission, match="cannot be opened here: Permission denied") as caught:
        read_submission(submission)
    assert caught.value.fault


@pytest.mark.parametrize("content", [b"\xff\xfe", b"x" * 500])
def test_an_odd_timestamp_is_none(submit: Submit, content: bytes) -> None:
    submission = submit()
    (submission.folder / "timestamp.txt").write_bytes(content)
    assert Submission.find("s001", "two_tasks", submission.folder).timestamp is None


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
cells = st.fixed_dictionaries(
    {},
    optional={
        "cell_type": st.sampled_from(["code", "markdown", "raw", "heading", 3]),
        "source": st.text() | st.lists(st.text() | anything, max_size=3) | anything,
        "id": anything,
        "metadata": anything
        | st.fixed_dictionaries({"nbgrader": anything | st.fixed_dictionaries({"grade_id": anything})}),
    },
)
notebooks = st.fixed_dictionaries(
    {"nbformat": st.just(4) | anything, "cells": st.lists(cells | anything, max_size=5) | anything},
    optional={"metadata": anything | st.fixed_dictionaries({"kernelspec": anything})},
)


@given(st.binary() | notebooks.map(lambda value: json.dumps(value).encode()) | st.text().map(str.encode))
@settings(max_examples=300, deadline=None)
def test_whatever_the_bytes_only_one_thing_is_raised(content: bytes) -> None:
    try:
        read = parse_notebook(content)
    except UnreadableSubmission:
        return
    assert isinstance(read, SubmittedNotebook)
    for cell in read.cells:
        cell.source.encode("utf-8")
