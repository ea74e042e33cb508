"""`/stem indicator ID`: one indicator with all its levels."""

from __future__ import annotations

from bot.chat.events import CommandCall
from bot.chat.parameters import Kind, Parameter
from bot.chat.phrases import N_
from bot.chat.replies import Reply, Say, refusal
from bot.chat.routes import Command, Route
from bot.desk import Desk, Seat
from bot.features.indicator import cards
from bot.features.indicator.past import gone, on_other_scales
from bot.permissions import Act
from bot.spoken import indicator_named
from bot.store.lineage import lineage_of
from bot.store.queries import ratings
from bot.suggestions import suggest_indicator
from rubric.model import Indicator

TRY_THIS = "/stem indicator {id}"


def indicator(desk: Desk, call: CommandCall) -> Reply:
    """Show the indicator with what the team agreed on and what the caller said last."""
    seat = desk.seat(call)
    given = call.options.get("indicator", "")
    if not given:
        example = TRY_THIS.format(id=_own(desk, seat)[0].id)
        raise refusal(
            desk.t(
                "Which indicator? Give its id, for example: `{example}`. All of them: `/stem status`",
                example=example,
            )
        )
    lineage = lineage_of(desk.session, desk.instrument(seat.team))
    past = gone(desk, seat, lineage, given)
    if past is not None:
        return Say(cards.past_card(desk, seat, lineage, past))
    found = indicator_named(desk, seat.team, given, TRY_THIS)
    known = cards.Known(
        lineage,
        ratings.agreed(desk.session, lineage, seat.team.id).newest.get(found.id),
        ratings.latest_by(desk.session, lineage, seat.team.id, seat.person.id, found.id),
        desk.may_rate(seat, found),
    )
    before = on_other_scales(desk, seat, lineage, found)
    return Say(cards.indicator_card(desk, seat, found, known, before))


def _own(desk: Desk, seat: Seat) -> tuple[Indicator, ...]:
    """The caller's indicators, or all for somebody without a role."""
    instrument = desk.instrument(seat.team)
    return instrument.for_audiences(desk.audiences(seat)) or instrument.indicators


ROUTES: tuple[Route, ...] = (
    Command(
        "indicator",
        indicator,
        N_("One indicator in full: what each of its levels looks like"),
        "/stem indicator EC1.Leaders2",
        (
            Parameter(
                "indicator", Kind.INDICATOR, N_("Which indicator"), required=True, suggest=suggest_indicator
            ),
        ),
        reads=True,
        act=Act.LOOK,
    ),
)
