"""A grading run imports no web server; whoever wants nbgrader's extensions of one afterwards gets them."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
from autograder.slow_imports import WEB_SERVERS, leave_out_slow_imports
leave_out_slow_imports()
leave_out_slow_imports()
import nbgrader.api, autograder.grade_assignment
left_out = ("jupyter_server", "rfc3987_syntax", "rfc3986_validator", *WEB_SERVERS)
print([name for name in left_out if sys.modules.get(name)])
from nbgrader.server_extensions import formgrader
print(formgrader.load_jupyter_server_extension is not None)
"""


def test_no_web_server_is_imported_until_somebody_wants_it() -> None:
    said = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True).stdout
    assert said.splitlines() == ["[]", "True"]
