"""The transport to student code in this very process: JupyterLab, and the instructor's own solutions."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

import torch

from underhood.checking.side import StudentSide

__all__ = ["LocalTransport"]


class LocalTransport:
    """Answers from a namespace of this process. Values are copied on the way, as they are over the wire."""

    def __init__(self, names: MutableMapping[str, Any], device: torch.device) -> None:
        self._side = StudentSide(names, device)

    def send(self, request: bytes, seconds: float) -> bytes:
        """Carry the request out here. The limit of time travels in the request itself."""
        return self._side.answer(request)

    def restore(self) -> None:
        """Give the notebook the names back that a check replaced."""
        self._side.restore()
