from __future__ import annotations

from datetime import date

import pytest

from bot.language.catalogue import phrases_in
from bot.schedule.recurrence import parse_rule
from bot.schedule.rule_words import rule_in_words

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("weekly on Tue", "Every Tuesday"),
        ("weekly on Mon and Thu", "Every Monday and Thursday"),
        ("every 2 weeks on Thu", "Every 2 weeks on Thursday"),
        ("monthly on the second Tuesday", "Every month on the second Tuesday"),
        ("monthly on the first and last Monday", "Every month on the first and last Monday"),
        ("quarterly on the first Monday", "Every 3 months on the first Monday"),
        ("monthly on day 15", "Every month on day 15"),
        ("monthly on the last day", "Every month on the last day"),
        ("on 2026-12-01, 2027-01-12", "On the days that were set"),
    ],
)
def test_a_rule_is_said_in_words(rule: str, words: str) -> None:
    assert rule_in_words(parse_rule(rule, date(2026, 8, 1)), phrases_in("en")) == words
