"""What later notebooks receive does what the exercise of its name asks for: it passes the course's own checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import torch

from underhood.checking import ExerciseResult, Student
from underhood.checking.local import LocalTransport
from underhood.checking.notebook import names_of_notebook
from underhood.checking.session import Collected, with_checks
from underhood.earlier.learner import Learner
from underhood.earlier.mnist_loss import init_params, linear1, make_xy, mnist_loss
from underhood.earlier.my_linear import MyLinear, MySequential
from underhood.earlier.optimizer import BasicOptim, train_model
from underhood.earlier.training_loop import batch_accuracy, validate_epoch

SOLUTIONS = Path(__file__).resolve().parents[2] / "solutions"


LIBRARY: dict[str, dict[str, Any]] = {
    "04_mnist_loss": {
        "make_xy": make_xy, "init_params": init_params, "linear1": linear1, "mnist_loss": mnist_loss,
    },
    "05_training_loop": {"batch_accuracy": batch_accuracy},
    "06_optimizer": {
        "BasicOptim": BasicOptim, "train_model": partial(train_model, loss_func=mnist_loss, metric=batch_accuracy),
    },
    "07_my_linear": {"MyLinear": MyLinear, "MySequential": MySequential},
    "08_learner": {"Learner": Learner},
}  # fmt: skip


def judged(folder: Path, exercise: str, answer: Any) -> ExerciseResult:
    names = dict(names_of_notebook(folder)) | {exercise: answer}

    @contextmanager
    def source(seed: int, device: torch.device) -> Iterator[Student]:
        transport = LocalTransport(names, device)
        yield Student(transport, seed=seed)
        transport.restore()

    judge: Callable[[Collected], ExerciseResult] = lambda checks: checks.judge(exercise, source)  # noqa: E731
    return with_checks([folder / "checks.py", folder / "hidden_checks.py"], judge)


@pytest.mark.parametrize(
    ("assignment", "exercise"), [(folder, exercise) for folder, answers in LIBRARY.items() for exercise in answers]
)
def test_it_passes_the_checks(assignment: str, exercise: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNDERHOOD_DIGITS", "embedded")
    answer = LIBRARY[assignment][exercise]
    if isinstance(answer, type):  # some checks refuse what is not of the student's own making
        monkeypatch.setattr(answer, "__module__", "__main__")
    result = judged(SOLUTIONS / assignment, exercise, answer)
    failed = [(check.name, check.got, check.why) for check in result.checks if not check.passed]
    # What a student may not use is not for the library to keep away from.
    assert [what for what in failed if "own" not in what[0]] == []
    assert len(result.checks) > 3


def test_validate_epoch_is_the_mean_over_batches() -> None:
    batches = [(torch.tensor([[1.0], [-1.0]]), torch.ones(2, 1)), (torch.ones(1, 1), torch.ones(1, 1))]
    assert validate_epoch(lambda x: x, batches) == 0.75
