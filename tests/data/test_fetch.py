from __future__ import annotations

import errno
import gzip
import hashlib
import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from underhood.data import fetch, registry
from underhood.data.errors import CannotWrite, NoMirrorReached, NoMirrorWorked
from underhood.data.fetch import fetch_mnist
from underhood.data.folder import read_source
from underhood.data.places import Source

IMAGES = "train-images-idx3-ubyte"


def registry_of(module: Any) -> registry.Mnist:
    """The one that the fixture put there."""
    known: registry.Mnist = module.mnist()
    return known


def is_whole(folder: Path) -> bool:
    return read_source(Source(folder, "", fetched=True)).original


def part_of(folder: Path, mirror: Any, name: str = IMAGES) -> Path:
    url = f"{mirror.address}/{name}.gz"
    return folder / f"{name}.{hashlib.sha256(url.encode()).hexdigest()[:8]}.part"


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.name != ".fetching.lock"}


def test_four_files_come_once(tmp_path: Path, mirror: Any, tiny_registry: Any) -> None:
    tiny_registry(mirror.address)
    folder, ticks = tmp_path / "new" / "folder", []
    fetched = fetch_mnist(folder, tick=lambda name, done, total: ticks.append((name, done, total)))
    assert set(fetched) == names_in(folder) == {entry.name for entry in registry_of(fetch).files.values()}
    assert is_whole(folder)
    for name in fetched:
        size = len(mirror.files[f"{name}.gz"])
        assert (name, size, size) in ticks
    assert fetch_mnist(folder) == []
    assert len(mirror.asked) == 4


def test_files_can_be_read_by_others(tmp_path: Path, mirror: Any, tiny_registry: Any) -> None:
    tiny_registry(mirror.address)
    fetch_mnist(tmp_path)
    (tmp_path / "plain").write_bytes(b"")
    assert (tmp_path / IMAGES).stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_only_what_is_missing_or_bad_is_fetched(tmp_path: Path, mirror: Any, tiny_registry: Any) -> None:
    tiny_registry(mirror.address)
    fetch_mnist(tmp_path)
    content = bytearray((tmp_path / IMAGES).read_bytes())
    content[500] ^= 1
    (tmp_path / IMAGES).write_bytes(content)
    (tmp_path / "t10k-labels-idx1-ubyte").unlink()
    assert fetch_mnist(tmp_path) == [IMAGES, "t10k-labels-idx1-ubyte"]
    assert is_whole(tmp_path)


def test_packed_files_that_are_there_are_enough(tmp_path: Path, tiny: Any, write: Any, tiny_registry: Any) -> None:
    tiny_registry()
    write.idx(tmp_path, tiny, packed=True)
    assert fetch_mnist(tmp_path) == []


def test_a_mirror_may_send_them_unpacked(tmp_path: Path, mirror: Any, tiny_registry: Any) -> None:
    tiny_registry(mirror.address)
    mirror.files = {name: gzip.decompress(content) for name, content in mirror.files.items()}
    fetch_mnist(tmp_path)
    assert is_whole(tmp_path)


def test_a_packed_answer_is_kept_as_it_came(tmp_path: Path, mirror: Any, tiny_registry: Any) -> None:
    tiny_registry(mirror.address)
    mirror.headers = {"Content-Encoding": "gzip"}  # some servers say this of a file that is packed anyway
    fetch_mnist(tmp_path)
    assert is_whole(tmp_path)


# Mirrors.


def test_mirrors_are_tried_in_order(tmp_path: Path, mirror: Any, start_mirror: Any, tiny_registry: Any) -> None:
    mine, broken = start_mirror(files={}), start_mirror(status=503)
    tiny_registry(broken.address, mirror.address)
    fetch_mnist(tmp_path, [mine.address + "/"])
    assert is_whole(tmp_path)
    assert len(mine.asked) == len(broken.asked) == len(mirror.asked) == 4


def test_when_none_works_each_failure_is_named(
    tmp_path: Path, mirror: Any, start_mirror: Any, tiny_registry: Any
) -> None:
    missing, corrupt, endless = start_mirror(), start_mirror(files=dict(mirror.files)), start_mirror()
    bomb = start_mirror(files={f"{IMAGES}.gz": gzip.compress(bytes(10**6))})
    corrupt.files[f"{IMAGES}.gz"] = gzip.compress(b"another file", mtime=0)
    endless.files[f"{IMAGES}.gz"] = os.urandom(2 << 20)
    torn = start_mirror(files={f"{IMAGES}.gz": mirror.files[f"{IMAGES}.gz"][:-20]})
    nobody = "http://127.0.0.1:9"
    tiny_registry(missing.address, corrupt.address, endless.address, bomb.address, torn.address, nobody)
    with pytest.raises(NoMirrorWorked) as caught:
        fetch_mnist(tmp_path)
    lines = [line for line in str(caught.value).splitlines() if line.startswith("  http")]
    for line, words in zip(
        lines,
        ("404", "SHA-256", "sends more than", "unpacks to more", "no sound gzip", "cannot be reached"),
        strict=True,
    ):
        assert words in line
    assert "NEXT   check the network" in str(caught.value)
    assert names_in(tmp_path) == set()
    assert [len(server.asked) for server in (missing, corrupt, endless, bomb, torn)] == [1] * 5


