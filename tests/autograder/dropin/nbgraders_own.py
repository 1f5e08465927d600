"""Runs nbgrader's own tests against this engine: `python tests/autograder/dropin/nbgraders_own.py`.

nbgrader's wheel holds its tests. This file is the program that starts them, and the plugin of pytest that puts the
engine into nbgrader's places beforehand. Tests that do not pass are listed in nbgraders_own.toml, with the reason: a
test that fails and is not in the list, one that passes and is, and a name that is no test's are failures of this run.
"""

from __future__ import annotations

import functools
import os
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import nbgrader
import pytest

HERE = Path(__file__).parent
EXCEPTIONS = HERE / "nbgraders_own.toml"
MOST_EXCEPTIONS = 3

# Two processes, of about the same length.
GROUPS = (
    ["apps.test_nbgrader_autograde"],
    [
        "apps.test_nbgrader_validate", "apps.test_nbgrader_generate_feedback", "apps.test_api",
        "apps.test_nbgrader_export", "test_validator", "preprocessors", "api",
    ],
)  # fmt: skip


def exceptions() -> dict[str, str]:
    """The tests that do not pass, by module and name, and why."""
    listed: dict[str, str] = tomllib.loads(EXCEPTIONS.read_text("utf-8"))["tests"]
    assert len(listed) <= MOST_EXCEPTIONS, f"at most {MOST_EXCEPTIONS} of nbgrader's own tests may not pass"
    return listed


def pytest_configure() -> None:
    """Put the engine in, before nbgrader's tests import what they test."""
    import nbgrader.api
    import nbgrader.apps
    import nbgrader.validator

    from autograder.dropin import plug_in
    from autograder.dropin.validate import Validator

    plug_in()
    nbgrader.validator.Validator = Validator
    # nbgrader starts a program for each new gradebook, to ask for a number that is always the same.
    nbgrader.api.get_alembic_version = functools.cache(nbgrader.api.get_alembic_version)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Expect of each test in the list that it fails."""
    listed = exceptions()
    for item in items:
        reason = listed.get(_name(item))
        if reason is not None:
            item.add_marker(pytest.mark.xfail(reason=reason, strict=True))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Refuse names that are no test's."""
    modules = {_module(item) for item in session.items}
    names = {_name(item) for item in session.items}
    gone = [name for name in exceptions() if name.partition("::")[0] in modules and name not in names]
    assert not gone, f"nbgrader has no such tests: {', '.join(gone)}"


def _module(item: pytest.Item) -> str:
    assert isinstance(item, pytest.Function)
    return item.module.__name__.rpartition(".")[2]


def _name(item: pytest.Item) -> str:
    return f"{_module(item)}::{item.name}"


def _start(modules: list[str], home: str) -> subprocess.Popen[bytes]:
    places = [str(HERE), *filter(None, [os.environ.get("PYTHONPATH")])]
    paths = {
        "PYTHONPATH": os.pathsep.join(places),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",  # nbgrader starts `alembic` by name
        "HOME": home,
        "JUPYTER_NO_CONFIG": "1",
    }
    options = ["-c", os.devnull, f"--rootdir={home}", "-p", "no:cacheprovider", "-p", "nbgraders_own", "-W", "ignore"]
    chosen = ["--pyargs", *(f"nbgrader.tests.{module}" for module in modules)]
    command = [sys.executable, "-m", "pytest", *options, "-q", "-rfEx", "--durations=5", *chosen]
    return subprocess.Popen(command, cwd=home, env=os.environ | paths)


def main() -> int:
    """Run all groups side by side; 0 where all came out as they should."""
    with tempfile.TemporaryDirectory(prefix="nbgraders-own-") as home:
        # Some tests ask for a file by its path in nbgrader's repository. The wheel has it.
        (Path(home) / "nbgrader").mkdir()
        (Path(home) / "nbgrader" / "docs").symlink_to(Path(nbgrader.__file__).parent / "docs")
        running = [_start(modules, home) for modules in GROUPS]
        codes = [process.wait() for process in running]
    return int(any(codes))


if __name__ == "__main__":
    sys.exit(main())
