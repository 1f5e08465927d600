"""The numbers that 04_mnist_loss tells its readers, measured with the functions of its own solution."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest
import torch

from underhood.data import Digits, load_digits

BASELINE = {"embedded": 0.9571, "mnist": 0.9511}


class Descent(NamedTuple):
    """What thirty steps have come to: the losses and the accuracies on the validation set, before and after."""

    first_loss: float
    last_loss: float
    first_accuracy: float
    last_accuracy: float


@pytest.fixture(scope="module")
def embedded() -> Digits:
    return load_digits("embedded")


def descend(names: dict[str, Any], digits: Digits, std: float, steps: int = 30) -> Descent:
    """The descent of the notebook's last cell, on these digits."""
    x, y = names["make_xy"](digits.train.of(3) / 255, digits.train.of(7) / 255)
    valid_x, valid_y = names["make_xy"](digits.valid.of(3) / 255, digits.valid.of(7) / 255)
    torch.manual_seed(0)
    params = [names["init_params"]((784, 1), std=std), names["init_params"](1, std=std)]
    losses, accuracies = [], []
    for step in range(steps + 1):
        loss = names["mnist_loss"](names["linear1"](x, *params), y)
        losses.append(loss.item())
        accuracies.append(names["accuracy"](names["linear1"](valid_x, *params), valid_y).item())
        loss.backward()
        if step < steps:
            with torch.no_grad():
                for parameter in params:
                    parameter -= parameter.grad
                    parameter.grad = None
    return Descent(losses[0], losses[-1], accuracies[0], accuracies[-1])


@pytest.mark.parametrize(("third", "loss"), [(0.2, 0.4333), (0.8, 0.2333)])
def test_first_loss(solution: dict[str, Any], third: float, loss: float) -> None:
    got = solution["mnist_loss_v1"](torch.tensor([0.9, 0.4, third]), torch.tensor([1.0, 0.0, 1.0]))
    assert round(got.item(), 4) == loss


def test_every_prediction_with_every_target(solution: dict[str, Any]) -> None:
    preds, targets = torch.tensor([[0.9], [0.4], [0.2]]), torch.tensor([1.0, 0.0, 1.0])
    assert round(solution["mnist_loss_v1"](preds.expand(3, 3), targets.expand(3, 3)).item(), 4) == 0.5


def test_sigmoids_of_the_text(solution: dict[str, Any]) -> None:
    got = solution["sigmoid"](torch.tensor([0.0, 2.0, -2.0, -1.0, -0.5, -0.49]))
    assert [round(number, 4) for number in got.tolist()] == [0.5, 0.8808, 0.1192, 0.2689, 0.3775, 0.3799]


def test_loss_of_the_text(solution: dict[str, Any]) -> None:
    got = solution["mnist_loss"](torch.tensor([2.0, -1.0, -0.5]), torch.tensor([1.0, 0.0, 1.0]))
    assert round(got.item(), 4) == 0.3369


def test_chain_of_the_text(solution: dict[str, Any]) -> None:
    w, b = torch.tensor([[2.0]], requires_grad=True), torch.tensor([-0.4], requires_grad=True)
    solution["mnist_loss"](solution["linear1"](torch.tensor([[0.5]]), w, b), torch.tensor([[1.0]])).backward()
    assert w.grad is not None
    assert b.grad is not None
    assert [round(w.grad.item(), 4), round(b.grad.item(), 4)] == [-0.1144, -0.2288]


def test_embedded_sizes(solution: dict[str, Any], embedded: Digits) -> None:
    x, y = solution["make_xy"](embedded.train.of(3) / 255, embedded.train.of(7) / 255)
    assert [tuple(x.shape), tuple(y.shape)] == [(292, 784), (292, 1)]


def test_embedded_accuracy_is_flat(solution: dict[str, Any], embedded: Digits) -> None:
    """A little change of a weight changes the loss, and leaves the accuracy as it is."""
    x, y = solution["make_xy"](embedded.train.of(3) / 255, embedded.train.of(7) / 255)
    torch.manual_seed(0)
    weights, bias = solution["init_params"]((784, 1), std=0.1), solution["init_params"](1, std=0.1)
    seen = []
    for change in (0.0, 1e-4):
        changed = weights.detach().clone()
        changed[14 * 28 + 14] += change
        activations = solution["linear1"](x, changed, bias)
        seen.append((solution["accuracy"](activations, y).item(), solution["mnist_loss"](activations, y).item()))
    assert seen[0][0] == seen[1][0] == pytest.approx(0.4384, abs=1e-4)
    assert seen[1][1] - seen[0][1] == pytest.approx(-3.4e-6, abs=1e-6)


def test_embedded_first_gradient_is_one_ideal_less_the_other(solution: dict[str, Any], embedded: Digits) -> None:
    threes, sevens = embedded.train.of(3) / 255, embedded.train.of(7) / 255
    x, y = solution["make_xy"](threes, sevens)
    weights = torch.zeros(784, 1, requires_grad=True)
    solution["mnist_loss"](solution["linear1"](x, weights, torch.zeros(1)), y).backward()
    assert weights.grad is not None
    want = (sevens.sum(0) - threes.sum(0)) / (4 * len(x))
    assert torch.allclose(weights.grad.view(28, 28), want, atol=1e-6)


def test_embedded_thirty_steps(solution: dict[str, Any], embedded: Digits) -> None:
    small, large = descend(solution, embedded, 0.1), descend(solution, embedded, 1.0)
    assert small.first_loss == pytest.approx(0.615, abs=0.001)
    assert small.last_loss == pytest.approx(0.022, abs=0.003)
    assert small.last_accuracy > BASELINE["embedded"]
    assert large.first_loss == pytest.approx(0.575, abs=0.001)
    assert large.last_loss == pytest.approx(0.494, abs=0.01)
    assert large.last_accuracy == pytest.approx(0.5, abs=0.05)


def test_mnist_sizes(solution: dict[str, Any], mnist: Digits) -> None:
    sizes = []
    for part in (mnist.train, mnist.valid):
        x, y = solution["make_xy"](part.of(3) / 255, part.of(7) / 255)
        sizes.append((tuple(x.shape), tuple(y.shape), int(y.sum())))
    assert sizes == [((12396, 784), (12396, 1), 6131), ((2038, 784), (2038, 1), 1010)]


def test_mnist_thirty_steps(solution: dict[str, Any], mnist: Digits) -> None:
    got = descend(solution, mnist, 0.1)
    assert got.first_accuracy == pytest.approx(0.465, abs=0.001)
    assert got.last_accuracy == pytest.approx(0.967, abs=0.003)
    assert got.last_accuracy > BASELINE["mnist"]


def test_mnist_large_weights_learn_slowly(solution: dict[str, Any], mnist: Digits) -> None:
    got = descend(solution, mnist, 1.0)
    assert got.first_accuracy < got.last_accuracy < BASELINE["mnist"]
