"""What every kind of question looks like when it is skipped, put off or closed."""

from __future__ import annotations

from bot.chat.cards import Button, Buttons, Paragraph, Part, Quote
from bot.chat.routes import wire
from bot.chat.text import Markup, bold, shorten
from bot.features.checkins.kinds.question import QUOTED, Question


def closed(question: Question) -> list[Part]:
    """That the time is over and nothing was recorded."""
    return [Paragraph(closed_words(question))]


def closed_words(question: Question) -> Markup:
    """The same as a sentence."""
    return question.t(
        "This check-in closed on {moment}; nothing is recorded. That is fine, the next one comes as usual.",
        moment=question.reader.moment(question.prompt.closes_at),
    )


def asleep(question: Question) -> list[Part]:
    """Until when it is put off, and the way to answer now all the same."""
    until = question.prompt.snoozed_until
    words = question.t(
        "Put off until {moment}. Then I ask again, in a new message.",
        moment=bold(question.reader.moment(until)) if until else "",
    )
    answer = Button(question.t("Answer now"), wire("checkin-now", question.prompt.id))
    return [Paragraph(words), Buttons((answer,))]


def skipped(question: Question) -> list[Part]:
    """That it was skipped, with the reason if there is one, and the ways on while it is open."""
    t, prompt = question.t, question.prompt
    day = question.reader.day_of(prompt.skipped_at) if prompt.skipped_at else ""
    said = (
        t("Not your indicator · {day}. I do not ask you about it again.", day=day)
        if prompt.not_mine
        else t("Skipped · {day}", day=day)
    )
    parts: list[Part] = [Paragraph(said)]
    if prompt.skip_reason:
        parts.append(Quote(shorten(prompt.skip_reason, QUOTED)))
    return parts if question.closed else [*parts, Buttons(tuple(_ways_on(question)))]


def _ways_on(question: Question) -> list[Button]:
    t, prompt = question.t, question.prompt
    if prompt.not_mine:
        return [Button(t("It is mine after all"), wire("checkin-answer", prompt.id))]
    reason = t("Change the reason") if prompt.skip_reason else t("Add a reason")
    return [
        Button(reason, wire("checkin-reason", prompt.id)),
        Button(t("Answer after all"), wire("checkin-answer", prompt.id)),
    ]
