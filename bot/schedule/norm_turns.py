"""Whose turn it is among the norms: a reminder notes the one that it carried, the longest unheard is next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from bot.desk import Desk
from bot.store.models import Occurrence, Schedule, Team
from bot.store.queries import schedules
from rubric.model import Norm
from rubric.rotation import next_norm

MEETING = "meeting"
_NORM = "norm"
# So many meetings are looked back on: more than enough for every norm to have had its turn.
_HEARD: Final = 60


def note_norm(occurrence: Occurrence, norm: Norm) -> None:
    """Write down which norm a meeting's reminder carries."""
    occurrence.details = {**(occurrence.details or {}), _NORM: norm.id}


def norm_in_turn(desk: Desk, team: Team) -> Norm:
    """The norm that the team has not heard for longest, in whichever of its meetings."""
    newest = schedules.newest_details(desk.session, team.id, MEETING, _HEARD)
    return next_norm(desk.library.norms, _heard(details for _, _, details in newest))


def norm_of_next(desk: Desk, team: Team, schedule: Schedule, day: date) -> Norm:
    """The norm of a meeting to come: what its reminder carried already, else whose turn it is."""
    newest = schedules.newest_details(desk.session, team.id, MEETING, _HEARD)
    own = _heard(details for id_, of_day, details in newest if (id_, of_day) == (schedule.id, day))
    known = {norm.id: norm for norm in desk.library.norms}
    if own and own[-1] in known:
        return known[own[-1]]
    return next_norm(desk.library.norms, _heard(details for _, _, details in newest))


def norm_noted(desk: Desk, occurrence: Occurrence) -> Norm | None:
    """The norm that a meeting's reminder carries, if it is known (still)."""
    known = {norm.id: norm for norm in desk.library.norms}
    return known.get((occurrence.details or {}).get(_NORM, ""))


def norm_of_day(desk: Desk, team: Team, day: date) -> Norm | None:
    """The norm of that day's meeting, the last if there were several; None where none was reminded of."""
    heard = [one for one in _reminded(desk, team) if one.day == day]
    return norm_noted(desk, heard[-1]) if heard else None


def _heard(every: Iterable[Mapping[str, Any]]) -> list[str]:
    return [details[_NORM] for details in every if _NORM in (details or {})]


def _reminded(desk: Desk, team: Team) -> Sequence[Occurrence]:
    held = schedules.occurrences_of_kind(desk.session, team.id, MEETING)
    return [one for one in held if _NORM in (one.details or {})]
