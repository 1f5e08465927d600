"""The folder of one submission, as it was handed in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from autograder.submission.untrusted_file import UntrustedFileError, read_untrusted

__all__ = ["Submission"]

TIMESTAMP_NAME = "timestamp.txt"
TIMESTAMP_BYTES = 200


@dataclass(frozen=True)
class Submission:
    """What one student handed in for one assignment.

    `notebook` is where the notebook has to be, whether or not it is there; `timestamp` is the text of `timestamp.txt`.
    """

    student: str
    assignment: str
    folder: Path
    notebook: Path
    timestamp: str | None = None

    @classmethod
    def find(cls, student: str, assignment: str, folder: Path) -> Submission:
        """Describe the submission in `folder` without opening its notebook."""
        return cls(student, assignment, folder, folder / f"{assignment}.ipynb", _timestamp(folder))

    def other_notebooks(self) -> tuple[str, ...]:
        """The notebooks in the folder, and in the folders in it, that are not the one asked for: their paths."""
        places = [
            *self.folder.glob("*"),
            *(path for path in self.folder.glob("[!.]*/*") if not path.parent.is_symlink()),
        ]
        found = (path for path in places if path.suffix.lower() == ".ipynb" and path != self.notebook)
        return tuple(sorted(path.relative_to(self.folder).as_posix() for path in found))


def _timestamp(folder: Path) -> str | None:
    try:
        text = read_untrusted(folder / TIMESTAMP_NAME, TIMESTAMP_BYTES).decode("utf-8")
    except (FileNotFoundError, UntrustedFileError, OSError, UnicodeDecodeError):
        return None
    return text.strip() or None
