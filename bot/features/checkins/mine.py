"""What check-ins show on somebody's own page: the questions that wait for them, and what they said lately."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select

from bot.chat.cards import Button, Buttons, Heading, Paragraph, Part
from bot.chat.replies import Refusal
from bot.chat.routes import wire
from bot.chat.text import Markup, bold, join, shorten
from bot.desk import Desk, Seat
from bot.features.checkins.early import open_cards, together
from bot.features.checkins.kinds import progress, written
from bot.features.checkins.subject import indicator_of
from bot.permissions import Act, may
from bot.schedule.check_in import PROGRESS
from bot.store.models import Answer, Prompt
from bot.store.queries import prompts

MOST_OPEN, MOST_SAID = 2, 6
_LATELY: Final = timedelta(weeks=4)
_QUOTED: Final = 100


class OpenQuestions:
    """The questions that wait for somebody, ready to be answered (`bot.pages.Piece`)."""

    def parts(self, desk: Desk, held: Sequence[Seat]) -> Sequence[Part]:
        """The messages with their buttons, the next to close first; more are counted."""
        every = open_cards(desk, [seat for seat in held if may(seat.permission, Act.ANSWER)])
        if not every:
            return [Paragraph(desk.t("No question is open for you. The next one early: `/stem checkin`"))]
        more = len(every) - MOST_OPEN
        shown = list(together(every[:MOST_OPEN]).parts)
        if more > 0:
            words = desk.t.plural("{count} more is open for you.", "{count} more are open for you.", more)
            see = Button(desk.t("Show all {count}", count=len(every)), wire("checkin-open"))
            shown += [Paragraph(words), Buttons((see,))]
        return shown


class OwnAnswers:
    """What somebody answered in the last weeks (`bot.pages.Piece`)."""

    def parts(self, desk: Desk, held: Sequence[Seat]) -> Sequence[Part]:
        """A line each, the newest first."""
        lines = [
            (answer.given_at, _line(desk, seat, prompt, answer))
            for seat in held
            for prompt, answer in _said(desk, seat, desk.now - _LATELY)
        ]
        newest = [line for _, line in sorted(lines, key=lambda one: one[0], reverse=True)]
        if not newest:
            return []
        left = len(newest) - MOST_SAID
        rest = [desk.t.plural("and {count} more", "and {count} more", left)] if left > 0 else []
        heading = Heading(desk.t("Your answers of the last four weeks"))
        return [heading, Paragraph(join("\n", [*newest[:MOST_SAID], *rest]))]


def _said(desk: Desk, seat: Seat, since: datetime) -> list[tuple[Prompt, Answer]]:
    """What the person answered in the team since then, what stands of it."""
    given = (
        select(Prompt)
        .join(Answer, Answer.prompt_id == Prompt.id)
        .where(Prompt.person_id == seat.person.id, Prompt.team_id == seat.team.id, Answer.given_at >= since)
        .distinct()
    )
    asked = desk.session.scalars(given).all()
    answers = prompts.answers_to(desk.session, asked)
    return [(prompt, answers[prompt.id]) for prompt in asked]


def _line(desk: Desk, seat: Seat, prompt: Prompt, answer: Answer) -> Markup:
    t, day = desk.t, seat.reader.day_of(answer.given_at)
    if prompt.asks == PROGRESS:
        title = _title(desk, seat, prompt)
        said = progress.movement_words(answer.movement, t).lower()
        line = t("{day} · {title}: {movement}", day=day, title=title, movement=bold(said))
    else:
        about = prompt.question or t("looking back")
        line = t("{day} · {title}", day=day, title=shorten(about, _QUOTED))
        if answer.movement == written.NO_NEWS:
            line = t("{line}: nothing new", line=line)
    return t("{line} “{words}”", line=line, words=shorten(answer.words, _QUOTED)) if answer.words else line


def _title(desk: Desk, seat: Seat, prompt: Prompt) -> str:
    try:
        return indicator_of(desk, seat.team, prompt).short_title
    except Refusal:
        return prompt.subject
