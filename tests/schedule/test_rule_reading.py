"""What is wrong with a rule that somebody typed is said in words, with an example."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.language.catalogue import phrases_in
from bot.language.reader import Reader
from bot.schedule.recurrence import parse_rule
from bot.schedule.rule_reading import UnfitRule, rule_meant
from bot.store.models import Team

pytestmark = pytest.mark.unit

MONDAY = datetime(2026, 11, 30, 14, tzinfo=UTC)
TERM_STARTS = date(2026, 8, 1)
TEAM = Team(settings={"calendar": [{"from": "2026-12-21", "to": "2027-01-01", "name": "Winter break"}]})


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("", "Say on which days, for example: "),
        ("weekly on Tuseday", "“tuseday” is not a day of the week. For example: weekly on Tue"),
        ("on 2026-11-03, 2026-12-03", "Tue 3 Nov has passed. For example: on 2026-12-07"),
        (
            "on 2026-12-22, 2026-12-29",
            "“on 2026-12-22, 2026-12-29” never falls due: there is no school on any of its days.",
        ),
    ],
)
def test_what_is_wrong_is_said(given: str, words: str) -> None:
    reader = Reader("America/New_York", "en", MONDAY)
    with pytest.raises(UnfitRule) as unfit:
        rule_meant(phrases_in("en"), reader, TEAM, given, date(2026, 11, 30))
    assert unfit.value.words.startswith(words)


def test_one_day_of_school_is_enough() -> None:
    reader, given = Reader("America/New_York", "en", MONDAY), "on 2026-12-22, 2027-01-05"
    assert rule_meant(phrases_in("en"), reader, TEAM, given, TERM_STARTS) == parse_rule(given, TERM_STARTS)
