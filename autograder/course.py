"""Where a course keeps its things, as nbgrader's own settings say."""

from __future__ import annotations

import difflib
import glob
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_core.paths import jupyter_config_path
from nbgrader.coursedir import CourseDirectory
from traitlets import TraitError
from traitlets.config import Config
from traitlets.config.loader import ConfigFileNotFound, JSONFileConfigLoader, PyFileConfigLoader

from autograder.engine.limits import Limits
from autograder.errors import CourseError
from autograder.settings import WallPolicy
from autograder.submission.folder import Submission

if TYPE_CHECKING:
    from autograder.assignment import Assignment

__all__ = ["Course"]

CONFIG_NAME = "nbgrader_config"
OWN_SETTINGS = ("device", "draw_figures", "due_dates", "jobs", "limits", "own_submissions", "read_only", "seed")
"""What `c.Underhood` may have."""


@dataclass(frozen=True)
class Course:
    """The folders of a course and its gradebook.

    `config` holds every setting of the instructor and goes to nbgrader's own classes; `directory` is nbgrader's view
    of the same folders.
    """

    root: Path
    db_url: str
    course_id: str
    ignore: tuple[str, ...]
    config: Config = field(repr=False, compare=False)
    directory: CourseDirectory = field(repr=False, compare=False)

    @classmethod
    def load(cls, root: str | Path = ".") -> Course:
        """Read the settings of the course in `root`: first the Jupyter folders', then the course's, which win.

        Raises `CourseError` where `root` is no folder or a settings file cannot be read.
        """
        folder = Path(root).resolve()
        if not folder.is_dir():
            raise CourseError("there is no such course folder", str(folder), "Give the folder that holds `solutions`.")
        config = _settings(folder)
        config.CourseDirectory.root = str(folder)
        try:
            directory = CourseDirectory(config=config)
        except TraitError as error:
            raise CourseError(f"a setting of the course is wrong: {error}", f"{folder}/{CONFIG_NAME}.py") from error
        return cls(folder, directory.db_url, directory.course_id, tuple(directory.ignore), config, directory)

    @property
    def wall_policy(self) -> WallPolicy:
        """Whether this course's submissions may be run without a wall: see `c.Underhood.own_submissions`."""
        own = self.config.get("Underhood", {}).get("own_submissions", False)
        return WallPolicy.IF_POSSIBLE if own else WallPolicy.REQUIRED

    @property
    def limits(self) -> Limits:
        """What a submission may use: `c.Underhood.limits`, a dict by the names of `Limits`; the rest as by default.

        Raises `CourseError` where it names what is no limit, or gives one that is no number or too little.
        """
        try:
            return Limits().with_chosen(dict(self.config.get("Underhood", {}).get("limits", {})))
        except ValueError as error:
            raise self.wrong_setting("limits", str(error)) from error

    def require_known_settings(self) -> None:
        """Raise `CourseError` where `c.Underhood` has a setting that nothing reads: most likely it is misspelt."""
        for name in self.config.get("Underhood", {}):
            if name not in OWN_SETTINGS:
                raise self.wrong_setting(name, f"there is no such setting. {_suggestion(name, OWN_SETTINGS)}")

    def wrong_setting(self, name: str, what: str) -> CourseError:
        """What to tell of a setting of `c.Underhood` that cannot be used."""
        return CourseError(f"c.Underhood.{name} cannot be used: {what}", f"{self.root}/{CONFIG_NAME}.py")

    @property
    def draws_figures(self) -> bool:
        """Whether figures are drawn in graded notebooks, and not told in words: `c.Underhood.draw_figures`."""
        return bool(self.config.get("Underhood", {}).get("draw_figures", False))

    @property
    def read_only(self) -> tuple[Path, ...]:
        """Folders that students' code may read while it is graded: `c.Underhood.read_only`, a list of paths."""
        places = self.config.get("Underhood", {}).get("read_only", ())
        return tuple((self.root / place).resolve() for place in places)

    @property
    def source(self) -> Path:
        """The folder with the instructor's assignments, reference solutions in them."""
        return self._step(self.directory.source_directory)

    @property
    def release(self) -> Path:
        """The folder with the assignments as students get them."""
        return self._step(self.directory.release_directory)

    @property
    def submitted(self) -> Path:
        """The folder with what students handed in."""
        return self._step(self.directory.submitted_directory)

    @property
    def autograded(self) -> Path:
        """The folder with the notebooks that were graded."""
        return self._step(self.directory.autograded_directory)

    @property
    def feedback(self) -> Path:
        """The folder with the pages that students read."""
        return self._step(self.directory.feedback_directory)

    def source_folder(self, assignment: str) -> Path:
        """Where the instructor's version of an assignment is."""
        return self._folder(self.directory.source_directory, ".", assignment)

    def release_folder(self, assignment: str) -> Path:
        """Where the students' version of an assignment is."""
        return self._folder(self.directory.release_directory, ".", assignment)

    def submitted_folder(self, student: str, assignment: str) -> Path:
        """Where a student's submission is."""
        return self._folder(self.directory.submitted_directory, student, assignment)

    def autograded_folder(self, student: str, assignment: str) -> Path:
        """Where the graded notebook and its receipt go."""
        return self._folder(self.directory.autograded_directory, student, assignment)

    def feedback_folder(self, student: str, assignment: str) -> Path:
        """Where a student's feedback goes."""
        return self._folder(self.directory.feedback_directory, student, assignment)

    def assignments(self) -> tuple[str, ...]:
        """The names of all assignments: the folders of `source` that hold a notebook of their own name."""
        folders = glob.glob(self._pattern(self.directory.source_directory, ".", "*"))
        names = (Path(folder).name for folder in folders)
        return tuple(sorted(name for name in names if (self.source_folder(name) / f"{name}.ipynb").is_file()))

    def assignment(self, name: str) -> Assignment:
        """Read one assignment.

        Raises `CourseError` where there is none of that name, or where its notebook cannot be released.
        """
        from autograder.assignment import Assignment  # imports most of nbgrader: the wall is begun before that

        self.require(name)
        return Assignment.load(self.source_folder(name), self.directory, self.config)

    def require(self, name: str) -> None:
        """Raise `CourseError` where there is no assignment of that name."""
        known = self.assignments()
        if name not in known:
            raise CourseError(f"there is no assignment {name!r}", str(self.source), _suggestion(name, known))

    def submissions(self, assignment: str) -> tuple[Submission, ...]:
        """All submissions of an assignment, sorted by student. A folder without a notebook is a submission too."""
        found = (Submission.find(student, assignment, folder) for student, folder in self._students(assignment))
        return tuple(sorted(found, key=lambda submission: submission.student))

    def _students(self, assignment: str) -> Iterator[tuple[str, Path]]:
        step = self.directory.submitted_directory
        named = self.directory.format_path(step, "(?P<student>[^/\\\\]+)", re.escape(assignment), escape=True)
        for path in glob.glob(self._pattern(step, "*", glob.escape(assignment))):
            match = re.fullmatch(named, path)
            if match and os.path.isdir(path):
                yield match["student"], Path(path)

    def _step(self, name: str) -> Path:
        return self.root / name

    def _folder(self, step: str, student: str, assignment: str) -> Path:
        return Path(os.path.normpath(self.directory.format_path(step, student, assignment)))

    def _pattern(self, step: str, student: str, assignment: str) -> str:
        structure = self.directory.directory_structure.format(
            nbgrader_step=glob.escape(step), student_id=student, assignment_id=assignment
        )
        return os.path.join(glob.escape(str(self.root)), structure)


def _settings(folder: Path) -> Config:
    """All settings together, in nbgrader's order: what is nearer to the course overrides what is farther."""
    config = Config()
    for place in [*reversed(jupyter_config_path()), str(folder)]:
        for loader in (JSONFileConfigLoader, PyFileConfigLoader):
            ending = "json" if loader is JSONFileConfigLoader else "py"
            config.merge(_settings_file(loader, f"{CONFIG_NAME}.{ending}", place))
    return config


def _settings_file(loader: type[JSONFileConfigLoader | PyFileConfigLoader], name: str, place: str) -> Config:
    try:
        return loader(name, path=place).load_config()
    except ConfigFileNotFound:
        return Config()
    except Exception as error:
        # The file is the instructor's own program and may raise anything.
        raise CourseError(f"the settings cannot be read: {type(error).__name__}: {error}", f"{place}/{name}") from error


def _suggestion(name: str, known: tuple[str, ...]) -> str:
    if not known:
        return "No folder there holds a notebook of its own name."
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
    guess = f"Did you mean {near[0]!r}? " if near else ""
    return f"{guess}There are: {', '.join(known)}."
