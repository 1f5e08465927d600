"""The numbers that 06_optimizer tells its readers, measured with the functions of its own solution."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from underhood.data import Digits, load_digits
from underhood.earlier.mnist_loss import make_xy


def linear() -> nn.Module:
    return nn.Linear(784, 1)


def network() -> nn.Module:
    return nn.Sequential(nn.Linear(784, 30), nn.ReLU(), nn.Linear(30, 1))


def two_linear_layers() -> nn.Module:
    return nn.Sequential(nn.Linear(784, 30), nn.Linear(30, 1))


class Task(NamedTuple):
    """The functions of the solution, and images with targets to train on and to validate with."""

    solution: dict[str, Any]
    train: TensorDataset
    valid: TensorDataset
    batch_size: int

    def accuracies(self, make: Callable[[], nn.Module], *, lr: float, epochs: int, seed: int = 0) -> list[float]:
        torch.manual_seed(seed)
        model = make()
        optimizer = self.solution["BasicOptim"](model.parameters(), lr)
        loaders = DataLoader(self.train, self.batch_size, shuffle=True), DataLoader(self.valid, len(self.valid))
        return [float(one) for one in self.solution["train_model"](model, *loaders, optimizer, epochs)]


def three_or_seven(solution: dict[str, Any], digits: Digits, batch_size: int) -> Task:
    sets = [TensorDataset(*make_xy(part.of(3) / 255, part.of(7) / 255)) for part in (digits.train, digits.valid)]
    return Task(solution, *sets, batch_size)


def odd_or_even(solution: dict[str, Any], digits: Digits, batch_size: int) -> Task:
    sets = [
        TensorDataset(part.images.reshape(-1, 784) / 255, (part.labels % 2).float().unsqueeze(1))
        for part in (digits.train, digits.valid)
    ]
    return Task(solution, *sets, batch_size)


def test_all_cells_run(solution: dict[str, Any]) -> None:
    assert len(solution["odd_histories"]) == 3
    assert round(float(solution["right"]), 4) == 1.0


def test_four_parameters() -> None:
    sizes = [parameter.numel() for parameter in network().parameters()]
    assert sizes == [23_520, 30, 30, 1]
    assert sum(sizes) == 23_581
    assert sum(parameter.numel() for parameter in linear().parameters()) == 785


def test_example_of_train_model(solution: dict[str, Any]) -> None:
    model = nn.Linear(1, 1)
    with torch.no_grad():
        model.weight.fill_(-0.5)
        model.bias.fill_(-2.0)
    pixels = torch.tensor([[-0.5], [2.0], [-1.0], [-2.0]]), torch.tensor([[-1.0], [1.0], [3.0], [2.5]])
    targets = torch.tensor([[0.0], [1.0], [0.0], [0.0]]), torch.tensor([[0.0], [1.0], [1.0], [1.0]])
    loaders = [DataLoader(TensorDataset(x, y), 2) for x, y in zip(pixels, targets, strict=True)]
    got = solution["train_model"](model, *loaders, solution["BasicOptim"](model.parameters(), 4.0), 3)
    assert [float(accuracy) for accuracy in got] == [0.25, 0.75, 1.0]
    assert [round(parameter.item(), 4) for parameter in model.parameters()] == [2.2883, -2.1237]


def test_ten_layers_of_two_relus_make_512_teeth(solution: dict[str, Any]) -> None:
    height = torch.linspace(0, 1, 2**11 + 1, dtype=torch.float64)
    for _ in range(10):
        height = solution["tooth"](height)
    assert int((height == 1).sum()) == 512


def test_embedded_three_or_seven_is_no_test_any_more(solution: dict[str, Any]) -> None:
    task = three_or_seven(solution, load_digits("embedded"), 16)
    assert len(task.valid) == 70
    for make in (linear, network):
        assert task.accuracies(make, lr=0.1, epochs=40)[-1] >= 0.985


def test_embedded_odd_or_even(solution: dict[str, Any]) -> None:
    last_five = {name: sum(history[-5:]) / 5 for name, history in solution["odd_histories"].items()}
    assert 0.93 < last_five["network"] < 0.97
    assert max(last_five["linear"], last_five["two linear layers"]) < 0.928
    assert last_five["linear"] > 0.9


@pytest.mark.parametrize(
    ("make", "lr", "low", "high"),
    [(network, 0.1, 0.980, 0.984), (linear, 0.1, 0.975, 0.979), (linear, 1.0, 0.981, 0.985)],
)
def test_mnist_three_or_seven(
    solution: dict[str, Any], mnist: Digits, make: Callable[[], nn.Module], lr: float, low: float, high: float
) -> None:
    task = three_or_seven(solution, mnist, 256)
    assert low < task.accuracies(make, lr=lr, epochs=40)[-1] < high


@pytest.mark.parametrize(
    ("make", "low", "high"),
    [(linear, 0.895, 0.909), (two_linear_layers, 0.89, 0.911), (network, 0.976, 0.985)],
)
def test_mnist_odd_or_even(
    solution: dict[str, Any], mnist: Digits, make: Callable[[], nn.Module], low: float, high: float
) -> None:
    task = odd_or_even(solution, mnist, 256)
    accuracies = task.accuracies(make, lr=1.0, epochs=30)
    assert low < sum(accuracies[-5:]) / 5 < high
