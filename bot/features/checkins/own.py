"""Whose question a button or form is about, and the message as it stands now for that person."""

from __future__ import annotations

from bot.chat.cards import Card
from bot.chat.events import ActionCall, FormSubmission
from bot.chat.replies import refusal
from bot.desk import Desk, Seat
from bot.features.checkins import cards
from bot.permissions import Act
from bot.store.models import Prompt
from bot.store.queries import prompts


def own_prompt(desk: Desk, call: ActionCall | FormSubmission, prompt_id: str = "") -> tuple[Seat, Prompt]:
    """The caller's seat and their prompt: of that id, else of the call's argument.

    Raises `Refusal` when it is somebody else's, or they take part in the team no more.
    """
    prompt = desk.session.get(Prompt, int(prompt_id or call.argument))
    if prompt is None:
        raise refusal(desk.t("This check-in is gone."))
    seat = desk.allowed_in(call, prompt.team_id, Act.ANSWER)
    if prompt.person_id != seat.person.id:
        raise refusal(desk.t("This check-in is for somebody else."))
    return seat, prompt


def shown(desk: Desk, seat: Seat, prompt: Prompt, look: cards.Look = cards.AS_IT_STANDS) -> Card:
    """The message that the prompt is on, as it stands now."""
    together = prompts.on_the_same_message(desk.session, prompt)
    return cards.message(desk, seat.team, seat.person, together, look=look)
