"""The numbers that 09_full_mnist tells its readers, measured with the functions and the cells of its own solution."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
import pytest
import torch
from torch.utils.data import DataLoader, TensorDataset

from underhood.data import Digits, load_digits
from underhood.earlier.learner import DataLoaders, Learner
from underhood.earlier.optimizer import BasicOptim

FOLDER = Path(__file__).resolve().parents[2] / "solutions" / "09_full_mnist"


class Measured(NamedTuple):
    """The names of the solution's notebook, and the digits on which they are measured."""

    solution: dict[str, Any]
    digits: Digits

    @property
    def rows(self) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
        train, valid = self.digits.train, self.digits.valid
        train_x, valid_x = (part.images.reshape(-1, 784) / 255 for part in (train, valid))
        return train_x, train.labels, valid_x, valid.labels

    def by_similarity(self, power: int) -> float:
        means = self.solution["digit_means"](self.digits.train.images / 255, self.digits.train.labels)
        read = self.solution["nearest"](self.digits.valid.images / 255, means, power)
        return round(float((read == self.digits.valid.labels).double().mean()), 4)

    def after_training(self, make: Callable[[], torch.nn.Module], epochs: int, seed: int) -> float:
        torch.manual_seed(seed)
        train_x, train_y, valid_x, valid_y = self.rows
        dls = DataLoaders(
            DataLoader(TensorDataset(train_x, train_y), batch_size=256, shuffle=True),
            DataLoader(TensorDataset(valid_x, valid_y), batch_size=1000),
        )
        names = self.solution
        learner = Learner(dls, make(), BasicOptim, names["cross_entropy"], names["accuracy10"])
        learner.fit(epochs, 0.5)
        return learner.history[-1][2]

    def own_training(self, seed: int) -> float:
        torch.manual_seed(seed)
        model = self.solution["train_ten_digits"](*self.rows)
        with torch.no_grad():
            return float(self.solution["accuracy10"](model(self.rows[2]), self.rows[3]))

    def run_cell(self, name: str) -> dict[str, Any]:
        """The names of the notebook after this cell was run on these digits."""
        notebook = nbformat.read(FOLDER / "09_full_mnist.ipynb", as_version=4)
        source = next(cell.source for cell in notebook.cells if cell.id == name)
        train_x, train_y, valid_x, valid_y = self.rows
        dls = DataLoaders(self.solution["dls"].train, DataLoader(TensorDataset(valid_x, valid_y), batch_size=1000))
        here = {"digits": self.digits, "train_x": train_x, "train_y": train_y, "valid_x": valid_x, "valid_y": valid_y}
        names = {**self.solution, **here, "dls": dls, "device": torch.device("cpu")}
        exec(compile(source, name, "exec"), names)  # noqa: S102 - the notebook's own cell, on other digits
        return names


@pytest.fixture(scope="module")
def embedded(solution: dict[str, Any]) -> Measured:
    return Measured(solution, load_digits("embedded"))


@pytest.fixture(scope="module")
def mnist(solution: dict[str, Any], mnist: Digits) -> Measured:
    return Measured(solution, mnist)


def test_embedded_by_similarity(embedded: Measured) -> None:
    assert [embedded.by_similarity(power) for power in (1, 2)] == [0.8686, 0.8771]


def test_embedded_own_training(embedded: Measured) -> None:
    assert min(embedded.own_training(seed) for seed in range(3)) >= 0.91


def test_number_of_steps_in_an_epoch(embedded: Measured) -> None:
    assert len(embedded.digits.train) == 1447
    assert [math.ceil(count / 256) for count in (60_000, 1447)] == [235, 6]


def test_losses_that_the_text_names(solution: dict[str, Any]) -> None:
    p, t = torch.tensor([0.9, 0.4, 0.2]), torch.tensor([1.0, 0.0, 1.0])
    assert round(float(solution["binary_cross_entropy"](p, t)), 4) == 0.7419
    x = torch.zeros(2, 10)
    assert round(float(solution["cross_entropy"](x, torch.tensor([3, 7]))), 4) == 2.3026
    x[1, 7] = 4
    assert round(float(solution["cross_entropy"](x, torch.tensor([3, 7]))), 4) == 1.2276


def test_mnist_by_similarity(mnist: Measured) -> None:
    assert [mnist.by_similarity(power) for power in (1, 2)] == [0.6685, 0.8203]


def test_mnist_many_digits_are_called_1_by_l1(mnist: Measured) -> None:
    means = mnist.solution["digit_means"](mnist.digits.train.images / 255, mnist.digits.train.labels)
    read = mnist.solution["nearest"](mnist.digits.valid.images / 255, means, 1)
    called_1 = read == 1
    assert float((mnist.digits.valid.labels[called_1] != 1).double().mean()) > 0.5


def test_mnist_linear(mnist: Measured) -> None:
    assert 0.91 <= mnist.after_training(mnist.solution["LinearTen"], 5, seed=0) <= 0.923


def test_mnist_hidden_layer_of_30(mnist: Measured) -> None:
    assert 0.944 <= mnist.after_training(lambda: mnist.solution["hidden"](30), 10, seed=0) <= 0.972


def test_mnist_hidden_layer_of_100(mnist: Measured) -> None:
    assert 0.966 <= mnist.after_training(lambda: mnist.solution["hidden"](100), 10, seed=0) <= 0.981


def test_mnist_own_training(mnist: Measured) -> None:
    assert mnist.own_training(0) >= 0.95


def test_mnist_one_number_for_ten_classes(mnist: Measured) -> None:
    assert float(mnist.run_cell("digit-as-number")["share"]) < 0.7


def test_mnist_convolutions(mnist: Measured) -> None:
    assert mnist.run_cell("convolutions")["learner"].history[-1][2] > 0.99
