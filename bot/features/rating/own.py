"""Whose rating it is, and whose indicator: what somebody may rate and change."""

from __future__ import annotations

from bot.chat.events import ActionCall, FormSubmission
from bot.chat.replies import refusal
from bot.desk import Desk, Seat
from bot.features.rating.earlier import Earlier, with_words
from bot.permissions import Act
from bot.spoken import indicator_named
from bot.store.models import Rating
from rubric.model import Indicator

TRY_THIS = "/stem rate {id} 3"


def own_indicator(desk: Desk, seat: Seat, named: str) -> Indicator:
    """The indicator of that name; raises `Refusal` for none, and for one that is not theirs to rate."""
    indicator = indicator_named(desk, seat.team, named, TRY_THIS)
    if desk.may_rate(seat, indicator):
        return indicator
    raise refusal(
        desk.t(
            "{title} ({id}) is a question for {audience}, and you hold no such role. "
            "A facilitator can rate it. To choose one of yours: `/stem rate`",
            title=indicator.short_title,
            id=indicator.id,
            audience=indicator.audience,
        )
    )


def rated(desk: Desk, call: FormSubmission) -> tuple[Seat, Indicator]:
    """The sender's seat and the indicator that a rating form is about."""
    team_id, _, indicator_id = call.argument.partition(":")
    seat = desk.allowed_in(call, team_id, Act.RATE)
    return seat, own_indicator(desk, seat, indicator_id)


def own_rating(desk: Desk, call: ActionCall | FormSubmission) -> tuple[Seat, Earlier]:
    """The caller's seat and their rating that the argument names, with its words."""
    rating = desk.session.get(Rating, int(call.argument))
    if rating is None:
        raise refusal(desk.t("This rating is gone."))
    seat = desk.allowed_in(call, rating.team_id, Act.RATE)
    if rating.person_id != seat.person.id:
        raise refusal(desk.t("This is somebody else's rating."))
    return seat, with_words(desk, seat, rating)
