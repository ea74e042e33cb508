"""What a check-in looks like: open, answered, being corrected, closed. One message may hold several."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Button, Buttons, Card, Heading, Paragraph, Part, Quote, Rule, SmallPrint, card
from bot.chat.phrases import N_, Phrases
from bot.chat.routes import wire
from bot.chat.text import Markup, bold, join, shorten
from bot.desk import Desk
from bot.features.checkins.subject import indicator_of
from bot.language.reader import Reader
from bot.store.models import Answer, Person, Prompt, Team
from bot.store.queries import prompts, seats

MOVING, NO_CHANGE, STUCK = "moving", "no-change", "stuck"
MOVEMENTS = {MOVING: N_("Moving"), NO_CHANGE: N_("No change"), STUCK: N_("Stuck")}
QUOTED = 300


def message(
    desk: Desk, team: Team, person: Person, asked: Sequence[Prompt], *, choosing: int | None = None
) -> Card:
    """Every question of one message as it stands now; `choosing` is the prompt that is being corrected."""
    reader, t = desk.reader(person), desk.phrases_in(person.locale)
    answers = {prompt.id: prompts.answer_to(desk.session, prompt.id) for prompt in asked}
    parts: list[Part] = []
    for prompt in asked:
        if parts:
            parts.append(Rule())
        heading = t("Check-in · {title}", title=indicator_of(desk, team, prompt).short_title)
        answer, correcting = answers[prompt.id], prompt.id == choosing
        parts += [Heading(heading), *_question(desk, team, prompt, answer, reader, t, correcting=correcting)]
    return card(*parts, *_small_print(desk, team, person, asked[0], list(answers.values())))


def _question(
    desk: Desk,
    team: Team,
    prompt: Prompt,
    answer: Answer | None,
    reader: Reader,
    t: Phrases,
    *,
    correcting: bool,
) -> list[Part]:
    closed = prompt.closes_at <= desk.now
    if answer is not None and (closed or not correcting):
        return _recorded(answer, prompt, reader, t, closed=closed)
    if closed:
        return [Paragraph(_closed(prompt, reader, t))]
    indicator = indicator_of(desk, team, prompt)
    about = Paragraph(join(" ", [indicator.title.rstrip(".") + ".", f"({indicator.id})"]))
    before = [_stands(answer, t)] if answer else _last_time(desk, prompt, reader, t)
    return [about, *before, _choices(prompt, t)]


def _stands(answer: Answer, t: Phrases) -> Part:
    """What is recorded while it is being corrected."""
    said = movement_words(answer, t).lower()
    return Paragraph(
        t("Recorded so far: {movement}. It stands until you press another.", movement=bold(said))
    )


def _last_time(desk: Desk, prompt: Prompt, reader: Reader, t: Phrases) -> list[Part]:
    """What was said when this was asked before, and the question."""
    earlier = prompts.last_answer(desk.session, prompt)
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
    desk: Desk, team: Team, person: Person, prompt: Prompt, answers: Sequence[Answer | None]
) -> list[Part]:
    """Who sees it and until when it can be said; after that, that what was said stands."""
    t, moment = desk.phrases_in(person.locale), desk.reader(person).moment(prompt.closes_at)
    if prompt.closes_at <= desk.now:
        stands = t("This check-in closed on {moment}; what is recorded stands.", moment=moment)
        return [SmallPrint(stands)] if any(answers) else []
    until = (
        t("You can change it until {moment}.", moment=moment)
        if all(answers)
        else t("Open until {moment}.", moment=moment)
    )
    return [SmallPrint(join(" ", [*_who_sees_it(desk, team, person, t), until]))]


def _who_sees_it(desk: Desk, team: Team, person: Person, t: Phrases) -> list[Markup]:
    others = [
        who.name
        for who in seats.facilitators(desk.session, team.id, desk.reader(person).today)
        if who.id != person.id
    ]
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
