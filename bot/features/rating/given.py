"""What somebody says of an indicator, and writing it down as a rating."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.chat.events import Call
from bot.chat.forms import ticks
from bot.desk import Desk, Seat
from bot.features.rating.earlier import Earlier, before
from bot.features.rating.forms import SEEN
from bot.store.lineage import under
from bot.store.models import Rating
from bot.store.queries import ratings
from rubric.model import Indicator, Instrument

LEVEL, UNKNOWN, NOT_APPLICABLE = "level", "dont-know", "not-applicable"
# The same level with the same words within this time is the same rating, sent again.
GIVEN_AGAIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody says of an indicator: `answer` is a level, or that they give none, and why.

    `seen` are the ids of the behaviours that they ticked.
    """

    answer: str
    level: int | None
    evidence: str
    seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recorded:
    """A rating as it is stored, and what the person said before."""

    rating: Rating
    before: Earlier | None


def seen_in(values: Mapping[str, str]) -> tuple[str, ...]:
    """The ids of the behaviours that were ticked in a rating form."""
    return tuple(one for field in SEEN for one in ticks(values.get(field, "")))


def given_in(values: Mapping[str, str]) -> Given:
    """What a rating form says that was filled in without a mistake."""
    chosen, evidence = values["level"], values.get("evidence", "").strip()
    if chosen in {UNKNOWN, NOT_APPLICABLE}:
        return Given(chosen, None, evidence, seen_in(values))
    return Given(LEVEL, int(chosen), evidence, seen_in(values))


def record(
    desk: Desk, call: Call, seat: Seat, indicator: Indicator, given: Given, like: Earlier | None = None
) -> Recorded:
    """Store what was said about an indicator: under today's words, or those of a rating that it is like."""
    about = like.counts_for if like else indicator.id
    earlier = before(desk, seat, about) or like
    if earlier is not None and _again(desk, earlier.rating, given):
        return Recorded(earlier.rating, before(desk, seat, about, earlier.rating.id))
    rating = ratings.add(
        desk.session,
        {
            "team_id": seat.team.id,
            "person_id": seat.person.id,
            **_words_of(desk.instrument(seat.team), like.rating if like else None),
            "indicator": indicator.id,
            "answer": given.answer,
            "level": given.level,
            "evidence": given.evidence,
            "seen": list(given.seen),
            "given_at": desk.now,
            "through": call.person.platform,
        },
    )
    desk.note_change(seat, call, "rating", rating.id, "given")
    return Recorded(rating, earlier)


def _words_of(today: Instrument, like: Rating | None) -> dict[str, str | None]:
    """Under which words something is said."""
    if like is not None:
        return {"instrument": like.instrument, "version": like.version, "fingerprint": like.fingerprint}
    return {**under(today)}


def _again(desk: Desk, earlier: Rating, given: Given) -> bool:
    """Whether this was given a moment ago: people try again when only the answer was lost."""
    said = (earlier.answer, earlier.level, earlier.evidence, tuple(earlier.seen or ()))
    same = said == (given.answer, given.level, given.evidence, given.seen)
    return same and desk.now - earlier.given_at < GIVEN_AGAIN
