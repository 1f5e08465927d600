"""docs/syllabus.md says what the notebooks in solutions/ say: names, minutes, points, and the places of its topics."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import nbformat
import pytest

from autograder.assignment import Assignment
from autograder.course import Course

ROOT = Path(__file__).resolve().parents[2]
SYLLABUS = (ROOT / "docs" / "syllabus.md").read_text("utf-8")
NAMES = Course.load(ROOT).assignments()
REVIEW_TOPICS = 37


class Place(NamedTuple):
    """A section or an exercise of a notebook, as the last column of a table names it."""

    notebook: str
    sections: tuple[str, ...]
    exercises: tuple[str, ...]


@cache
def assignment(name: str) -> Assignment:
    return Course.load(ROOT).assignment(name)


@cache
def headings(name: str) -> frozenset[str]:
    notebook = nbformat.read(assignment(name).notebook_path, as_version=4)
    texts = (cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    return frozenset(plain(heading) for text in texts for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE))


def plain(heading: str) -> str:
    return heading.replace("`", "").strip()


def section(title: str, level: int) -> str:
    """What stands below a heading of the syllabus, up to the next heading of its level or above."""
    marks = "#" * level
    found = re.search(rf"^{marks} {re.escape(title)}[^\n]*\n(.*?)(?=^#{{1,{level}}} |\Z)", SYLLABUS, re.M | re.S)
    assert found, f"the syllabus has no section {title!r}"
    return found[1]


def rows(text: str) -> list[list[str]]:
    """The rows of the tables in a text, without their heads."""
    lines = re.findall(r"^\| *(.*?) *\|$", text, re.MULTILINE)
    cells = [re.split(r" *\| *", line) for line in lines]
    rules = [number for number, row in enumerate(cells) if set("".join(row)) <= set("-")]
    return [row for number, row in enumerate(cells) if number not in rules and number + 1 not in rules]


def points_of_exercises(name: str) -> dict[str, float]:
    loaded = assignment(name)
    points = {cell.exercise: cell.points for cell in loaded.check_cells.values()}
    return points | {essay: float(cell.points or 0) for essay, cell in loaded.manual_cells.items()}


def minutes_of(name: str) -> int:
    first = nbformat.read(assignment(name).notebook_path, as_version=4).cells[0].source
    told = re.search(r"Plan about (?:(an hour)|(\d+)\s+minutes)", first)
    assert told, f"the first cell of {name} does not say how long it takes"
    return 60 if told[1] else int(told[2])


def places(title: str) -> Iterator[Place]:
    for row in rows(section(title, 2)):
        for place in row[-1].split("; "):
            if number := re.match(r"(\d\d) ", place):
                names = [name for name in NAMES if name.startswith(number[1] + "_")]
                assert names, f"there is no notebook {number[1]}"
                sections = tuple(re.findall(r"\*(.+?)\*", place))
                exercises = tuple(re.findall(r"`(\w+)`", re.sub(r"\*.+?\*", "", place)))
                yield Place(names[0], sections, exercises)


@pytest.mark.parametrize("name", NAMES)
def test_folder_minutes_and_total_stand_in_its_section(name: str) -> None:
    total = f"{assignment(name).max_score:g}"
    assert f"`{name}` · {minutes_of(name)} minutes · {total} points" in section(f"{name[:2]} ·", 3)


@pytest.mark.parametrize("name", NAMES)
def test_exercises_stand_in_their_order_with_their_points(name: str) -> None:
    told = [(row[0].strip("`"), float(row[1])) for row in rows(section(f"{name[:2]} ·", 3))]
    assert dict(told) == points_of_exercises(name)
    asked = [answer for answer in assignment(name).answer_cells if answer in points_of_exercises(name)]
    assert [exercise for exercise, _ in told] == asked


@pytest.mark.parametrize("name", NAMES)
def test_title_is_that_of_the_notebook(name: str) -> None:
    titles = re.findall(r"^### (\d\d · .+)$", SYLLABUS, re.MULTILINE)
    assert [plain(title) for title in titles if title.startswith(name[:2])] == [
        heading for heading in headings(name) if re.match(r"\d\d · ", heading)
    ]


def test_overview_gives_minutes_points_and_essays() -> None:
    told = {}
    for cell, _, minutes, points, essay in rows(SYLLABUS.partition("## Before you begin")[0]):
        target = re.fullmatch(r"\[`(\w+)`\]\(\.\./assignments/\1/\1\.ipynb\)", cell)
        assert target, cell
        told[target[1]] = (int(minutes), float(points), essay)
    assert told == {name: (minutes_of(name), assignment(name).max_score, essay_points(name)) for name in NAMES}


def essay_points(name: str) -> str:
    points = sum(cell.points or 0 for cell in assignment(name).manual_cells.values())
    return f"{points:g} points" if points else ""


def test_sum_of_all_points() -> None:
    assert f"{sum(assignment(name).max_score for name in NAMES):g} points" in SYLLABUS.partition("\n| ")[0]


def test_all_essays_stand_in_their_table() -> None:
    told = {(row[0], row[1].strip("`")) for row in rows(section("Essays", 2))}
    assert told == {(name[:2], essay) for name in NAMES for essay in assignment(name).manual_cells}


def test_review_topics_are_complete_and_each_has_a_place() -> None:
    table = rows(section("Review topics", 2))
    assert [row[0] for row in table] == [str(number) for number in range(1, REVIEW_TOPICS + 1)]
    assert all(re.match(r"\d\d [*`]", row[-1]) for row in table)


@pytest.mark.parametrize("title", ["Review topics", "Confusions"])
def test_places_are_there(title: str) -> None:
    missing = [
        f"{place.notebook}: {what}"
        for place in places(title)
        for what, there in (
            *((part, plain(part) in headings(place.notebook)) for part in place.sections),
            *((exercise, exercise in points_of_exercises(place.notebook)) for exercise in place.exercises),
        )
        if not there
    ]
    assert not missing
