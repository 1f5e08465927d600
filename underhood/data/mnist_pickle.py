"""`mnist.pkl.gz`: three sets of 50,000, 10,000 and 10,000 images as float32 rows, pickled by Python 2."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from underhood.data.arrays import PIXELS, SIDE, Bytes, Integers, Pair, first_bad_label
from underhood.data.errors import BadFile
from underhood.data.pickled import read
from underhood.data.pickled_numpy import Array, Refused

SCALES = (256, 255)  # the classic file has n/256 for a pixel n; others have n/255
ROWS_AT_ONCE = 4096
TOLERANCE = 1e-3  # of one grey level; float32 is far more exact than that


def read_file(path: Path) -> tuple[Pair, Pair]:
    """The training set (the file's first two sets, joined in order) and the validation set (its third).

    Raises `BadFile` when the file is cut short or corrupt, holds anything but three pairs of arrays, or would do
    anything but describe arrays when unpickled: nothing in it is executed.
    """
    try:
        with gzip.open(path) as file:
            sets = _three_sets(read(file))
            if file.read(1):
                raise Refused("more bytes follow after its end")
    except (Refused, EOFError, zlib.error) as error:
        raise BadFile(path=path, reason=str(error)) from error
    except OSError as error:
        raise BadFile(path=path, reason=(error.strerror or str(error)).lower()) from error
    first, second, third = sets
    images = np.concatenate([first.images, second.images])
    return Pair(images, np.concatenate([first.labels, second.labels])), third


def _three_sets(value: Any) -> list[Pair]:
    if not isinstance(value, tuple | list) or len(value) != 3:
        raise Refused("it does not hold three sets (training, validation, test)")
    return [_pair(part) for part in value]


def _pair(value: Any) -> Pair:
    if not isinstance(value, tuple | list) or len(value) != 2:
        raise Refused("one of its sets is not a pair of images and labels")
    images, labels = _images(_array(value[0])), _labels(_array(value[1]))
    if len(images) != len(labels):
        raise Refused(f"one of its sets has {len(images)} images and {len(labels)} labels")
    return Pair(images, labels)


def _array(value: Any) -> npt.NDArray[Any]:
    if isinstance(value, Array) and value.value is not None:
        return value.value
    raise Refused("one of its sets is not a pair of arrays")


def _labels(values: npt.NDArray[Any]) -> Integers:
    if values.ndim != 1 or values.dtype.kind != "i":
        raise Refused("its labels are not one row of whole numbers")
    if reason := first_bad_label(values):
        raise Refused(reason)
    return values.astype(np.int64)


def _images(values: npt.NDArray[Any]) -> Bytes:
    if values.dtype.kind != "f" or values.shape[1:] not in ((PIXELS,), (SIDE, SIDE)) or not len(values):
        raise Refused(f"its images are not rows of {PIXELS} float32 pixels")
    for scale in SCALES:
        pixels = _whole(values.reshape(-1, PIXELS), scale)
        if pixels is not None:
            return pixels.reshape(-1, SIDE, SIDE)
    raise Refused("its pixels are not grey levels 0..255 divided by 256 or by 255")


def _whole(values: npt.NDArray[Any], scale: int) -> Bytes | None:
    """The pixels as grey levels 0..255 when every value is one of them divided by `scale`, else None.

    Goes by blocks of rows: the file holds 190 MB of floats, and one more copy of that is one too many.
    """
    pixels = np.empty(values.shape, dtype=np.uint8)
    for start in range(0, len(values), ROWS_AT_ONCE):
        with np.errstate(all="ignore"):  # an infinity or a nan is told by the comparison, not by a warning
            scaled = values[start : start + ROWS_AT_ONCE] * np.float32(scale)
            levels = np.rint(scaled)
            fits = (abs(scaled - levels) < TOLERANCE) & (levels >= 0) & (levels <= 255)
        if not fits.all():
            return None
        pixels[start : start + ROWS_AT_ONCE] = levels
    return pixels
