"""Formulas for a page on which no script runs: TeX to MathML, which browsers lay out by themselves.

The TeX may be a student's: it is bounded in length and may define no macros. What cannot be turned into MathML is shown
as it was written. What comes out is HTML in which a student has a say, like any other: `safe_html` cleans it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape, unescape
from xml.etree.ElementTree import Element, tostring

from latex2mathml.converter import Converter

__all__ = ["Formulas"]

LONGEST, LONGEST_PAGE = 2_000, 50_000
"""Characters of TeX that become MathML, in one formula and on one page. A page of the course has some hundred."""

DEEPEST = 60
# With macros, a few characters can stand for any number of them.
_DEFINES = re.compile(r"\\(?:[a-z]*def|let|(?:re)?new[a-z]+|provide[a-z]+|Declare[A-Za-z]+)(?![A-Za-z])")

# Environments that the converter does not know, by what it has that looks the same.
_ALIKE = {"aligned": "split", "dcases": "cases", "gathered": "matrix"}
_ENVIRONMENT = re.compile(rf"(?<=\\begin{{)(?:{'|'.join(_ALIKE)})(?=}})|(?<=\\end{{)(?:{'|'.join(_ALIKE)})(?=}})")


class Formulas:
    """The formulas of one page."""

    def __init__(self) -> None:
        self._left = LONGEST_PAGE

    def html(self, tex: str, *, block: bool) -> str:
        """A formula as HTML; the TeX itself where it cannot be turned into MathML.

        Args:
            tex: the formula without its dollar signs.
            block: whether it stands in a line of its own.
        """
        self._left -= len(tex)
        made = _mathml(tex, block) if self._left >= 0 and len(tex) <= LONGEST else None
        return made or _as_written(tex, block)


@lru_cache(maxsize=4_000)
def _mathml(tex: str, block: bool) -> str | None:
    """The formula as MathML, or None. Those of the instructor's cells are the same on every page."""
    if _DEFINES.search(tex):
        return None
    try:
        math = Converter(display="block" if block else "inline").convert_to_element(_with_known_environments(tex))
    except Exception:  # noqa: BLE001 - it raises some twenty kinds on what is no TeX; the TeX is shown in each case
        return None
    return _text(math, tex) if _depth(math) <= DEEPEST and all(map(_is_understood, math.iter())) else None


def _with_known_environments(tex: str) -> str:
    return _ENVIRONMENT.sub(lambda name: _ALIKE[name[0]], tex)


def _is_understood(part: Element) -> bool:
    """What the converter does not know it leaves as it was: a command, a column mark, the end of a line."""
    text = part.text or ""
    return not text.startswith("\\") and text != "&" and "linebreak" not in part.attrib


def _text(math: Element, tex: str) -> str:
    for part in math.iter():
        # The converter writes characters as references, which would be escaped once more.
        part.text = unescape(part.text or "")
    math.attrib.pop("xmlns", None)
    math.set("alttext", tex)
    return tostring(math, encoding="unicode", short_empty_elements=False)


def _depth(math: Element) -> int:
    depth, level = 0, [math]
    while level and depth <= DEEPEST:
        depth, level = depth + 1, [child for part in level for child in part]
    return depth


def _as_written(tex: str, block: bool) -> str:
    marks = "$$" if block else "$"
    return f"<code>{escape(f'{marks}{tex}{marks}', quote=False)}</code>"
