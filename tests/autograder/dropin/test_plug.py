"""Who grades once the line is in nbgrader_config.py."""

from __future__ import annotations

import subprocess
import sys

import nbgrader.apps.api
import nbgrader.apps.autogradeapp
import nbgrader.converters
from traitlets.config import Config

from autograder.dropin import plug_in
from autograder.dropin.autograde import Autograde

HIDE = "autograder.dropin.hidden_tests.HideHiddenTests"


def test_nbgraders_places_hold_our_class() -> None:
    plug_in()
    places = (nbgrader.apps.autogradeapp, nbgrader.apps.api, nbgrader.converters)
    assert [place.Autograde for place in places] == [Autograde] * 3
    assert issubclass(Autograde, nbgrader.converters.autograde.Autograde)
    assert Autograde is not nbgrader.converters.autograde.Autograde


def test_pages_leave_hidden_tests_out_and_else_stay_as_they_were() -> None:
    config = Config()
    plug_in(config)
    assert config.GenerateFeedback.preprocessors[0] == HIDE
    assert config.GenerateFeedback.preprocessors[1] == "nbgrader.preprocessors.GetGrades"
    own = Config({"GenerateFeedback": {"preprocessors": ["mine.Own"]}})
    for _ in range(2):
        plug_in(own)
    assert own.GenerateFeedback.preprocessors == [HIDE, "mine.Own"]


def test_the_line_costs_nothing_where_nothing_is_graded() -> None:
    """Every command of nbgrader, and JupyterLab's server, reads the settings."""
    look = "import sys, autograder.dropin; autograder.dropin.plug_in(); print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
