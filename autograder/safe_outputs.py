"""What cells have shown, without what would break out of the tag into which a page puts it.

Nbconvert writes the data of a picture, and its width and height, into a page as they are: in the feedback, and in
formgrader, where a program would run with the instructor's rights.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["safe_output"]

_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
_SIZES = ("width", "height")


def safe_output(output: Mapping[str, Any]) -> dict[str, Any]:
    """A valid output with pictures that are pictures; of its metadata only sizes are kept."""
    if "data" not in output:
        return dict(output)
    data = {kind: content for kind, content in output["data"].items() if _is_safe(kind, content)}
    return {**output, "data": data, "metadata": dict(_sizes(output.get("metadata") or {}))}


def _is_safe(kind: str, content: Any) -> bool:
    if not kind.startswith("image/") or kind == "image/svg+xml":  # a drawing is cleaned as HTML is
        return True
    text = "".join(content) if isinstance(content, list) else content
    return isinstance(text, str) and _BASE64.fullmatch(text) is not None


def _sizes(metadata: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for kind, settings in metadata.items():
        if kind in _SIZES and type(settings) is int:
            yield kind, settings
        elif isinstance(settings, Mapping):
            yield kind, {name: size for name, size in settings.items() if name in _SIZES and type(size) is int}
