"""`/stem consensus start` and `/stem consensus`: beginning a round, and seeing which there are."""

from __future__ import annotations

from datetime import datetime, time

from bot.chat.cards import Button, Buttons, Card, Paragraph, Part, SmallPrint, card
from bot.chat.events import CommandCall
from bot.chat.replies import Reply, Say, refusal, say
from bot.chat.routes import wire
from bot.chat.text import Markup, bold
from bot.desk import Desk, Seat
from bot.features.consensus import posting
from bot.features.consensus.steps import DAYS_OPEN
from bot.features.consensus.view import View, view
from bot.permissions import Act
from bot.schedule.wall_clock import instant_of
from bot.spoken import day_ahead, day_meant, indicator_named
from bot.store.lineage import under
from bot.store.models import ConsensusRound
from bot.store.queries import consensus
from rubric.model import Indicator

CLOSES_AT = time(17)
LONGEST_DAYS = 31
TRY_THIS = "/stem consensus start {id}"
_TRY_DAY = "/stem consensus start {id} {day}"
_LATEST = 5


def start(desk: Desk, call: CommandCall) -> Reply:
    """Begin a round about an indicator and post it to the team's channels."""
    seat = desk.allowed(call, Act.RUN_CONSENSUS)
    given = call.options.get("indicator", "")
    if not given:
        example = TRY_THIS.format(id=desk.instrument(seat.team).indicators[0].id)
        raise refusal(desk.t("About which indicator? Try: `{example}`", example=example))
    indicator = indicator_named(desk, seat.team, given, TRY_THIS)
    if (open_one := consensus.open_round(desk.session, seat.team.id, indicator.id)) is not None:
        return Say(_already(view(desk, open_one, seat.reader, desk.t)))
    one = _new(desk, seat, indicator, _closes_at(desk, seat, indicator, call.options.get("until", "")))
    if not posting.post(desk, one):
        raise refusal(
            desk.t("{team} has no channel yet, so nobody would see the round.", team=seat.team.name)
        )
    desk.note_change(seat, call, "consensus round", one.id, f"started for {indicator.id}")
    shown = view(desk, one, seat.reader, desk.t)
    return Say(_started(shown))


def listing(desk: Desk, call: CommandCall) -> Reply:
    """The rounds that are open, and the latest that are over."""
    seat = desk.seat(call)
    running = [
        view(desk, one, seat.reader, desk.t) for one in consensus.open_rounds(desk.session, seat.team.id)
    ]
    over = [
        view(desk, one, seat.reader, desk.t)
        for one in consensus.ended_rounds(desk.session, seat.team.id, _LATEST)
    ]
    if not running and not over:
        example = TRY_THIS.format(id=desk.instrument(seat.team).indicators[0].id)
        return say(desk.t("No consensus round yet. A facilitator begins one: `{example}`", example=example))
    return Say(card(*[part for each in running for part in _running(each)], *_over(desk, over)))


def _new(desk: Desk, seat: Seat, indicator: Indicator, closes_at: datetime) -> ConsensusRound:
    one = ConsensusRound(
        team_id=seat.team.id,
        **under(desk.instrument(seat.team)),
        indicator=indicator.id,
        started_by=seat.person.id,
        started_at=desk.now,
        closes_at=closes_at,
        state=consensus.VOTING,
        ballot=1,
        dissent="",
        changed_at=desk.now,
        shown_at=desk.now,
    )
    desk.session.add(one)
    desk.session.flush()
    return one


def _closes_at(desk: Desk, seat: Seat, indicator: Indicator, until: str) -> datetime:
    today = desk.team_reader(seat.team).today
    last = today + DAYS_OPEN
    if until:
        example = _TRY_DAY.format(id=indicator.id, day="{day}")
        last = day_meant(desk, until, today, example)
        if not 0 <= (last - today).days <= LONGEST_DAYS:
            raise refusal(
                desk.t(
                    "{day} does not work: a round ends today or within a month. Try: `{example}`",
                    day=seat.reader.day(last),
                    example=example.format(day=day_ahead(today)),
                )
            )
    closes_at = instant_of(last, CLOSES_AT, seat.team.zone)
    midnight = instant_of(last, time(23, 59), seat.team.zone)
    return closes_at if closes_at > desk.now else midnight


def _started(shown: View) -> Card:
    t = shown.t
    until = shown.reader.moment(shown.round.closes_at) if shown.round.closes_at else ""
    return card(
        Paragraph(t("The round about {title} is in your team's channels.", title=bold(shown.title))),
        SmallPrint(
            t(
                "It is revealed when everyone has voted, when you press Reveal there, or on {moment}.",
                moment=until,
            )
        ),
    )


def _already(shown: View) -> Card:
    return card(
        Paragraph(shown.t("A round about {title} is open already.", title=shown.title)),
        *_running(shown),
    )


def _running(shown: View) -> list[Part]:
    t, count = shown.t, shown.tally
    if shown.round.state == consensus.REVEALED:
        words = t("{title}: revealed, to be decided by the facilitator.", title=bold(shown.title))
        return [Paragraph(words)]
    words = t(
        "{title}: {votes} of {seats} votes are in.",
        title=bold(shown.title),
        votes=count.votes,
        seats=count.seats,
    )
    return [
        Paragraph(words),
        Buttons((Button(t("Vote privately"), wire("consensus-vote", shown.round.id), "main"),)),
    ]


def _over(desk: Desk, over: list[View]) -> list[Part]:
    if not over:
        return []
    return [Paragraph("\n".join([desk.t("Latest:"), *[_line(each) for each in over]]))]


def _line(shown: View) -> Markup:
    one, t = shown.round, shown.t
    day = shown.reader.day_of(one.ended_at) if one.ended_at else ""
    if one.level is None:
        return t("{title}: no consensus ({day})", title=shown.title, day=day)
    level = shown.level(one.level)
    if one.state == consensus.NO_CONSENSUS:
        return t("{title}: no consensus, {level} for now ({day})", title=shown.title, level=level, day=day)
    return t("{title}: {level} ({day})", title=shown.title, level=level, day=day)
