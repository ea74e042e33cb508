"""The few things that this room says itself, when no feature can."""

from __future__ import annotations

from bot.chat.cards import Button, Buttons, Card, Paragraph, card
from bot.chat.phrases import Phrases
from bot.chat.replies import Correct
from bot.chat.routes import wire


def away(t: Phrases) -> Card:
    """The database cannot be reached."""
    return card(Paragraph(t("My records are out of reach just now. Please try again in a minute.")))


def too_late(t: Phrases) -> Card:
    """The moment in which a form can open has passed."""
    return card(Paragraph(t("That took too long, so the form could not open. Please try once more.")))


def in_messages(t: Phrases) -> Card:
    """An answer is too long for the page on which it was asked for."""
    return card(Paragraph(t("That is long, so it stands among your messages with me.")))


def broken(reference: str, t: Phrases) -> Card:
    """Something failed that should not; `reference` finds it in the log."""
    words = t(
        "Something went wrong on my side. If it happens again, tell whoever runs me this "
        "reference: {reference}",
        reference=reference,
    )
    return card(Paragraph(words))


def corrections(reply: Correct, t: Phrases) -> Card:
    """What is wrong in a form that has closed already, with a way back to what was typed."""
    labels = {field.id: field.label for field in reply.form.fields}
    lines = [
        Paragraph(t("{field}: {problem}", field=labels.get(field, field), problem=problem))
        for field, problem in reply.problems.items()
    ]
    edit = Buttons((Button(t("Edit answers"), wire("draft", reply.draft), "main"),))
    opening = Paragraph(t("Not recorded yet. Please look at this again:"))
    return card(opening, *lines, edit if reply.draft else None)
