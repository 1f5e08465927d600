"""Make the embedded digits again, byte for byte: `python datasets/build_embedded.py` (needs scikit-learn).

scikit-learn ships the test set of the UCI "Optical Recognition of Handwritten Digits", 1,797 digits of 8×8 counts. This
script packs them, writes the two files beside itself and prints the checksums that `registry.toml` has to hold.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
from sklearn.datasets import load_digits

from underhood.data.embedded import pack
from underhood.data.enlarge import enlarge

IMAGES, LABELS = "optical_digits_images.bin", "optical_digits_labels.bin"


def build(folder: Path) -> dict[str, str]:
    """Write both files into `folder`; returns the SHA-256 of each and of the enlarged images."""
    source = load_digits()
    cells = source.images.astype(np.uint8)
    images, labels = pack(cells), source.target.astype(np.uint8).tobytes()
    (folder / IMAGES).write_bytes(images)
    (folder / LABELS).write_bytes(labels)
    contents = {"images_sha256": images, "labels_sha256": labels, "enlarged_sha256": enlarge(cells).tobytes()}
    return {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}


if __name__ == "__main__":
    for name, digest in build(Path(__file__).resolve().parent).items():
        print(f'{name} = "{digest}"')
