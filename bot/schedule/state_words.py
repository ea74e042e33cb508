"""How a schedule stands, in words beside its name: ended, paused, or in whose hands it is."""

from __future__ import annotations

from bot.chat.phrases import Phrases
from bot.chat.text import Markup
from bot.language.reader import Reader
from bot.store.models import Schedule
from bot.store.queries.roster import DECLARED


def state_in_words(schedule: Schedule, reader: Reader, t: Phrases) -> list[Markup]:
    """What is to be said; nothing of one that runs and was made in chat."""
    said = []
    if schedule.ended_at is not None:
        said.append(t("ended"))
    elif schedule.paused_at is not None:
        said.append(t("paused since {day}", day=reader.day_of(schedule.paused_at)))
    if schedule.managed == DECLARED:
        said.append(t("from the installation's file"))
    return said
