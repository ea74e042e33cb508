"""The form of a piece of evidence."""

from __future__ import annotations

from dataclasses import replace

from bot.chat.cards import Option
from bot.chat.forms import ChoiceField, DateField, Field, Form, TextField
from bot.chat.limits import OPTIONS
from bot.chat.routes import wire
from bot.desk import Desk, Seat
from bot.features.evidence.given import LINK_LONGEST, WORDS_LONGEST
from bot.suggestions import indicator_option


def evidence(desk: Desk, seat: Seat) -> Form:
    """For which indicator, what was seen, where it is written, and on which day it was so."""
    t = desk.t
    return Form(
        wire("evidence-add", seat.team.id),
        t("Save as evidence"),
        (
            indicator_field(desk, seat),
            TextField("words", t("What did you see?"), "paragraph", longest=WORDS_LONGEST),
            TextField("link", t("A link, if there is one"), "link", longest=LINK_LONGEST),
            DateField("day", t("When was it? Today if left out")),
        ),
        (t("Everyone in your team can read it, without your name."),),
        t("Save"),
    )


def about_message(desk: Desk, seat: Seat, *, has_link: bool) -> Form:
    """The same form, opened in the menu of a message, and what is taken of that."""
    t = desk.t
    known = (
        t("Only the link to the message is kept, and what you write here. I do not read the message.")
        if has_link
        else t("I cannot link to this message. Write what you saw, or paste a link.")
    )
    form = evidence(desk, seat)
    return replace(form, intro=(known, *form.intro))


def indicator_field(desk: Desk, seat: Seat) -> Field:
    """A choice while all fit into one, the person's own first; else a line to type the id into."""
    instrument = desk.instrument(seat.team)
    own = instrument.for_audiences(desk.audiences(seat))
    every = (*own, *(each for each in instrument.indicators if each not in own))
    if len(every) > OPTIONS:
        hint = desk.t("Its id, such as {id}", id=every[0].id)
        return TextField("indicator", desk.t("For which indicator?"), hint=hint, required=True)
    options: tuple[Option, ...] = tuple(map(indicator_option, every))
    return ChoiceField("indicator", desk.t("For which indicator?"), options)
