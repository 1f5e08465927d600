"""What the solution notebooks show on the real MNIST, kept beside this file, and compared by `make nbval`.

The notebooks themselves hold their outputs on the embedded digits. `store` runs them on MNIST and writes one JSON file
for each; `expect` writes copies of the notebooks that hold those outputs, for nbval. UNDERHOOD_DATA names the data.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from typing import Annotated

import nbformat
import typer
from nbformat import NotebookNode

from autograder.assignment import Assignment
from autograder.course import Course
from autograder.stored_outputs import hide_places, run_notebook

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
KEPT = HERE / "mnist_outputs"
# Pictures are not compared, see nbval_sanitize.cfg, and would fill megabytes.
PICTURE = re.compile("base64,[A-Za-z0-9+/=]+")

app = typer.Typer(help=__doc__)
Names = Annotated[list[str] | None, typer.Argument(help="All assignments, if none is named.")]


@app.command()
def store(assignments: Names = None) -> None:
    """Run notebooks on MNIST and keep what they show. The larger ones take minutes."""
    course = Course.load(ROOT)
    for name in assignments or course.assignments():
        notebook = run_notebook(course.assignment(name), "mnist")
        hide_places(notebook, str(ROOT))
        hide_places(notebook, os.environ["UNDERHOOD_DATA"])
        outputs = {cell.id: cell.outputs for cell in notebook.cells if cell.get("outputs")}
        text = PICTURE.sub("base64,PICTURE", json.dumps(outputs, indent=1, ensure_ascii=False))
        _kept(name).write_text(text + "\n", encoding="utf-8")
        print(f"stored what {name} shows on MNIST")


@app.command()
def expect(folder: Path) -> None:
    """Write copies of the solutions into FOLDER, with the outputs that were kept."""
    course = Course.load(ROOT)
    for name in course.assignments():
        assignment = course.assignment(name)
        shutil.copytree(assignment.folder, folder / name, ignore=shutil.ignore_patterns("*.ipynb", "__pycache__"))
        nbformat.write(_with_kept_outputs(assignment), folder / name / f"{name}.ipynb")


def _with_kept_outputs(assignment: Assignment) -> NotebookNode:
    outputs = json.loads(_kept(assignment.name).read_text("utf-8"))
    notebook = nbformat.read(assignment.notebook_path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = nbformat.from_dict(outputs.get(cell.id, []))
    return notebook


def _kept(name: str) -> Path:
    return KEPT / f"{name}.json"


if __name__ == "__main__":
    app()
