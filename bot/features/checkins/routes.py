"""Every command, button and form of a check-in."""

from __future__ import annotations

from bot.chat.routes import Route
from bot.features.checkins import answering, early, not_now
from bot.features.checkins.not_now import AwayForm


def routes(away: AwayForm) -> tuple[Route, ...]:
    """All of them; `away` opens the form for somebody who is away."""
    return (*early.ROUTES, *answering.ROUTES, *not_now.routes(away))
