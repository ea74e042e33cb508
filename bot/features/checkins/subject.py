"""What a prompt asks about, even when the rubric has changed since it was sent."""

from __future__ import annotations

from bot.chat.replies import refusal
from bot.desk import Desk
from bot.store.lineage import lineage_of
from bot.store.models import Prompt, Team
from rubric.model import Indicator, UnknownIndicator


def indicator_of(desk: Desk, team: Team, prompt: Prompt) -> Indicator:
    """The indicator with today's words, else those it had last; raises `Refusal` where nobody has any."""
    today = desk.instrument(team)
    try:
        return today.indicator(prompt.subject)
    except UnknownIndicator:
        found = lineage_of(desk.session, today).named(prompt.subject)
    if found is None:
        raise refusal(
            desk.t(
                "This asks about {id}, which your team's rubric has no more. Nothing was recorded.",
                id=prompt.subject,
            )
        )
    return found
