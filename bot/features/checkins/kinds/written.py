"""A reflection, or a question of the facilitator's own: answered in words, or "nothing new" in one tap."""

from __future__ import annotations

from bot.chat.cards import Button, Buttons, Paragraph, Part, Quote
from bot.chat.routes import wire
from bot.chat.text import Markup, bold, shorten
from bot.features.checkins.kinds.question import QUOTED, Kind, Question

SAID, NO_NEWS = "said", "no-news"
REFLECTION = "reflection"


def heading(question: Question) -> Markup:
    """What it is."""
    if question.prompt.asks == REFLECTION:
        return question.t("A moment to look back")
    return question.t("A question for you")


def words_of(question: Question) -> Markup | str:
    """The question itself: the facilitator's words, else the usual ones for looking back."""
    return question.prompt.question or question.t(
        "What went well in your work for the team lately? What would you do differently next time?"
    )


def asked(question: Question) -> list[Part]:
    """The question and the ways to answer."""
    t, prompt = question.t, question.prompt
    write = Button(t("Write"), wire("checkin-write", prompt.id), "main")
    nothing = Button(t("Nothing new"), wire("checkin-no-news", prompt.id))
    return [
        Paragraph(bold(words_of(question))),
        Buttons((write,) if prompt.asks == REFLECTION else (write, nothing)),
    ]


def recorded(question: Question) -> list[Part]:
    """The question with what stands as its answer."""
    answer, t = question.answer, question.t
    if answer is None:
        return []
    day = question.reader.day_of(answer.given_at)
    line = t("Recorded: nothing new · {day}", day=day) if not answer.words else t("Recorded · {day}", day=day)
    parts: list[Part] = [Paragraph(words_of(question)), Paragraph(line)]
    if answer.words:
        parts.append(Quote(shorten(answer.words, QUOTED)))
    if question.closed:
        return parts
    return [*parts, Buttons((Button(t("Change"), wire("checkin-write", question.prompt.id)),))]


KIND = Kind(heading, asked, recorded)
