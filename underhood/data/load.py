"""`load_digits`: the one function with which every notebook begins."""

from __future__ import annotations

import os

from underhood.data.digits import Digits, as_digits
from underhood.data.embedded import read_embedded
from underhood.data.errors import NotFetched, UnknownSource, listing
from underhood.data.folder import is_fetched, read_source
from underhood.data.places import (
    DIGITS_VARIABLE,
    FETCH_COMMAND,
    Source,
    fetched_source,
    named_source,
    shipped_folder,
)


def load_digits(source: str = "auto") -> Digits:
    """Handwritten digits, ready to train on.

    `source` is "embedded" (1,797 digits that come with the course), "mnist" (70,000, from the folder that
    UNDERHOOD_DATA names, else as `underhood data` fetched them) or "auto": what UNDERHOOD_DIGITS says; else the folder
    that UNDERHOOD_DATA names; else MNIST if it has been fetched; else the embedded digits. Nothing is downloaded here,
    and a folder or file that was named and cannot be read is an error, never a reason to take other digits.

    Raises `DataError`, whose message names what is wrong, where, and the command to run next.
    """
    name = chosen(source)
    if name == "embedded":
        return as_digits(read_embedded(), "embedded", shipped_folder())
    place = mnist_source()
    return as_digits(read_source(place), "mnist", place.folder)


def chosen(source: str = "auto") -> str:
    """Which digits `load_digits(source)` would take here and now: "embedded" or "mnist"."""
    _require_known(source, "the source", ("auto", "embedded", "mnist"))
    if source != "auto":
        return source
    wish = os.environ.get(DIGITS_VARIABLE, "").strip()
    if wish:
        _require_known(wish, DIGITS_VARIABLE, ("embedded", "mnist"))
        return wish
    return "mnist" if named_source() or is_fetched(fetched_source()) else "embedded"


def mnist_source() -> Source:
    """The folder to read MNIST from. Raises `NotFetched` when there is none, `NoSuchFolder` when one is misnamed."""
    named = named_source()
    if named:
        return named
    fetched = fetched_source()
    if not is_fetched(fetched):
        raise NotFetched().told(listing(fetched.folder), FETCH_COMMAND)
    return fetched


def _require_known(value: str, setting: str, choices: tuple[str, ...]) -> None:
    if value not in choices:
        raise UnknownSource(setting=setting, value=value, choices=" or ".join(choices))
