from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from underhood.data.errors import BadFile, DataError, listing, telling


def test_a_message_has_three_lines() -> None:
    error = BadFile(path="a.gz", reason="it is cut short").told("/data (in it: a.gz)", "underhood data")
    assert str(error) == "a.gz was refused: it is cut short\nWHERE  /data (in it: a.gz)\nNEXT   underhood data"


def test_what_is_known_first_stays() -> None:
    error = DataError(reason="no").told("here", "do this").told("there", "do that")
    assert (error.where, error.next_step) == ("here", "do this")


def test_an_error_survives_the_way_from_another_process() -> None:
    error = BadFile(path=Path("a"), reason="{odd} braces").told("here", "do this")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert type(again) is BadFile
    assert str(again) == str(error)


def test_every_error_on_its_way_out_is_told_the_folder(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"")
    with pytest.raises(DataError, match=r"WHERE  .* \(in it: b\)\nNEXT   do this"), telling(tmp_path, "do this"):
        raise DataError(reason="no")


def test_a_listing_is_sorted_and_short(tmp_path: Path) -> None:
    assert listing(tmp_path) == f"{tmp_path} (in it: nothing)"
    for i in range(10):
        (tmp_path / f"f{i}").write_bytes(b"")
    (tmp_path / "a").mkdir()
    assert listing(tmp_path) == f"{tmp_path} (in it: a/, f0, f1, f2, f3, f4, f5, f6, and 3 more)"
    assert "no such file" in listing(tmp_path / "nowhere")
