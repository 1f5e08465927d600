"""How points are written."""

from __future__ import annotations

import pytest

from underhood.checking.points import points_text


@pytest.mark.parametrize(
    ("points", "text"),
    [(3.0, "3"), (2.5, "2.5"), (0.625, "0.625"), (2 / 3, "0.667"), (0.0, "0"), (-0.0, "0"), (100.0, "100"), (1, "1")],
)
def test_points_have_the_decimals_that_they_need(points: float, text: str) -> None:
    assert points_text(points) == text


@pytest.mark.parametrize("parts", [8, 4, 3, 2])
def test_parts_of_a_point_add_up(parts: int) -> None:
    assert sum(float(points_text(1 / parts)) for _ in range(parts)) == pytest.approx(1, abs=0.0011)
