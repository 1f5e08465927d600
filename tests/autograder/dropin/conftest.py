"""Ordinary courses to grade."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from autograder.dropin import plug_in
from tests.autograder.dropin.ordinary_course import OrdinaryCourse


@pytest.fixture(scope="session")
def quiet_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """None of this machine's settings."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_NO_CONFIG", "1")
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        patch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)  # nbgrader starts `alembic` by name
        yield


@pytest.fixture(scope="module")
def new_course(tmp_path_factory: pytest.TempPathFactory, quiet_home: None) -> Callable[..., OrdinaryCourse]:
    """Make an empty course; settings are given as traitlets has them."""

    def make(settings: dict[str, dict[str, Any]] | None = None) -> OrdinaryCourse:
        root = tmp_path_factory.mktemp("course")
        config = Config(settings or {})
        config.CourseDirectory.root = str(root)
        config.CourseDirectory.course_id = "ordinary"
        plug_in(config)
        return OrdinaryCourse(root, NbGraderAPI(CourseDirectory(config=config), config=config))

    return make
