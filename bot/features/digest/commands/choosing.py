"""Which planned digest is meant, by a name or a button, and completions of its name."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Option
from bot.chat.events import ActionCall, CommandCall, FormSubmission
from bot.chat.limits import OPTION_LABEL, SUGGESTIONS
from bot.chat.replies import refusal
from bot.chat.text import join, shorten
from bot.desk import Desk, Seat
from bot.features.digest.commands.finding import running
from bot.features.digest.commands.reading import EXAMPLE
from bot.permissions import Act
from bot.store.models import Schedule
from bot.store.queries.roster import DECLARED
from rubric.nearest import closest, plain


def named(desk: Desk, seat: Seat, given: str, command: str) -> Schedule:
    """The team's digest of that name, the next one if none is given; raises `Refusal` with the closest."""
    every = running(desk, seat)
    if not every:
        raise refusal(desk.t("The team has no digests yet. To make one: `{example}`", example=EXAMPLE))
    if not given.strip():
        return every[0]
    if (found := called(every, given)) is not None:
        return found
    nearest = closest(given, {one.slot: one for one in every}) or every[0]
    words = [
        desk.t("There is no digest {given}.", given=given),
        desk.t("The digests are {names}.", names=", ".join(one.slot for one in every)),
        desk.t("Try: `{example}`", example=f"/stem digest {command} name:{nearest.slot}"),
    ]
    raise refusal(join(" ", words))


def called(every: Sequence[Schedule], given: str) -> Schedule | None:
    """The one of that name or title."""
    return next((one for one in every if plain(given) in {plain(one.slot), plain(one.title)}), None)


def of_call(desk: Desk, call: ActionCall | FormSubmission) -> tuple[Seat, Schedule]:
    """The digest that a button or form is about, for those who run its team's."""
    schedule = desk.session.get(Schedule, int(call.argument))
    if schedule is None:
        raise refusal(desk.t("This digest is gone."))
    seat = desk.allowed_in(call, schedule.team_id, Act.RUN_DIGESTS)
    if schedule.ended_at is not None:
        raise refusal(desk.t("{name} has ended. The others: `/stem digest schedule`", name=schedule.title))
    return seat, schedule


def refuse_declared(desk: Desk, schedule: Schedule) -> None:
    """Raise `Refusal` for one that the installation's file declares: it is changed there."""
    if schedule.managed == DECLARED:
        raise refusal(
            desk.t(
                "{name} stands in the file that I was set up from, so it is changed there and not in chat. "
                "Please ask whoever runs me. You can pause it here: `/stem digest schedule`",
                name=schedule.title,
            )
        )


def suggest_digest(desk: Desk, call: CommandCall, typed: str) -> Sequence[Option]:
    """The team's digests whose name holds what is typed."""
    found = [
        Option(one.slot, shorten(f"{one.title} ({one.slot})", OPTION_LABEL))
        for one in running(desk, desk.seat(call))
        if plain(typed) in plain(one.slot + one.title)
    ]
    return found[:SUGGESTIONS]
