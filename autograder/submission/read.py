"""Reading a submitted notebook as data. Nothing that stands in it is believed."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from autograder.errors import AutograderError
from autograder.submission.folder import Submission
from autograder.submission.untrusted_file import UntrustedFileError, read_untrusted

__all__ = [
    "MAX_BYTES",
    "SubmittedCell",
    "SubmittedNotebook",
    "UnreadableSubmission",
    "json_document",
    "parse_notebook",
    "read_submission",
]

MAX_BYTES = 50_000_000
# A megabyte of `[],[],` becomes twenty of Python lists. A notebook with pictures has few brackets and commas.
MAX_STRUCTURE = 4_000_000
MAX_CELLS = 5_000
MAX_SOURCE = 1_000_000
"""Characters of one cell: more than that goes to no worker."""
KINDS = ("code", "markdown", "raw")

PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")
_BASE64 = re.compile(r"[A-Za-z0-9+/\s]+={0,2}\s*")
_NO_MARKUP = re.compile(r"[^\w .,()+/-]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_AGAIN = "Open the notebook in JupyterLab, save it, and hand that file in."


class UnreadableSubmission(AutograderError):
    """A submission that holds no notebook that can be read.

    `fault` is True where the grading machine, not the student, is to blame (no permission, a broken disk): then nobody
    earns a zero.
    """

    def __init__(self, what: str, where: str = "", next: str = _AGAIN, *, fault: bool = False) -> None:
        super().__init__(what, where, next)
        self.fault = fault


@dataclass(frozen=True)
class SubmittedCell:
    """One cell as submitted. All but `source` and `pictures` are claims that help to find the cell's place.

    `pictures` are those that were pasted into a cell of text, by name and kind, as base64.
    """

    kind: str
    source: str
    cell_id: str | None = None
    grade_id: str | None = None
    claims: Mapping[str, Any] = field(default_factory=dict)
    pictures: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class SubmittedNotebook:
    """The cells of a submitted notebook, in its order; `notes` tell the student what had to be left out."""

    cells: tuple[SubmittedCell, ...]
    sha256: str
    kernel: str | None = None
    notes: tuple[str, ...] = ()


def read_submission(submission: Submission, max_bytes: int = MAX_BYTES) -> SubmittedNotebook:
    """Read the notebook of a submission, or say why not.

    Raises `UnreadableSubmission`, and nothing else, whatever the folder holds.
    """
    where = submission.notebook.name
    if submission.folder.is_symlink():
        raise UnreadableSubmission("the folder of the submission is a link to another one", submission.folder.name)
    try:
        content = read_untrusted(submission.notebook, max_bytes)
    except FileNotFoundError:
        raise _missing(submission) from None
    except UntrustedFileError as error:
        raise UnreadableSubmission(f"the notebook cannot be read: {error}", where) from error
    except OSError as error:
        raise _not_accessible(submission.notebook, error) from error
    notebook = parse_notebook(content, where)
    others = submission.other_notebooks()
    ignored = (f"also handed in, and not graded: {_clean_list(others)}",) if others else ()
    return replace(notebook, notes=(*notebook.notes, *ignored))


def parse_notebook(content: bytes, where: str = "the notebook") -> SubmittedNotebook:
    """Take a notebook's bytes apart by hand. Raises `UnreadableSubmission`, and nothing else, on any bytes."""
    document = json_document(content, where)
    cells = _cell_list(document, where)
    notes: list[str] = []
    return SubmittedNotebook(
        cells=tuple(_cells(cells, notes)),
        sha256=hashlib.sha256(content).hexdigest(),
        kernel=_kernel(document),
        notes=tuple(notes),
    )


def json_document(content: bytes, where: str = "the file") -> Any:
    """What the bytes hold as JSON, within a notebook's bounds. Raises `UnreadableSubmission`, and nothing else."""
    return _json(_text(content, where), where)


def _missing(submission: Submission) -> UnreadableSubmission:
    others = submission.other_notebooks()
    found = f"there is {_clean_list(others)} instead" if others else "there is no notebook at all"
    advice = f"Name your notebook {submission.notebook.name} and hand it in again."
    return UnreadableSubmission(f"the notebook {submission.notebook.name} is missing: {found}", next=advice)


def _not_accessible(path: Path, error: OSError) -> UnreadableSubmission:
    advice = "This is a fault of the grading machine: tell the instructor."
    what = f"the notebook cannot be opened here: {error.strerror or type(error).__name__}"
    return UnreadableSubmission(what, path.name, advice, fault=True)


