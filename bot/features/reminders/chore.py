"""The chore of reminders: plans them when a check-in is written, and looks at each when it may be due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.desk import Desk
from bot.features.reminders import planning, rounds
from bot.features.reminders.cards import Draw
from bot.store.queries import reminders


@dataclass(frozen=True, slots=True)
class Reminding:
    """Reminds those who have not answered (`bot.schedule.planner.Chore`); `draw` draws the open questions."""

    draw: Draw

    def needed(self, session: Session, now: datetime) -> bool:
        """Whether a reminder is to be planned, or looked at."""
        return reminders.anything_to_do(session, now)

    def run(self, desk: Desk) -> None:
        """Plan for the next people, look at the next reminders."""
        planning.plan(desk)
        rounds.remind(desk, self.draw)
