from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner, Result

from underhood.data import command
from underhood.data.arrays import Pair, Parsed


def run(*arguments: str) -> Result:
    app = typer.Typer()
    app.command()(command.data)
    return CliRunner().invoke(app, list(arguments), env={"COLUMNS": "200", "TERM": "dumb", "NO_COLOR": "1"})


def test_it_fetches_once_and_shows(mirror: Any, tiny_registry: Any, cache: Path) -> None:
    tiny_registry(mirror.address)
    result = run()
    assert result.exit_code == 0, result.output
    assert "fetched train-images-idx3-ubyte, train-labels-idx1-ubyte" in result.output
    assert f"mnist: {cache / 'mnist'} (idx files)" in result.output
    assert "every pixel and label is that of the original MNIST" in result.output
    assert 'load_digits() gives: "mnist"' in result.output
    again = run()
    assert "complete, nothing to fetch" in again.output
    assert len(mirror.asked) == 4


def test_where_fetches_nothing(mirror: Any, tiny_registry: Any, cache: Path) -> None:
    tiny_registry(mirror.address)
    result = run("--where")
    assert result.exit_code == 0
    assert f"MNIST is not in {cache / 'mnist'} yet: `underhood data` fetches it" in result.output
    assert "1447" in result.output
    assert 'load_digits() gives: "embedded"' in result.output
    assert mirror.asked == []
    assert not cache.exists()


def test_a_folder_and_a_mirror_can_be_given(tmp_path: Path, mirror: Any, start_mirror: Any, tiny_registry: Any) -> None:
    registered = start_mirror()
    tiny_registry(registered.address)
    result = run("--folder", str(tmp_path / "mine"), "--mirror", mirror.address)
    assert result.exit_code == 0, result.output
    assert f"to use it: UNDERHOOD_DATA={tmp_path / 'mine'}" in result.output
    assert (tmp_path / "mine" / "train-images-idx3-ubyte").is_file()
    assert registered.asked == []


def test_a_named_folder_is_shown_and_never_written(
    tmp_path: Path, tiny: Any, write: Any, mirror: Any, tiny_registry: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny_registry(mirror.address)
    folder = write.png(tmp_path / "mine [1]", tiny)
    monkeypatch.setenv("UNDERHOOD_DATA", str(folder))
    result = run()
    assert result.exit_code == 0, result.output
    assert f"mnist: {folder} (PNG folders)" in result.output
    assert mirror.asked == []
    assert sorted(path.name for path in folder.iterdir()) == ["testing", "training"]


def test_a_failure_is_told_without_a_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNDERHOOD_DATA", str(tmp_path / "nowhere [2]"))
    result = run()
    assert result.exit_code == 1
    assert f"{tmp_path / 'nowhere [2]'} does not exist" in result.stderr
    assert "NEXT" in result.stderr
    assert "Traceback" not in result.output + result.stderr


def test_every_failed_mirror_is_told(start_mirror: Any, tiny_registry: Any) -> None:
    one, two = start_mirror(status=500), start_mirror()
    tiny_registry(one.address, two.address)
    result = run()
    assert result.exit_code == 1
    assert one.address in result.stderr
    assert two.address in result.stderr
    assert "500" in result.stderr


def test_without_a_network_one_message_is_told(tiny_registry: Any) -> None:
    tiny_registry("http://127.0.0.1:9/mnist", "http://127.0.0.1:19/mnist")
    result = run()
    assert result.exit_code == 1
    assert [line.split()[0] for line in result.stderr.splitlines()] == ["MNIST", "WHERE", "NEXT"]


def test_the_table_fits_a_narrow_window() -> None:
    images = np.zeros((60_000, 28, 28), dtype=np.uint8)
    pair = Pair(images, np.arange(60_000) % 10)
    console = Console(width=80, file=io.StringIO())
    command._table(console, "mnist", Path("/data"), Parsed(pair, pair, "idx files"))
    assert isinstance(console.file, io.StringIO)
    rows = [line.split() for line in console.file.getvalue().splitlines() if "60000" in line]
    assert rows == [[name, "60000", *["6000"] * 10] for name in ("train", "valid")]


def test_ctrl_c_says_how_to_go_on(tiny_registry: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*arguments: object) -> list[str]:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "fetch_mnist", stop)
    result = run()
    assert result.exit_code == 130
    assert "`underhood data` goes on from there" in result.output
