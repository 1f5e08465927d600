"""Bring MNIST to this machine: from several mirrors, resumed, verified, and never half there under its own name.

A file that is being fetched is called `….part`. pooch compares the SHA-256 of the *unpacked* bytes with the registry
and only then gives the file its name, so what has the name is whole, whenever and however a fetch ends.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from underhood.data.download import Tick, Unsound, contents, downloader
from underhood.data.errors import CannotWrite, NoMirrorReached, NoMirrorWorked, listing
from underhood.data.forms import idx_files
from underhood.data.places import FETCH_COMMAND
from underhood.data.registry import FileEntry, mnist

TRIES = 20  # of one mirror, as long as each brings the file further
PAUSE = 0.5  # seconds between two of them
CHECK_NETWORK = (
    "check the network and run `{command}` again: it goes on where it stopped. "
    "The course works without MNIST: until it is there, notebooks use the embedded digits"
)
UNREACHABLE = "it cannot be reached"
MAKE_ROOM = "make room or choose another folder: {command} --folder FOLDER"


def fetch_mnist(
    folder: Path,
    mirrors: Sequence[str] = (),
    tick: Tick = lambda name, done, total: None,
    say: Callable[[str], None] = lambda text: None,
) -> list[str]:
    """Make `folder` have the four MNIST files, unpacked; returns the names of those that had to be fetched.

    `mirrors` are tried before those of the registry. A file that is there and has the right SHA-256 is left alone, one
    that has not is replaced. Two processes take turns. Raises `NoMirrorWorked` with every failure, `CannotWrite` when
    the folder does not take files or its disk is full; after both, and after Ctrl-C, what has arrived is kept and
    resumed next time.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder, say):
            missing = [entry for entry in mnist().files.values() if not _sound(folder, entry)]
            for entry in missing:
                _fetch_file(entry, folder, [*mirrors, *mnist().mirrors], tick)
            return [entry.name for entry in missing]
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        failure = CannotWrite(path=error.filename or folder, reason=reason)
        raise failure.told(listing(folder), MAKE_ROOM.format(command=FETCH_COMMAND)) from error


@contextmanager
def _alone(folder: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Hold a lock that goes when the process goes, however it ends."""
    from filelock import FileLock, Timeout

    lock = FileLock(folder / ".fetching.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        say(f"another process is fetching into {folder}: waiting for it")
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _sound(folder: Path, entry: FileEntry) -> bool:
    path = idx_files(folder).get(entry.part)
    return path is not None and _sha256(path) == entry.sha256


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    try:
        for chunk in contents(path):
            digest.update(chunk)
    except Unsound:
        return ""
    return digest.hexdigest()


def _fetch_file(entry: FileEntry, folder: Path, mirrors: list[str], tick: Tick) -> None:
    reasons = {}
    for mirror in mirrors:
        url = f"{mirror.rstrip('/')}/{entry.name}.gz"
        reasons[url] = _try_mirror(entry, url, folder, tick)
        if not reasons[url]:
            return _tidy(entry, folder)
    raise _no_mirror(entry, reasons).told(listing(folder), CHECK_NETWORK.format(command=FETCH_COMMAND))


def _no_mirror(entry: FileEntry, reasons: Mapping[str, str]) -> NoMirrorWorked:
    if set(reasons.values()) == {UNREACHABLE}:
        return NoMirrorReached(hosts=", ".join(dict.fromkeys(urlsplit(url).netloc for url in reasons)))
    return NoMirrorWorked(name=entry.name, failures="\n".join(f"  {url}: {reason}" for url, reason in reasons.items()))


def _try_mirror(entry: FileEntry, url: str, folder: Path, tick: Tick) -> str:
    """Fetch from one mirror; why that failed, or nothing.

    Tries again while each try brings the file further. A file that is wrong at the end is fetched anew once, when
    it was put together from several tries: perhaps the mirror changed in between. A wrong one in one piece is wrong.
    """
    part = folder / f"{entry.name}.{hashlib.sha256(url.encode()).hexdigest()[:8]}.part"
    may_start_over = True
    for _ in range(TRIES):
        before = _size(part)
        try:
            return _through_pooch(entry, url, folder, part, tick)
        except ValueError as error:
            part.unlink(missing_ok=True)
            if not (before and may_start_over):
                return _reason(error)
            may_start_over = False
        except ConnectionLost as error:
            if _size(part) <= before:
                return _reason(error)
            time.sleep(PAUSE)
    return f"the connection broke {TRIES} times"


class ConnectionLost(Exception):
    """The mirror cannot be reached, answered with an error, or stopped in the middle."""


def _through_pooch(entry: FileEntry, url: str, folder: Path, part: Path, tick: Tick) -> str:
    """Fetch, verify, and give the file its name; raises `ConnectionLost`, or ValueError when the bytes are wrong."""
    import pooch
    import requests
    import urllib3

    pooch.get_logger().setLevel("WARNING")  # it reports each file on stderr otherwise
    shelf = pooch.Pooch(folder, "", {entry.name: f"sha256:{entry.sha256}"}, urls={entry.name: url})
    try:
        shelf.fetch(entry.name, downloader=downloader(entry, part, tick))
    except (requests.exceptions.SSLError, requests.exceptions.ProxyError) as error:
        raise ConnectionLost(str(error)) from error  # there is a network, and its owner needs the reason
    except requests.ConnectionError as error:
        raise ConnectionLost(UNREACHABLE) from error
    except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
        raise ConnectionLost(str(error)) from error
    return ""


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _reason(error: Exception) -> str:
    if isinstance(error, Unsound | ConnectionLost):
        return str(error)
    return "its bytes are not those of the original (the SHA-256 differs)"


def _tidy(entry: FileEntry, folder: Path) -> None:
    for part in folder.glob(f"{entry.name}.*.part"):
        part.unlink(missing_ok=True)
