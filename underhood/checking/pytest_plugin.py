"""The pytest plugin that makes a `checks.py` run: the `exercise` marker, `--device`, `--seed`, and the fixtures.

A check takes `student` (see `underhood.checking.student`), and, when it computes, `device` and `rng`; where a property
must hold of every input of a kind, `for_all`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

from underhood.checking.properties import ForAll
from underhood.checking.tolerances import computed_on
from underhood.checking.verdict import RESULT, as_report, result_of

if TYPE_CHECKING:
    import torch

    from underhood.checking.student import Student

__all__ = ["SOURCE", "StudentSource"]

StudentSource: TypeAlias = "Callable[[int, torch.device], AbstractContextManager[Student]]"
"""Opens a student for one check, given the check's seed and device."""

SOURCE = pytest.StashKey["StudentSource"]()
"""Where a session that brings its own students keeps the source of them."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of a check run."""
    group = parser.getgroup("underhood", "checks of a student's notebook")
    group.addoption("--device", default="cpu", choices=("cpu", "cuda", "mps", "all"), help="where checks compute")
    group.addoption("--seed", type=int, default=0, help="the inputs of checks are drawn from this seed")


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marker."""
    config.addinivalue_line("markers", "exercise(name, points, seconds=10): a check of this exercise")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each check that computes once on each device, with `--device all`."""
    if "device" in metafunc.fixturenames and metafunc.config.getoption("--device") == "all":
        from underhood.device import devices_here

        metafunc.parametrize("device", devices_here(), indirect=True)


@pytest.fixture
def device(request: pytest.FixtureRequest) -> torch.device:
    """Where the inputs of this check lie, and so where the student's code computes."""
    import torch

    from underhood.device import devices_here

    name = getattr(request, "param", request.config.getoption("--device"))
    name = "cpu" if name == "all" else name
    if name not in devices_here():
        pytest.skip(f"this machine has no {name} device")
    return torch.device(name)


@pytest.fixture
def check_seed(request: pytest.FixtureRequest) -> int:
    """A number that follows from `--seed` and the name of the check, and from nothing else."""
    text = f"{request.config.getoption('--seed')}:{request.node.name}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4])


@pytest.fixture
def rng(check_seed: int) -> torch.Generator:
    """The generator from which a check draws its inputs, on the CPU: `torch.rand(3, generator=rng)`."""
    import torch

    return torch.Generator().manual_seed(check_seed)


@pytest.fixture
def for_all(check_seed: int) -> ForAll:
    """Tries a property on inputs that Hypothesis draws: `for_all(holds, n=strategies.integers(1, 9))`."""
    return ForAll(check_seed)


@pytest.fixture
def student(request: pytest.FixtureRequest, check_seed: int) -> Iterator[Student]:
    """The student whose answer is checked."""
    import torch

    name = request.getfixturevalue("device") if "device" in request.fixturenames else torch.device("cpu")
    source = request.config.stash.get(SOURCE, None) or _notebook_beside(request)
    marker = request.node.get_closest_marker("exercise")
    with source(check_seed, name) as opened, computed_on(name.type):
        if marker is not None and "seconds" in marker.kwargs:
            opened.allow(float(marker.kwargs["seconds"]))
        yield opened


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[Any]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn what a check came to into one of the six outcomes."""
    report = yield
    if item.get_closest_marker("exercise") is None or report.skipped:
        return report
    if call.excinfo is not None or call.when == "call":
        result = result_of(item, call)
        if RESULT not in item.stash or item.stash[RESULT].passed:
            item.stash[RESULT] = result
        if not result.passed and not result.fault:
            report.longrepr = as_report(result)
    return report


def _notebook_beside(request: pytest.FixtureRequest) -> StudentSource:
    from underhood.checking.local import LocalTransport
    from underhood.checking.notebook import names_of_notebook
    from underhood.checking.student import Student

    @contextmanager
    def source(seed: int, device: torch.device) -> Iterator[Student]:
        transport = LocalTransport(names_of_notebook(request.path.parent), device)
        try:
            yield Student(transport, seed=seed, device=device)
        finally:
            transport.restore()

    return source
