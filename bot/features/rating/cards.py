"""What a person sees when rating: the form with every level in view, the answer with what was before."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Button, Buttons, Card, Menu, Option, Paragraph, Quote, SmallPrint, card
from bot.chat.forms import ChoiceField, Form, TextField
from bot.chat.limits import OPTIONS
from bot.chat.routes import wire
from bot.chat.text import Markup, bold, join
from bot.desk import Desk, Seat
from bot.features.rating.earlier import Earlier
from bot.store.models import Rating
from bot.suggestions import indicator_option
from rubric import measure
from rubric.model import Indicator

EVIDENCE_LONGEST = 1000


def pick_indicator(desk: Desk, seat: Seat, own: Sequence[Indicator], typed: str = "") -> Card:
    """Ask which of the person's indicators it is; `typed` is what was typed and names none."""
    options = tuple(indicator_option(each) for each in own)
    menus = [
        Menu(wire("rate", seat.team.id, *((page,) if page else ())), desk.t("Choose an indicator"), part)
        for page, part in enumerate(_pages(options))
    ]
    unread = [Paragraph(desk.t("I found no indicator in “{typed}”.", typed=typed))] if typed else []
    return card(*unread, Paragraph(desk.t("Which indicator do you want to rate?")), *menus)


def rating_form(desk: Desk, seat: Seat, indicator: Indicator, before: Earlier | None) -> Form:
    """The levels in full as text, then the choice; nothing is preselected."""
    t = desk.t
    lines = [
        join(" ", [bold(f"{_level(each.level.number, each.level.name)}:"), each.summary])
        for each in indicator.descriptors
    ]
    earlier = [_last_time(desk, seat, before)] if before else []
    return Form(
        wire("rate", seat.team.id, indicator.id),
        t("Rate an indicator"),
        (
            ChoiceField("level", t("What does it look like now?"), _level_options(desk, indicator)),
            TextField(
                "evidence",
                t("What did you see? A link is fine too"),
                "paragraph",
                longest=EVIDENCE_LONGEST,
            ),
        ),
        (_title(indicator), join("\n", lines), *earlier, _who_sees_it(desk, seat)),
        t("Record"),
    )


def evidence_form(desk: Desk, said: Earlier) -> Form:
    """What supports a rating."""
    t = desk.t
    field = TextField(
        "evidence",
        t("What did you see? A link is fine too"),
        "paragraph",
        required=True,
        longest=EVIDENCE_LONGEST,
        value=said.rating.evidence,
    )
    about = _title(said.words)
    return Form(wire("rate-evidence", said.rating.id), t("Add evidence"), (field,), (about,), t("Record"))


def recorded(desk: Desk, seat: Seat, indicator: Indicator, rating: Rating, before: Earlier | None) -> Card:
    """The rating as recorded, what it was before, who sees it, and what it means for the team."""
    t = desk.t
    before_it = _last_time(desk, seat, before) if before else t("This is your first rating of it.")
    consensus = t("It agrees on its state together, in a consensus round.")
    return card(
        Paragraph(
            t(
                "Recorded for {team}: {title} ({id})",
                team=seat.team.name,
                title=bold(indicator.short_title),
                id=indicator.id,
            )
        ),
        Paragraph(in_words(desk, indicator, rating, with_descriptor=True)),
        Quote(rating.evidence) if rating.evidence else None,
        Buttons(
            (
                Button(t("Add evidence"), wire("rate-evidence", rating.id)),
                Button(t("Change"), wire("rate", seat.team.id, indicator.id)),
                Button(t("Undo"), wire("rate-undo", rating.id)),
            )
        ),
        SmallPrint(join(" ", [before_it, _who_sees_it(desk, seat), consensus])),
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


def in_words(desk: Desk, indicator: Indicator, rating: Rating, *, with_descriptor: bool = False) -> Markup:
    """`3 · Refining and Expanding`, with what that looks like if wanted."""
    if rating.level is None:
        return desk.t("I don't know") if rating.answer == "dont-know" else desk.t("Not applicable")
    found = indicator.descriptor(rating.level)
    level = _level(found.level.number, found.level.name)
    return join(" ", [bold(f"{level}:"), found.summary]) if with_descriptor else join("", [level])


def _last_time(desk: Desk, seat: Seat, before: Earlier) -> Markup:
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


def _who_sees_it(desk: Desk, seat: Seat) -> Markup:
    return desk.t(
        "Your team sees ratings once {floor} people have rated, without names.",
        floor=seat.team.settings.get("group_floor", measure.GROUP_FLOOR),
    )


def _title(indicator: Indicator) -> Markup:
    return join(" ", [bold(indicator.short_title), f"({indicator.id})"])


def _level(number: int, name: str) -> str:
    return f"{number} · {name}"


def _level_options(desk: Desk, indicator: Indicator) -> tuple[Option, ...]:
    levels = [
        Option(str(each.level.number), _level(each.level.number, each.level.name))
        for each in indicator.descriptors
    ]
    return (
        *levels,
        Option("dont-know", desk.t("I don't know")),
        Option("not-applicable", desk.t("Not applicable")),
    )


def _pages(options: tuple[Option, ...]) -> list[tuple[Option, ...]]:
    return [options[start : start + OPTIONS] for start in range(0, len(options), OPTIONS)]
