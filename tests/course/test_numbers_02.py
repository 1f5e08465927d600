"""The numbers that 02_pixel_similarity tells its readers, measured with the functions of its own solution."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
import torch

from underhood.data import Digits, load_digits


class Measured(NamedTuple):
    """The functions of the solution, and the digits on which they are measured."""

    solution: dict[str, Any]
    digits: Digits
    mean3: torch.Tensor
    mean7: torch.Tensor

    def accuracy(self, distance: Callable[..., torch.Tensor]) -> list[float]:
        def is_3(x: torch.Tensor) -> torch.Tensor:
            return distance(x, self.mean3) < distance(x, self.mean7)

        valid = self.digits.valid
        return rounded(*self.solution["baseline_accuracy"](is_3, valid.of(3) / 255, valid.of(7) / 255))

    def to_the_ideals(self, image: torch.Tensor) -> list[list[float]]:
        return [
            rounded(*(self.solution[name](image, ideal) for name in ("l1_distance", "rmse")))
            for ideal in (self.mean3, self.mean7)
        ]

    def ten_digits(self, distance: Callable[..., torch.Tensor]) -> float:
        means = [self.solution["mean_image"](self.digits.train.of(digit) / 255) for digit in range(10)]
        images = self.digits.valid.images / 255
        nearest = torch.stack([distance(images, mean) for mean in means]).argmin(0)
        return rounded((nearest == self.digits.valid.labels).double().mean())[0]


@pytest.fixture(scope="module")
def embedded(solution: dict[str, Any]) -> Measured:
    return measured(solution, load_digits("embedded"))


@pytest.fixture(scope="module")
def mnist(solution: dict[str, Any], mnist: Digits) -> Measured:
    return measured(solution, mnist)


def measured(solution: dict[str, Any], digits: Digits) -> Measured:
    mean3, mean7 = (solution["mean_image"](digits.train.of(digit) / 255) for digit in (3, 7))
    return Measured(solution, digits, mean3, mean7)


def rounded(*numbers: Any) -> list[float]:
    return [round(float(number), 4) for number in numbers]


def by_rmse(images: torch.Tensor, ideal: torch.Tensor) -> torch.Tensor:
    """What `rmse` says of each image; as the notebook's `mnist_distance`, but with squares."""
    return (images - ideal).square().mean((-1, -2)).sqrt()


def limited(measured: Measured, limit: float) -> list[float]:
    """The accuracy of "a 3 is nearer to the ideal 3 than this limit"."""

    def is_3(x: torch.Tensor) -> torch.Tensor:
        return measured.solution["mnist_distance"](x, measured.mean3) < limit

    valid = measured.digits.valid
    return rounded(*measured.solution["baseline_accuracy"](is_3, valid.of(3) / 255, valid.of(7) / 255))


def test_embedded_counts(embedded: Measured) -> None:
    train, valid = embedded.digits.train, embedded.digits.valid
    assert [len(train.of(3)), len(train.of(7)), len(valid.of(3)), len(valid.of(7))] == [148, 144, 35, 35]


def test_embedded_second_3(embedded: Measured) -> None:
    second = embedded.digits.train.of(3)[1] / 255
    assert embedded.to_the_ideals(second) == [[0.0614, 0.1429], [0.1247, 0.2656]]


def test_embedded_baseline(embedded: Measured) -> None:
    assert embedded.accuracy(embedded.solution["mnist_distance"]) == [0.9143, 1.0, 0.9571]
    assert embedded.accuracy(by_rmse) == [0.9143, 1.0, 0.9571]


def test_embedded_baseline_is_the_notebooks_own(embedded: Measured) -> None:
    names = embedded.solution
    assert torch.allclose(names["mean3"], embedded.mean3, atol=1e-6)
    got = names["baseline_accuracy"](names["is_3"], names["valid_threes"], names["valid_sevens"])
    assert rounded(*got) == [0.9143, 1.0, 0.9571]


