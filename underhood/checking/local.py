"""The transport to student code in this very process: JupyterLab, and the instructor's own solutions."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

import torch

from underhood.checking.side import StudentSide
from underhood.checking.written import Written

__all__ = ["LocalTransport"]

CELLS = 500
"""So many of the cells that ran last are looked through for an answer."""


class LocalTransport:
    """Answers from a namespace of this process. Values are copied on the way, as they are over the wire."""

    def __init__(self, names: MutableMapping[str, Any], device: torch.device) -> None:
        self._names = names
        self._side = StudentSide(names, device)

    def send(self, request: bytes, seconds: float) -> bytes:
        """Carry the request out here. The limit of time travels in the request itself."""
        return self._side.answer(request)

    def written(self, exercise: str) -> Written | None:
        """The cells that have run here, the last ones last: IPython keeps them in the notebook's name `In`."""
        cells = self._names.get("In")
        if not isinstance(cells, list):
            return None
        return Written(tuple(cell for cell in cells[-CELLS:] if isinstance(cell, str)))

    def restore(self) -> None:
        """Give the notebook the names back that a check replaced."""
        self._side.restore()
