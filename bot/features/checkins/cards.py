"""What a check-in looks like: open, answered, being corrected, closed. One message may hold several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.cards import Button, Buttons, Card, Heading, Paragraph, Part, Quote, Rule, SmallPrint, card
from bot.chat.phrases import N_, Phrases
from bot.chat.routes import unwire, wire
from bot.chat.text import Markup, bold, join, shorten
from bot.desk import Desk
from bot.features.checkins.background import Background, background
from bot.features.checkins.subject import indicator_of
from bot.language.reader import Reader
from bot.store.models import Answer, Person, Prompt, Team
from rubric.model import Indicator

MOVING, NO_CHANGE, STUCK = "moving", "no-change", "stuck"
MOVEMENTS = {MOVING: N_("Moving"), NO_CHANGE: N_("No change"), STUCK: N_("Stuck")}
QUOTED = 300


@dataclass(frozen=True, slots=True)
class _Said:
    """What stands as the answer to a prompt, and what was said when it was asked before."""

    answer: Answer | None
    earlier: Answer | None


def message(
    desk: Desk,
    team: Team,
    person: Person,
    asked: Sequence[Prompt],
    known: Background | None = None,
    *,
    choosing: int | None = None,
) -> Card:
    """Every question of one message as it stands now; `choosing` is the prompt that is being corrected."""
    reader, t = desk.reader(person), desk.phrases_in(person.locale)
    known = known or background(desk, team, [person], asked)
    answers = {prompt.id: known.answers.get(prompt.id) for prompt in asked}
    parts: list[Part] = []
    for prompt in asked:
        if parts:
            parts.append(Rule())
        indicator = indicator_of(desk, team, prompt)
        parts.append(Heading(t("Check-in · {title}", title=indicator.short_title)))
        said = _Said(answers[prompt.id], known.earlier.get(prompt.id))
        parts += _question(prompt, indicator, said, reader, t, correcting=prompt.id == choosing)
    others = [who.name for who in known.facilitators[reader.today] if who.id != person.id]
    return card(*parts, *_small_print(reader, t, asked[0], others, list(answers.values())))


def with_buttons_of(like: Card, asked: Sequence[Prompt]) -> Card:
    """The same words with the buttons of other prompts, of which nobody has answered one either."""
    own = iter(asked)
    return Card(
        tuple(_buttons_of(next(own), part) if isinstance(part, Buttons) else part for part in like.parts)
    )


def _buttons_of(prompt: Prompt, like: Buttons) -> Buttons:
    return Buttons(
        tuple(
            Button(button.label, wire(unwire(button.wire)[0], prompt.id), button.style)
            for button in like.buttons
            if isinstance(button, Button)
        )
    )


def _question(
    prompt: Prompt, indicator: Indicator, said: _Said, reader: Reader, t: Phrases, *, correcting: bool
) -> list[Part]:
    closed, answer = prompt.closes_at <= reader.now, said.answer
    if answer is not None and (closed or not correcting):
        return _recorded(answer, prompt, reader, t, closed=closed)
    if closed:
        return [Paragraph(_closed(prompt, reader, t))]
    about = Paragraph(join(" ", [indicator.title.rstrip(".") + ".", f"({indicator.id})"]))
    before = [_stands(answer, t)] if answer else _last_time(said.earlier, reader, t)
    return [about, *before, _choices(prompt, t)]


def _stands(answer: Answer, t: Phrases) -> Part:
    """What is recorded while it is being corrected."""
    said = movement_words(answer, t).lower()
    return Paragraph(
        t("Recorded so far: {movement}. It stands until you press another.", movement=bold(said))
    )


def _last_time(earlier: Answer | None, reader: Reader, t: Phrases) -> list[Part]:
    """What was said when this was asked before, and the question."""
    if earlier is None:
        return [Paragraph(bold(t("How has it moved lately?")))]
    day = reader.day_of(earlier.given_at)
    said = t("Last time ({day}) you said: {movement}.", day=day, movement=movement_words(earlier, t).lower())
    quote = (
        [Quote(shorten(earlier.words or earlier.blocker, QUOTED))] if earlier.words or earlier.blocker else []
    )
    return [Paragraph(said), *quote, Paragraph(bold(t("How has it moved since?")))]


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
        "This check-in closed on {moment}; nothing is recorded. That is fine, the next one comes as usual.",
        moment=reader.moment(prompt.closes_at),
    )


def _small_print(
    reader: Reader, t: Phrases, prompt: Prompt, others: Sequence[str], answers: Sequence[Answer | None]
) -> list[Part]:
    """Who sees it and until when it can be said; after that, that what was said stands."""
    moment = reader.moment(prompt.closes_at)
    if prompt.closes_at <= reader.now:
        stands = t("This check-in closed on {moment}; what is recorded stands.", moment=moment)
        return [SmallPrint(stands)] if any(answers) else []
    until = (
        t("You can change it until {moment}.", moment=moment)
        if all(answers)
        else t("Open until {moment}.", moment=moment)
    )
    return [SmallPrint(join(" ", [*_who_sees_it(others, t), until]))]


def _who_sees_it(others: Sequence[str], t: Phrases) -> list[Markup]:
    """`others` are the facilitators' names, without the reader's own."""
    if others:
        names = t.plural(
            "Only your facilitator ({names}) sees your name with it.",
            "Only your facilitators ({names}) see your name with it.",
            len(others),
            names=", ".join(others),
        )
    else:
        names = t("Only a facilitator of your team sees your name with it.")
    return [
        names,
        t(
            "The team sees how this indicator moved and may guess who said so; "
            "leaders also read what is in the way."
        ),
    ]
