"""What a notebook of the course imports: the digits, pictures of them, and `check`, `hint` and `progress`."""

from underhood.notebook.commands import check, hint, progress

__all__ = ["check", "hint", "progress"]
__version__ = "0.1.0"
