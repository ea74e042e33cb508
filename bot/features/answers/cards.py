"""The answers to a check-in in numbers, then by name who has not answered; not what was said."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Card, Heading, Paragraph, Part, SmallPrint, card
from bot.chat.text import Markup, bold, join
from bot.desk import Desk, Seat
from bot.features.answers.runs import Run, by_audience
from bot.schedule.participation import Came
from bot.schedule.participation_words import answered, apart, between
from bot.schedule.shares import Share
from bot.store.models import Person

# So many names fit a paragraph.
_TOGETHER = 40


def answers(desk: Desk, seat: Seat, run: Run, earlier: Sequence[Run]) -> Card:
    """One run with its names, and the counts of a few before it."""
    t = desk.t
    counts = [bold(answered(run.every, t)), *between(run.every, t), *apart(run.every, t)]
    return card(
        Heading(_title(desk, seat, run)),
        Paragraph(join(" ", counts)),
        _names(t("No answer yet") if _is_open(desk, run) else t("No answer"), run.people(desk, Came.SILENT)),
        _names(t("Not reached"), run.people(desk, Came.UNDELIVERABLE)),
        _names(t("Not agreed to messages yet"), run.people(desk, Came.NOT_AGREED)),
        _audiences(desk, by_audience(desk, seat, run)),
        _before(desk, seat, earlier),
        SmallPrint(_small_print(desk, seat, run)),
    )


def _title(desk: Desk, seat: Seat, run: Run) -> Markup:
    return desk.t("{title}, {day}", title=run.schedule.title, day=seat.reader.day(run.occurrence.day))


def _is_open(desk: Desk, run: Run) -> bool:
    return run.occurrence.closes_at > desk.now


def _names(heading: Markup, people: Sequence[Person]) -> Part | None:
    if not people:
        return None
    names = [one.name for one in people]
    lines = [", ".join(names[start : start + _TOGETHER]) for start in range(0, len(names), _TOGETHER)]
    return Paragraph(join("\n", [bold(heading), *lines]))


def _audiences(desk: Desk, shown: Sequence[Share]) -> Part | None:
    if not shown:
        return None
    counts = [
        desk.t(
            "{audience} {answered} of {asked}",
            audience=one.audience,
            answered=one.answered,
            asked=one.asked,
        )
        for one in shown
    ]
    return Paragraph(desk.t("Answered: {counts}.", counts=join(", ", counts)))


def _before(desk: Desk, seat: Seat, earlier: Sequence[Run]) -> Part | None:
    if not earlier:
        return None
    lines = [
        join(" ", [desk.t("{day}:", day=seat.reader.day(one.occurrence.day)), answered(one.every, desk.t)])
        for one in earlier
    ]
    return Paragraph(join("\n", [bold(desk.t("Before")), *lines]))


def _small_print(desk: Desk, seat: Seat, run: Run) -> Markup:
    moment = seat.reader.moment(run.occurrence.closes_at)
    until = (
        desk.t("Open until {moment}.", moment=moment)
        if _is_open(desk, run)
        else desk.t("Closed since {moment}.", moment=moment)
    )
    return join(" ", [until, desk.t("Names are for you alone; please do not pass them on.")])
