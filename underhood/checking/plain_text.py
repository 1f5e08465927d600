"""Text that may hold a student's characters, made fit for a page, a terminal and a file."""

from __future__ import annotations

import re

__all__ = ["plain"]

# All control characters but the line feed and the tab, the two separators that some readers take for line ends, what
# turns the direction of writing, and halves of characters that no file can hold.
_UNFIT = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]"
)


def plain(text: str) -> str:
    """The text with each unfit character as the replacement character `\\ufffd`, so that its place still shows."""
    return _UNFIT.sub("\ufffd", text)
