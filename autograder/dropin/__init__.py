"""The engine as a drop-in for nbgrader: `nbgrader autograde`, `nbgrader validate` and formgrader's buttons."""

from autograder.dropin.plug import plug_in

__all__ = ["plug_in"]
