"""What other packages import and nobody here uses, where it takes a noticeable part of a short run."""

from __future__ import annotations

import sys
from typing import Any, cast

__all__ = ["leave_out_slow_imports"]


def leave_out_slow_imports() -> None:
    """Call this before nbgrader is imported.

    `jsonschema`, which nbgrader's web server wants, imports `rfc3987_syntax` where it is installed, and that builds the
    tables of a parser for internationalised addresses: longer than torch takes. Without it jsonschema checks no such
    address, which no notebook's schema asks for.
    """
    cast(dict[str, Any], sys.modules).setdefault("rfc3987_syntax", None)
