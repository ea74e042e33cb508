"""Whose turn it is among the norms: a reminder notes the one that it carried, the longest unheard is next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.desk import Desk
from bot.store.models import Occurrence, Team
from bot.store.queries import schedules
from rubric.model import Norm
from rubric.rotation import next_norm

MEETING = "meeting"
_NORM = "norm"


def note_norm(occurrence: Occurrence, norm: Norm) -> None:
    """Write down which norm a meeting's reminder carries."""
    occurrence.details = {**(occurrence.details or {}), _NORM: norm.id}


def norm_in_turn(desk: Desk, team: Team) -> Norm:
    """The norm that the team has not heard for longest, in whichever of its meetings."""
    return next_norm(desk.library.norms, [one.details[_NORM] for one in _reminded(desk, team)])


def norm_noted(desk: Desk, occurrence: Occurrence) -> Norm | None:
    """The norm that a meeting's reminder carries, if it is known (still)."""
    known = {norm.id: norm for norm in desk.library.norms}
    return known.get((occurrence.details or {}).get(_NORM, ""))


def norm_of_day(desk: Desk, team: Team, day: date) -> Norm | None:
    """The norm of that day's meeting, the last if there were several; None where none was reminded of."""
    heard = [one for one in _reminded(desk, team) if one.day == day]
    return norm_noted(desk, heard[-1]) if heard else None


def _reminded(desk: Desk, team: Team) -> Sequence[Occurrence]:
    held = schedules.occurrences_of_kind(desk.session, team.id, MEETING)
    return [one for one in held if _NORM in (one.details or {})]
