"""What a run will bring, in words: who gets what and when, who is left out and why, what nobody is asked."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Paragraph, Part, SmallPrint
from bot.chat.text import Markup, bold, join
from bot.desk import Desk, Seat
from bot.features.checkin_plans.words import REASONS, title
from bot.language.reader import Reader
from bot.schedule.check_in import check_in_of
from bot.schedule.outlook import NOTHING, DayOff, Outlook, Question
from bot.schedule.unasked_words import unasked_lines

# So many lines fit a paragraph even with long names and titles.
_TOGETHER = 10


def people(desk: Desk, seat: Seat, outlook: Outlook) -> list[Part]:
    """A line for each person who is asked; then those who are not."""
    t = desk.t
    about_indicators = check_in_of(outlook.schedule).is_about_indicators
    lines = [_question(desk, seat, one, about_indicators=about_indicators) for one in outlook.questions]
    parts: list[Part] = [*_together(lines)]
    if not lines:
        parts = [Paragraph(t("Nobody would be asked."))]
    if left := outlook.left_alone:
        said = [
            t("{name} ({reason})", name=person.name, reason=t(REASONS[why]) if why in REASONS else why)
            for person, why in left
        ]
        parts += [
            Paragraph(join(" ", [bold(t("Not asked:")), join(", ", each) + "."])) for each in _chunks(said)
        ]
    return [*parts, *map(SmallPrint, unasked_lines(outlook.unasked, t))]


def calendar(desk: Desk, seat: Seat, coming: Sequence[Outlook | DayOff]) -> list[Part]:
    """A line for each run, and for each day on which one is left out."""
    return list(_together([_day(desk, seat, one) for one in coming]))


def _day(desk: Desk, seat: Seat, one: Outlook | DayOff) -> Markup:
    day, name = bold(seat.reader.day(one.day)), title(one.schedule)
    if isinstance(one, DayOff):
        return desk.t("{day} · {name}: left out, no school ({why})", day=day, name=name, why=one.why)
    asked = desk.t.plural("{count} person", "{count} people", len(one.questions))
    left_out = sum(why != NOTHING for _, why in one.left_alone)
    if not left_out:
        return desk.t("{day} · {name}: {people}", day=day, name=name, people=asked)
    return desk.t(
        "{day} · {name}: {people}, {count} left out", day=day, name=name, people=asked, count=left_out
    )


def _question(desk: Desk, seat: Seat, one: Question, *, about_indicators: bool) -> Markup:
    instrument = desk.instrument(seat.team)
    named = [f"{instrument.indicator(each).short_title} ({each})" for each in one.subjects]
    reader = Reader(one.person.zone, seat.reader.locale, desk.now)
    moment = reader.moment(one.due_at)
    if one.person.zone != seat.person.zone:
        moment = desk.t("{moment} in {zone}", moment=moment, zone=one.person.zone)
    pieces = [bold(one.person.name), moment, *(named if about_indicators else [])]
    if one.joins:
        pieces.append(desk.t("with another check-in, in one message"))
    return join(" · ", pieces)


def _together(lines: Sequence[Markup]) -> list[Paragraph]:
    return [Paragraph(join("\n", each)) for each in _chunks(lines)]


def _chunks(lines: Sequence[Markup]) -> list[Sequence[Markup]]:
    return [lines[first : first + _TOGETHER] for first in range(0, len(lines), _TOGETHER)]
