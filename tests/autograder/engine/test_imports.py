"""What notebooks import."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.engine.imports import imported_names

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A notebook with these cells."""

    def notebook(*sources: str | list[str], kind: str = "code") -> Path:
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.ipynb"
        path.write_text(json.dumps({"cells": [{"cell_type": kind, "source": source} for source in sources]}))
        return path

    return notebook


def test_all_forms_of_import_in_all_notebooks(write: Write) -> None:
    one = write("import torch, numpy as np\nfrom torch.nn import functional as F", ["import math\n", "import json"])
    other = write("def f():\n    from underhood.data import load\n    import torch")
    assert imported_names([one, other]) == [
        "json", "math", "numpy", "torch", "torch.nn", "torch.nn:functional", "underhood.data", "underhood.data:load",
    ]  # fmt: skip


def test_relative_imports_and_prose_name_nothing(write: Write) -> None:
    assert imported_names([write("from . import x\nfrom .a import b"), write("import re", kind="markdown")]) == []


def test_of_all_names_of_a_module_none_is_named(write: Write) -> None:
    assert imported_names([write("from math import *")]) == ["math"]


@pytest.mark.parametrize("source", ["%matplotlib inline", "def f(:", "import torch\n!ls", "a\0b"])
def test_a_cell_that_is_no_python_costs_no_other(write: Write, source: str) -> None:
    assert imported_names([write(source, "import math")]) == ["math"]


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"cells": 3}', '{"cells": [{}]}', '{"cells": [3]}', "\ud800"])
def test_what_is_no_notebook_names_nothing(tmp_path: Path, write: Write, text: str) -> None:
    path = tmp_path / "broken.ipynb"
    path.write_text(text, errors="surrogatepass")
    assert imported_names([path, tmp_path / "missing.ipynb", write("import math")]) == ["math"]
