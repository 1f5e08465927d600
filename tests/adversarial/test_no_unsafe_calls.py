"""Nothing on the host reads a student's bytes in a way that runs them: told by the syntax trees of all of our code.

The list of exceptions is short, and says why each is none.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
SOURCES = sorted(path for name in ("autograder", "underhood") for path in (REPOSITORY / name).rglob("*.py"))

# Modules whose readers run what they read, or that run programs and shells.
FORBIDDEN_MODULES = {
    "pickle", "cPickle", "_pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "runpy", "code", "codeop",
    "imp", "importlib.machinery", "pkgutil", "yaml", "xmlrpc", "multiprocessing.connection", "multiprocessing.managers",
    "webbrowser", "zipimport", "nbclient", "jupyter_client", "distributed.protocol",
}  # fmt: skip
FORBIDDEN_NAMES = {"eval", "exec", "compile", "__import__", "execfile"}
# As the last part of a dotted name: `torch.load`, `nbformat.sign`, `numpy.lib.format.read_array`.
FORBIDDEN_CALLS = {
    "torch.load", "torch.jit.load", "torch.hub.load", "torch.package", "np.load", "numpy.load", "os.system", "os.popen",
    "importlib.import_module", "importlib.reload", "importlib.util.spec_from_file_location", "ast.literal_eval",
    "pd.read_pickle", "shutil.unpack_archive", "subprocess.getoutput",
}  # fmt: skip
FORBIDDEN_ARGUMENTS = {("shell", True), ("allow_pickle", True), ("weights_only", False)}

# (file, what) → why it is no danger.
ALLOWED = {
    (
        "underhood/checking/side.py",
        "compile",
    ): "runs in the worker: the source of a probe, which the check's author wrote",
    ("underhood/checking/side.py", "exec"): "runs in the worker: the same",
    ("autograder/stored_outputs.py", "nbclient"): "runs the instructor's own solution, to store its outputs",
    ("autograder/engine/judge_pool.py", "multiprocessing.connection"): "between the judge's own processes",
    ("autograder/engine/judge_process.py", "multiprocessing.connection"): "the same, from the other end",
    ("autograder/cluster/host.py", "multiprocessing.connection"): "between a worker of the cluster and its judges",
    ("autograder/cluster/worker.py", "multiprocessing.connection"): "the same, from the other end",
    ("autograder/cluster/scheduler.py", "distributed.protocol"): "reads what a judge on another machine has sent",
    (
        "autograder/worker/warm_parent.py",
        "importlib.import_module",
    ): "imports libraries that the judge names, in the worker",
    ("autograder/worker/late_compiler.py", "importlib.import_module"): "imports torch's compiler, in the worker",
    ("autograder/worker/late_compiler.py", "importlib.machinery"): "the same",
    ("autograder/slow_imports.py", "importlib.import_module"): "imports nbgrader",
    ("underhood/checking/cells.py", "compile"): "reads a cell in the worker that runs it next, and runs nothing",
    ("autograder/worker/jupyter_kernel.py", "importlib.import_module"): "imports IPython's kernel, in the worker",
    ("autograder/provisioner/kernelspec.py", "jupyter_client"): "writes a kernelspec, which is no student's",
    ("autograder/provisioner/provisioner.py", "jupyter_client"): "the class that Jupyter's provisioners have in common",
    ("underhood/__init__.py", "importlib.import_module"): "imports the course's own modules when they are first used",
    ("underhood/data/kept.py", "numpy.load"): "reads digits that the course has stored itself, and no pickles",
}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_nothing_is_run_on_reading(path: Path) -> None:
    name = str(path.relative_to(REPOSITORY))
    found = [(line, what) for line, what in _unsafe(ast.parse(path.read_text("utf-8"))) if (name, what) not in ALLOWED]
    assert not found


def test_every_exception_is_needed() -> None:
    found = {
        (str(path.relative_to(REPOSITORY)), what)
        for path in SOURCES
        for _, what in _unsafe(ast.parse(path.read_text("utf-8")))
    }
    assert found == set(ALLOWED)


@pytest.mark.parametrize("source", [
    "import pickle", "from pickle import loads", "import multiprocessing.managers", "eval('1')",
    "import torch\ntorch.load('x')",
    "from torch import load", "import torch as t\nt.load(1)", "f = exec", "import builtins\nbuiltins.exec('1')",
    "getattr(builtins, 'eval')", "subprocess.run('x', shell=True)", "np.load('x', allow_pickle=True)",
    "from os import system as s",
    "import importlib\nimportlib.import_module('x')",
])  # fmt: skip
def test_what_is_unsafe_is_seen(source: str) -> None:
    assert list(_unsafe(ast.parse(source)))


def test_the_judge_starts_no_program_with_a_students_words() -> None:
    """Programs are started in few places, all of them with a list of arguments."""
    starters = {str(path.relative_to(REPOSITORY)) for path in SOURCES if "subprocess" in _imported(path)}
    assert starters <= PROGRAM_STARTERS


PROGRAM_STARTERS = {
    "autograder/chosen_settings.py",  # asks a process of its own which devices are here
    "autograder/cluster/worker.py",  # starts the process that keeps the judges
    "autograder/engine/cold_workers.py",  # starts a worker
    "autograder/dropin/judged.py",  # starts the process that validates a student's own notebook
    "autograder/engine/warm_parent.py",  # starts the parent of all workers
    "autograder/wall/bubblewrap.py",  # builds the wall
    "underhood/checking/written.py",  # reads a source in a process that imports nothing but the library
    "underhood/command_line.py",  # starts JupyterLab for a student
}


def _imported(path: Path) -> set[str]:
    return {name for name, _ in _imports(ast.parse(path.read_text("utf-8")))}


def _imports(tree: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module, node
            yield from ((f"{node.module}.{alias.name}", node) for alias in node.names)


def _unsafe(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The line and the name of each thing that could run what it is given."""
    for name, node in _imports(tree):
        if what := _forbidden_module(name) or (name if name in FORBIDDEN_CALLS else ""):
            yield node.lineno, what  # type: ignore[attr-defined]
    shorter = _short_names(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in FORBIDDEN_NAMES:
            yield node.lineno, node.id
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "getattr":
            names = (one.value for one in node.args if isinstance(one, ast.Constant))
            yield from ((node.lineno, str(name)) for name in names if name in FORBIDDEN_NAMES)
        elif isinstance(node, ast.Attribute):
            yield from ((node.lineno, what) for what in _forbidden_attribute(node, shorter))
        elif isinstance(node, ast.keyword) and (node.arg, getattr(node.value, "value", None)) in FORBIDDEN_ARGUMENTS:
            yield node.value.lineno, f"{node.arg}={ast.unparse(node.value)}"


def _forbidden_module(name: str) -> str:
    """The forbidden module in which this one is; empty where there is none."""
    parts = name.split(".")
    outer = (".".join(parts[:length]) for length in range(1, len(parts) + 1))
    return next((one for one in outer if one in FORBIDDEN_MODULES), "")


def _short_names(tree: ast.AST) -> dict[str, str]:
    """What modules are called here, by the name that they have been given."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.asname: alias.name for alias in node.names if alias.asname}
    return found


def _forbidden_attribute(node: ast.Attribute, shorter: dict[str, str]) -> Iterator[str]:
    dotted = _dotted(node)
    first, _, rest = dotted.partition(".")
    full = f"{shorter.get(first, first)}.{rest}"
    if full in FORBIDDEN_CALLS or dotted in FORBIDDEN_CALLS:
        yield full
    elif first == "builtins" and node.attr in FORBIDDEN_NAMES:
        yield node.attr


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else "?"
