"""Reveals what is over by the clock, and keeps the channels up to date, a count every few seconds."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.desk import Desk
from bot.features.consensus import posting, steps
from bot.features.consensus.view import team_view
from bot.store.models import ConsensusRound
from bot.store.queries import consensus

PAUSE = timedelta(seconds=3)
AT_ONCE = 20


class RoundKeeper:
    """The chore of consensus rounds (`bot.schedule.planner.Chore`)."""

    def needed(self, session: Session, now: datetime) -> bool:
        """Whether a round is over, or its channels show what is not so any more."""
        return consensus.anything_needs_care(session, now, PAUSE)

    def run(self, desk: Desk) -> None:
        """Take care of the next rounds."""
        found = consensus.needing_care(desk.now, PAUSE).limit(AT_ONCE).with_for_update(skip_locked=True)
        for one in desk.session.scalars(found).all():
            if one.state == consensus.VOTING and one.closes_at is not None and one.closes_at <= desk.now:
                _over(desk, one)
            posting.show(desk, one)


def _over(desk: Desk, one: ConsensusRound) -> None:
    """Reveal it; without a single vote it is called off."""
    if team_view(desk, one).tally.votes:
        steps.reveal(desk, one)
    else:
        steps.call_off(desk, one, one.started_by)
