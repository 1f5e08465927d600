"""The diagrams of single notebooks: what they say in words, what they escape, and what they refuse."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import matplotlib
import pytest
import torch
from torch import nn

from underhood.pictures.gradients import show_cycle
from underhood.pictures.layers import show_layers
from underhood.pictures.learning import show_fit, show_learner
from underhood.pictures.matrix_product import show_matrix_product
from underhood.pictures.modules import show_registered
from underhood.pictures.picture import Picture
from underhood.pictures.ten_digits import show_confusion, show_cross_entropy_sheet
from underhood.pictures.training import show_epochs

matplotlib.use("agg")

STEPS = ["init", "predict", "loss", "gradient", "step", "repeat", "stop"]
A, B = torch.tensor([[1.0, 2], [3, 4]]), torch.tensor([[5.0], [6]])
COUNTS = torch.tensor([[7, 1], [0, 9]])


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Picture]:
    """The pictures that were shown."""
    pictures: list[Picture] = []
    for module in ("figures", "layers", "learning", "matrix_product", "modules", "ten_digits"):
        monkeypatch.setattr(f"underhood.pictures.{module}.show", pictures.append, raising=False)
    return pictures


class Tags(HTMLParser):
    """Collects the tags that are open at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag not in ("br", "img", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


DIAGRAMS: dict[str, Callable[[], None]] = {
    "cycle": lambda: show_cycle(STEPS),
    "cycle with a gap": lambda: show_cycle([None, *STEPS[1:]]),
    "matrix product": lambda: show_matrix_product(A, B, row=1),
    "layers": lambda: show_layers("(B, 784)", [("linear", "784 · 30", "(B, 30)"), ("ReLU", "", "(B, 30)")]),
    "epochs": lambda: show_epochs([[[0, 2], [1]], [[1, 0], [2]]], ["3", "7", "3"]),
    "registered": lambda: show_registered(nn.Linear(3, 2)),
    "learner": show_learner,
    "fit": show_fit,
    "sheet": lambda: show_cross_entropy_sheet(torch.tensor([[2.0, -1.0]]), [1], ["cat", "dog"]),
    "confusion": lambda: show_confusion(COUNTS),
}


@pytest.mark.parametrize("name", DIAGRAMS)
def test_each_says_in_words_what_is_to_be_seen_and_is_the_same_each_time(shown: list[Picture], name: str) -> None:
    DIAGRAMS[name]()
    DIAGRAMS[name]()
    first, second = shown
    assert (first.html, first.words) == (second.html, second.words)
    assert len(first.words) > 30
    assert "<script" not in first.html
    tags = Tags()
    tags.feed(first.html)
    assert tags.open == []


def test_the_sheet_shows_the_loss_at_the_label(shown: list[Picture]) -> None:
    activations = torch.tensor([[2.0, -1.0], [0.5, 0.5]])
    show_cross_entropy_sheet(activations, torch.tensor([1, 0]), ["cat", "dog"])
    losses = -activations.log_softmax(1)[[0, 1], [1, 0]]
    for loss in losses.tolist():
        assert f"{loss:.3f}" in shown[0].html
    assert f"{losses.mean():.3f}" in shown[0].words


def test_the_matrix_product_shows_the_sum_of_its_row_and_column(shown: list[Picture]) -> None:
    show_matrix_product(A, B, row=1)
    assert "39" in shown[0].html  # 3 · 5 + 4 · 6


def test_the_table_holds_the_counts(shown: list[Picture]) -> None:
    show_confusion(COUNTS, names=["<3>", "7"])
    assert "&lt;3&gt;" in shown[0].html
    assert "<3>" not in shown[0].html
    assert all(re.search(rf">\s*{count}\s*<", shown[0].html) for count in (7, 1, 9))


def test_a_list_of_layers_is_not_registered(shown: list[Picture]) -> None:
    class Hides(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.layers = [nn.Linear(2, 2)]
            self.found = nn.Linear(2, 2)

    show_registered(Hides())
    assert "layers" in shown[0].html
    assert "found" in shown[0].html


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda: show_cycle(["one"]), "The cycle has 7 steps"),
        (lambda: show_layers("(B, 1)", []), "at least one"),
        (lambda: show_matrix_product(A, torch.ones(3, 1)), "do not fit"),
        (lambda: show_matrix_product(A, B, row=5), "there is no row 5"),
        (lambda: show_epochs([[[0, 5]]], ["3"]), "There are 1 kinds"),
        (lambda: show_registered(nn.Linear), "no nn.Module"),
        (lambda: show_registered(nn.Module.__new__(nn.Module)), "super().__init__()"),
        (lambda: show_confusion(torch.ones(2, 3)), "counts has shape"),
        (lambda: show_cross_entropy_sheet(torch.ones(1, 2), [0, 1], ["a", "b"]), "2 labels"),
        (lambda: show_cross_entropy_sheet(torch.ones(1, 2), [0], ["a"]), "there are 1 classes"),
    ],
)
def test_what_cannot_be_drawn_is_told(shown: list[Picture], wrong: Callable[[], None], message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)) as error:
        wrong()
    assert len(str(error.value)) > 20
    assert shown == []
