"""What the outputs of a check cell are worth. docs/nbgrader.md has the table of all rules, with those of nbgrader."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from fractions import Fraction

from nbformat import NotebookNode
from nbgrader.utils import compute_checksum, is_solution

__all__ = ["Earned", "earned"]

_NUMBER = r"[-+]?(?:\d+\.?\d*(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?|nan|inf(?:inity)?)"
_MORE = r"(?:,\s*\w+=[^,()\[\]]+)*"
_FORMS = re.compile(
    rf"""
    (?P<plain>{_NUMBER})
    | (?:np|numpy)\.(?:float|int|uint|longdouble)\w*\('?(?P<numpy>{_NUMBER})'?\)
    | (?:tensor|array)\((?:(?P<array>{_NUMBER})|\[(?P<single>{_NUMBER})\]){_MORE}\)
    | Decimal\('(?P<decimal>{_NUMBER})'\)
    | Fraction\((?P<over>-?\d+),\s*(?P<under>\d+)\)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_TRUTH = re.compile(rf"(?:np\.|numpy\.)?(True|False)_?|(?:tensor|array)\((True|False){_MORE}\)", re.IGNORECASE)
_MOST_LETTERS = 200


@dataclass(frozen=True)
class Earned:
    """Points of a cell, None where only a person can tell. `note` says why a person should look at it, if so."""

    score: float | None
    note: str = ""


def earned(cell: NotebookNode) -> Earned:
    """The points of a graded cell that has been run. Its metadata is the instructor's."""
    points = float(cell.metadata.nbgrader["points"])
    if is_solution(cell):
        return Earned(0.0 if cell.metadata.nbgrader.get("checksum") == compute_checksum(cell) else None)
    if cell.cell_type != "code":
        return Earned(None)
    if any(output.output_type == "error" for output in cell.outputs):
        return Earned(0.0)
    shown = next((output for output in cell.outputs if output.output_type == "execute_result"), None)
    return Earned(points) if shown is None else _by_value(_text(shown), points)


def _by_value(text: str, points: float) -> Earned:
    truth = _TRUTH.fullmatch(text)
    if truth:
        return Earned(points if "True" in truth.groups() else 0.0)
    number = _number(text)
    if number is None:
        return Earned(points)
    if not math.isfinite(number):
        return Earned(0.0, f"the check came to {text}, which is no number of points")
    if number > points:
        return Earned(points, f"the check came to {text}, and the cell is worth {points:g} points")
    return Earned(max(0.0, number))


def _number(text: str) -> float | None:
    """The number that a text shows, in the forms that Python, NumPy and torch print; None where it shows none."""
    match = _FORMS.fullmatch(text)
    if match is None:
        return None
    if match["under"] is not None:
        return float(Fraction(int(match["over"]), int(match["under"]))) if int(match["under"]) else math.nan
    return float(match["plain"] or match["numpy"] or match["array"] or match["single"] or match["decimal"])


def _text(output: NotebookNode) -> str:
    shown = output.get("data", {}).get("text/plain", "")
    text = "".join(shown) if isinstance(shown, list) else str(shown)
    # What is longer is no number; an integer of thousands of digits is not to be read, either.
    return text.strip() if len(text) <= _MOST_LETTERS else ""
