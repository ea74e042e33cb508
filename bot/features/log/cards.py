"""The log as a message: a page of it, and the way to the older ones."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Button, Buttons, Card, Heading, Paragraph, SmallPrint, card
from bot.chat.phrases import Phrases
from bot.chat.routes import wire
from bot.chat.text import Markup, bold, join
from bot.desk import Desk, Seat
from bot.features.log import words
from bot.language.reader import Reader
from bot.store.queries.changes import Logged, Wanted

PAGE = 12


def page(desk: Desk, seat: Seat, found: Sequence[Logged], wanted: Wanted) -> Card:
    """A page, the newest first; one more than a page was found where there are older ones."""
    t = desk.t
    if not found:
        return card(Paragraph(t("Nothing more is in the log of {team}.", team=seat.team.name)))
    shown = found[:PAGE]
    older = Buttons((Button(t("Older"), _older(seat, shown[-1], wanted)),)) if len(found) > PAGE else None
    return card(
        Heading(t("What was changed in {team}", team=seat.team.name)),
        Paragraph(join("\n", [_line(one, seat.reader, t) for one in shown])),
        older,
        SmallPrint(
            t(
                "Ratings, votes and what is important to somebody stand here without a name or a time. "
                "Only a name or a sort of record: `/stem team log goal`"
            )
        ),
    )


def _line(one: Logged, reader: Reader, t: Phrases) -> Markup:
    what = [words.record(one.record, t), words.done(one.what, t)]
    if one.in_confidence:
        return join(" · ", [reader.day_of(one.at), *what])
    return join(" · ", [reader.moment(one.at), bold(words.who(one.who, t)), *what])


def _older(seat: Seat, last: Logged, wanted: Wanted) -> str:
    return wire("team-log", seat.team.id, last.id, wanted.person_id or "", wanted.record)
