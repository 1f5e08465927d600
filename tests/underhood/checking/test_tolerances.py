"""How far off an answer may be depends on where it was computed, and on nothing else."""

from __future__ import annotations

import pytest
import torch

from underhood.checking import Wrong, expect_close
from underhood.checking.tolerances import computed_on, tolerance


def is_accepted(got: torch.Tensor, want: float) -> bool:
    try:
        expect_close(got, want, words="a number")
    except Wrong:
        return False
    return True


@pytest.mark.parametrize(("device", "off", "accepted"), [
    ("cpu", 5e-5, True), ("cpu", 5e-4, False),
    ("cuda", 5e-5, True), ("cuda", 5e-4, False),
    ("mps", 5e-4, True), ("mps", 5e-3, False),
])  # fmt: skip
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_each_device_has_its_own(device: str, off: float, accepted: bool, dtype: torch.dtype) -> None:
    with computed_on(device):
        assert is_accepted(torch.tensor(1 + off, dtype=dtype), 1.0) is accepted


def test_after_a_check_it_is_that_of_the_cpu_again() -> None:
    before = tolerance()
    with computed_on("mps"):
        assert tolerance() != before
    assert tolerance() == before


def test_half_precision_is_no_excuse() -> None:
    assert not is_accepted(torch.tensor(0.3331, dtype=torch.float16), 0.3340)
    assert not is_accepted(torch.tensor(1 / 3, dtype=torch.bfloat16), 1 / 3)
