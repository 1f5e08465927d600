"""The numbers that 07_my_linear tells its readers, measured with the classes of its own solution."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import matplotlib
import pytest
import torch
from torch import nn

from underhood.data import Digits, load_digits
from underhood.earlier.mnist_loss import make_xy, mnist_loss
from underhood.earlier.optimizer import BasicOptim, train_model
from underhood.earlier.training_loop import batch_accuracy
from underhood.pictures.modules import show_registered
from underhood.pictures.picture import Picture

matplotlib.use("agg")


def own_net(names: dict[str, Any]) -> nn.Module:
    return names["MySequential"](names["MyLinear"](784, 30), nn.ReLU(), names["MyLinear"](30, 1))  # type: ignore[no-any-return]


def real_net() -> nn.Sequential:
    return nn.Sequential(nn.Linear(784, 30), nn.ReLU(), nn.Linear(30, 1))


def accuracies(digits: Digits, nets: list[nn.Module], bs: int, epochs: int = 40) -> list[list[float]]:
    """What the notebook measures: batches that were shuffled once, learning rate 0.1."""
    x, y = make_xy(digits.train.of(3) / 255, digits.train.of(7) / 255)
    valid = [make_xy(digits.valid.of(3) / 255, digits.valid.of(7) / 255)]
    order = torch.randperm(len(x), generator=torch.Generator().manual_seed(7))
    dl = [(x[rows], y[rows]) for rows in torch.split(order, bs)]
    return [
        train_model(net, dl, valid, BasicOptim(net.parameters(), 0.1), epochs, mnist_loss, batch_accuracy)
        for net in nets
    ]


def test_embedded_both_nets_get_all_digits_right(solution: dict[str, Any]) -> None:
    assert [round(history[-1], 4) for history in solution["history"].values()] == [1.0, 1.0]


def test_embedded_equal_weights_stay_equal(solution: dict[str, Any]) -> None:
    different_units = solution["different_units"]
    assert different_units(lambda p: p.fill_(0.01)) == 1
    assert different_units(lambda p: p.normal_(std=0.01)) == 30


def test_embedded_spread_of_activations(solution: dict[str, Any]) -> None:
    large, kept, small = (solution["spreads"](std) for std in (1.0, 784**-0.5, 0.001))
    assert all(after > 10 * before for before, after in pairwise(large))
    assert max(kept) / min(kept) < 10
    assert all(after < before / 20 for before, after in pairwise(small))


def test_counts_of_parameters(solution: dict[str, Any]) -> None:
    assert sum(p.numel() for p in own_net(solution).parameters()) == 23_581
    shared = nn.Linear(30, 30)
    net = solution["MySequential"](nn.Linear(784, 30), shared, shared, nn.Linear(30, 1))
    assert sum(p.numel() for p in net.parameters()) == 24_511


def test_swapped_net_learns_the_same(solution: dict[str, Any]) -> None:
    torch.manual_seed(0)
    real = real_net()
    own = solution["quiz_swap_in"](real)
    histories = accuracies(load_digits("embedded"), [real, own], bs=32, epochs=10)
    assert histories[0] == pytest.approx(histories[1], abs=0.015)  # one digit of 70 may lie on the edge
    x = torch.rand(5, 784)
    assert torch.allclose(own(x), real(x), atol=1e-4)


def test_mnist_784_30_1(mnist: Digits, solution: dict[str, Any]) -> None:
    torch.manual_seed(11)
    own, real = accuracies(mnist, [own_net(solution), real_net()], bs=32)
    assert own[-1] == pytest.approx(0.985, abs=0.003)
    assert real[-1] == pytest.approx(0.985, abs=0.003)


def test_mnist_784_30_1_in_batches_of_256(mnist: Digits, solution: dict[str, Any]) -> None:
    torch.manual_seed(11)
    (own,) = accuracies(mnist, [own_net(solution)], bs=256)
    assert own[-1] == pytest.approx(0.982, abs=0.003)


class Everything(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(2, 3))
        self.inner = nn.Linear(2, 2)
        self.curve = nn.ReLU()
        self.register_buffer("kept", torch.ones(4))
        self.register_parameter("none", None)
        self.loose = torch.ones(5)
        self.many = [nn.Linear(1, 1), nn.Linear(1, 1)]
        self.named = {"a": torch.ones(1)}
        self.sizes = [1, 2]


def test_show_registered_tells_seen_from_unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Picture] = []
    monkeypatch.setattr("underhood.pictures.modules.show", shown.append)
    show_registered(Everything())
    assert shown[0].words.removeprefix("Everything: ").split("; ") == [
        "weight is a parameter (2, 3), parameters() finds it",
        "inner is a module Linear, parameters() finds the 2 in it",
        "curve is a module ReLU, parameters() finds none in it",
        "kept is a buffer (4,), parameters() does not find it",
        "loose is a tensor (5,), parameters() does not find it",
        "many is a Python list of 2, parameters() does not look into it",
        "named is a Python dict of 1, parameters() does not look into it",
    ]


def test_show_registered_needs_a_module_that_is_ready() -> None:
    with pytest.raises(ValueError, match=r"no nn\.Module"):
        show_registered(nn.Linear)  # type: ignore[arg-type]
    unready = Everything.__new__(Everything)
    with pytest.raises(ValueError, match="has not run"):
        show_registered(unready)
