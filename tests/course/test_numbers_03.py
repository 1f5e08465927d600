"""The numbers that 03_gradients tells its readers, measured with the functions of its own solution."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from underhood.pictures import gradients


def leaf(*numbers: float) -> torch.Tensor:
    return torch.tensor(numbers if len(numbers) > 1 else numbers[0]).requires_grad_()


def squares(x: torch.Tensor) -> torch.Tensor:
    return (x**2).sum()


def rounded(numbers: Any, digits: int = 4) -> list[float]:
    return [round(torch.as_tensor(number).item(), digits) for number in numbers]


def test_slopes_of_the_square_come_nearer_to_6(solution: dict[str, Any]) -> None:
    slopes = [solution["slope"](lambda x: x**2, 3, 3 + run) for run in (2, 1, 0.5, 0.1, 0.01, 0.001)]
    assert rounded(slopes) == [8, 7, 6.5, 6.1, 6.01, 6.001]


def test_gradient_of_the_square_at_3(solution: dict[str, Any]) -> None:
    three = torch.tensor(3.0)
    assert float(squares(three)) == 9
    assert float(solution["grad_at"](squares, three)) == 6


def test_gradient_of_three_squares(solution: dict[str, Any]) -> None:
    x = torch.tensor([3.0, 4.0, 10.0])
    assert float(squares(x)) == 125
    assert solution["grad_at"](squares, x).tolist() == [6, 8, 20]


@pytest.mark.parametrize(("start", "value", "end", "lower"), [(-1.0, 1.0, -0.98, 0.9604), (3.0, 9.0, 2.94, 8.6436)])
def test_a_step_down_the_square(solution: dict[str, Any], start: float, value: float, end: float, lower: float) -> None:
    w = leaf(start)
    before = squares(w)
    before.backward()
    solution["gd_step"](w, 0.01)
    assert rounded([before, w, squares(w)]) == [value, end, lower]


@pytest.mark.parametrize(
    ("lr", "places"),
    [(0.02, [2.88, 2.7648]), (0.3, [1.2, 0.48]), (0.95, [-2.7, 2.43]), (1.05, [-3.3, 3.63]), (1.0, [-3.0, 3.0])],
)
def test_learning_rates_on_the_square(solution: dict[str, Any], lr: float, places: list[float]) -> None:
    w, found = leaf(3.0), []
    for _ in places:
        squares(w).backward()
        found.append(solution["gd_step"](w, lr).item())
    assert rounded(found) == places
    assert rounded(solution["path"](lr)[1:3]) == places


@pytest.mark.parametrize(
    ("row", "lr", "told"),
    [
        ("a", 1.05, [9.00, 10.89, 13.18, 15.94, 19.29]),
        ("b", 0.0001, [9.000, 8.996, 8.993, 8.989, 8.986]),
        ("c", 0.95, [3.00, -2.70, 2.43, -2.19, 1.97]),
        ("d", 0.3, [9.00, 1.44, 0.23, 0.04, 0.01]),
    ],
)
def test_rows_of_the_quiz(solution: dict[str, Any], row: str, lr: float, told: list[float]) -> None:
    places = torch.tensor(solution["path"](lr)[:5], dtype=torch.float64)
    numbers = places if row == "c" else places**2
    assert rounded(numbers, 3 if row == "b" else 2) == told


def test_numbers_of_the_quiz(solution: dict[str, Any]) -> None:
    w = leaf(3.0)
    (5 * squares(w)).backward()
    assert solution["gd_step"](w, 0.3).item() == pytest.approx(solution["quiz_learning_rate"]["e"])
    w = leaf(3.0)
    squares(w).backward()
    assert solution["gd_step"](w, solution["quiz_learning_rate"]["f"]).item() == 0


def test_sum_for_mean_in_the_quiz(solution: dict[str, Any]) -> None:
    time, speed, quadratic = (solution[name] for name in ("time", "speed", "quadratic"))
    ends = []
    for lr, reduce in ((0.1, torch.mean), (solution["quiz_learning_rate"]["g"], torch.sum)):
        params = leaf(1.0, 0.0, 2.0)
        reduce((quadratic(time, params) - speed) ** 2).backward()
        ends.append(solution["gd_step"](params, lr).tolist())
    assert ends[0] == pytest.approx(ends[1], rel=1e-5)


def test_relatives_of_the_mse(solution: dict[str, Any]) -> None:
    preds, targets = torch.tensor([1.0, 2.0, 4.0]), torch.tensor([3.0, 2.0, 1.0])
    errors = preds - targets
    assert float(solution["mse"](preds, targets)) == pytest.approx(4.3333, abs=1e-4)
    others = [squares(errors), squares(errors).sqrt(), (squares(errors) / 3).sqrt(), errors.abs().mean()]
    assert rounded(others) == [13, 3.6056, 2.0817, 1.6667]


def test_measurements_come_from_a_seed(solution: dict[str, Any]) -> None:
    time = solution["time"]
    noise = 0.8 * torch.randn(20, generator=torch.Generator().manual_seed(4))
    assert rounded(time[[0, -1]], 2) == [-1.9, 1.9]
    assert torch.allclose(solution["speed"], 3.1 * time**2 - 1.4 * time + 5 + noise, atol=0.0501)


def test_worked_example_of_apply_step(solution: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(solution, "time", torch.tensor([0.0, 1.0, 2.0]))
    monkeypatch.setitem(solution, "speed", torch.tensor([4.0, 1.0, 6.0]))
    params = leaf(1.0, -1.0, 2.0)
    assert solution["quadratic"](solution["time"], params).tolist() == [2, 2, 4]
    assert float(solution["apply_step"](params, 0.03)) == 3
    assert rounded(params) == [1.14, -0.94, 2.06]


def test_fit_of_the_coaster(solution: dict[str, Any]) -> None:
    losses, params = solution["losses"], solution["params"]
    assert rounded(params, 2) == [3.05, -1.4, 5.28]
    assert losses == sorted(losses, reverse=True)
    assert round(losses[-1], 4) == 0.5871
    assert rounded(solution["best"], 2) == [3.05, -1.4, 5.28]
    lowest = solution["mse"](solution["table"] @ solution["best"], solution["speed"])
    assert round(float(lowest), 4) == 0.5871


def test_slowest_moment(solution: dict[str, Any]) -> None:
    a, b, _ = solution["best"].tolist()
    assert round(solution["moment"].item(), 2) == round(-b / (2 * a), 2) == 0.23


def test_broken_loops(solution: dict[str, Any]) -> None:
    kinds = ("right", "never cleared", "no new gradient", "no step")
    right, uncleared, old, still = (solution["losses_of"](kind) for kind in kinds)
    assert right == sorted(right, reverse=True)
    assert max(uncleared[20:]) > 20 * min(uncleared[20:])
    assert min(old) < old[0] / 10
    assert old[-1] > 100 * old[0]
    assert len(set(still)) == 1


def test_cycle_is_drawn_in_the_order_given(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(gradients, "show_figure", lambda figure, alt: told.append(alt))
    gradients.show_cycle(["init", "predict", None, "gradient", "step", "repeat", "stop"])
    words = "A cycle. Before it: init. Round and round: predict, ?, gradient, step, repeat. After it: stop."
    assert told == [words]


@pytest.mark.parametrize("steps", [["init"], "initial", []])
def test_cycle_of_another_length(steps: Any) -> None:
    with pytest.raises(ValueError, match="7 words"):
        gradients.show_cycle(steps)
