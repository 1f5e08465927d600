"""Building the students' notebook in memory, by the preprocessors of `nbgrader generate_assignment`."""

from __future__ import annotations

import contextlib
import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.nbgraderformat import MetadataValidator, SchemaTooNewError, SchemaTooOldError, ValidationError
from nbgrader.preprocessors import SaveCells
from traitlets.config import Config
from traitlets.utils.importstring import import_item

from autograder.errors import CourseError
from autograder.notebook import notebook_from, open_notebook

__all__ = ["Build", "build", "read_source"]

_AUTHORS_ERRORS = (RuntimeError, ValueError, KeyError, ValidationError, SchemaTooNewError, SchemaTooOldError)


@dataclass(frozen=True)
class Build:
    """The students' notebook and, from half-way through, the notebook as the gradebook records it.

    They differ where a check cell has BEGIN HIDDEN TESTS regions: the gradebook knows those, students do not.
    """

    released: NotebookNode
    recorded: NotebookNode
    text: str


class _KeepForGradebook(SaveCells):  # type: ignore[misc]  # nbgrader is not typed
    """Stands where nbgrader writes to the gradebook, and keeps the notebook instead: no database is touched."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        resources["recorded"] = copy.deepcopy(nb)
        return nb, resources


def read_source(path: Path) -> NotebookNode:
    """Read a notebook of the instructor. Raises `CourseError` where it is missing or no notebook."""
    try:
        return open_notebook(path)
    except (OSError, ValueError, KeyError, AttributeError, ValidationError) as error:
        raise CourseError(f"the notebook cannot be read: {error}", str(path)) from error


def build(source: NotebookNode, path: Path, directory: CourseDirectory, config: Config) -> Build:
    """Turn the instructor's notebook into the students'. `path` is where it came from, for messages.

    Raises `CourseError` with the words of the preprocessor that refused it.
    """
    exporter = _exporter(directory, config)
    resources = {"metadata": {"path": str(path.parent), "name": path.stem}, "nbgrader": _names(path, directory)}
    try:
        # nbgrader's preprocessor does this too, but keeps the reason to its log.
        MetadataValidator().validate_nb(source)
        with _header_folder(directory, config):
            text, resources = exporter.from_notebook_node(copy.deepcopy(source), resources)  # type: ignore[no-untyped-call]
    except _AUTHORS_ERRORS as error:
        reason = str(error).strip().partition("\n")[0]
        raise CourseError(f"the notebook cannot be released: {reason}", str(path)) from error
    return Build(notebook_from(text), resources["recorded"], text)


def _names(path: Path, directory: CourseDirectory) -> dict[str, str]:
    return {"student": ".", "assignment": path.stem, "notebook": path.stem, "db_url": directory.db_url}


def _exporter(directory: CourseDirectory, config: Config) -> NotebookExporter:
    converter = GenerateAssignment(coursedir=directory, config=config)
    exporter = NotebookExporter(config=converter.config)  # type: ignore[no-untyped-call]
    for preprocessor in converter.preprocessors:
        exporter.register_preprocessor(_without_database(preprocessor), enabled=True)  # type: ignore[no-untyped-call]
    return exporter


def _without_database(preprocessor: Any) -> Any:
    kind = import_item(preprocessor) if isinstance(preprocessor, str) else preprocessor
    return _KeepForGradebook if isinstance(kind, type) and issubclass(kind, SaveCells) else kind


def _header_folder(directory: CourseDirectory, config: Config) -> contextlib.AbstractContextManager[None]:
    # nbgrader looks for header and footer notebooks from the working directory. To change it touches the whole
    # process, so it is done only for a course that has them.
    if "IncludeHeaderFooter" in config:
        return contextlib.chdir(directory.root)
    return contextlib.nullcontext()
