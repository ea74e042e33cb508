"""Words about ratings that forms and messages share."""

from __future__ import annotations

from bot.chat.text import Markup, bold, join
from bot.desk import Desk, Seat
from bot.features.rating.earlier import Earlier
from bot.store.models import Rating
from rubric import measure
from rubric.model import Indicator, Level


def title(indicator: Indicator) -> Markup:
    """The short title with the id behind."""
    return join(" ", [bold(indicator.short_title), f"({indicator.id})"])


def level_words(level: Level) -> str:
    """`3 · Refining and Expanding`."""
    return f"{level.number} · {level.name}"


def in_words(desk: Desk, indicator: Indicator, rating: Rating, *, with_descriptor: bool = False) -> Markup:
    """The level or what stands for it, with what that looks like if wanted."""
    if rating.level is None:
        return desk.t("I don't know") if rating.answer == "dont-know" else desk.t("Not applicable")
    found = indicator.descriptor(rating.level)
    level = level_words(found.level)
    return join(" ", [bold(f"{level}:"), found.summary]) if with_descriptor else join("", [level])


def said_before(desk: Desk, seat: Seat, before: Earlier | None) -> Markup | None:
    """What somebody said last, and when."""
    if before is None:
        return None
    rating = in_words(desk, before.words, before.rating)
    day = seat.reader.day_of(before.rating.given_at)
    if not before.version:
        return desk.t("Before: {rating} ({day}).", rating=rating, day=day)
    return desk.t(
        "Before: {rating} ({day}, in the words of version {version}).",
        rating=rating,
        day=day,
        version=before.version,
    )


def who_sees_it(desk: Desk, seat: Seat) -> Markup:
    """Who sees a rating."""
    return desk.t(
        "Your team sees ratings once {floor} people have rated, without names.",
        floor=seat.team.settings.get("group_floor", measure.GROUP_FLOOR),
    )
