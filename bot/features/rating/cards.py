"""What a person sees when rating: the choice among their indicators, the answer with what was before."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Button, Buttons, Card, Menu, Option, Paragraph, Quote, SmallPrint, card
from bot.chat.limits import OPTIONS
from bot.chat.routes import wire
from bot.chat.text import Markup, bold, join
from bot.desk import Desk, Seat
from bot.features.rating import suggested, walk_cards
from bot.features.rating.earlier import Earlier
from bot.features.rating.given import Recorded
from bot.features.rating.walk import Walk
from bot.features.rating.words import in_words, said_before, who_sees_it
from bot.suggestions import indicator_option
from rubric.model import Indicator


def pick_indicator(desk: Desk, seat: Seat, own: Sequence[Indicator], typed: str = "") -> Card:
    """Ask which of the person's indicators it is; `typed` is what was typed and names none."""
    options = tuple(indicator_option(each) for each in own)
    menus = [
        Menu(wire("rate", seat.team.id, *((page,) if page else ())), desk.t("Choose an indicator"), part)
        for page, part in enumerate(_pages(options))
    ]
    unread = [Paragraph(desk.t("I found no indicator in “{typed}”.", typed=typed))] if typed else []
    every = Button(desk.t("All of mine, one at a time"), wire("rate-walk", seat.team.id))
    return card(*unread, Paragraph(desk.t("Which indicator do you want to rate?")), *menus, Buttons((every,)))


def recorded(desk: Desk, seat: Seat, indicator: Indicator, said: Recorded) -> Card:
    """The rating as recorded, what it was before, who sees it, and what it means for the team."""
    t, rating = desk.t, said.rating
    before_it = said_before(desk, seat, said.before) or t("This is your first rating of it.")
    consensus = t("It agrees on its state together, in a consensus round.")
    ways = (
        Button(t("Add evidence"), wire("rate-evidence", rating.id)),
        Button(t("Change"), wire("rate", seat.team.id, indicator.id)),
        Button(t("Undo"), wire("rate-undo", rating.id)),
    )
    small_print = join(" ", [before_it, who_sees_it(desk, seat), consensus])
    return _recorded(desk, seat, indicator, said, ways, small_print)


def recorded_among(desk: Desk, seat: Seat, indicator: Indicator, said: Recorded, walk: Walk) -> Card:
    """The same on the way through all: how far they are, and the way on."""
    done = desk.t("That was the last one. Thank you.") if not walk.left else None
    before_it = said_before(desk, seat, said.before)
    so_far = join(" ", [words for words in (walk_cards.progress(desk, walk), done, before_it) if words])
    return _recorded(desk, seat, indicator, said, walk_cards.ways_on(desk, seat, walk, indicator), so_far)


def _recorded(
    desk: Desk,
    seat: Seat,
    indicator: Indicator,
    said: Recorded,
    ways: tuple[Button, ...],
    small_print: Markup,
) -> Card:
    recorded = desk.t(
        "Recorded for {team}: {title} ({id})",
        team=seat.team.name,
        title=bold(indicator.short_title),
        id=indicator.id,
    )
    rating = said.rating
    return card(
        Paragraph(recorded),
        Paragraph(in_words(desk, indicator, rating, with_descriptor=True)),
        Quote(rating.evidence) if rating.evidence else None,
        suggested.beside(desk, indicator, rating),
        suggested.to_take_up(desk, indicator, rating),
        Buttons(ways),
        SmallPrint(small_print),
    )


def undone(desk: Desk, seat: Seat, indicator: Indicator, before: Earlier | None) -> Card:
    """What stands after an undo."""
    t = desk.t
    stands = (
        t(
            "Your rating of {day} stands: {rating}.",
            day=seat.reader.day_of(before.rating.given_at),
            rating=in_words(desk, before.words, before.rating),
        )
        if before
        else t("You have no rating of it now.")
    )
    return card(
        Paragraph(
            join(" ", [t("Undone: {title} ({id}).", title=indicator.short_title, id=indicator.id), stands])
        ),
        Buttons((Button(t("Rate again"), wire("rate", seat.team.id, indicator.id)),)),
    )


def _pages(options: tuple[Option, ...]) -> list[tuple[Option, ...]]:
    return [options[start : start + OPTIONS] for start in range(0, len(options), OPTIONS)]
