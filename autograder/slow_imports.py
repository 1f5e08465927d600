"""What other packages import and nobody here uses, where it takes a noticeable part of a short run."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any, cast

__all__ = ["leave_out_slow_imports"]

WEB_SERVERS = tuple(
    f"nbgrader.server_extensions.{name}"
    for name in ("assignment_list", "course_list", "validate_assignment", "formgrader")
)
"""What nbgrader adds to Jupyter's web server."""


def leave_out_slow_imports() -> None:
    """Call this before nbgrader is imported, in a process that serves no web pages.

    `import nbgrader` imports its extensions of Jupyter's web server, and that server. Here it gets them empty; whoever
    imports one of them afterwards gets the real one.

    `jsonschema`, which nbformat wants, imports `rfc3987_syntax` and `rfc3986_validator` where they are installed. The
    one builds the tables of a parser for internationalised addresses: longer than torch takes. The other compiles a
    long pattern. Without them jsonschema checks no such address, which no notebook's schema asks for.
    """
    modules = cast(dict[str, Any], sys.modules)
    for name in ("rfc3987_syntax", "rfc3986_validator"):
        modules.setdefault(name, None)
    if "nbgrader" in modules:
        return
    for name in WEB_SERVERS:
        modules[name] = empty = ModuleType(name)
        cast(Any, empty).load_jupyter_server_extension = None
    try:
        importlib.import_module("nbgrader")
    finally:
        for name in WEB_SERVERS:
            del modules[name]
