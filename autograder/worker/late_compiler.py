"""torch's compiler, put off until somebody compiles.

The first optimizer of a process makes torch import `torch._dynamo`, its compiler, which takes as long as torch itself:
to mark functions that are not to be compiled, and to say where compiled code would be cut in two. A notebook that
compiles nothing needs neither. So a stand-in answers these two, and makes room for the compiler itself as soon as
anything else of it is wanted.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

import torch

__all__ = ["put_off_the_compiler"]

NAME = "torch._dynamo"


def put_off_the_compiler() -> None:
    """Let the stand-in take the compiler's place in this process, and in those that are forked off it."""
    if NAME not in sys.modules:
        sys.modules[NAME] = stand_in = _StandIn(NAME)
        vars(torch)["_dynamo"] = stand_in
        sys.meta_path.insert(0, _Parts())


class _StandIn(ModuleType):
    """What is left of the compiler where nothing is compiled."""

    def disable(self, fn: Callable[..., Any] | None = None, *_: Any, **__: Any) -> Callable[..., Any]:
        """Mark a function that is not to be compiled; nothing is."""
        return fn if fn is not None else lambda function: function

    def graph_break(self, *_: Any, **__: Any) -> None:
        """Cut compiled code in two; there is none."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name != "__path__":  # asked by those who look at modules; a package has a path
            raise AttributeError(name)
        return getattr(_the_compiler(), name)


class _Parts(MetaPathFinder, Loader):
    """Finds the parts of the compiler that came with it when its path was asked for, so that none is run twice."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """The part that is there already; None leaves it to the others to look for one."""
        return ModuleSpec(name, self) if name.startswith(f"{NAME}.") and name in sys.modules else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """The part."""
        return sys.modules[spec.name]

    def exec_module(self, module: ModuleType) -> None:
        """It has been run."""


def _the_compiler() -> ModuleType:
    if isinstance(sys.modules.get(NAME), _StandIn):
        del sys.modules[NAME]
    vars(torch)["_dynamo"] = real = importlib.import_module(NAME)
    return real
