"""When somebody has fallen silent: they are asked once whether to pause, and then left in peace."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from bot.desk import Desk
from bot.features.reminders.decision import APART
from bot.features.reminders.facts import Known
from bot.schedule.participation import Came, Standing
from bot.store.queries import reminders

IN_A_ROW: Final = 3
_SAID: Final = frozenset({Came.COMPLETE, Came.PARTIAL, Came.SKIPPED})


def unanswered_in_a_row(known: Known, now: datetime) -> int:
    """How many check-ins the person left unanswered since the last that they answered or skipped.

    Those that did not reach them, that they were excused from or put off, and that came only just now, do not
    count either way.
    """
    count = 0
    for standing in known.lately:
        if standing.came in _SAID:
            return count
        count += standing.came is Came.SILENT and not _is_fresh(standing, now)
    return count


def purpose(known: Known) -> str:
    """What the question is asked for: once in each silence, so that an answer begins a new count."""
    said = next((one for one in known.lately if one.came in _SAID), None)
    return f"reminder:pause:{known.person.id}:{said.occurrence_id if said else 0}"


def asked_already(desk: Desk, known: Known) -> bool:
    """Whether the person was asked in this silence; then nothing reminds them until they answer."""
    return reminders.asked_of(desk.session, purpose(known))


def _is_fresh(standing: Standing, now: datetime) -> bool:
    """Whether the person has hardly had the time, or has asked for more of it."""
    sent = [one.delivered_at for one in standing.asked if one.delivered_at is not None]
    put_off = any(one.prompt.snoozed_until is not None for one in standing.asked)
    return put_off or any(now - at < APART for at in sent)