def _text(content: bytes, where: str) -> str:
    if not content.strip():
        raise UnreadableSubmission("the file is empty", where)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableSubmission("the file was saved as UTF-16, and a notebook is UTF-8", where)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableSubmission(f"the file is not text in UTF-8 (byte {error.start})", where) from error


def _json(text: str, where: str) -> Any:
    if sum(map(text.count, "[{,")) > MAX_STRUCTURE:
        advice = "Clear all outputs, save, and hand the file in again."
        raise UnreadableSubmission("the file holds too many small pieces", where, advice)
    try:
        return json.loads(text)
    except RecursionError as error:
        raise UnreadableSubmission("the file is nested too deeply to be a notebook", where) from error
    except json.JSONDecodeError as error:
        what = f"the file is not a notebook: it is not JSON from line {error.lineno}, column {error.colno} on"
        raise UnreadableSubmission(what, where) from error
    except ValueError as error:
        # The only other one: Python refuses to read an integer of thousands of digits.
        raise UnreadableSubmission("the file holds a number that is too long", where) from error


def _cell_list(document: Any, where: str) -> list[Any]:
    if not isinstance(document, dict):
        raise UnreadableSubmission("the file is JSON, but not a notebook", where)
    if "worksheets" in document or document.get("nbformat") in (1, 2, 3):
        advice = "Run `jupyter nbconvert --to notebook --nbformat 4` on it, or save it from a current JupyterLab."
        raise UnreadableSubmission("the notebook is in an old format, of before 2015", where, advice)
    if document.get("nbformat") != 4 or isinstance(document["nbformat"], (bool, float)):
        raise UnreadableSubmission("the file does not say that it is a notebook of format 4", where)
    cells = document.get("cells")
    if not isinstance(cells, list) or not cells:
        raise UnreadableSubmission("the notebook has no cells", where)
    if len(cells) > MAX_CELLS:
        raise UnreadableSubmission(f"the notebook has {len(cells)} cells, and {MAX_CELLS} is the limit", where)
    return cells


def _cells(cells: list[Any], notes: list[str]) -> Iterator[SubmittedCell]:
    for position, raw in enumerate(cells, start=1):
        cell = _cell(raw)
        if cell is None:
            notes.append(f"cell {position} of the file was broken: it was left out")
            continue
        if len(cell.source) > MAX_SOURCE:
            notes.append(f"cell {position} of the file held more than {MAX_SOURCE:,} characters: it was left out")
            continue
        if "\0" in cell.source or _SURROGATES.search(cell.source):
            notes.append(f"cell {position} of the file held characters that no editor can write: they were taken out")
            cell = replace(cell, source=_writable(cell.source))
        yield cell


def _cell(raw: Any) -> SubmittedCell | None:
    source = _source(raw.get("source")) if isinstance(raw, dict) else None
    if source is None or raw.get("cell_type") not in KINDS:
        return None
    claims = _dictionary(_dictionary(raw.get("metadata")).get("nbgrader"))
    return SubmittedCell(
        kind=raw["cell_type"],
        source=source.replace("\r\n", "\n").replace("\r", "\n"),
        cell_id=_string(raw.get("id")),
        grade_id=_string(claims.get("grade_id")),
        claims=claims,
        pictures=_pictures(raw.get("attachments")),
    )


def _pictures(value: Any) -> Mapping[str, Mapping[str, str]]:
    """The attachments that are pictures; whatever else an attachment may be, nobody pastes it into an answer."""
    found = {}
    for name, kinds in _dictionary(value).items():
        kept = {kind: data for kind, data in _dictionary(kinds).items() if _is_picture(kind, data)}
        if kept and not _SURROGATES.search(name):
            found[name] = kept
    return found


def _is_picture(kind: str, data: Any) -> bool:
    return kind in PICTURES and isinstance(data, str) and _BASE64.fullmatch(data) is not None


def _source(value: Any) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        return "".join(value)
    return None


def _kernel(document: dict[str, Any]) -> str | None:
    return _string(_dictionary(_dictionary(document.get("metadata")).get("kernelspec")).get("name"))


def _dictionary(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _writable(source: str) -> str:
    # What the student saw on the screen had no NUL in it, so taking it out is what the student meant.
    return _SURROGATES.sub("\ufffd", source.replace("\0", ""))


def _clean_list(names: tuple[str, ...]) -> str:
    """Names of files as they may stand in a line of Markdown."""
    shown = ", ".join(_NO_MARKUP.sub("?", name[:80]) for name in names[:3])
    return shown + (" …" if len(names) > 3 else "")
