"""Which check-in is meant, and completions of its name."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Option
from bot.chat.events import ActionCall, CommandCall, FormSubmission
from bot.chat.limits import OPTION_LABEL, SUGGESTIONS
from bot.chat.replies import refusal
from bot.chat.text import join, shorten
from bot.desk import Desk, Seat
from bot.permissions import Act
from bot.schedule.check_in import KIND
from bot.store.models import Schedule
from bot.store.queries import schedules
from bot.store.queries.roster import DECLARED
from rubric.nearest import closest, plain


def named(desk: Desk, seat: Seat, given: str, command: str) -> Schedule:
    """The team's check-in of that name, or its only one; raises `Refusal` with the closest.

    `command` is what was typed before the name, for the example: `edit`.
    """
    running = schedules.running(desk.session, seat.team.id, KIND)
    if not running:
        raise refusal(desk.t("The team has no check-ins yet. To make one: `/stem checkins add`"))
    if not given and len(running) == 1:
        return running[0]
    for one in running:
        if plain(given) in {plain(one.slot), plain(one.title)}:
            return one
    names = {name: one for one in running for name in (one.slot, one.title)}
    nearest = closest(given, names) if given else None
    words = [desk.t("There is no check-in {given}.", given=given) if given else desk.t("Which one?")]
    words.append(desk.t("The check-ins are {names}.", names=", ".join(one.slot for one in running)))
    example = f"/stem checkins {command} {(nearest or running[0]).slot}"
    raise refusal(join(" ", [*words, desk.t("Try: `{example}`", example=example)]))


def of_call(desk: Desk, call: ActionCall | FormSubmission) -> tuple[Seat, Schedule]:
    """The check-in that a button or form is about, for those who run its team."""
    schedule = desk.session.get(Schedule, int(call.argument))
    if schedule is None:
        raise refusal(desk.t("This check-in is gone."))
    seat = desk.allowed_in(call, schedule.team_id, Act.RUN_CHECK_INS)
    if schedule.ended_at is not None:
        raise refusal(
            desk.t("{name} has ended. To make a new one: `/stem checkins add`", name=schedule.title)
        )
    return seat, schedule


def refuse_declared(desk: Desk, schedule: Schedule) -> None:
    """Raise `Refusal` for one that the installation's file declares: it is changed there."""
    if schedule.managed == DECLARED:
        raise refusal(
            desk.t(
                "{name} stands in the file that I was set up from, so it is changed there and not in chat. "
                "Please ask whoever runs me. You can pause it here: `/stem checkins pause {slot}`",
                name=schedule.title,
                slot=schedule.slot,
            )
        )


def suggest_check_in(desk: Desk, call: CommandCall, typed: str) -> Sequence[Option]:
    """The team's check-ins whose name holds what is typed."""
    seat = desk.seat(call)
    found = [
        Option(one.slot, shorten(f"{one.title} ({one.slot})", OPTION_LABEL))
        for one in schedules.running(desk.session, seat.team.id, KIND)
        if plain(typed) in plain(one.slot + one.title)
    ]
    return found[:SUGGESTIONS]