def test_without_a_network_the_hosts_are_named_and_what_the_course_uses(tmp_path: Path, tiny_registry: Any) -> None:
    tiny_registry("http://127.0.0.1:9/mnist", "http://127.0.0.1:19/mnist")
    with pytest.raises(NoMirrorReached) as caught:
        fetch_mnist(tmp_path)
    said, where, next_step = str(caught.value).splitlines()
    assert said.endswith("none of its hosts can be reached from here (127.0.0.1:9, 127.0.0.1:19)")
    assert where == f"WHERE  {tmp_path} (in it: nothing)"
    assert "run `underhood data` again" in next_step
    assert "until it is there, notebooks use the embedded digits" in next_step


def test_an_address_that_is_none_is_a_failure_like_others(tmp_path: Path, mirror: Any, tiny_registry: Any) -> None:
    tiny_registry(mirror.address)
    fetch_mnist(tmp_path, ["no address", "ftp://127.0.0.1/x", "http://"])
    assert is_whole(tmp_path)


# Going on where it stopped.


def test_a_broken_connection_is_resumed(tmp_path: Path, mirror: Any, tiny_registry: Any) -> None:
    tiny_registry(mirror.address)
    mirror.break_after, mirror.breaks = 10_000, 2
    fetch_mnist(tmp_path)
    assert is_whole(tmp_path)
    ranges = [wanted for name, wanted in mirror.asked if name == f"{IMAGES}.gz"]
    assert ranges == ["", "bytes=10000-", "bytes=20000-"]
    assert not any(name.endswith(".part") for name in names_in(tmp_path))


def test_a_connection_that_always_breaks_is_given_up_and_kept(tmp_path: Path, mirror: Any, tiny_registry: Any) -> None:
    tiny_registry(mirror.address)
    mirror.break_after = 700
    with pytest.raises(NoMirrorWorked, match="broke 20 times"):
        fetch_mnist(tmp_path)
    assert names_in(tmp_path) == {part_of(tmp_path, mirror).name}
    assert part_of(tmp_path, mirror).read_bytes() == mirror.files[f"{IMAGES}.gz"][: 20 * 700]
    mirror.break_after = None
    fetch_mnist(tmp_path)
    assert mirror.asked[20] == (f"{IMAGES}.gz", "bytes=14000-")
    assert is_whole(tmp_path)


def test_a_part_of_an_earlier_fetch_is_resumed(tmp_path: Path, mirror: Any, tiny_registry: Any) -> None:
    tiny_registry(mirror.address)
    part_of(tmp_path, mirror).write_bytes(mirror.files[f"{IMAGES}.gz"][:12_345])
    fetch_mnist(tmp_path)
    assert mirror.asked[0] == (f"{IMAGES}.gz", "bytes=12345-")
    assert is_whole(tmp_path)


def test_a_part_that_is_complete_is_not_fetched_again(tmp_path: Path, mirror: Any, tiny_registry: Any) -> None:
    tiny_registry(mirror.address)
    part_of(tmp_path, mirror).write_bytes(mirror.files[f"{IMAGES}.gz"])
    fetch_mnist(tmp_path)
    assert len(mirror.asked) == 4
    assert is_whole(tmp_path)


def test_a_server_that_cannot_resume_sends_all_of_it(tmp_path: Path, mirror: Any, tiny_registry: Any) -> None:
    tiny_registry(mirror.address)
    mirror.ranges = False
    part_of(tmp_path, mirror).write_bytes(mirror.files[f"{IMAGES}.gz"][:5000])
    fetch_mnist(tmp_path)
    assert mirror.asked[0][1] == "bytes=5000-"
    assert len(mirror.asked) == 4
    assert is_whole(tmp_path)


@pytest.mark.parametrize("surplus", [0, 10**5])
def test_a_wrong_part_is_thrown_away_and_fetched_anew_once(
    tmp_path: Path, mirror: Any, tiny_registry: Any, surplus: int
) -> None:
    tiny_registry(mirror.address)
    part_of(tmp_path, mirror).write_bytes(bytes(5000 + surplus))
    fetch_mnist(tmp_path)
    assert [wanted for name, wanted in mirror.asked if name == f"{IMAGES}.gz"] == [f"bytes={5000 + surplus}-", ""]
    assert is_whole(tmp_path)


