"""Which names an answer uses, read from its source by a program of its own: what it finds, and what it survives."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from underhood.checking import written as module
from underhood.checking.written import Reading, Use, Written, names_used

RULES = ("torch.nn.Linear", "torch.nn.functional.cross_entropy", "torch.optim", "sorted", ".backward")


def read(*cells: str, answer: int | None = None, ran: bool = True, imports: bool = False) -> Reading:
    return names_used(Written(cells, answer, ran), "A", RULES, imports=imports)


def found(*cells: str, answer: int | None = None) -> list[str]:
    return [str(use) for use in read(*cells, answer=answer).uses]


LINEAR = {
    "by its usual name": "A = nn.Linear",
    "by its full name": "A = torch.nn.Linear",
    "called": "def A(x):\n    return nn.Linear(2, 3)(x)",
    "where torch keeps it": "A = nn.modules.linear.Linear",
    "where torch keeps it, in short": "A = torch.nn.modules.Linear",
    "its method": "def A(self, x):\n    return nn.Linear.forward(self, x)",
    "as a base": "class A(nn.Linear): pass",
    "as a default": "def A(kind=nn.Linear): return kind(2, 3)",
    "as a decorator": "@nn.Linear\ndef A(): pass",
    "in a class": "class A(nn.Module):\n    kind = nn.Linear",
    "in a lambda": "A = lambda: nn.Linear",
    "in a comprehension": "A = [nn.Linear(2, 3) for _ in range(3)]",
    "imported": "from torch.nn import Linear\nA = Linear",
    "imported by another name": "from torch.nn import Linear as L\nA = L",
    "imported with everything": "from torch.nn import *\nA = Linear",
    "its module imported": "import torch.nn.modules.linear as here\nA = here.Linear",
    "torch imported by another name": "import torch as t\nA = t.nn.Linear",
    "imported inside": "def A():\n    from torch import nn as layers\n    return layers.Linear",
    "an alias of the module": "layers = nn\nA = layers.Linear",
    "an alias inside": "def A():\n    layers = torch.nn\n    return layers.Linear(2, 3)",
    "an alias of an alias": "one = torch\ntwo = one.nn\ndef A(): return two.Linear",
    "an alias by walrus": "A = (layers := nn).Linear",
    "an alias with a type": "layers: object = nn\nA = layers.Linear",
    "an alias in a pair": "layers, other = nn, 3\nA = layers.Linear",
    "an alias by a loop": "for layers in [nn]:\n    A = layers.Linear",
    "an alias by a comprehension": "A = [layers.Linear for layers in (nn,)]",
    "an alias by a default": "def A(layers=nn): return layers.Linear",
    "an alias by a keyword's default": "def A(*, layers=nn): return layers.Linear",
    "one of two": "A = (nn if 1 else torch).Linear",
    "the first that is true": "A = (None or nn).Linear",
    "getattr": "A = getattr(nn, 'Linear')",
    "getattr of builtins": "import builtins\nA = builtins.getattr(nn, 'Linear')",
    "getattr with a default": "A = getattr(nn, 'Linear', None)",
    "getattr with pieces": "A = getattr(nn, 'Lin' + 'ear')",
    "getattr with a constant": "NAME = 'Linear'\ndef A(): return getattr(nn, NAME)",
    "vars": "A = vars(nn)['Linear']",
    "a module's dict": "A = nn.__dict__['Linear']",
    "globals": "A = globals()['nn'].Linear",
    "sys.modules": "import sys\nA = sys.modules['torch.nn'].Linear",
    "import_module": "import importlib\nA = importlib.import_module('torch.nn').Linear",
    "__import__": "A = __import__('torch').nn.Linear",
    "partial": "from functools import partial\nA = partial(nn.Linear, 2)",
    "timed": "%time A = nn.Linear",
    "timed with options": "%timeit -n 10 -r 3 A = nn.Linear\nA = 1",
    "a whole cell timed": "%%time\nA = nn.Linear",
    "beside a magic": "%matplotlib inline\n!ls\nhere = !pwd\nnn?\nA = nn.Linear",
}


@pytest.mark.parametrize("way", LINEAR)
def test_a_class_is_found_however_it_is_called(way: str) -> None:
    (use, *_) = read(LINEAR[way], answer=0).uses
    assert use.name.startswith("torch.nn.Linear")
    assert 0 < use.line <= len(LINEAR[way].splitlines())


@pytest.mark.parametrize(
    ("cell", "use"),
    [
        ("def A(x, y):\n    return F.cross_entropy(x, y)", "torch.nn.functional.cross_entropy in line 2"),
        ("A = nn.functional.cross_entropy", "torch.nn.functional.cross_entropy in line 1"),
        ("import torch.nn.functional as G\nA = G.cross_entropy", "torch.nn.functional.cross_entropy in line 2"),
        ("A = torch.optim.SGD", "torch.optim.SGD in line 1"),
        ("A = optim.SGD", "torch.optim.SGD in line 1"),
        ("def A(x):\n    return sorted(x)", "sorted in line 2"),
        ("def A(x):\n    x.sum().backward()", ".backward in line 2"),
        ("def A(x):\n    getattr(x.sum(), 'backward')()", ".backward in line 2"),
    ],
)
def test_functions_modules_builtins_and_methods_are_found(cell: str, use: str) -> None:
    assert found(cell)[0] == use


NONE = {
    "a comment": "A = 1  # nn.Linear",
    "a docstring": 'def A():\n    """nn.Linear(2, 3)"""',
    "a text": "A = 'nn.Linear'",
    "a type of a parameter": "def A(layer: nn.Linear): pass",
    "a type of what is returned": "def A() -> nn.Linear: pass",
    "a type of a variable": "layer: nn.Linear\nA: nn.Linear = 1",
    "a class of their own": "class Linear: pass\nA = Linear",
    "a class of their own from another cell": "A = Linear",
    "a parameter of that name": "def A(nn): return nn.Linear",
    "a variable of that name": "def A(x):\n    nn = x\n    return nn.Linear",
    "a loop over that name": "def A(x):\n    for nn in x:\n        nn.Linear",
    "an attribute of something else": "def A(self): return self.Linear",
    "an import alone": "from torch.nn import Linear\nA = 1",
    "another class": "A = nn.LazyLinear, nn.Bilinear, F.linear, torch.nn.modules.linear.Identity",
    "a name that is set": "A = 1\nclass B: pass\nB.Linear = A\nnn.Linear = A",
    "a parameter beside a comprehension": "A = lambda sorted: [sorted(x) for x in 'a']",
    "a name of its own except": "try:\n    A = 1\nexcept Exception as sorted:\n    sorted(1)",
    "a captured name": "match 1:\n    case sorted:\n        A = sorted(1)",
    "aliases in a circle": "one = two\ntwo = one\nA = one.Linear",
}


@pytest.mark.parametrize("way", NONE)
def test_a_mention_is_no_use(way: str) -> None:
    assert read("class Linear: pass", NONE[way], answer=1) == Reading()


@pytest.mark.parametrize(
    "cell",
    [
        "from torch.nn import Linear as A",
        "from torch.nn.modules.linear import Linear as A",
        "if True:\n    from torch.nn import Linear as A",
    ],
)
def test_an_import_under_the_name_of_the_exercise_is_a_use(cell: str) -> None:
    (use,) = read(cell).uses
    assert use.name == "torch.nn.Linear"


def test_helpers_in_other_cells_are_followed() -> None:
    helper = "def helper(x):\n    return deeper(x)"
    deeper = "text = 1\ndef deeper(x): return F.cross_entropy(x, x)"
    assert found(helper, "def A(x):\n    return helper(x)", deeper) == [
        "torch.nn.functional.cross_entropy in the helper deeper"
    ]
    assert found("class B(nn.Linear): pass", "class A(B): pass") == ["torch.nn.Linear in the helper B"]
    assert found("loss = F.cross_entropy", "\nA = loss")[0] == "torch.nn.functional.cross_entropy in line 2"
    assert found("import torch.nn.functional as G", "def A(x): return G.cross_entropy(x)") == [
        "torch.nn.functional.cross_entropy in line 1"
    ]


def test_what_the_answer_does_not_use_does_not_count() -> None:
    other = "def other(x): return F.cross_entropy(x, x)\nmodel = nn.Linear(2, 3)"
    assert found(other, "def A(x): return x", answer=1) == []
    assert found(other, "def A(model): return model.other", answer=1) == []


def test_the_definition_that_holds_is_the_last_one() -> None:
    cheat, honest = "def helper(x): return F.cross_entropy(x, x)", "def helper(x): return x"
    assert found(cheat, "def A(x): return helper(x)", honest) == []
    assert found(honest, "def A(x): return helper(x)", cheat) != []
    assert found("A = nn.Linear", "def A(): return 1") == []
    assert found("def A(): return 1", "A = nn.Linear") != []


def test_an_answer_that_stands_in_another_cell_is_read_there() -> None:
    assert found("def A(): return 1", "A = nn.Linear", answer=0) == ["torch.nn.Linear in the helper A"]


def test_an_import_counts_where_that_is_asked_for() -> None:
    assert not read("from torch.optim import SGD\nA = 1").uses
    assert read("from torch.optim import SGD\nA = 1", imports=True).uses == (Use("torch.optim.SGD", 1),)
    assert read("import torch.optim.sgd\nA = 1", imports=True).uses[0].name == "torch.optim.sgd"
    assert read("from torch import optim\nA = 1", imports=True).uses[0].name == "torch.optim"
    assert not read("from torch import nn\nA = 1", imports=True).uses


@pytest.mark.parametrize(
    "cell",
    ["A = eval('nn.' + x)", "exec(text)\nA = 1", "A = getattr(nn, x)", "def A(x): return getattr(torch, x)"],
)
def test_what_hides_its_names_is_no_use_but_a_doubt(cell: str) -> None:
    reading = read(cell)
    assert reading.uses == ()
    assert reading.doubt.startswith("it cannot be read in full: ")


@pytest.mark.parametrize("cell", ["def A(model): return model.eval()", "def A(x): return getattr(x, 'sha' + 'pe')"])
def test_ordinary_code_is_no_doubt(cell: str) -> None:
    assert read(cell) == Reading()


def test_without_a_definition_there_is_nothing_to_say() -> None:
    assert read("def B(): return nn.Linear") == read() == Reading()


BROKEN = ["def A(:", "A = (", "A = 1\x00", "A = '\ud800'", "%%bash\nls -l *", "A = 0_0_", "\ufeff\ufeffA"]


@pytest.mark.parametrize("cell", BROKEN)
def test_what_is_no_python_is_a_doubt_only_where_it_ran(cell: str) -> None:
    assert read(cell, answer=0, ran=False) == Reading()
    assert "not as Python" in read(cell, answer=0, ran=True).doubt
    assert found(cell, "A = nn.Linear") != []


HOSTILE = {
    "brackets": "A = " + "(" * 100_000 + ")" * 100_000,
    "lists": "A = " + "[" * 150 + "]" * 150,
    "signs": "A = " + "-" * 100_000 + "1",
    "nots": "A = " + "not " * 50_000 + "1",
    "attributes": "A = a" + ".b" * 30_000,
    "calls": "A = a" + "()" * 30_000,
    "sums": "A = " + "+".join("a" * 30_000),
    "powers": "A = " + "**".join("1" * 30_000),
    "lambdas": "A = " + "lambda: " * 20_000 + "1",
    "blocks": "".join(" " * level + "if 1:\n" for level in range(3_000)) + " " * 3_000 + "A = 1",
    "a long number": "A = " + "9" * 100_000,
    "many numbers": "A = [" + "1," * 100_000 + "]",
    "many lines": "A = 1\n" * 45_000,
    "comprehensions": "A = " + "[x for x in " * 90 + "y" + "]" * 90,
    "doubling": "a0 = nn\n" + "".join(f"a{n + 1} = a{n}.x if a{n} else a{n}.y\n" for n in range(40)) + "A = a40.Linear",
    "a long name": "A" + "a" * 250_000 + " = A = 1",
    "formatted texts": "A = " + "f'{" * 100 + "}'" * 100,
    "too long": "A = 1  #" + "#" * 300_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("more", ["", "\nA = nn.Linear"])
def test_a_hostile_source_harms_nothing_and_is_a_doubt_or_read(kind: str, more: str) -> None:
    reading = read(HOSTILE[kind] + more, answer=0)
    assert reading.doubt or bool(reading.uses) == bool(more)


def test_a_program_that_never_ends_is_a_doubt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    endless = tmp_path / "endless.py"
    endless.write_text("while True: pass")
    monkeypatch.setattr(module, "PROGRAM", endless)
    monkeypatch.setattr(module, "SECONDS", 0.2)
    assert "gives up" in read("A = 1").doubt


def test_names_of_the_student_are_made_fit_for_a_page() -> None:
    long = "a" * 500
    (use,) = read(f"def {long}(): return nn.Linear", f"A = {long}").uses
    assert use.within == "a" * 79 + "…"


def test_nothing_of_the_folder_or_the_environment_is_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ast", "json", "re", "resource", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(os.environ, "PYTHONPATH", str(tmp_path))
    assert found("A = nn.Linear") == ["torch.nn.Linear in line 1"]
