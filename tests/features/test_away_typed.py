"""The days of a leave as people type them."""

from __future__ import annotations

import pytest

from bot.features.away.typed import _read

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        ("until 7 Dec", "", "7 Dec"),
        ("7 Dec", "", "7 Dec"),
        ("Friday", "", "Friday"),
        ("1 Dec to 7 Dec", "1 Dec", "7 Dec"),
        ("from 1 Dec until 7 Dec", "1 Dec", "7 Dec"),
        ("2026-12-01 - 2026-12-07", "2026-12-01", "2026-12-07"),
        ("from 1 Dec", "1 Dec", ""),
        ("hasta 2026-12-07", "", "2026-12-07"),
        ("Today until Friday", "Today", "Friday"),
    ],
)
def test_a_line_gives_the_first_and_the_last_day(line: str, first: str, last: str) -> None:
    assert _read(line) == {"from": first, "until": last}
