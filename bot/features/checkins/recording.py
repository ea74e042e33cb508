"""Writes answers down: a correction is a new row, saying the same again changes nothing."""

from __future__ import annotations

from dataclasses import dataclass, fields

from bot.chat.events import ActionCall, FormSubmission
from bot.desk import Desk, Seat
from bot.features.checkins.kinds.progress import STUCK
from bot.store.models import Answer, Prompt
from bot.store.queries import prompts


@dataclass(frozen=True, slots=True)
class Said:
    """All that an answer holds; `seen` are the ids of behaviours, `helper` is an account."""

    movement: str
    words: str = ""
    link: str = ""
    blocker: str = ""
    helper: str = ""
    seen: tuple[str, ...] = ()


def tapped(before: Answer | None, movement: str) -> Said:
    """What a tap says: what was written before stays, but what is in the way only while it is stuck."""
    if before is None:
        return Said(movement)
    kept = said_in(before)
    stuck = movement == STUCK
    return Said(
        movement,
        kept.words,
        kept.link,
        kept.blocker if stuck else "",
        kept.helper if stuck else "",
        kept.seen,
    )


def said_in(answer: Answer) -> Said:
    """What an answer holds."""
    return Said(
        answer.movement, answer.words, answer.link, answer.blocker, answer.helper, tuple(answer.seen or ())
    )


def record(desk: Desk, call: ActionCall | FormSubmission, seat: Seat, prompt: Prompt, said: Said) -> None:
    """Write an answer; one that was skipped or put off is neither any more."""
    before = prompts.answer_to(desk.session, prompt.id)
    prompt.skipped_at, prompt.skip_reason, prompt.not_mine = None, "", False
    if before is not None and said_in(before) == said:
        return
    values = {field.name: getattr(said, field.name) for field in fields(said)}
    answer = Answer(
        team_id=prompt.team_id,
        prompt_id=prompt.id,
        person_id=seat.person.id,
        given_at=desk.now,
        through=call.person.platform,
        **{**values, "seen": list(said.seen)},
    )
    desk.session.add(answer)
    desk.session.flush()
    desk.note_change(seat, call, "answer", answer.id, "corrected" if before else "given")
