"""The numbers of the course, on the real MNIST in whatever form UNDERHOOD_DATA has it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import torch

from underhood.data import Digits, DigitSet, load_digits


@pytest.fixture
def real(real_folder: Path) -> Digits:
    return load_digits()


def counts(digits: DigitSet) -> list[int]:
    return torch.bincount(digits.labels).tolist()


def baseline(digits: Digits, power: int) -> list[float]:
    """Accuracy on 3s, on 7s, and their mean, by distance to the mean 3 and the mean 7."""

    def ideal(digit: int) -> torch.Tensor:
        return (digits.train.of(digit) / 255).mean(0)

    def closer(digit: int, other: int) -> float:
        images = digits.valid.of(digit) / 255
        own, foreign = ((images - ideal(d)).abs().pow(power).mean((1, 2)) for d in (digit, other))
        return (own < foreign).float().mean().item()

    threes, sevens = closer(3, 7), closer(7, 3)
    return [round(value, 4) for value in (threes, sevens, (threes + sevens) / 2)]


def test_the_counts(real: Digits) -> None:
    train, valid = counts(real.train), counts(real.valid)
    assert (len(real.train), len(real.valid)) == (60_000, 10_000)
    assert (train[3], train[7], train[4], train[8]) == (6131, 6265, 5842, 5851)
    assert (valid[3], valid[7]) == (1010, 1028)
    assert "every pixel and label is that of the original" in real.note


def test_the_second_three_by_name(real: Digits) -> None:
    assert real.train.labels[10_000] == 3
    assert real.train.images[10_000, 4:7, 4:10].tolist() == [[0] * 6, [0] * 5 + [29], [0, 0, 0, 48, 166, 224]]


def test_the_baseline(real: Digits) -> None:
    assert baseline(real, 1) == [0.9168, 0.9854, 0.9511]
    assert baseline(real, 2) == [0.9584, 0.9737, 0.9661]


def test_the_second_use_takes_milliseconds(real: Digits, real_folder: Path) -> None:
    if (real_folder / "training").is_dir() or (real_folder / "train").is_dir():
        pytest.skip("of PNG folders 70,000 files are looked at each time, which takes longer")
    seconds = []
    for _ in range(5):
        start = time.perf_counter()
        load_digits()
        seconds.append(time.perf_counter() - start)
    assert min(seconds) < 0.05


def test_the_baseline_of_the_embedded_digits() -> None:
    digits = load_digits("embedded")
    assert baseline(digits, 1) == [0.9143, 1.0, 0.9571]
    assert baseline(digits, 2) == [0.9143, 1.0, 0.9571]
