"""Digits from a folder: find the form, read it or what was kept of it, and vouch for it."""

from __future__ import annotations

from underhood.data.arrays import Parsed
from underhood.data.errors import BadFile, ChecksumDiffers, telling
from underhood.data.forms import Form, find, idx_files
from underhood.data.kept import kept
from underhood.data.original import first_difference, identified
from underhood.data.places import Source
from underhood.data.registry import PARTS


def read_source(source: Source) -> Parsed:
    """Both sets of a folder. Raises a `DataError` that names the bad file, the folder and the next step.

    A folder that the student named may hold any digits. The one that we fetched holds the original or is refused.
    """
    with telling(source.folder, source.next_step):
        form = find(source.folder)
        parsed = _read(form)
        if source.fetched and not parsed.original:
            _refuse(parsed, source)
        return parsed


def is_fetched(source: Source) -> bool:
    """Whether all four files are there. Says nothing about what is in them."""
    return set(idx_files(source.folder)) == set(PARTS)


def _read(form: Form) -> Parsed:
    try:
        return kept(form, lambda: identified(form.read()))
    except OSError as error:  # a file went away between finding and reading it, or may not be read
        reason = (error.strerror or str(error)).lower()
        raise BadFile(path=error.filename or form.folder, reason=reason) from error


def _refuse(parsed: Parsed, source: Source) -> None:
    if difference := first_difference(parsed):
        entry, got = difference
        path = idx_files(source.folder).get(entry.part, source.folder / entry.name)
        raise ChecksumDiffers(path=path, got=got[:12], expected=entry.sha256[:12])
