"""Opting out of one check-in, and back in: a menu below one's times."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import update

from bot.chat.cards import Menu, Option
from bot.chat.events import ActionCall
from bot.chat.limits import OPTIONS
from bot.chat.replies import refusal
from bot.chat.routes import wire
from bot.chat.text import Markup, shorten
from bot.desk import Desk, Seat
from bot.schedule import ahead, anew
from bot.store.models import OptOut, Schedule

OUT, BACK = "out", "in"
# As much of a title as leaves room for what choosing it does, in any language.
_TITLE = 45


def menu(desk: Desk, held: Sequence[Seat]) -> Menu | None:
    """One choice for each check-in; none for somebody whom only one is for: they have a pause for that."""
    every = ahead.check_ins_of(desk, held)
    options = [_option(desk, schedule, gets=gets) for schedule, gets in every][:OPTIONS]
    if len(every) < 2 and all(gets for _, gets in every):  # noqa: PLR2004 - one to keep, one to leave out
        return None
    return Menu(wire("times-check-in"), desk.t("Leave out a check-in…"), tuple(options))


def left_out(desk: Desk, held: Sequence[Seat]) -> Markup | None:
    """Which check-ins the person opted out of."""
    titles = [schedule.title for schedule, gets in ahead.check_ins_of(desk, held) if not gets]
    return desk.t("You do not get: {titles}", titles=", ".join(titles)) if titles else None


def choose(desk: Desk, call: ActionCall, held: Sequence[Seat]) -> None:
    """Do what was chosen; choosing it twice changes nothing."""
    word, _, number = call.value.partition("-")
    known = {str(schedule.id): (schedule, gets) for schedule, gets in ahead.check_ins_of(desk, held)}
    if number not in known:
        raise refusal(desk.t("This check-in is not for you any more. What there is: `/stem times`"))
    schedule, gets = known[number]
    if gets == (word == OUT):
        _turn(desk, held[0], schedule, gets=not gets)
        desk.note_change(held[0], call, "schedule", schedule.id, f"opted {word}")


def _turn(desk: Desk, seat: Seat, schedule: Schedule, *, gets: bool) -> None:
    person = seat.person
    if gets:
        running = OptOut.schedule_id == schedule.id, OptOut.ended_at.is_(None)
        ended = update(OptOut).where(*running, OptOut.person_id == person.id).values(ended_at=desk.now)
        desk.session.execute(ended)
    else:
        row = OptOut(
            team_id=schedule.team_id, schedule_id=schedule.id, person_id=person.id, added_at=desk.now
        )
        desk.session.add(row)
    desk.session.flush()
    anew.person_moved(desk.session, person.id, desk.now)


def _option(desk: Desk, schedule: Schedule, *, gets: bool) -> Option:
    title = shorten(schedule.title, _TITLE)
    words = (
        desk.t("Leave out: {title}", title=title) if gets else desk.t("Ask me again: {title}", title=title)
    )
    return Option(f"{OUT if gets else BACK}-{schedule.id}", words)
