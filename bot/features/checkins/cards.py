"""What a check-in looks like: one message may ask several things, each drawn by its kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.chat.cards import Card, Heading, Paragraph, Part, Rule, card
from bot.chat.text import Markup
from bot.desk import Desk
from bot.features.checkins import later
from bot.features.checkins.background import Background, background
from bot.features.checkins.choosing import why_asked
from bot.features.checkins.kinds import progress, rating, standing, written
from bot.features.checkins.kinds.question import Kind, Question
from bot.features.checkins.menu import menu
from bot.features.checkins.small_print import Watchers, small_print
from bot.features.checkins.subject import indicator_of
from bot.language.reader import Reader
from bot.schedule.availability import timing
from bot.schedule.check_in import ABOUT_INDICATORS, PROGRESS, QUESTION, RATING, REFLECTION
from bot.store.models import Person, Prompt, Team
from rubric import measure

_KINDS: Final[Mapping[str, Kind]] = {
    PROGRESS: progress.KIND,
    RATING: rating.KIND,
    REFLECTION: written.KIND,
    QUESTION: written.KIND,
}


@dataclass(frozen=True, slots=True)
class Look:
    """How a message is looked at: `choosing` is the prompt that is being corrected, `news` is said first.

    It is read at `read_at`, else now, or when it is due.
    """

    choosing: int | None = None
    news: Markup | None = None
    read_at: datetime | None = None


AS_IT_STANDS: Final = Look()


def message(
    desk: Desk,
    team: Team,
    person: Person,
    asked: Sequence[Prompt],
    known: Background | None = None,
    look: Look = AS_IT_STANDS,
) -> Card:
    """Every question of one message as it stands when it is read."""
    known = known or background(desk, team, [person], asked)
    reader = Reader(person.zone, person.locale, look.read_at or _read_at(desk.now, asked))
    questions = [_question(desk, team, prompt, known, reader, look.choosing) for prompt in asked]
    parts: list[Part] = [Paragraph(look.news)] if look.news else []
    for question in questions:
        parts += [Rule()] if question is not questions[0] else []
        parts += _drawn(question)
    open_ = [question for question in questions if question.open]
    others = [who.name for who in known.facilitators[desk.reader(person).today] if who.id != person.id]
    watchers = Watchers(others, team.settings.get("group_floor", measure.GROUP_FLOOR))
    why = _why(desk, known, person, open_)
    others_too = rating.all_of_them(questions)
    chosen = menu(open_, _later(team, person, open_))
    return card(*parts, others_too, chosen, *small_print(questions, watchers, why))


def _read_at(now: datetime, asked: Sequence[Prompt]) -> datetime:
    """A message that was not asked for is read when it is due at the earliest."""
    if any(prompt.early_at is not None for prompt in asked):
        return now
    return max([now, *(prompt.due_at for prompt in asked)])


def _question(
    desk: Desk, team: Team, prompt: Prompt, known: Background, reader: Reader, choosing: int | None
) -> Question:
    return Question(
        prompt,
        indicator_of(desk, team, prompt) if prompt.asks in ABOUT_INDICATORS else None,
        reader,
        desk.phrases_in(reader.locale),
        known.answers.get(prompt.id),
        known.ratings.get(prompt.id),
        known.earlier.get(prompt.id),
        known.helpers.get(prompt.id, ""),
        correcting=prompt.id == choosing,
    )


def _drawn(question: Question) -> list[Part]:
    kind = _KINDS[question.prompt.asks]
    return [Heading(kind.heading(question)), *_body(question, kind)]


def _body(question: Question, kind: Kind) -> list[Part]:
    parts: list[Part]
    if question.answered and (question.closed or not question.correcting):
        parts = kind.recorded(question)
    elif question.skipped:
        parts = standing.skipped(question)
    elif question.closed:
        parts = standing.closed(question)
    elif question.asleep:
        parts = standing.asleep(question)
    else:
        parts = kind.asked(question)
    return parts


def _later(team: Team, person: Person, open_: Sequence[Question]) -> tuple[later.Choice, ...]:
    """When it can come again: not for what was shown early, which was not sent yet."""
    if not open_ or any(question.prompt.due_at > question.reader.now for question in open_):
        return ()
    soonest = min(question.prompt.closes_at for question in open_)
    return later.choices(open_[0].reader.now, soonest, timing(team, person))


def _why(desk: Desk, known: Background, person: Person, open_: Sequence[Question]) -> Markup:
    """Why one is asked what is open, said once where it is the same for several questions."""
    said: list[Markup] = []
    for question in open_:
        check_in = known.check_ins.get(question.prompt.occurrence_id)
        if check_in is not None:
            roles = known.roles.get(person.id, ())
            words = why_asked(question.t, desk.library, question.prompt, roles, check_in)
            said += [words] if words not in said else []
    return Markup(" ".join(said))
