"""What a check-in looks like: open, answered, being corrected, closed. One message may hold several."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Button, Buttons, Card, Heading, Paragraph, Part, Quote, Rule, SmallPrint, card
from bot.chat.phrases import N_, Phrases
from bot.chat.routes import wire
from bot.chat.text import Markup, bold, join, shorten
from bot.desk import Desk
from bot.language.reader import Reader
from bot.store.models import Answer, Person, Prompt, Team
from bot.store.queries import prompts, seats
from rubric.model import Indicator

MOVING, NO_CHANGE, STUCK = "moving", "no-change", "stuck"
MOVEMENTS = {MOVING: N_("Moving"), NO_CHANGE: N_("No change"), STUCK: N_("Stuck")}
QUOTED = 300


def message(
    desk: Desk, team: Team, person: Person, asked: Sequence[Prompt], *, choosing: int | None = None
) -> Card:
    """Every question of one message as it stands now; `choosing` is the prompt that is being corrected."""
    reader, t = desk.reader(person), desk.phrases_in(person.locale)
    parts: list[Part] = []
    for prompt in asked:
        if parts:
            parts.append(Rule())
        parts += _question(desk, team, prompt, reader, t, choosing=prompt.id == choosing)
    if any(prompt.closes_at > desk.now for prompt in asked):
        parts.append(SmallPrint(_small_print(desk, team, asked[0], reader, t)))
    return card(*parts)


def _question(
    desk: Desk, team: Team, prompt: Prompt, reader: Reader, t: Phrases, *, choosing: bool
) -> list[Part]:
    indicator = desk.instrument(team).indicator(prompt.subject)
    answer = prompts.answer_to(desk.session, prompt.id)
    closed = prompt.closes_at <= desk.now
    heading = Heading(t("Check-in · {title}", title=indicator.short_title))
    if answer is not None and not choosing:
        return [heading, *_recorded(answer, prompt, reader, t, closed=closed)]
    if closed:
        return [heading, Paragraph(_closed(prompt, reader, t))]
    return [heading, *_asked(desk, indicator, prompt, reader, t), _choices(prompt, t)]


def _asked(desk: Desk, indicator: Indicator, prompt: Prompt, reader: Reader, t: Phrases) -> list[Part]:
    earlier = prompts.last_answer(desk.session, prompt)
    about = Paragraph(join(" ", [indicator.title.rstrip(".") + ".", f"({indicator.id})"]))
    if earlier is None:
        return [about, Paragraph(bold(t("How has it moved lately?")))]
    day = reader.day_of(earlier.given_at)
    said = t("Last time ({day}) you said: {movement}.", day=day, movement=movement_words(earlier, t).lower())
    quote = (
        [Quote(shorten(earlier.words or earlier.blocker, QUOTED))] if earlier.words or earlier.blocker else []
    )
    return [about, Paragraph(said), *quote, Paragraph(bold(t("How has it moved since?")))]


def _choices(prompt: Prompt, t: Phrases) -> Buttons:
    return Buttons(
        (
            Button(t("Moving"), wire("checkin-moving", prompt.id)),
            Button(t("No change"), wire("checkin-no-change", prompt.id)),
            Button(t("Stuck"), wire("checkin-stuck", prompt.id)),
            Button(t("Write more…"), wire("checkin-write", prompt.id)),
        )
    )


def _recorded(answer: Answer, prompt: Prompt, reader: Reader, t: Phrases, *, closed: bool) -> list[Part]:
    line = t(
        "Recorded: {movement} · {day}",
        movement=bold(movement_words(answer, t).lower()),
        day=reader.day_of(answer.given_at),
    )
    parts: list[Part] = [Paragraph(line)]
    if answer.words:
        parts.append(Quote(shorten(answer.words, QUOTED)))
    if answer.link:
        parts.append(Paragraph(t("Evidence: {link}", link=answer.link)))
    if answer.blocker:
        parts.append(Paragraph(t("In the way: {blocker}", blocker=shorten(answer.blocker, QUOTED))))
    if closed:
        return parts
    way = [Button(t("What is in the way?"), wire("checkin-blocker", prompt.id), "main")]
    buttons = [
        *(way if answer.movement == STUCK and not answer.blocker else []),
        Button(t("Add detail"), wire("checkin-write", prompt.id)),
        Button(t("Change"), wire("checkin-change", prompt.id)),
    ]
    return [*parts, Buttons(tuple(buttons))]


def movement_words(answer: Answer, t: Phrases) -> Markup:
    """Moving, no change or stuck, in words."""
    return t(MOVEMENTS[answer.movement])


def _closed(prompt: Prompt, reader: Reader, t: Phrases) -> Markup:
    return t(
        "This check-in closed on {moment} without an answer. That is fine; the next one comes as usual.",
        moment=reader.moment(prompt.closes_at),
    )


def _small_print(desk: Desk, team: Team, prompt: Prompt, reader: Reader, t: Phrases) -> Markup:
    names = ", ".join(who.name for who in seats.facilitators(desk.session, team.id, reader.today))
    return t(
        "Your facilitator ({names}) sees your answer with your name. The team sees how this indicator moved, "
        "without a name, and may guess who said it. Open until {moment}.",
        names=names or t("not named yet"),
        moment=reader.moment(prompt.closes_at),
    )
