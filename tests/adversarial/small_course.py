"""A course of one assignment: a function, a module, a training loop and an essay. Its secrets are in its files."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import nbformat
import nbformat.v4 as v4

from tests.adversarial.places import Places

__all__ = ["EXERCISES", "HALF", "NAME", "POINTS", "RIGHT", "WRONG", "write_course"]

REPOSITORY = Path(__file__).parents[2]
NAME = "three_tasks"
EXERCISES = ("distance", "Affine", "descend")
POINTS = {"distance": 3.0, "Affine": 3.0, "descend": 2.0}

RIGHT = {
    "distance": "def distance(a, b):\n    return (a - b).abs().mean()",
    "Affine": """class Affine(torch.nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.randn(n_in, n_out))
        self.bias = torch.nn.Parameter(torch.zeros(n_out))

    def forward(self, x):
        return x @ self.weight + self.bias""",
    "descend": """def descend(x, y, steps):
    weight = torch.zeros(x.shape[1], requires_grad=True)
    for _ in range(steps):
        ((x @ weight - y) ** 2).mean().backward()
        with torch.no_grad():
            weight -= 0.1 * weight.grad
            weight.grad.zero_()
    return weight.detach()""",
}

WRONG = {
    "distance": "def distance(a, b):\n    return (a - b).abs().mean() * 0",
    "Affine": RIGHT["Affine"].replace("x @ self.weight + self.bias", "(x @ self.weight + self.bias) * 0"),
    "descend": RIGHT["descend"].replace("weight -= 0.1", "weight -= 0.0"),
}

HALF = {
    "distance": "def distance(a, b):\n    return (a - b).abs().mean() if len(a) == 3 else torch.tensor(0.0)",
    "Affine": WRONG["Affine"],
    "descend": "def descend(x, y, steps):\n    raise RuntimeError('not today')",
}
"""An honest student who gets one point, by the worked example."""

CHECKS = '''"""Visible checks."""

import torch

from underhood.checking import exercise, expect_close
from underhood.checking.probes import set_parameters


@exercise("distance", points=1)
def test_distance(student):
    """distance of (1, 2, 3) and (2, 2, 6)"""
    a, b = torch.tensor([1.0, 2, 3]), torch.tensor([2.0, 2, 6])
    expect_close(student.call("distance", a, b), 1.3333333, words="the mean of the distances")


@exercise("Affine", points=1)
def test_affine(student):
    """Affine with weights that are all 1"""
    module = student.make("Affine", 2, 3)
    student.probe(set_parameters, module, [torch.ones(2, 3), torch.ones(3)])
    want = torch.tensor([[4.0, 4, 4]])
    expect_close(student.call(module, torch.tensor([[1.0, 2]])), want, words="x @ weight + bias", kinds="tensor")


@exercise("descend", points=1)
def test_descend(student):
    """descend, one step"""
    got = student.call("descend", torch.tensor([[1.0], [2.0]]), torch.tensor([1.0, 2.0]), 1)
    expect_close(got, torch.tensor([0.5]), words="the weight after one step", kinds="tensor")
'''

HIDDEN_CHECKS = '''"""Hidden checks: {canary}"""

import torch

from underhood.checking import exercise, expect, expect_close
from underhood.checking.probes import gradients_for, of_size, parameters_of

SECRET = "{canary}"


@exercise("distance", points=2)
def test_distance_of_many(student, rng):
    """distance of other vectors"""
    for size in (4, 50):
        a, b = torch.randn(2, size, generator=rng)
        expect_close(student.call("distance", a, b), (a - b).abs().mean(), words="the mean of the distances")


@exercise("Affine", points=1)
def test_affine_of_its_own_weights(student, rng):
    """Affine computes with its own weights"""
    module, x = student.make("Affine", 7, 5), torch.randn(4, 7, generator=rng)
    parameters = student.probe(parameters_of, module)
    weight, bias = of_size(parameters, 35), of_size(parameters, 5)
    expect(weight.shape == (7, 5) and bool(weight.abs().min() > 0), expected="weights that are drawn")
    want = x.double() @ weight.double() + bias.double()
    expect_close(student.call(module, x), want, words="x @ weight + bias", kinds="tensor")


@exercise("Affine", points=1)
def test_gradients_of_affine(student, rng):
    """the gradients of Affine"""
    module, x, cotangent = student.make("Affine", 3, 2), *torch.randn(2, 4, 3, generator=rng)
    found = student.probe(gradients_for, module, x, cotangent[:, :2])
    gradients = found.get("gradients") if isinstance(found, dict) else None
    expect_close(of_size(gradients, 6), x.T @ cotangent[:, :2], words="the gradient of the weight", kinds="tensor")


@exercise("descend", points=1)
def test_descend_learns(student, rng):
    """descend, 200 steps: what it learned holds for other data"""
    truth, x = torch.randn(3, generator=rng), torch.randn(40, 3, generator=rng)
    weight, unseen = student.call("descend", x, x @ truth, 200), torch.randn(40, 3, generator=rng)
    expect(isinstance(weight, torch.Tensor) and weight.shape == (3,), expected="one weight for each column")
    expect_close(unseen.double() @ weight.double(), unseen @ truth, words="predictions for unseen data", atol=0.05)
'''


def write_course(places: Places) -> None:
    """Write the course into its folder."""
    folder = places.course / "solutions" / NAME
    folder.mkdir(parents=True)
    shutil.copy(REPOSITORY / "nbgrader_config.py", places.course)
    nbformat.write(_solution(places.secrets["solution"]), folder / f"{NAME}.ipynb")
    (folder / "checks.py").write_text(CHECKS)
    (folder / "hidden_checks.py").write_text(HIDDEN_CHECKS.replace("{canary}", places.secrets["hidden"]))


def _solution(canary: str) -> Any:
    cells = [
        v4.new_markdown_cell("# Three tasks", id="title"),
        v4.new_code_cell("import torch", id="imports"),
    ]
    for name, source in RIGHT.items():
        solution = f"### BEGIN SOLUTION\n# {canary}\n{source}\n### END SOLUTION"
        cells += [
            v4.new_code_cell(solution, id=f"answer-{name}", metadata=_graded(name, answer=True)),
            v4.new_code_cell(
                f'check("{name}")', id=f"check-{name}",
                metadata=_graded(f"check_{name}", answer=False, points=POINTS[name]),
            ),
        ]  # fmt: skip
    cells.append(
        v4.new_markdown_cell(f"Because {canary}.", id="essay", metadata=_graded("essay", answer=True, points=2))
    )
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return v4.new_notebook(cells=cells, metadata=kernel)


def _graded(name: str, *, answer: bool, points: float | None = None) -> dict[str, Any]:
    settings: dict[str, Any] = {
        "grade": points is not None, "solution": answer, "locked": not answer, "grade_id": name, "schema_version": 3,
        "task": False,
    }  # fmt: skip
    return {"nbgrader": settings if points is None else settings | {"points": points}}
