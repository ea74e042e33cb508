"""What a person sees on their way through all that they rate."""

from __future__ import annotations

from bot.chat.cards import Button, Buttons, Card, Heading, Paragraph, SmallPrint, card
from bot.chat.limits import BUTTON_LABEL
from bot.chat.routes import wire
from bot.chat.text import Markup, bold, join, shorten
from bot.desk import Desk, Seat
from bot.features.rating.walk import Walk, place_of
from bot.features.rating.words import in_words, title, who_sees_it
from rubric.model import Indicator

ALL = "/stem rate all"


def overview(desk: Desk, seat: Seat, walk: Walk) -> Card:
    """Everything with what was said of it so far, and the way on."""
    t = desk.t
    return card(
        Heading(t("Rating · {done} of {count}", done=walk.done, count=len(walk.indicators))),
        Paragraph(_opening(desk, seat, walk)),
        Paragraph(join("\n", [_line(desk, walk, one) for one in walk.indicators])),
        Buttons((_next(desk, seat, walk),)) if walk.left else None,
        SmallPrint(join(" ", [_until(desk, seat, walk), who_sees_it(desk, seat)])),
    )


def ways_on(desk: Desk, seat: Seat, walk: Walk, indicator: Indicator) -> tuple[Button, ...]:
    """After an answer: the next one, changing this one, stopping."""
    t = desk.t
    change = Button(t("Change"), wire("rate-all", seat.team.id, indicator.id))
    if not walk.left:
        return (change, Button(t("See all"), wire("rate-walk", seat.team.id)))
    return (_next(desk, seat, walk), change, Button(t("Stop here"), wire("rate-stop", seat.team.id)))


def progress(desk: Desk, walk: Walk) -> Markup:
    """How many of them are rated."""
    return desk.t("{done} of {count} rated.", done=walk.done, count=len(walk.indicators))


def stopped(desk: Desk, seat: Seat, walk: Walk) -> Card:
    """What is kept, and how to go on."""
    t = desk.t
    kept = t.plural(
        "Kept: {count} rating. {left} to go whenever you like.",
        "Kept: {count} ratings. {left} to go whenever you like.",
        walk.done,
        left=len(walk.left),
    )
    return card(
        Paragraph(kept),
        Buttons((_next(desk, seat, walk),)) if walk.left else None,
        SmallPrint(_until(desk, seat, walk)),
    )


def _opening(desk: Desk, seat: Seat, walk: Walk) -> Markup:
    t = desk.t
    if not walk.left:
        return t("You have rated all that is yours for {team}. Thank you.", team=seat.team.name)
    return t(
        "These are yours for {team}. Each opens with its levels in view; every answer is kept at once, "
        "and you can stop after any of them.",
        team=seat.team.name,
    )


def _line(desk: Desk, walk: Walk, indicator: Indicator) -> Markup:
    rating = walk.ratings.get(indicator.id)
    if rating is None:
        return desk.t("· {title}: open", title=title(indicator))
    return desk.t("· {title}: {rating}", title=title(indicator), rating=in_words(desk, indicator, rating))


def _next(desk: Desk, seat: Seat, walk: Walk) -> Button:
    coming = walk.left[0]
    place = place_of(desk, walk, coming)
    room = BUTTON_LABEL - len(desk.t("Next ({place}): {title}", place=place, title=""))
    label = desk.t("Next ({place}): {title}", place=place, title=shorten(coming.short_title, room))
    return Button(label, wire("rate-all", seat.team.id), "main")


def _until(desk: Desk, seat: Seat, walk: Walk) -> Markup:
    go_on = desk.t("Go on at any time, on any platform that you use: `{command}`.", command=ALL)
    if walk.closes_at is None:
        return go_on
    closes = desk.t("Open until {moment}.", moment=bold(seat.reader.moment(walk.closes_at)))
    return join(" ", [closes, go_on])
