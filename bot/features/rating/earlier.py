"""What somebody said of an indicator before, with the words that it was said under."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.replies import refusal
from bot.desk import Desk, Seat
from bot.store.lineage import Lineage, lineage_of
from bot.store.models import Rating
from bot.store.queries import ratings
from rubric.model import Indicator


@dataclass(frozen=True, slots=True)
class Earlier:
    """A rating of before with its indicator as it was then.

    `version` is empty for today's; `counts_for` is the id of the indicator today, empty where it is history.
    """

    rating: Rating
    words: Indicator
    version: str
    counts_for: str


def before(desk: Desk, seat: Seat, indicator_id: str, older_than: int | None = None) -> Earlier | None:
    """The person's newest rating that counts for an indicator, or the one before the id given."""
    lineage = lineage_of(desk.session, desk.instrument(seat.team))
    found = ratings.latest_by(desk.session, lineage, seat.team.id, seat.person.id, indicator_id, older_than)
    return None if found is None else _earlier(desk, lineage, found)


def with_words(desk: Desk, seat: Seat, rating: Rating) -> Earlier:
    """A rating with its words; raises `Refusal` where nobody has them any more."""
    return _earlier(desk, lineage_of(desk.session, desk.instrument(seat.team)), rating)


def _earlier(desk: Desk, lineage: Lineage, rating: Rating) -> Earlier:
    words = lineage.as_it_was(rating)
    if words is None:
        raise refusal(
            desk.t(
                "{id} belongs to a rubric that your team works with no more. Yours: `/stem status`",
                id=rating.indicator,
            )
        )
    version = "" if lineage.is_of_today(rating) else rating.version
    return Earlier(rating, words, version, lineage.id_today(rating) or "")