def test_embedded_training_set(embedded: Measured) -> None:
    names = embedded.solution
    got = names["baseline_accuracy"](names["is_3"], names["threes"], names["sevens"])
    assert rounded(*got) == [0.9527, 1.0, 0.9764]


def test_embedded_both_distances_make_the_same_mistakes(embedded: Measured) -> None:
    images = embedded.digits.valid.of(3) / 255
    missed = [
        (distance(images, embedded.mean3) >= distance(images, embedded.mean7)).nonzero().flatten().tolist()
        for distance in (embedded.solution["mnist_distance"], by_rmse)
    ]
    assert missed[0] == missed[1]
    assert len(missed[0]) == 3


def test_embedded_limit(embedded: Measured) -> None:
    images, distance = embedded.digits.valid.of(3) / 255, embedded.solution["mnist_distance"]
    turned_away = distance(images, embedded.mean3) >= 0.08
    nearer = distance(images, embedded.mean3) < distance(images, embedded.mean7)
    assert [int(turned_away.sum()), int((turned_away & nearer).sum())] == [8, 5]


def test_embedded_ten_digits(embedded: Measured) -> None:
    assert embedded.ten_digits(embedded.solution["mnist_distance"]) == 0.8686
    assert embedded.ten_digits(by_rmse) == 0.8771


def test_solution_rmse_is_the_distance_of_each_image(embedded: Measured) -> None:
    images = embedded.digits.valid.of(7)[:3] / 255
    each = torch.stack([embedded.solution["rmse"](image, embedded.mean7) for image in images])
    assert torch.allclose(each, by_rmse(images, embedded.mean7))


def test_mnist_counts(mnist: Measured) -> None:
    train, valid = mnist.digits.train, mnist.digits.valid
    assert [len(train.of(3)), len(train.of(7)), len(valid.of(3)), len(valid.of(7))] == [6131, 6265, 1010, 1028]


def test_mnist_crop_of_image_10000(mnist: Measured) -> None:
    assert int(mnist.digits.train.labels[10000]) == 3
    assert mnist.digits.train.images[10000, 4:10, 4:10].tolist() == [
        [0, 0, 0, 0, 0, 0],
        [0, 0, 0, 0, 0, 29],
        [0, 0, 0, 48, 166, 224],
        [0, 93, 244, 249, 253, 187],
        [0, 107, 253, 253, 230, 48],
        [0, 3, 20, 20, 15, 0],
    ]


def test_mnist_image_10000_is_the_second_3_by_file_name(mnist: Measured) -> None:
    threes = (mnist.digits.train.labels == 3).nonzero().flatten().tolist()
    assert sorted(f"{at}.png" for at in threes)[1] == "10000.png"


def test_mnist_distances_of_image_10000(mnist: Measured) -> None:
    image = mnist.digits.train.images[10000] / 255
    assert mnist.to_the_ideals(image) == [[0.1114, 0.2021], [0.1586, 0.3021]]


def test_mnist_baseline(mnist: Measured) -> None:
    assert mnist.accuracy(mnist.solution["mnist_distance"]) == [0.9168, 0.9854, 0.9511]
    assert mnist.accuracy(by_rmse) == [0.9584, 0.9737, 0.9661]


def test_mnist_limit(mnist: Measured) -> None:
    threes, sevens = mnist.digits.train.of(3) / 255, mnist.digits.train.of(7) / 255
    near, far = (mnist.solution["mnist_distance"](images, mnist.mean3) for images in (threes, sevens))
    limits = torch.linspace(0.02, 0.3, 1000)
    on_training = [float((near < limit).double().mean() + (far >= limit).double().mean()) for limit in limits]
    best = float(limits[on_training.index(max(on_training))])
    assert limited(mnist, best)[2] == 0.8252
    assert limited(mnist, 0.08)[0] == 0.0


def test_mnist_ten_digits(mnist: Measured) -> None:
    assert mnist.ten_digits(mnist.solution["mnist_distance"]) == 0.6685
    assert mnist.ten_digits(by_rmse) == 0.8203