def test_a_wrong_part_of_a_wrong_file_is_fetched_once(tmp_path: Path, mirror: Any, tiny_registry: Any) -> None:
    tiny_registry(mirror.address)
    mirror.files[f"{IMAGES}.gz"] = gzip.compress(os.urandom(9000))
    part_of(tmp_path, mirror).write_bytes(bytes(5000))
    with pytest.raises(NoMirrorWorked):
        fetch_mnist(tmp_path)
    assert len(mirror.asked) == 2
    assert names_in(tmp_path) == set()


def test_ctrl_c_keeps_what_has_arrived(tmp_path: Path, mirror: Any, tiny_registry: Any) -> None:
    tiny_registry(mirror.address)

    def stop(name: str, done: int, total: int | None) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch_mnist(tmp_path, tick=stop)
    assert names_in(tmp_path) == {part_of(tmp_path, mirror).name}
    assert part_of(tmp_path, mirror).stat().st_size > 0
    fetch_mnist(tmp_path)
    assert mirror.asked[1][1].startswith("bytes=")
    assert is_whole(tmp_path)


# Folders that do not take files.


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full, a disk that is always full")
def test_a_full_disk_is_told_and_leaves_nothing_half_done(tmp_path: Path, mirror: Any, tiny_registry: Any) -> None:
    tiny_registry(mirror.address)
    part_of(tmp_path, mirror).symlink_to("/dev/full")
    with pytest.raises(CannotWrite, match=r"(?s)no space left on device.*NEXT   make room or choose another folder"):
        fetch_mnist(tmp_path)
    assert names_in(tmp_path) == {part_of(tmp_path, mirror).name}


def test_a_disk_that_fills_up_while_unpacking_keeps_the_part(
    tmp_path: Path, mirror: Any, tiny_registry: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny_registry(mirror.address)

    def full(packed: Path, output: Path, size: int) -> None:
        output.write_bytes(b"half")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr("underhood.data.download.unpack", full)
        with pytest.raises(CannotWrite, match="no space left"):
            fetch_mnist(tmp_path)
    assert names_in(tmp_path) == {part_of(tmp_path, mirror).name}
    fetch_mnist(tmp_path)
    assert len(mirror.asked) == 5
    assert is_whole(tmp_path)


@pytest.mark.parametrize("place", ["file", "below a file"])
def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, mirror: Any, tiny_registry: Any, place: str) -> None:
    tiny_registry(mirror.address)
    (tmp_path / "file").write_bytes(b"")
    folder = tmp_path / "file" / ("mnist" if place == "below a file" else "")
    with pytest.raises(CannotWrite, match="could not be written"):
        fetch_mnist(folder)
    assert mirror.asked == []


# Two at once.

FETCH = """
import json, pathlib, sys
from underhood.data import fetch, registry
files, address, folder = json.loads(sys.argv[1])
known = registry.Mnist({part: registry.FileEntry(**entry) for part, entry in files.items()}, (address,), "")
fetch.mnist = lambda: known
print(fetch.fetch_mnist(pathlib.Path(folder), say=lambda text: print(text, flush=True)))
"""


def other_process(folder: Path, address: str) -> subprocess.Popen[str]:
    files = {part: asdict(entry) for part, entry in registry_of(fetch).files.items()}
    command = [sys.executable, "-W", "error", "-c", FETCH, json.dumps([files, address, str(folder)])]
    environment = {**os.environ, "PYTHONPATH": str(Path(fetch.__file__).parents[2])}
    return subprocess.Popen(command, text=True, stdout=subprocess.PIPE, env=environment)


def test_two_processes_take_turns(tmp_path: Path, mirror: Any, tiny_registry: Any) -> None:
    tiny_registry(mirror.address)
    mirror.gate = threading.Event()
    ours = threading.Thread(target=fetch_mnist, args=(tmp_path,))
    ours.start()
    while not mirror.asked:
        assert ours.is_alive()
        time.sleep(0.01)
    with other_process(tmp_path, mirror.address) as other:
        assert other.stdout is not None
        said = other.stdout.readline()
        assert said == f"another process is fetching into {tmp_path}: waiting for it\n"
        assert len(mirror.asked) == 1
        mirror.gate.set()
        assert other.stdout.read() == "[]\n"
    ours.join(20)
    assert len(mirror.asked) == 4
    assert is_whole(tmp_path)
