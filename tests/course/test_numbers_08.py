"""The numbers that 08_learner tells its readers, measured with the Learner of its own solution."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from underhood.data import Digits, load_digits
from underhood.earlier.learner import DataLoaders
from underhood.earlier.learner import Learner as CoursesLearner
from underhood.earlier.mnist_loss import make_xy, mnist_loss
from underhood.earlier.training_loop import batch_accuracy


def pairs(part: Any) -> TensorDataset:
    return TensorDataset(*make_xy(part.of(3) / 255, part.of(7) / 255))


def loaders(digits: Digits, batch_size: int) -> DataLoaders:
    train = DataLoader(pairs(digits.train), batch_size, shuffle=True)
    return DataLoaders(train, DataLoader(pairs(digits.valid), 256))


def small_net() -> nn.Module:
    return nn.Sequential(nn.Linear(784, 30), nn.ReLU(), nn.Linear(30, 1))


def last_accuracy(learner: Any) -> float:
    return float(learner.history[-1][2])


def test_embedded_histories(solution: dict[str, Any]) -> None:
    linear, net = solution["linear"].history[-1], solution["two_layers"].history[-1]
    assert [linear[1], net[1]] == pytest.approx([0.0158, 0.0096], abs=5e-4)
    assert [linear[2], net[2]] == [1.0, 1.0]
    assert round(1 / len(solution["valid_x"]), 4) == 0.0143


def test_embedded_overfitting(solution: dict[str, Any]) -> None:
    valid, train = solution["valid_losses"], solution["train_losses"]
    best = valid.index(min(valid))
    assert best + 1 == 4
    assert valid[best] == pytest.approx(0.274, abs=5e-3)
    assert train[-1] < 5e-4
    assert valid[-1] > 1.5 * valid[best]
    assert sum(parameter.numel() for parameter in solution["too_large"].parameters()) == 78_601


def test_embedded_accuracy_hides_overfitting(solution: dict[str, Any]) -> None:
    torch.manual_seed(1)
    model = solution["small_net"](100)
    learner = solution["Learner"](solution["few"], model, torch.optim.Adam, solution["bce"], batch_accuracy)
    learner.fit(60, 0.003)
    accuracies = [round(float(row[2]), 3) for row in learner.history]
    assert [accuracies[3], accuracies[59]] == [0.871, 0.886]


def test_example_by_hand(solution: dict[str, Any]) -> None:
    rows = [[float(number) for number in row] for row in solution["example"].history]
    assert rows == [[0, 12.5, 3.5], [1, 3.125, 1.75]]


def test_solution_trains_as_the_courses_own_learner(solution: dict[str, Any]) -> None:
    ends = []
    for kind in (solution["Learner"], CoursesLearner):
        torch.manual_seed(5)
        learner = kind(loaders(load_digits("embedded"), 16), small_net(), torch.optim.SGD, mnist_loss, batch_accuracy)
        learner.fit(2, 0.1)
        ends.append([parameter.detach() for parameter in learner.model.parameters()])
    assert all(torch.allclose(one, other) for one, other in zip(*ends, strict=True))


def test_mnist_two_means_of_one_accuracy(mnist: Digits) -> None:
    x, y = make_xy(mnist.valid.of(3) / 255, mnist.valid.of(7) / 255)
    always_3 = torch.ones_like(y)
    batches = [
        float(batch_accuracy(p, t)) for p, t in zip(torch.split(always_3, 256), torch.split(y, 256), strict=True)
    ]
    assert round(sum(batches) / len(batches), 4) == 0.4932
    assert round(float(batch_accuracy(always_3, y)), 4) == 0.4956
    assert len(x) == 2038


@pytest.mark.parametrize(("seed", "accuracy"), [(0, 0.9833), (1, 0.9823), (2, 0.9814)])
def test_mnist_network(solution: dict[str, Any], mnist: Digits, seed: int, accuracy: float) -> None:
    torch.manual_seed(seed)
    net = small_net()
    learner = solution["Learner"](loaders(mnist, 256), net, torch.optim.SGD, mnist_loss, batch_accuracy)
    learner.fit(40, 0.1)
    assert last_accuracy(learner) == pytest.approx(accuracy, abs=0.002)


def test_mnist_linear(solution: dict[str, Any], mnist: Digits) -> None:
    torch.manual_seed(0)
    model = nn.Linear(784, 1)
    learner = solution["Learner"](loaders(mnist, 256), model, torch.optim.SGD, mnist_loss, batch_accuracy)
    learner.fit(40, 0.1)
    assert last_accuracy(learner) == pytest.approx(0.977, abs=0.002)
