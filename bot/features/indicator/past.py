"""What was said of an indicator under versions of the instrument where it had another scale, or still was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.desk import Desk, Seat
from bot.store.lineage import Edition, Lineage
from bot.store.models import AgreedState, Rating
from bot.store.queries import ratings
from rubric.model import Indicator, Instrument, UnknownIndicator


@dataclass(frozen=True, slots=True)
class Past:
    """An indicator as it was in a version, what the team agreed on then, and the caller's last rating."""

    version: str
    words: Indicator
    agreed: AgreedState | None
    own: Rating | None


def on_other_scales(desk: Desk, seat: Seat, lineage: Lineage, indicator: Indicator) -> tuple[Past, ...]:
    """What was said of an indicator of today when its scale had more levels or fewer; the newest first."""
    every = (
        _past(desk, seat, edition, edition.words.indicator(old_id))
        for edition, old_id in _akin(lineage, indicator)
    )
    return tuple(each for each in every if each.agreed or each.own)


def gone(desk: Desk, seat: Seat, lineage: Lineage, given: str) -> Past | None:
    """An indicator that today's version has no more, as it was last; None for any other name."""
    if _named(lineage.today, given):
        return None
    for edition in lineage.others:
        if words := _named(edition.words, given):
            return _past(desk, seat, edition, words)
    return None


def _named(instrument: Instrument, given: str) -> Indicator | None:
    try:
        return instrument.indicator(given)
    except UnknownIndicator:
        return None


def _akin(lineage: Lineage, indicator: Indicator) -> Iterator[tuple[Edition, str]]:
    for edition in lineage.others:
        for old_id, new_id in edition.akin.items():
            if new_id == indicator.id:
                yield edition, old_id


def _past(desk: Desk, seat: Seat, edition: Edition, words: Indicator) -> Past:
    team, person = seat.team.id, seat.person.id
    return Past(
        edition.words.version,
        words,
        ratings.agreed_under(desk.session, team, edition, words.id),
        ratings.latest_under(desk.session, team, person, edition, words.id),
    )
