"""Every test here has a cache folder of its own, no variables set, and no network but 127.0.0.1."""

from __future__ import annotations

import gzip
import hashlib
import http.server
import io
import os
import pickle
import struct
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt
import platformdirs
import pytest
from PIL import Image

from underhood.data import fetch, original, registry
from underhood.data.arrays import Pair
from underhood.data.idx import header

NAMES = {
    "train_images": "train-images-idx3-ubyte",
    "train_labels": "train-labels-idx1-ubyte",
    "valid_images": "t10k-images-idx3-ubyte",
    "valid_labels": "t10k-labels-idx1-ubyte",
}
NAMED_FOLDER = os.environ.get("UNDERHOOD_DATA", "")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setattr(platformdirs, "user_cache_dir", lambda *args, **kwargs: str(folder))
    monkeypatch.delenv("UNDERHOOD_DATA", raising=False)
    monkeypatch.delenv("UNDERHOOD_DIGITS", raising=False)
    return folder


@pytest.fixture
def real_folder(monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that UNDERHOOD_DATA named when the tests began."""
    if not NAMED_FOLDER:
        pytest.skip("needs the real MNIST: name its folder in UNDERHOOD_DATA")
    monkeypatch.setenv("UNDERHOOD_DATA", NAMED_FOLDER)
    return Path(NAMED_FOLDER)


# Digits of our own: noise with labels, a few of each digit, so that any mix-up of order shows.


def pair(count: int, seed: int) -> Pair:
    random = np.random.default_rng(seed)
    images = random.integers(0, 256, (count, 28, 28)).astype(np.uint8)
    return Pair(images, random.permutation(np.arange(count) % 10).astype(np.int64))


@pytest.fixture
def tiny() -> SimpleNamespace:
    """`train` (30 images) and `valid` (20)."""
    return SimpleNamespace(train=pair(30, 1), valid=pair(20, 2))


def idx_contents(tiny: Any) -> dict[str, bytes]:
    arrays = {}
    for name in ("train", "valid"):
        images, labels = getattr(tiny, name).images, getattr(tiny, name).labels
        arrays[f"{name}_images"] = header(images.shape) + images.tobytes()
        arrays[f"{name}_labels"] = header(labels.shape) + labels.astype(np.uint8).tobytes()
    return arrays


def write_idx(folder: Path, tiny: Any, packed: bool = False, dotted: bool = False) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for part, content in idx_contents(tiny).items():
        name = NAMES[part].replace("-idx", ".idx") if dotted else NAMES[part]
        path = folder / (f"{name}.gz" if packed else name)
        path.write_bytes(gzip.compress(content, mtime=0) if packed else content)
    return folder


def write_png(folder: Path, tiny: Any, names: tuple[str, str] = ("training", "testing")) -> Path:
    for name, digits in zip(names, (tiny.train, tiny.valid), strict=True):
        for digit in range(10):
            (folder / name / str(digit)).mkdir(parents=True)
        for i, (image, label) in enumerate(zip(digits.images, digits.labels, strict=True)):
            Image.fromarray(image).save(folder / name / str(label) / f"{i}.png")
    return folder


def three_sets(tiny: Any, scale: float) -> tuple[Any, ...]:
    def floats(images: Any) -> Any:
        return (images.reshape(-1, 784) / np.float32(scale)).astype(np.float32)

    train, valid = tiny.train, tiny.valid
    first, second = (floats(train.images[:20]), train.labels[:20]), (floats(train.images[20:]), train.labels[20:])
    return first, second, (floats(valid.images), valid.labels)


def write_pickle(folder: Path, content: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "mnist.pkl.gz").write_bytes(gzip.compress(content, mtime=0))
    return folder


def python2_pickle(sets: tuple[Any, ...]) -> bytes:
    """The opcodes that Python 2's cPickle wrote for tuples of arrays, protocol 2: bytes as plain strings."""
    return b"\x80\x02" + python2_tuple([python2_tuple([python2_array(a) for a in s]) for s in sets]) + b"."


def python2_tuple(items: list[bytes]) -> bytes:
    return b"(" + b"".join(items) + b"t"


def python2_array(array: npt.NDArray[Any]) -> bytes:
    def text(value: bytes) -> bytes:
        return b"U" + bytes([len(value)]) + value

    code = array.dtype.str[1:].encode()
    minus_one = b"J\xff\xff\xff\xff"
    order = b"(K\x03" + text(b"<") + b"NNN" + minus_one * 2 + b"K\x00tb"
    dtype = b"cnumpy\ndtype\n" + text(code) + b"K\x00K\x01\x87R" + order
    shape = python2_tuple([b"J" + struct.pack("<i", n) for n in array.shape])
    data = array.tobytes()
    start = b"cnumpy.core.multiarray\n_reconstruct\nq\x01(cnumpy\nndarray\nq\x02K\x00\x85" + text(b"b") + b"tR"
    return start + b"(K\x01" + shape + dtype + b"\x89T" + struct.pack("<i", len(data)) + data + b"tb"


@pytest.fixture
def write() -> SimpleNamespace:
    """Writers of the four forms."""
    return SimpleNamespace(
        idx=write_idx,
        png=write_png,
        pickle=lambda folder, tiny: write_pickle(folder, python2_pickle(three_sets(tiny, 256))),
        raw_pickle=write_pickle,
        python2=lambda tiny, scale=256: python2_pickle(three_sets(tiny, scale)),
        python3=lambda tiny, protocol, scale=256: pickle.dumps(three_sets(tiny, scale), protocol=protocol),
    )


# A mirror of those digits, and a registry that takes them for the original.


@dataclass
class Mirror:
    """A server of files that can be told to misbehave; `asked` has the (path, Range) of each request."""

    address: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    break_after: int | None = None  # bytes of each answer, then the connection is dropped
    breaks: int = 10**9  # how often
    ranges: bool = True
    status: int = 200
    gate: threading.Event | None = None  # wait for it in the middle of an answer
    headers: dict[str, str] = field(default_factory=dict)


class Handler(http.server.BaseHTTPRequestHandler):
    mirror: Mirror

    def do_GET(self) -> None:
        mirror, content = self.mirror, self.mirror.files.get(self.path.lstrip("/"))
        wanted = self.headers.get("Range", "")
        mirror.asked.append((self.path.lstrip("/"), wanted))
        if mirror.status != 200 or content is None:
            self.send_error(404 if mirror.status == 200 else mirror.status)
        else:
            self.answer(content, int(wanted[6:-1]) if wanted and mirror.ranges else None)

    def answer(self, content: bytes, start: int | None) -> None:
        if start is not None and start >= len(content):
            self.send_error(416)
            return
        self.send_response(200 if start is None else 206)
        if start is not None:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        for name, value in self.mirror.headers.items():
            self.send_header(name, value)
        body = content[start or 0 :]
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.send(body)

    def send(self, body: bytes) -> None:
        if self.mirror.break_after is not None and self.mirror.breaks > 0:
            self.mirror.breaks -= 1
            body = body[: self.mirror.break_after]
        self.wfile.write(body[: len(body) // 2])
        if self.mirror.gate:
            self.wfile.flush()
            self.mirror.gate.wait(20)
        self.wfile.write(body[len(body) // 2 :])

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def start_mirror() -> Iterator[Callable[..., Mirror]]:
    """A function that starts a mirror."""
    servers = []

    def start(**settings: Any) -> Mirror:
        mirror = Mirror(**settings)
        handler = type("Bound", (Handler,), {"mirror": mirror})
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        mirror.address = f"http://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        servers.append(server)
        return mirror

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def packed_files(tiny: Any) -> dict[str, bytes]:
    return {f"{NAMES[part]}.gz": gzip.compress(content, mtime=0) for part, content in idx_contents(tiny).items()}


def entries(tiny: Any) -> dict[str, registry.FileEntry]:
    return {
        part: registry.FileEntry(
            part, NAMES[part], len(content), hashlib.sha256(content).hexdigest(), int.from_bytes(content[4:8], "big")
        )
        for part, content in idx_contents(tiny).items()
    }


@pytest.fixture
def mirror(start_mirror: Callable[..., Mirror], tiny: Any) -> Mirror:
    """A mirror that has the four files."""
    return start_mirror(files=packed_files(tiny))


@pytest.fixture
def tiny_registry(monkeypatch: pytest.MonkeyPatch, tiny: Any) -> Callable[..., None]:
    """A function: from now on the tiny digits are the original, and these are the mirrors."""

    def use(*addresses: str) -> None:
        known = registry.Mnist(entries(tiny), addresses, "none")
        monkeypatch.setattr(fetch, "mnist", lambda: known)
        monkeypatch.setattr(original, "mnist", lambda: known)
        monkeypatch.setattr(fetch, "PAUSE", 0)

    return use


@pytest.fixture
def gz() -> Callable[[bytes], io.BytesIO]:
    return lambda content: io.BytesIO(gzip.compress(content))
