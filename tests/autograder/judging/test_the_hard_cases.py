"""Modules, optimizers and training loops, judged over the wire: weights and gradients cross, objects do not.

For each there is an answer that is right and answers that are wrong in the way that people write them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest

from autograder.engine.cold_workers import ColdWorkers
from autograder.engine.run_cells import NotebookRun
from autograder.engine.worker import Workers
from underhood.checking import ExerciseResult, Status

Open: TypeAlias = "Callable[..., NotebookRun]"
Attempt: TypeAlias = "Callable[..., ExerciseResult]"

NOTEBOOK = """
    import torch
    from torch import nn

    def mnist_loss(preds, targets):
        preds = preds.sigmoid()
        return torch.where(targets == 1, 1 - preds, preds).mean()

    def calc_grad(xb, yb, model):
        mnist_loss(model(xb), yb).backward()
"""

CHECKS = '''
import torch
from underhood.checking import exercise, expect, expect_close, probe
from underhood.checking.probes import gradients_for, gradients_of, of_size, parameters_of, set_parameters

N_IN, N_OUT = 5, 3


def weight_and_bias(tensors):
    """The weight as (out, in), however the student turned it, and the bias."""
    weight = of_size(tensors, N_IN * N_OUT)
    return weight if weight.shape == (N_OUT, N_IN) else weight.T, of_size(tensors, N_OUT)


@exercise("MyLinear", points=1)
def test_output_from_its_own_weights(student, device, rng):
    """MyLinear(5, 3) of 7 rows."""
    model = student.make("MyLinear", N_IN, N_OUT)
    x = torch.randn(7, N_IN, generator=rng)
    weight, bias = weight_and_bias(student.probe(parameters_of, model))
    expect_close(student.call(model, x.to(device)), x @ weight.T + bias.reshape(-1), words="7 rows of 3 numbers")


@exercise("MyLinear", points=1)
def test_gradients_for_a_drawn_cotangent(student, device, rng):
    """the gradients of MyLinear(5, 3)."""
    model = student.make("MyLinear", N_IN, N_OUT)
    x, cotangent = torch.randn(7, N_IN, generator=rng), torch.randn(7, N_OUT, generator=rng)
    weight, _ = weight_and_bias(student.probe(parameters_of, model))
    found = student.probe(gradients_for, model, x.to(device), cotangent.to(device))
    to_weight, to_bias = weight_and_bias(found["gradients"])
    expect_close(to_weight, cotangent.T @ x, words="the gradient of the weight")
    expect_close(to_bias.reshape(-1), cotangent.sum(0), words="the gradient of the bias")
    expect_close(found["input"], cotangent @ weight, words="the gradient of the input")


@exercise("MyLinear", points=1)
def test_weights_that_are_set_from_outside(student, device, rng):
    """MyLinear with other weights."""
    model = student.make("MyLinear", N_IN, N_OUT)
    given = [torch.randn(tensor.shape, generator=rng) for tensor in student.probe(parameters_of, model)]
    student.probe(set_parameters, model, given)
    weight, bias = weight_and_bias(given)
    x = torch.randn(2, N_IN, generator=rng)
    expect_close(student.call(model, x.to(device)), x @ weight.T + bias.reshape(-1), words="from the new weights")


@probe
def linear_with(notebook, weight, bias):
    model = torch.nn.Linear(weight.shape[1], weight.shape[0])
    model.weight.data, model.bias.data = weight.clone(), bias.clone()
    return model


@probe
def backward(notebook, model, x):
    model(x).pow(2).mean().backward()


def linear_gradients(weight, bias, x):
    weight, bias = weight.clone().requires_grad_(), bias.clone().requires_grad_()
    (x @ weight.T + bias).pow(2).mean().backward()
    return weight.grad, bias.grad


@exercise("BasicOptim", points=1)
def test_two_steps_on_the_generator_of_parameters(student, device, rng):
    """BasicOptim(model.parameters(), 0.1): two steps, with zero_grad between them."""
    weight, bias = torch.randn(N_OUT, N_IN, generator=rng), torch.randn(N_OUT, generator=rng)
    x = torch.randn(4, N_IN, generator=rng)
    model = student.make_by(linear_with, weight.to(device), bias.to(device))
    optim = student.make("BasicOptim", student.make(model.method("parameters")), 0.1)
    for step in range(2):
        student.probe(backward, model, x.to(device))
        student.call(optim.method("step"))
        student.call(optim.method("zero_grad"))
        to_weight, to_bias = linear_gradients(weight, bias, x)
        weight, bias = weight - 0.1 * to_weight, bias - 0.1 * to_bias
        found_weight, found_bias = student.probe(parameters_of, model)
        expect_close(found_weight, weight, words=f"the weight after step {step + 1}")
        expect_close(found_bias, bias, words=f"the bias after step {step + 1}")


@exercise("BasicOptim", points=1)
def test_gradients_after_zero_grad(student, device, rng):
    """zero_grad of BasicOptim."""
    model = student.make_by(linear_with, torch.ones(2, 3).to(device), torch.ones(2).to(device))
    optim = student.make("BasicOptim", student.make(model.method("parameters")), 0.1)
    student.probe(backward, model, torch.ones(1, 3).to(device))
    student.call(optim.method("zero_grad"))
    for gradient in student.probe(gradients_of, model):
        expect(gradient is None or not gradient.any(), expected="no gradient, or zeros")


@probe
def parameter_list(notebook, model):
    return list(model.parameters())


def data(rng, rows):
    """Points on two sides of a line."""
    x = torch.randn(rows, 2, generator=rng)
    return x, (x.sum(1, keepdim=True) > 0).float()


def epoch_of(weight, bias, batches, lr):
    for x, y in batches:
        weight, bias = weight.detach().requires_grad_(), bias.detach().requires_grad_()
        preds = (x @ weight.T + bias).sigmoid()
        torch.where(y == 1, 1 - preds, preds).mean().backward()
        weight, bias = weight - lr * weight.grad, bias - lr * bias.grad
    return weight.detach(), bias.detach()


@exercise("train_epoch", points=1)
def test_weights_after_one_and_three_epochs(student, device, rng):
    """train_epoch on four small batches."""
    weight, bias = torch.randn(1, 2, generator=rng), torch.randn(1, generator=rng)
    batches = [data(rng, 4) for _ in range(4)]
    there = [(x.to(device), y.to(device)) for x, y in batches]
    model = student.make_by(linear_with, weight.to(device), bias.to(device))
    params = student.make_by(parameter_list, model)
    for epoch in (1, 2, 3):
        student.call("train_epoch", model, there, 0.5, params)
        weight, bias = epoch_of(weight, bias, batches, 0.5)
        found_weight, found_bias = student.probe(parameters_of, model)
        expect_close(found_weight, weight, words=f"the weight after {epoch} epochs")
        expect_close(found_bias, bias, words=f"the bias after {epoch} epochs")


@exercise("train_epoch", points=1)
def test_what_was_learned_holds_for_unseen_data(student, device, rng):
    """the trained model on points that it never saw."""
    batches = [tuple(part.to(device) for part in data(rng, 16)) for _ in range(8)]
    model = student.make_by(linear_with, torch.tensor([[1.0, -1.0]], device=device), torch.zeros(1, device=device))
    params = student.make_by(parameter_list, model)
    for _ in range(20):
        student.call("train_epoch", model, batches, 1.0, params)
    weight, bias = student.probe(parameters_of, model)
    x, y = data(rng, 500)
    share = ((x @ weight.T + bias > 0) == (y == 1)).double().mean().item()
    expect(share > 0.95, expected="more than 95 of 100 right", got=f"{share:.2f}")
'''


@pytest.fixture(scope="module")
def workers() -> Workers:
    """One kind is enough: what crosses the wire is the same with both."""
    return ColdWorkers()


@pytest.fixture(scope="module")
def attempt(open_notebook: Open, attempt_on: Callable[[NotebookRun, str], Attempt]) -> Attempt:
    return attempt_on(open_notebook(NOTEBOOK), CHECKS)


MY_LINEAR = {
    "right": """
        class MyLinear(nn.Module):
            def __init__(self, n_in, n_out, bias=True):
                super().__init__()
                self.weight = nn.Parameter(torch.randn(n_out, n_in) / n_in ** 0.5)
                self.bias = nn.Parameter(torch.zeros(n_out))
            def forward(self, x): return x @ self.weight.T + self.bias
    """,
    "right, turned round, bias first, as a row": """
        class MyLinear(nn.Module):
            def __init__(self, n_in, n_out, bias=True):
                super().__init__()
                self.b = nn.Parameter(torch.randn(1, n_out))
                self.w = nn.Parameter(torch.randn(n_in, n_out))
            def forward(self, x): return torch.einsum("bi,io->bo", x, self.w) + self.b
    """,
    "no bias in forward": """
        class MyLinear(nn.Module):
            def __init__(self, n_in, n_out, bias=True):
                super().__init__()
                self.weight, self.bias = nn.Parameter(torch.randn(n_out, n_in)), nn.Parameter(torch.randn(n_out))
            def forward(self, x): return x @ self.weight.T
    """,
    "plain tensors, not registered": """
        class MyLinear(nn.Module):
            def __init__(self, n_in, n_out, bias=True):
                super().__init__()
                self.weight, self.bias = torch.randn(n_out, n_in), torch.randn(n_out)
            def forward(self, x): return x @ self.weight.T + self.bias
    """,
    "detached": """
        class MyLinear(nn.Linear):
            def forward(self, x): return super().forward(x).detach().requires_grad_()
    """,
    "remembers the weights it began with": """
        class MyLinear(nn.Module):
            def __init__(self, n_in, n_out, bias=True):
                super().__init__()
                self.weight, self.bias = nn.Parameter(torch.randn(n_out, n_in)), nn.Parameter(torch.randn(n_out))
                self.old = self.weight.detach().clone()
            def forward(self, x): return x @ (self.weight * 0 + self.old).T + self.bias
    """,
    "claims to be equal to everything": """
        class Liar(torch.Tensor):
            def __eq__(self, other): return torch.tensor(True)
            def allclose(self, *_, **__): return True
        class MyLinear(nn.Linear):
            def forward(self, x): return torch.zeros(len(x), 3).as_subclass(Liar)
        torch.allclose = torch.isclose = lambda *_, **__: torch.tensor(True)
    """,
}

BASIC_OPTIM = {
    "right": """
        class BasicOptim:
            def __init__(self, params, lr): self.params, self.lr = list(params), lr
            def step(self):
                for p in self.params: p.data -= p.grad * self.lr
            def zero_grad(self):
                for p in self.params: p.grad = None
    """,
    "right, with zeros": """
        class BasicOptim:
            def __init__(self, params, lr): self.params, self.lr = [*params], lr
            @torch.no_grad()
            def step(self):
                for p in self.params: p.sub_(self.lr * p.grad)
            def zero_grad(self):
                for p in self.params: p.grad.zero_()
    """,
    "keeps the generator": """
        class BasicOptim:
            def __init__(self, params, lr): self.params, self.lr = params, lr
            def step(self):
                for p in self.params: p.data -= p.grad * self.lr
            def zero_grad(self):
                for p in self.params: p.grad = None
    """,
    "never zeroes": """
        class BasicOptim:
            def __init__(self, params, lr): self.params, self.lr = list(params), lr
            def step(self):
                for p in self.params: p.data -= p.grad * self.lr
            def zero_grad(self): pass
    """,
    "climbs": """
        class BasicOptim:
            def __init__(self, params, lr): self.params, self.lr = list(params), lr
            def step(self):
                for p in self.params: p.data += p.grad * self.lr
            def zero_grad(self):
                for p in self.params: p.grad = None
    """,
    "moves copies": """
        class BasicOptim:
            def __init__(self, params, lr): self.params, self.lr = list(params), lr
            def step(self): self.params = [p - p.grad * self.lr for p in self.params]
            def zero_grad(self): pass
    """,
}

TRAIN_EPOCH = {
    "right": """
        def train_epoch(model, dl, lr, params):
            for xb, yb in dl:
                calc_grad(xb, yb, model)
                for p in params:
                    p.data -= p.grad * lr
                    p.grad.zero_()
    """,
    "right, zeroes first": """
        def train_epoch(model, dl, lr, params):
            for xb, yb in dl:
                for p in params: p.grad = None
                calc_grad(xb, yb, model)
                with torch.no_grad():
                    for p in params: p -= lr * p.grad
    """,
    "never zeroes": """
        def train_epoch(model, dl, lr, params):
            for xb, yb in dl:
                calc_grad(xb, yb, model)
                for p in params: p.data -= p.grad * lr
    """,
    "steps once an epoch": """
        def train_epoch(model, dl, lr, params):
            for xb, yb in dl: calc_grad(xb, yb, model)
            for p in params:
                p.data -= p.grad * lr
                p.grad.zero_()
    """,
    "forgets the first batch": """
        def train_epoch(model, dl, lr, params):
            for xb, yb in list(dl)[1:]:
                calc_grad(xb, yb, model)
                for p in params:
                    p.data -= p.grad * lr
                    p.grad.zero_()
    """,
    "sets weights that it likes": """
        def train_epoch(model, dl, lr, params):
            for p in params: p.data.fill_(1.0)
    """,
}

STUDENTS = {"MyLinear": MY_LINEAR, "BasicOptim": BASIC_OPTIM, "train_epoch": TRAIN_EPOCH}
RIGHT = [(exercise, title) for exercise, titles in STUDENTS.items() for title in titles if title.startswith("right")]
WRONG = [
    (exercise, title) for exercise, titles in STUDENTS.items() for title in titles if not title.startswith("right")
]


@pytest.mark.parametrize(("exercise", "title"), RIGHT)
def test_a_right_answer_passes(attempt: Attempt, exercise: str, title: str) -> None:
    result = attempt(exercise, STUDENTS[exercise][title])
    assert result.status is Status.PASSED, result.first_failed


@pytest.mark.parametrize(("exercise", "title"), WRONG)
def test_a_wrong_answer_does_not(attempt: Attempt, exercise: str, title: str) -> None:
    result = attempt(exercise, STUDENTS[exercise][title])
    assert result.status in (Status.WRONG, Status.RAISED), result
    assert result.first_failed is not None
    assert result.score is not None
    assert result.score < result.max_score
