"""Which device a notebook's cells compute on."""

from __future__ import annotations

import pytest
import torch

from underhood.device import DEVICE_VARIABLE, chosen_device, devices_here


@pytest.mark.parametrize("value", [None, "", "cpu", " cpu "])
def test_the_cpu_unless_another_device_is_asked_for(monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    monkeypatch.delenv(DEVICE_VARIABLE, raising=False)
    if value is not None:
        monkeypatch.setenv(DEVICE_VARIABLE, value)
    assert chosen_device() == torch.device("cpu")


def test_a_device_that_is_not_there_is_told_with_those_that_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DEVICE_VARIABLE, "abacus")
    with pytest.raises(RuntimeError, match="UNDERHOOD_DEVICE is 'abacus', and this machine has cpu"):
        chosen_device()


def test_each_device_that_is_here_can_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in devices_here():
        monkeypatch.setenv(DEVICE_VARIABLE, name)
        assert torch.ones(2, device=chosen_device()).sum().item() == 2
