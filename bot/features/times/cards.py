"""What somebody's own times are, and what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.chat.cards import Button, Buttons, Card, Heading, Paragraph, SmallPrint, card
from bot.chat.phrases import Phrases
from bot.chat.routes import wire
from bot.chat.text import Markup, join
from bot.desk import Desk, Seat
from bot.features.times import opting
from bot.features.times.wishes import AT_EXAMPLE, Wish, as_it_is
from bot.language.reader import Reader
from bot.schedule.availability import own_days
from bot.schedule.quiet_hours import QuietHours
from bot.schedule.rule_words import WEEKDAYS
from bot.schedule.team_times import quiet_hours
from bot.store.models import Absence

_OWN = Wish(None, "", None, None)


def times(
    desk: Desk, held: Sequence[Seat], away: Sequence[Absence], next_day: date | None, *, changed: bool
) -> Card:
    """The person's times; `changed`: they were just recorded."""
    t, seat = desk.t, held[0]
    wish = as_it_is(seat.person)
    buttons = [Button(t("Change times"), wire("times-form"), "plain" if changed else "main")]
    if wish != _OWN:
        buttons.append(Button(t("As the team"), wire("times-team")))
    if away:
        buttons.append(Button(t("I am back"), wire("away-end")))
    return card(
        Heading(t("Recorded: your times") if changed else t("Your times")),
        Paragraph(join("\n", [_at(desk, seat, wish), _days(desk, wish), _quiet(desk, held, wish)])),
        Paragraph(left_out) if (left_out := opting.left_out(desk, held)) else None,
        Paragraph(_next(desk, seat, away, next_day)) if away or next_day else None,
        Buttons(tuple(buttons)),
        opting.menu(desk, held),
        SmallPrint(_small(desk, seat, wish)),
    )


def _at(desk: Desk, seat: Seat, wish: Wish) -> Markup:
    if wish.own_time is None:
        return desk.t("Time of day: as each check-in has it")
    return desk.t("Time of day: {time}", time=seat.reader.clock_time(wish.own_time))


def _days(desk: Desk, wish: Wish) -> Markup:
    if not wish.own_days:
        return desk.t("Days: as the team")
    names = [desk.t(WEEKDAYS[day]) for day in sorted(own_days(wish.own_days))]
    return desk.t("Days: {days}", days=join(", ", names))


def _quiet(desk: Desk, held: Sequence[Seat], wish: Wish) -> Markup:
    t, reader = desk.t, held[0].reader
    every = dict.fromkeys(quiet_hours(seat.team) for seat in held)
    team = join(", ", [_hours(reader, one, t) for one in every])
    if wish.quiet_from is None or wish.quiet_until is None:
        return t("Quiet hours: {hours}, as the team", hours=team)
    own = _hours(reader, QuietHours(wish.quiet_from, wish.quiet_until), t)
    return t("Quiet hours: {own}, and the team's: {team}", own=own, team=team)


def _next(desk: Desk, seat: Seat, away: Sequence[Absence], next_day: date | None) -> Markup:
    t, reader = desk.t, seat.reader
    if not away:
        return t("The next check-in comes on {day}.", day=reader.day(next_day or reader.today))
    if away[0].ends_on is None:
        return t("You have a pause: I ask you nothing until you say so.")
    return t(
        "You are away from {first} until {last}.",
        first=reader.day(away[0].starts_on),
        last=reader.day(away[0].ends_on),
    )


def _small(desk: Desk, seat: Seat, wish: Wish) -> Markup:
    t = desk.t
    said = [t("All by your clock ({zone}).", zone=seat.person.zone)]
    if wish.own_days:
        said.append(
            t(
                "What falls on another day comes on your next one while it can still be answered; "
                "else it is left out, and you count as excused."
            )
        )
    else:
        said.append(t("In a line: `{example}`", example=AT_EXAMPLE))
    return join(" ", said)


def _hours(reader: Reader, hours: QuietHours, t: Phrases) -> Markup:
    return t("{first} to {last}", first=reader.clock_time(hours.starts), last=reader.clock_time(hours.ends))
