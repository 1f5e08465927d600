"""When a submission was handed in, by the file that nbgrader puts into its folder."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from nbgrader.utils import parse_utc

from autograder.errors import AutograderError
from autograder.submission.untrusted_file import UntrustedFileError, read_untrusted

__all__ = ["BadTimestamp", "handed_in"]

MOST_BYTES = 200


class BadTimestamp(AutograderError):
    """Nobody can tell when the submission was handed in."""


def handed_in(folder: Path) -> datetime | None:
    """The time of a submission, or of what was graded of it; None where nobody has noted it.

    Raises `BadTimestamp`.
    """
    try:
        text = read_untrusted(folder / "timestamp.txt", MOST_BYTES).decode("utf-8").strip()
        return parse_utc(text) if text else None
    except FileNotFoundError:
        return None
    except (UntrustedFileError, OSError, ValueError, OverflowError, TypeError, AttributeError) as error:
        # dateutil raises all of these on odd text.
        raise BadTimestamp("timestamp.txt holds no date", str(folder), "Correct it, or remove the file.") from error
