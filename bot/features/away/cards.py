"""What somebody who goes, is away or comes back is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.chat.cards import Button, Buttons, Card, Link, Paragraph, SmallPrint, card
from bot.chat.routes import wire
from bot.chat.text import Markup, join
from bot.desk import Desk
from bot.features.away.typed import EXAMPLE, WITH_BOTH
from bot.language.reader import Reader
from bot.spoken import day_ahead
from bot.store.models import Absence

# More days than this are counted, not listed.
_MOST_LISTED = 3


def away(desk: Desk, reader: Reader, absence: Absence, left_out: Sequence[date]) -> Card:
    """What the days away mean."""
    return card(
        Paragraph(join(" ", [_says(desk, reader, absence), _left_out(desk, reader, left_out)])),
        Paragraph(_rest(desk)),
        back_button(desk),
        SmallPrint(desk.t("Back earlier, or changed your mind? `/stem away now:back`")),
    )


def paused(desk: Desk) -> Card:
    """What an open pause means."""
    t = desk.t
    return card(
        Paragraph(
            t(
                "Understood: I ask you nothing until you say so: no check-ins, no reminders, no digests. "
                "You count as excused."
            )
        ),
        Paragraph(_rest(desk)),
        back_button(desk),
        SmallPrint(
            t("To go on: `/stem away now:back`. For other days or hours instead of none: `/stem times`")
        ),
    )


def state(desk: Desk, reader: Reader, absences: Sequence[Absence]) -> Card:
    """When the person is away, and how to change it."""
    t = desk.t
    if absences:
        words = days_away(desk, reader, absences)
    else:
        words = t("You are not away: check-ins come as planned.")
    week = date.fromisoformat(day_ahead(reader.today))
    how = t(
        "To go away: `{example}`, or with a first day too: `{both}`",
        example=EXAMPLE.format(day=week),
        both=WITH_BOTH.format(first=week, last=day_ahead(week)),
    )
    buttons: list[Button | Link] = [Button(t("Choose days"), wire("away-form"), "main")]
    if absences:
        buttons += back_button(desk).buttons
    else:
        buttons.append(Button(t("Until I say so"), wire("pause-me")))
    return card(Paragraph(words), Buttons(tuple(buttons)), SmallPrint(how))


def back(desk: Desk, reader: Reader, ended: Absence, next_day: date | None) -> Card:
    """What happens from now on."""
    t = desk.t
    if ended.starts_on > reader.today:
        said = [t("The days from {first} on are not kept free any more.", first=reader.day(ended.starts_on))]
    else:
        said = [t("Welcome back. What fell into the time is not sent now.")]
    if next_day is not None:
        said.append(t("The next check-in comes on {day}.", day=reader.day(next_day)))
    return card(Paragraph(join(" ", said)))


def not_away(desk: Desk, reader: Reader) -> Card:
    """Nothing to end."""
    example = EXAMPLE.format(day=day_ahead(reader.today))
    return card(
        Paragraph(desk.t("You are not away, so nothing changes. To go away: `{example}`", example=example))
    )


def goes_on(desk: Desk) -> Card:
    """After a no to a pause."""
    return card(
        Paragraph(desk.t("Good, I keep asking.")),
        SmallPrint(
            desk.t("For other days or hours: `/stem times`. For a pause later: `/stem away now:open`")
        ),
    )


def _says(desk: Desk, reader: Reader, absence: Absence) -> Markup:
    t = desk.t
    first, last = absence.starts_on, absence.ends_on
    if last is None:
        return t("You have a pause: I ask you nothing until you say so.")
    if first <= reader.today:
        return t("Until {last} I send you nothing unasked.", last=reader.day(last))
    if first == last:
        return t("On {day} I send you nothing unasked.", day=reader.day(first))
    return t(
        "From {first} until {last} I send you nothing unasked.",
        first=reader.day(first),
        last=reader.day(last),
    )


def _left_out(desk: Desk, reader: Reader, days: Sequence[date]) -> Markup:
    t = desk.t
    if not days:
        return t("No check-in of yours falls into it.")
    if len(days) > _MOST_LISTED:
        return t(
            "The {count} check-ins that fall into it are left out, and you count as excused.",
            count=len(days),
        )
    return t.plural(
        "The check-in of {days}, which falls into it, is left out, and you count as excused.",
        "The {count} check-ins that fall into it ({days}) are left out, and you count as excused.",
        len(days),
        days=", ".join(reader.day(day) for day in days),
    )


def _rest(desk: Desk) -> Markup:
    return desk.t(
        "What is open now you may still answer, and need not. "
        "I still tell you when somebody gives you a task."
    )


def days_away(desk: Desk, reader: Reader, absences: Sequence[Absence]) -> Markup:
    """When the person is away, in a sentence each."""
    return join(" ", [_says(desk, reader, one) for one in absences])


def back_button(desk: Desk) -> Buttons:
    """The way to end it."""
    return Buttons((Button(desk.t("I am back"), wire("away-end")),))
