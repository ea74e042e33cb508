"""`/stem team pause` and `/stem team resume`."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import update

from bot.chat.cards import Paragraph, card
from bot.chat.events import CommandCall
from bot.chat.phrases import N_
from bot.chat.replies import Reply, say
from bot.chat.routes import Command, Route
from bot.desk import Desk, Seat
from bot.permissions import Act
from bot.schedule import outbox
from bot.store.models import Delivery, Schedule, Team
from bot.store.queries import reminders, seats

_TOLD_FOR = timedelta(days=2)
_SENT_BY_ITSELF = ("prompt", "reminder", "norm", "digest")
_PAUSED = N_(
    "I pause for {team}: no check-ins, reminders or digests until a facilitator types `/stem team resume`."
)
_BACK = N_(
    "The pause of {team} is over: check-ins, reminders and digests come as planned from now on. "
    "What was due in the pause is left out."
)


def pause(desk: Desk, call: CommandCall) -> Reply:
    """Send nothing by itself to this team any more."""
    seat = desk.allowed(call, Act.PAUSE)
    team = seat.team
    if team.paused_at is not None:
        since = seat.reader.moment(team.paused_at)
        return say(
            desk.t(
                "{team} has been paused since {since}. To go on: `/stem team resume`",
                team=team.name,
                since=since,
            )
        )
    team.paused_at = desk.now
    desk.note_change(seat, call, "team", team.id, "paused")
    _tell_channels(desk, team, "paused", _PAUSED)
    return say(desk.t("Paused, and the team's channels are told. To go on: `/stem team resume`"))


def resume(desk: Desk, call: CommandCall) -> Reply:
    """Go on from now; the schedules are planned anew, and what was missed stays missed."""
    seat = desk.allowed(call, Act.PAUSE)
    if seat.team.paused_at is None:
        return say(desk.t("{team} is not paused. To pause it: `/stem team pause`", team=seat.team.name))
    _drop_what_fell_due(desk, seat)
    _plan_anew(desk, seat)
    seat.team.paused_at = None
    desk.note_change(seat, call, "team", seat.team.id, "resumed")
    _tell_channels(desk, seat.team, "resumed", _BACK)
    return say(desk.t("Resumed, and the team's channels are told. What was due in the pause is left out."))


def _tell_channels(desk: Desk, team: Team, event: str, words: str) -> None:
    said = card(Paragraph(desk.phrases_in(team.locale)(words, team=team.name)))
    for channel in seats.channels_of(desk.session, team.id):
        purpose = f"{event}:{team.id}:{desk.now.isoformat()}:{channel.id}"
        message = outbox.Message(purpose, "notice", said, team.id, desk.now, desk.now + _TOLD_FOR)
        outbox.to_channel(desk.session, channel, message, desk.now)


def _plan_anew(desk: Desk, seat: Seat) -> None:
    desk.session.execute(
        update(Schedule)
        .where(Schedule.team_id == seat.team.id, Schedule.ended_at.is_(None))
        .values(next_day=None, next_due_at=None)
    )


def _drop_what_fell_due(desk: Desk, seat: Seat) -> None:
    desk.session.execute(
        update(Delivery)
        .where(Delivery.team_id == seat.team.id, Delivery.state == outbox.PENDING)
        .where(Delivery.kind.in_(_SENT_BY_ITSELF), Delivery.not_before <= desk.now)
        .values(state=outbox.CANCELLED)
    )
    reminders.leave_out_due(desk.session, seat.team.id, desk.now)


ROUTES: tuple[Route, ...] = (
    Command(
        "team pause",
        pause,
        N_("Stop check-ins, reminders and digests for a while"),
        "/stem team pause",
        shorthand="pause",
        act=Act.PAUSE,
    ),
    Command(
        "team resume",
        resume,
        N_("End the pause; what was due in it is left out"),
        "/stem team resume",
        shorthand="resume",
        act=Act.PAUSE,
    ),
)
