"""A kernel behind the wall, as a client sees it."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.autograder.provisioner.conftest import Kernel, Start


def test_it_runs_cells(kernel: Kernel) -> None:
    assert kernel.printed("import torch; print(torch.ones(2).sum().item())") == "2.0"


def test_it_shows_the_value_of_a_cell(kernel: Kernel) -> None:
    _, shown = kernel.run("6 * 7")
    assert [content["data"] for content in shown if "execution_count" in content and "data" in content] == [
        {"text/plain": "42"}
    ]


def test_an_error_comes_with_its_traceback(kernel: Kernel) -> None:
    reply, _ = kernel.run("1 / 0")
    assert (reply["status"], reply["ename"]) == ("error", "ZeroDivisionError")


def test_figures_appear_once_under_their_cell(kernel: Kernel) -> None:
    _, shown = kernel.run("import matplotlib.pyplot as plt\nplt.plot([1, 2]);")
    assert sum("image/png" in content.get("data", {}) for content in shown) == 1


def test_it_asks_for_input(kernel: Kernel) -> None:
    reply, shown = kernel.run(
        "print(input('Who? '))", allow_stdin=True, stdin_hook=lambda message: kernel.client.input("me")
    )
    assert reply["status"] == "ok"
    assert "me\n" in [content.get("text") for content in shown]


def test_processes_that_it_starts_print_under_the_cell(kernel: Kernel) -> None:
    source = """
        import os, subprocess, sys
        subprocess.run(["/bin/echo", "a program"])
        if (child := os.fork()) == 0:
            print("a fork", flush=True)
            os._exit(0)
        os.waitpid(child, 0)
        """
    _, shown = kernel.run(source)
    text = "".join(content.get("text", "") for content in shown)
    assert "a program" in text
    assert "a fork" in text


def test_two_kernels_draw_different_numbers(start: Start) -> None:
    source = "import random, torch; print(random.random(), torch.rand(1).item())"
    assert start().printed(source) != start().printed(source)


def test_it_completes_and_inspects(kernel: Kernel) -> None:
    assert "__name__" in kernel.client.complete("__nam", reply=True, timeout=60)["content"]["matches"]
    assert kernel.client.inspect("len", 2, reply=True, timeout=60)["content"]["found"]


# ----------------------------------------------------------------------------------------------------------- the wall


def test_it_has_no_network(kernel: Kernel) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        source = f"""
            import socket
            try:
                socket.create_connection(("127.0.0.1", {listener.getsockname()[1]}), timeout=5)
            except OSError as error:
                print("refused")
            """
        assert kernel.printed(source) == "refused"


def test_it_sees_neither_files_nor_settings_of_the_host(start: Start, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("s3cret")
    kernel = start(env={"PATH": "/usr/bin", "TOKEN": "s3cret"})
    told = kernel.printed(f"import os; print(os.path.exists({str(secret)!r}), os.environ.get('TOKEN'), os.listdir())")
    assert told.startswith("False None [")


def test_it_cannot_reach_its_own_sockets_from_inside(kernel: Kernel) -> None:
    folder = str(Path(kernel.manager.ip).parent)
    assert kernel.printed(f"import os; print(os.path.exists({folder!r}))") == "False"


def test_its_sockets_are_for_their_owner_alone(kernel: Kernel) -> None:
    assert Path(kernel.manager.ip).parent.stat().st_mode & 0o777 == 0o700


def test_memory_is_limited(kernel: Kernel) -> None:
    reply, _ = kernel.run("hog = bytearray(1 << 31)")
    assert reply["ename"] == "MemoryError"


# -------------------------------------------------------------------------------------------------------------- files


def test_files_beside_the_notebook_are_copied_in_and_none_comes_back(start: Start, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "numbers.txt").write_text("42")
    (tmp_path / "mine.py").write_text("answer = 42")
    (tmp_path / ".hidden").write_text("")
    (tmp_path / "link").symlink_to("/etc/passwd")
    kernel = start(cwd=str(tmp_path))
    assert kernel.printed("import mine; print(mine.answer, open('data/numbers.txt').read())") == "42 42"
    assert (
        kernel.printed("import os; print(*sorted(n for n in os.listdir() if n[0] != '_'))") == ".ipython data mine.py"
    )
    kernel.run("open('mine.py', 'w').write('answer = 43'); open('new', 'w')")
    assert (tmp_path / "mine.py").read_text() == "answer = 42"
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("variable", ["HOME", "UNDERHOOD_CHECKS_ELSEWHERE"])
def test_its_home_is_its_own_and_its_checks_are_too(kernel: Kernel, variable: str) -> None:
    expected = {"HOME": "/home/student", "UNDERHOOD_CHECKS_ELSEWHERE": "None"}[variable]
    assert kernel.printed(f"import os; print(os.environ.get({variable!r}))") == expected
