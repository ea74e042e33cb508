"""Days and times as the person who reads them says them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from babel.dates import format_date, format_time

from bot.language.catalogue import languages
from bot.language.reader import Reader

pytestmark = pytest.mark.unit

NOW = datetime(2026, 12, 1, 14, tzinfo=UTC)
MEETING = datetime(2026, 12, 8, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("en", "Tue 8 Dec, 3:00 pm"),
        ("en-GB", "Tue 8 Dec, 3:00 pm"),
        ("es", "mar 8 dic, 15:00"),
        ("es-419", "mar 8 dic, 15:00"),
        # Slack's name for it, which is nobody's country.
        ("es-LA", "mar 8 dic, 15:00"),
        # Not spoken here: the sentence is in English, and so is the day in it.
        ("fr", "Tue 8 Dec, 3:00 pm"),
    ],
)
def test_a_moment_is_said_in_the_language_of_the_sentence_around_it(locale: str, said: str) -> None:
    assert Reader("America/New_York", locale, NOW).moment(MEETING) == said


def test_a_far_day_carries_its_year() -> None:
    assert Reader("UTC", "es", NOW).day(date(2028, 1, 5)) == "5 ene 2028"


@pytest.mark.parametrize(
    ("at", "said"), [(time(0, 5), "0:05"), (time(8, 30), "8:30"), (time(23, 0), "23:00")]
)
def test_the_clock_has_twenty_four_hours_in_spanish(at: time, said: str) -> None:
    assert Reader("UTC", "es", NOW).clock_time(at) == said


@pytest.mark.parametrize("language", languages())
def test_every_day_is_said_as_in_the_locale_data_of_unicode(language: str) -> None:
    days = [NOW.date() + timedelta(days=count) for count in range(-200, 200)]
    reader = Reader("UTC", language, NOW)
    assert [reader.day(day) for day in days] == [format_date(day, "EEE d MMM", language) for day in days]
    assert [reader.day_with_year(day) for day in days] == [
        format_date(day, "d MMM y", language) for day in days
    ]
    assert [reader.month(day) for day in days] == [format_date(day, "MMM y", language) for day in days]


def test_every_hour_is_said_in_english_as_in_the_locale_data_of_unicode() -> None:
    hours = [time(hour, minute) for hour in range(24) for minute in (0, 5, 59)]
    reader = Reader("UTC", "en", NOW)
    assert [reader.clock_time(at) for at in hours] == [
        format_time(at, "h:mm a", locale="en").lower() for at in hours
    ]
