"""The numbers that 05_training_loop tells its readers, measured with the functions of its own solution."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch.utils.data import DataLoader, SubsetRandomSampler

from underhood.data import Digits, load_digits
from underhood.earlier.mnist_loss import make_xy
from underhood.pictures.training import show_epochs


class Trainer:
    """The functions of the solution, and the digits on which they train."""

    def __init__(self, solution: dict[str, Any], digits: Digits, bs: int) -> None:
        self.solution, self.digits, self.bs = solution, digits, bs
        self.train, self.valid = (pairs(part.of(3), part.of(7)) for part in (digits.train, digits.valid))

    def batches(self, dataset: Any, **kwargs: Any) -> DataLoader[Any]:
        return DataLoader(dataset, batch_size=self.bs, **kwargs)

    def history(self, seed: int, std: float = 0.1, *, careless: bool = False) -> list[float]:
        model, params = self.solution["fresh_model"](seed=seed, std=std)
        train = self.solution["careless_epoch" if careless else "train_epoch"]
        loaders = self.batches(self.train, shuffle=True), self.batches(self.valid)
        return self.solution["fit"](model, params, *loaders, 1.0, 20, train)

    def all_are_3s(self) -> tuple[float, float]:
        accuracies = [self.solution["batch_accuracy"](torch.ones(len(yb), 1), yb) for _, yb in self.batches(self.valid)]
        of_items = sum(float(y) for _, y in self.valid) / len(self.valid)
        model = self.solution["all_are_3s"]
        assert (
            abs(self.solution["validate_epoch"](model, self.batches(self.valid)) - sum(accuracies) / len(accuracies))
            < 1e-6
        )
        return float(sum(accuracies) / len(accuracies)), of_items

    def own_digits(self, first: int, second: int) -> float:
        pile = pairs(self.digits.train.of(first), self.digits.train.of(second))
        loaders = [
            self.batches(pile, sampler=SubsetRandomSampler(part)) for part in self.solution["split_indices"](len(pile))
        ]
        model, params = self.solution["fresh_model"](seed=1)
        return self.solution["fit"](model, params, *loaders, 1.0, 20)[-1]


def pairs(ones: torch.Tensor, zeros: torch.Tensor) -> list[tuple[torch.Tensor, torch.Tensor]]:
    return list(zip(*make_xy(ones / 255, zeros / 255), strict=True))


@pytest.fixture(scope="module")
def embedded(solution: dict[str, Any]) -> Trainer:
    return Trainer(solution, load_digits("embedded"), 32)


@pytest.fixture(scope="module")
def mnist(solution: dict[str, Any], mnist: Digits) -> Trainer:
    return Trainer(solution, mnist, 256)


def test_embedded_two_accuracies_for_one_model(embedded: Trainer) -> None:
    assert [round(number, 4) for number in embedded.all_are_3s()] == [0.3646, 0.5]


def test_embedded_training(embedded: Trainer) -> None:
    history = embedded.history(18)
    assert history[0] < 0.3
    assert history[1] > 0.85
    assert history[-1] > 0.97


def test_embedded_careless_loop_looks_as_good(embedded: Trainer) -> None:
    careless = embedded.history(18, careless=True)
    assert careless[1] > embedded.history(18)[1]
    assert careless[-1] > 0.97


def test_embedded_careless_loop_may_fail(embedded: Trainer) -> None:
    assert round(embedded.history(4, careless=True)[-1], 3) == 0.365


def test_embedded_large_start_stays_where_it_is(embedded: Trainer) -> None:
    assert round(embedded.history(1, std=1.0)[-1], 3) == 0.365


def test_embedded_own_digits(embedded: Trainer) -> None:
    assert embedded.own_digits(4, 8) > 0.93


def test_mnist_counts(mnist: Trainer) -> None:
    assert (len(mnist.train), len(mnist.valid)) == (12_396, 2_038)
    assert [len(mnist.digits.train.of(digit)) for digit in (4, 8)] == [5_842, 5_851]


def test_mnist_two_accuracies_for_one_model(mnist: Trainer) -> None:
    of_batches, of_items = mnist.all_are_3s()
    assert round(of_batches, 4) == 0.4932
    assert round(of_items, 6) == 0.495584


def test_mnist_training(mnist: Trainer) -> None:
    history = mnist.history(18)
    assert history[1] == pytest.approx(0.970, abs=0.006)
    assert history[-1] == pytest.approx(0.982, abs=0.004)


def test_mnist_careless_loop(mnist: Trainer) -> None:
    assert mnist.history(18, careless=True)[-1] == pytest.approx(0.968, abs=0.006)


def test_mnist_large_start(mnist: Trainer) -> None:
    assert mnist.history(1, std=1.0)[-1] == pytest.approx(0.97, abs=0.01)


def test_mnist_own_digits(mnist: Trainer) -> None:
    assert mnist.own_digits(4, 8) == pytest.approx(0.990, abs=0.006)


def test_show_epochs_names_each_item(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Any] = []
    monkeypatch.setattr("underhood.pictures.picture.display", shown.append)
    show_epochs([[[0, 2], [1]], [[2, 1], [0]]], ["3", "3", "7"])
    (picture,) = shown
    assert "epoch 2: 2 (7), 1 (3) | 0 (3)" in repr(picture)


@pytest.mark.parametrize(("epochs", "kinds"), [([[[3]]], ["a", "b"]), ([[[0]]], list("abcde"))])
def test_show_epochs_refuses(epochs: list[list[list[int]]], kinds: list[str]) -> None:
    with pytest.raises(ValueError, match="kinds"):
        show_epochs(epochs, kinds)
