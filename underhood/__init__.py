"""What a notebook of the course imports: `check`, `hint` and `progress`; `underhood.data` and `underhood.pictures`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from underhood.notebook.commands import check, hint, progress

__all__ = ["check", "hint", "progress"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # torch takes a second to import: `underhood lab` must not wait for it.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("underhood.notebook.commands"), name)
