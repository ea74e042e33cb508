"""Days as people type them, in each language."""

from __future__ import annotations

from datetime import date

import pytest

from bot.language.days import UnknownDay, day_named

pytestmark = pytest.mark.unit

MONDAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("today", date(2026, 11, 30)),
        ("hoy", date(2026, 11, 30)),
        ("tomorrow", date(2026, 12, 1)),
        ("Mañana", date(2026, 12, 1)),
        ("Friday", date(2026, 12, 4)),
        ("viernes", date(2026, 12, 4)),
        ("mié", date(2026, 12, 2)),
        ("sábado", date(2026, 12, 5)),
        ("monday", date(2026, 12, 7)),
        ("lunes", date(2026, 12, 7)),
        ("11 Dec", date(2026, 12, 11)),
        ("11 dic", date(2026, 12, 11)),
        ("11 de diciembre", date(2026, 12, 11)),
        ("5 de enero", date(2027, 1, 5)),
        ("el 5 de enero de 2028", date(2028, 1, 5)),
        ("3 abr", date(2027, 4, 3)),
        ("20 ago", date(2027, 8, 20)),
        ("20 September", date(2027, 9, 20)),
        ("2026-12-11", date(2026, 12, 11)),
    ],
)
def test_a_day_is_understood_in_either_language(typed: str, meant: date) -> None:
    assert day_named(typed, MONDAY) == meant


@pytest.mark.parametrize("typed", ["", "ma", "jamás", "soon"])
def test_other_words_are_no_day(typed: str) -> None:
    with pytest.raises(UnknownDay):
        day_named(typed, MONDAY)
