"""How has an indicator moved: answered in one tap, with more in a form."""

from __future__ import annotations

from bot.chat.cards import Button, Buttons, Paragraph, Part, Quote
from bot.chat.phrases import N_, Phrases
from bot.chat.routes import wire
from bot.chat.text import Markup, bold, join, shorten
from bot.features.checkins.kinds.question import QUOTED, Kind, Question
from bot.store.models import Answer
from rubric import behaviours

MOVING, NO_CHANGE, STUCK = "moving", "no-change", "stuck"
MOVEMENTS = {MOVING: N_("Moving"), NO_CHANGE: N_("No change"), STUCK: N_("Stuck")}
# A behaviour as a line of a record.
_LINE = 120


def heading(question: Question) -> Markup:
    """What it is about."""
    return question.t(
        "Check-in · {title}", title=question.indicator.short_title if question.indicator else ""
    )


def asked(question: Question) -> list[Part]:
    """The indicator, what was said last time, and the answers to tap."""
    t, indicator = question.t, question.indicator
    about: list[Part] = []
    if indicator is not None:
        about = [Paragraph(join(" ", [indicator.title.rstrip(".") + ".", f"({indicator.id})"]))]
    before = [_stands(question.answer, t)] if question.answer else _last_time(question)
    return [*about, *before, _choices(question.prompt.id, t)]


def recorded(question: Question) -> list[Part]:
    """What stands as the answer, and the ways to add to it or to change it."""
    answer, t = question.answer, question.t
    if answer is None:
        return []
    line = t(
        "Recorded: {movement} · {day}",
        movement=bold(movement_words(answer.movement, t).lower()),
        day=question.reader.day_of(answer.given_at),
    )
    parts: list[Part] = [Paragraph(line), *_details(question, answer)]
    return parts if question.closed else [*parts, Buttons(_ways_on(answer, t))]


def movement_words(movement: str, t: Phrases) -> Markup:
    """Moving, no change or stuck, in words."""
    return t(MOVEMENTS[movement])


def _details(question: Question, answer: Answer) -> list[Part]:
    t = question.t
    parts: list[Part] = [Quote(shorten(answer.words, QUOTED))] if answer.words else []
    if seen := behaviours.named(question.indicator, answer.seen):
        lines = [t("· {behaviour}", behaviour=shorten(one.words, _LINE)) for one in seen]
        parts.append(Paragraph(join("\n", [bold(t("Seen:")), *lines])))
    if answer.link:
        parts.append(Paragraph(t("Evidence: {link}", link=answer.link)))
    if answer.blocker:
        parts.append(Paragraph(t("In the way: {blocker}", blocker=shorten(answer.blocker, QUOTED))))
    if answer.helper:
        who = question.helper or t("somebody outside the team")
        parts.append(Paragraph(t("Could help: {who}", who=who)))
    return parts


def _stands(answer: Answer, t: Phrases) -> Part:
    """What is recorded while it is being corrected."""
    said = movement_words(answer.movement, t).lower()
    return Paragraph(
        t("Recorded so far: {movement}. It stands until you press another.", movement=bold(said))
    )


def _last_time(question: Question) -> list[Part]:
    """What was said when this was asked before, and the question."""
    t, earlier = question.t, question.earlier
    if earlier is None:
        return [Paragraph(bold(t("How has it moved lately?")))]
    day = question.reader.day_of(earlier.given_at)
    movement = movement_words(earlier.movement, t).lower()
    said = t("Last time ({day}) you said: {movement}.", day=day, movement=movement)
    words = earlier.words or earlier.blocker
    quote = [Quote(shorten(words, QUOTED))] if words else []
    return [Paragraph(said), *quote, Paragraph(bold(t("How has it moved since?")))]


def _choices(prompt_id: int, t: Phrases) -> Buttons:
    return Buttons(
        (
            Button(t("Moving"), wire("checkin-moving", prompt_id)),
            Button(t("No change"), wire("checkin-no-change", prompt_id)),
            Button(t("Stuck"), wire("checkin-stuck", prompt_id)),
            Button(t("Write more…"), wire("checkin-write", prompt_id)),
        )
    )


def _ways_on(answer: Answer, t: Phrases) -> tuple[Button, ...]:
    prompt_id = answer.prompt_id
    return (
        *_help(answer, t),
        Button(t("Add detail"), wire("checkin-detail", prompt_id)),
        Button(t("Change"), wire("checkin-change", prompt_id)),
    )


def _help(answer: Answer, t: Phrases) -> tuple[Button, ...]:
    if answer.movement == STUCK and not answer.blocker:
        return (Button(t("What is in the way?"), wire("checkin-blocker", answer.prompt_id), "main"),)
    if answer.blocker and not answer.helper:
        return (Button(t("Who could help?"), wire("checkin-blocker", answer.prompt_id)),)
    return ()


KIND = Kind(heading, asked, recorded)
