"""What a reminder says: what is left and until when; and what is asked after a silence."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.chat.cards import Button, Buttons, Card, Paragraph, SmallPrint, card, split
from bot.chat.phrases import Phrases
from bot.chat.routes import wire
from bot.chat.text import Markup, join
from bot.desk import Desk
from bot.store.models import Person, Prompt, Team

# Draws the questions of a check-in with their buttons.
Draw = Callable[[Desk, Team, Person, Sequence[Prompt]], Card]


def reminder(
    desk: Desk, team: Team, person: Person, left: Sequence[Prompt], draw: Draw, *, last: bool
) -> Card:
    """What is left and until when, then the questions themselves, as many as fit one message."""
    opening = Paragraph(_opening(desk, person, left, last=last))
    for count in range(len(left), 1, -1):
        whole = Card((opening, *draw(desk, team, person, left[:count]).parts))
        if len(split(whole)) == 1:
            return whole
    return Card((opening, *draw(desk, team, person, left[:1]).parts))


def shall_i_pause(desk: Desk, person: Person, count: int) -> Card:
    """Whether to go on asking somebody who has not answered so many check-ins."""
    t = desk.phrases_in(person.locale)
    return card(
        Paragraph(
            t.plural(
                "You did not answer the last check-in. That is fine. Shall I pause?",
                "You did not answer the last {count} check-ins. That is fine. Shall I pause?",
                count,
            )
        ),
        Buttons((Button(t("Pause for now"), wire("pause-me")), Button(t("Keep asking"), wire("pause-not")))),
        SmallPrint(t("I ask this once, and I send you no more reminders until you answer a check-in again.")),
    )


def _opening(desk: Desk, person: Person, left: Sequence[Prompt], *, last: bool) -> Markup:
    t, reader = desk.phrases_in(person.locale), desk.reader(person)
    moment = reader.moment(min(one.closes_at for one in left))
    same = len({one.closes_at for one in left}) == 1
    return join(" ", [_how_many(t, len(left), moment, same=same), _how_often(t, last=last)])


def _how_many(t: Phrases, count: int, moment: str, *, same: bool) -> Markup:
    if same:
        return t.plural(
            "{count} question is still open for you, until {moment}.",
            "{count} questions are still open for you, until {moment}.",
            count,
            moment=moment,
        )
    return t.plural(
        "{count} question is still open for you, until {moment}.",
        "{count} questions are still open for you, the first until {moment}.",
        count,
        moment=moment,
    )


def _how_often(t: Phrases, *, last: bool) -> Markup:
    if last:
        return t("This is the last time I remind you; no answer is fine too.")
    return t("One tap is enough.")
