from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.language.catalogue import phrases_in
from bot.language.reader import Reader
from bot.schedule.state_words import state_in_words
from bot.store.models import Schedule

pytestmark = pytest.mark.unit

# In New York it is still Monday.
THEN = datetime(2026, 12, 1, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        (Schedule(managed="chat"), []),
        (Schedule(managed="chat", paused_at=THEN), ["paused since Mon 30 Nov"]),
        (Schedule(managed="chat", paused_at=THEN, ended_at=THEN), ["ended"]),
        (Schedule(managed="config"), ["from the installation's file"]),
        (Schedule(managed="config", ended_at=THEN), ["ended", "from the installation's file"]),
    ],
)
def test_how_a_schedule_stands_is_said_in_words(schedule: Schedule, words: list[str]) -> None:
    reader = Reader("America/New_York", "en", THEN)
    assert state_in_words(schedule, reader, phrases_in("en")) == words
