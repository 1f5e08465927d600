"""Handing in: attacks and honest students, as files in the course's `submitted` folder."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat

from autograder.course import Course
from tests.adversarial.attack import Attack, Notebook
from tests.adversarial.places import Places
from tests.adversarial.small_course import NAME, RIGHT, WRONG

__all__ = ["cell", "hand_in", "hand_in_honestly", "own_cell", "release"]


def release(places: Places) -> Notebook:
    """The notebook that students get."""
    released: Notebook = json.loads(nbformat.writes(Course.load(places.course).assignment(NAME).released))
    return released


def hand_in_honestly(places: Places, student: str, released: Notebook, answers: Mapping[str, str]) -> None:
    """Hand in what an honest student wrote."""
    notebook = copy.deepcopy(released)
    for name, source in answers.items():
        cell(notebook, name)["source"] = f"# {places.secrets['victim']}\n{source}"
    cell(notebook, "essay")["source"] = f"I think so. {places.secrets['victim']}"
    (_folder(places, student) / f"{NAME}.ipynb").write_text(json.dumps(notebook))


def hand_in(places: Places, student: str, released: Notebook, attack: Attack) -> None:
    """Hand in an attack."""
    notebook = copy.deepcopy(released)
    _write_answers(notebook, attack)
    start = 2
    if attack.places:
        notebook["cells"].insert(start, own_cell(places.told(attack.name)))
        start += 1
    if attack.cell:
        notebook["cells"].insert(start, own_cell(attack.cell))
    if attack.late:
        notebook["cells"].append(own_cell(attack.late))
    if attack.edit:
        attack.edit(notebook)
    content = json.dumps(notebook).encode()
    folder = _folder(places, student)
    (folder / f"{NAME}.ipynb").write_bytes(attack.content(content) if attack.content else content)
    if attack.files:
        attack.files(folder, places)


def own_cell(source: str) -> dict[str, Any]:
    """A code cell that the student added."""
    return {"cell_type": "code", "source": source, "metadata": {}, "outputs": [], "execution_count": None}


def cell(notebook: Notebook, name: str) -> dict[str, Any]:
    """The cell with this `grade_id`."""
    cells: list[dict[str, Any]] = notebook["cells"]
    return next(one for one in cells if one["metadata"].get("nbgrader", {}).get("grade_id") == name)


def _write_answers(notebook: Notebook, attack: Attack) -> None:
    others = RIGHT if attack.spares else WRONG
    for name in WRONG:
        cell(notebook, name)["source"] = others[name]
    cell(notebook, "distance")["source"] = attack.answer or WRONG["distance"]
    cell(notebook, "essay")["source"] = attack.essay or "I do not think so."


def _folder(places: Places, student: str) -> Path:
    folder = places.course / "submitted" / student / NAME
    folder.mkdir(parents=True)
    return folder
