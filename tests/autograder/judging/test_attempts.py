"""The file of attempts: its forms, and what is told of a file that has none of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.errors import CourseError
from autograder.verify.attempts import Attempt, read_attempts
from underhood.checking import Status


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "attempts").mkdir()
    return tmp_path


def write(folder: Path, text: str) -> None:
    (folder / "attempts" / "relu.py").write_text(text, encoding="utf-8")


FILE = '''"""Attempts at relu."""
# by the author

# %% mistake: takes the absolute value
# why: makes everything positive
# status: wrong
def relu(x):
    return x.abs()

# a comment of the attempt

# %%   right:   where, “quoted”
def relu(x):
    # why: no note, but a comment
    return torch.where(x > 0, x, 0)


# %% mistake: nothing at all
'''


def test_blocks_become_attempts_in_their_order(folder: Path) -> None:
    write(folder, FILE)
    assert read_attempts(folder, "relu") == (
        Attempt(
            "relu", "takes the absolute value", False,
            "def relu(x):\n    return x.abs()\n\n# a comment of the attempt\n",
            Status.WRONG, "makes everything positive",
        ),
        Attempt(
            "relu", "where, “quoted”", True,
            "def relu(x):\n    # why: no note, but a comment\n    return torch.where(x > 0, x, 0)\n",
        ),
        Attempt("relu", "nothing at all", False, "\n"),
    )  # fmt: skip


def test_without_a_file_there_are_none(folder: Path) -> None:
    assert read_attempts(folder, "relu") == ()


def test_an_empty_file_holds_none(folder: Path) -> None:
    write(folder, "# only words\n\n")
    assert read_attempts(folder, "relu") == ()


@pytest.mark.parametrize("status", Status)
def test_every_status_can_be_asked_for(folder: Path, status: Status) -> None:
    write(folder, f"# %% mistake: m\n# status: {status}\npass\n")
    assert read_attempts(folder, "relu")[0].status is status


def test_notes_may_come_in_either_order(folder: Path) -> None:
    write(folder, "# %% mistake: m\n# status: raised\n# why: because\nx = 1\n")
    (attempt,) = read_attempts(folder, "relu")
    assert (attempt.status, attempt.why, attempt.source) == (Status.RAISED, "because", "x = 1\n")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x = 1\n# %% mistake: m\n", "code before the first"),
        ("# %% misteak: m\n", "'# %% misteak: m' starts neither"),
        ("# %% mistake:\n", "starts neither"),
        ("# %%\n", "starts neither"),
        ("# %% mistake: m\n# status: bad\n", "'bad' is no status of a check"),
    ],
)
def test_another_form_is_told_with_the_file(folder: Path, text: str, words: str) -> None:
    write(folder, text)
    with pytest.raises(CourseError, match=words) as error:
        read_attempts(folder, "relu")
    assert error.value.where.endswith("attempts/relu.py")
