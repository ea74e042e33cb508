"""`/stem team pause` and `/stem team resume`, and the buttons that do the same."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import update

from bot.chat.cards import Button, Buttons, Card, Paragraph, card
from bot.chat.events import ActionCall, Call, CommandCall
from bot.chat.phrases import N_
from bot.chat.replies import Replace, Reply, Say
from bot.chat.routes import Action, Command, Route, wire
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
    return Say(_pause(desk, call, desk.allowed(call, Act.PAUSE)))


def ask_pause(desk: Desk, call: ActionCall) -> Reply:
    """Pause was pressed: the channels would be told, so it is asked once more."""
    seat = desk.allowed_in(call, call.argument, Act.PAUSE)
    words = desk.t(
        "Pause {team}? I send no check-ins, reminders or digests until a facilitator resumes, and the "
        "team's channels are told.",
        team=seat.team.name,
    )
    return Say(
        card(Paragraph(words), Buttons((Button(desk.t("Pause now"), wire("team-pause-now", seat.team.id)),)))
    )


def pause_pressed(desk: Desk, call: ActionCall) -> Reply:
    """The same as the command, for the team that the button names."""
    return Replace(_pause(desk, call, desk.allowed_in(call, call.argument, Act.PAUSE)))


def resume(desk: Desk, call: CommandCall) -> Reply:
    """Go on from now; the schedules are planned anew, and what was missed stays missed."""
    return Say(_resume(desk, call, desk.allowed(call, Act.PAUSE)))


def resume_pressed(desk: Desk, call: ActionCall) -> Reply:
    """The same, for the team that the button names."""
    return Replace(_resume(desk, call, desk.allowed_in(call, call.argument, Act.PAUSE)))


def _pause(desk: Desk, call: Call, seat: Seat) -> Card:
    team = seat.team
    go_on = Buttons((Button(desk.t("Go on"), wire("team-resume", team.id)),))
    if team.paused_at is not None:
        since = seat.reader.moment(team.paused_at)
        words = desk.t(
            "{team} has been paused since {since}. To go on: `/stem team resume`",
            team=team.name,
            since=since,
        )
        return card(Paragraph(words), go_on)
    team.paused_at = desk.now
    desk.note_change(seat, call, "team", team.id, "paused")
    _tell_channels(desk, team, "paused", _PAUSED)
    words = desk.t("Paused, and the team's channels are told. To go on: `/stem team resume`")
    return card(Paragraph(words), go_on)


def _resume(desk: Desk, call: Call, seat: Seat) -> Card:
    if seat.team.paused_at is None:
        words = desk.t("{team} is not paused. To pause it: `/stem team pause`", team=seat.team.name)
        return card(Paragraph(words))
    _drop_what_fell_due(desk, seat)
    _plan_anew(desk, seat)
    seat.team.paused_at = None
    desk.note_change(seat, call, "team", seat.team.id, "resumed")
    _tell_channels(desk, seat.team, "resumed", _BACK)
    words = desk.t("Resumed, and the team's channels are told. What was due in the pause is left out.")
    return card(Paragraph(words))


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
    Action("team-pause", ask_pause, reads=True, act=Act.PAUSE),
    Action("team-pause-now", pause_pressed, act=Act.PAUSE),
    Action("team-resume", resume_pressed, act=Act.PAUSE),
)
