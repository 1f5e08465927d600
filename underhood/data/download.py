"""One file from one address: resumed where it stopped, unpacked, and handed to pooch, which compares the checksum."""

from __future__ import annotations

import gzip
import shutil
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO

from underhood.data.registry import FileEntry

Tick = Callable[[str, int, int | None], None]  # name, bytes that are here, bytes in all if the server says

CHUNK = 1 << 16
SECONDS = (10, 30)  # to connect; between two chunks
PACKING = 1 << 20  # a packed file is never larger than its content by this much


class Unsound(ValueError):
    """What arrived is not the file: too long, or no gzip stream. ValueError is also what pooch raises on a checksum."""


def downloader(entry: FileEntry, part: Path, tick: Tick) -> Callable[[str, str, object], None]:
    """The function that pooch calls with an address and the name of a temporary file to fill.

    What arrives goes to `part`, which outlives an interruption; the temporary file gets the unpacked bytes.
    """

    def download(url: str, output_file: str, _pooch: object) -> None:
        resume(url, part, entry.size + PACKING, lambda done, total: tick(entry.name, done, total))
        unpack(part, Path(output_file), entry.size)
        shutil.copymode(part, output_file)  # pooch's temporary file could be read by its owner alone

    return download


def resume(url: str, part: Path, limit: int, tick: Callable[[int, int | None], None]) -> None:
    """Fetch what `part` does not have yet, or all of it when the server cannot start in the middle.

    Raises `requests.RequestException` or `urllib3.exceptions.HTTPError` (part is kept), `Unsound` beyond `limit` bytes.
    """
    import requests

    start = part.stat().st_size if part.exists() else 0
    headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={start}-"} if start else {})
    with requests.get(url, headers=headers, stream=True, timeout=SECONDS) as response:
        if start and response.status_code == requests.codes.requested_range_not_satisfiable:
            return  # nothing is missing; whether it is also right, the checksum tells
        response.raise_for_status()
        resumed = response.headers.get("Content-Range", "").startswith(f"bytes {start}-")
        start = start if resumed and response.status_code == requests.codes.partial_content else 0
        with part.open("ab" if start else "wb") as file:
            chunks = response.raw.stream(CHUNK, decode_content=False)
            _write(file, chunks, (start, _length(response.headers, start)), limit, tick)


def _length(headers: Mapping[str, str], start: int) -> int | None:
    length = headers.get("Content-Length", "")
    return start + int(length) if length.isdecimal() else None


def _write(
    file: IO[bytes],
    chunks: Iterable[bytes],
    position: tuple[int, int | None],
    limit: int,
    tick: Callable[[int, int | None], None],
) -> None:
    done, total = position
    tick(done, total)
    for chunk in chunks:
        done += file.write(chunk)
        tick(done, total)
        if done > limit:
            raise Unsound(f"it sends more than {limit} bytes")


def unpack(packed: Path, output: Path, size: int) -> None:
    """Write the content of a gzip file (or of a plain one, as it is). Raises `Unsound` beyond `size` bytes."""
    done = 0
    with output.open("wb") as file:
        for chunk in contents(packed):
            done += file.write(chunk)
            if done > size:
                raise Unsound(f"it unpacks to more than {size} bytes")


def contents(path: Path) -> Iterator[bytes]:
    """The bytes of a file, unpacked when it is a gzip file, in pieces. Raises `Unsound` when the stream is broken."""
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
    try:
        with gzip.open(path) if packed else path.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise Unsound(f"it is no sound gzip file ({error})") from error
