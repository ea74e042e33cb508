"""The indicator as a message: a paragraph for each level, what stands there said in words."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.cards import Button, Buttons, Card, Heading, Paragraph, Part, SmallPrint, card
from bot.chat.limits import PART_TEXT
from bot.chat.phrases import Phrases
from bot.chat.routes import wire
from bot.chat.text import Markup, bold, join, plain
from bot.desk import Desk, Seat
from bot.store.models import AgreedState, Rating
from rubric.model import Descriptor, Indicator


@dataclass(frozen=True, slots=True)
class Known:
    """What is marked: the team's existing state, the caller's last rating, and whether they may rate."""

    agreed: AgreedState | None
    own: Rating | None
    may_rate: bool


def indicator_card(desk: Desk, seat: Seat, indicator: Indicator, known: Known) -> Card:
    """All levels, lowest first, and the button to rate."""
    t = desk.t
    parts: list[Part] = [
        Heading(f"{indicator.short_title} ({indicator.id})"),
        Paragraph(indicator.title.rstrip(".") + "."),
        Paragraph(join(" ", [_about(indicator, t), *_stands(seat, known, t)])),
    ]
    for each in indicator.descriptors:
        parts += _level(each, seat, known, t)
    return card(*parts, *_choices(seat, indicator, known, t))


def _about(indicator: Indicator, t: Phrases) -> Markup:
    if indicator.whole_team:
        return t("About: {audience}, and the leadership team as a whole.", audience=indicator.audience)
    return t("About: {audience}.", audience=indicator.audience)


def _stands(seat: Seat, known: Known, t: Phrases) -> list[Markup]:
    """What cannot be marked at a level."""
    words = [] if known.agreed else [t("Your team has not agreed yet where it stands.")]
    if known.own and known.own.level is None:
        said = t("I don't know") if known.own.answer == "dont-know" else t("Not applicable")
        day = seat.reader.day_of(known.own.given_at)
        words.append(t("Your rating of {day}: {answer}.", day=day, answer=said))
    return words


def _level(descriptor: Descriptor, seat: Seat, known: Known, t: Phrases) -> list[Part]:
    level = descriptor.level
    title = join(" · ", [bold(f"{level.number} · {level.name}"), *_marks(level.number, seat, known, t)])
    behaviours = [join(" ", ["•", each]) for each in descriptor.behaviours]
    return [Paragraph(words) for words in _packed([title, join("", [descriptor.summary]), *behaviours])]


def _marks(level: int, seat: Seat, known: Known, t: Phrases) -> list[Markup]:
    marks = []
    if known.agreed and known.agreed.level == level:
        marks.append(t("your team is here (agreed on {day})", day=seat.reader.day(known.agreed.agreed_on)))
    if known.own and known.own.level == level:
        marks.append(t("your rating ({day})", day=seat.reader.day_of(known.own.given_at)))
    return marks


def _packed(lines: list[Markup]) -> list[Markup]:
    """The lines in as few paragraphs as hold them."""
    paragraphs: list[Markup] = []
    for line in lines:
        longer = join("\n", [*paragraphs[-1:], line])
        if paragraphs and len(plain(longer)) <= PART_TEXT:
            paragraphs[-1] = longer
        else:
            paragraphs.append(line)
    return paragraphs


def _choices(seat: Seat, indicator: Indicator, known: Known, t: Phrases) -> list[Part]:
    if known.may_rate:
        return [Buttons((Button(t("Rate it"), wire("rate", seat.team.id, indicator.id), "main"),))]
    return [SmallPrint(t("You are not asked about this one; a facilitator can rate it."))]
