"""The indicator as a message: a paragraph for each level, what stands there said in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.cards import Button, Buttons, Card, Heading, Paragraph, Part, SmallPrint, card
from bot.chat.phrases import Phrases
from bot.chat.routes import wire
from bot.chat.text import Markup, join, shorten
from bot.desk import Desk, Seat
from bot.features.indicator import levels
from bot.features.indicator.past import Past
from bot.store.lineage import Lineage
from bot.store.models import AgreedState, Rating
from rubric.model import Indicator

MAP_TITLE = 1500


@dataclass(frozen=True, slots=True)
class Known:
    """What is marked: the team's existing state, the caller's last rating, and whether they may rate."""

    lineage: Lineage
    agreed: AgreedState | None
    own: Rating | None
    may_rate: bool


def indicator_card(
    desk: Desk, seat: Seat, indicator: Indicator, known: Known, before: Sequence[Past]
) -> Card:
    """All levels, lowest first, what was said on other scales `before`, and the button to rate."""
    t = desk.t
    marks = levels.Marks(seat.reader, known.lineage, known.agreed, known.own)
    return card(
        *_opening(indicator, t),
        Paragraph(join(" ", [_about(indicator, t), *_stands(seat, known, t)])),
        *levels.paragraphs(indicator, marks, t),
        *(Paragraph(_on_another_scale(past, seat, t)) for past in before),
        *_choices(seat, indicator, known, t),
        SmallPrint(_source(indicator, known.lineage.today.title, known.lineage.today.version, t)),
    )


def past_card(desk: Desk, seat: Seat, lineage: Lineage, past: Past) -> Card:
    """An indicator of an earlier version with its words of then, and what was said about it."""
    t = desk.t
    marks = levels.Marks(seat.reader, lineage, past.agreed, past.own)
    gone = t(
        "This was an indicator in version {before}. Version {today}, which your team works with now, has it "
        "no more: what was said about it is history and counts in nothing.",
        before=past.version,
        today=lineage.today.version,
    )
    return card(
        *_opening(past.words, t),
        Paragraph(gone),
        *levels.paragraphs(past.words, marks, t),
        SmallPrint(_source(past.words, lineage.today.title, past.version, t)),
    )


def _opening(indicator: Indicator, t: Phrases) -> list[Part]:
    """The name and the whole sentence, twice where the map words it otherwise than the overview."""
    parts: list[Part] = [
        Heading(f"{indicator.short_title} ({indicator.id})"),
        Paragraph(indicator.title.rstrip(".") + "."),
    ]
    if indicator.map_title:
        words = shorten(indicator.map_title, MAP_TITLE).rstrip(".")
        parts.append(Paragraph(t("Beside its levels it is worded otherwise: {words}.", words=words)))
    return parts


def _about(indicator: Indicator, t: Phrases) -> Markup:
    if indicator.whole_team:
        return t("About: {audience}, and the leadership team as a whole.", audience=indicator.audience)
    return t("About: {audience}.", audience=indicator.audience)


def _stands(seat: Seat, known: Known, t: Phrases) -> list[Markup]:
    """What cannot be marked at a level."""
    words = [] if known.agreed else [t("Your team has not agreed yet where it stands.")]
    if known.own and known.own.level is None:
        day = seat.reader.day_of(known.own.given_at)
        words.append(t("Your rating of {day}: {answer}.", day=day, answer=levels.without_level(known.own, t)))
    return words


def _on_another_scale(past: Past, seat: Seat, t: Phrases) -> Markup:
    count = len(past.words.descriptors)
    said = t(
        "Version {version} had {count} levels, so what was said then does not count here.",
        version=past.version,
        count=count,
    )
    states = [_agreed_then(past, past.agreed, seat, t)] if past.agreed else []
    if past.own:
        rating, day = levels.in_words(past.words, past.own, t), seat.reader.day_of(past.own.given_at)
        states.append(t("Your rating was {rating} ({day}).", rating=rating, day=day))
    return join(" ", [said, *states])


def _agreed_then(past: Past, agreed: AgreedState, seat: Seat, t: Phrases) -> Markup:
    level, day = levels.named(past.words, agreed.level), seat.reader.day(agreed.agreed_on)
    if agreed.provisional:
        return t("Your team was at {level} for now, without consensus ({day}).", level=level, day=day)
    return t("Your team agreed on {level} ({day}).", level=level, day=day)


def _choices(seat: Seat, indicator: Indicator, known: Known, t: Phrases) -> list[Part]:
    if known.may_rate:
        return [Buttons((Button(t("Rate it"), wire("rate", seat.team.id, indicator.id), "main"),))]
    return [SmallPrint(t("You are not asked about this one; a facilitator can rate it."))]


def _source(indicator: Indicator, title: str, version: str, t: Phrases) -> Markup:
    return t(
        "{rubric}, version {version}. Source: {source}.",
        rubric=title,
        version=version,
        source=indicator.source.rstrip("."),
    )
