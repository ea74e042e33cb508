"""When what was typed cannot be recorded any more: it is shown back, so that nobody loses their words."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from bot.chat.cards import Card, Paragraph, Part, Quote, card
from bot.chat.events import FormSubmission
from bot.chat.limits import PART_TEXT
from bot.chat.phrases import Phrases
from bot.chat.replies import Refusal, Reply, Say
from bot.desk import Desk

_TYPED = ("words", "link", "blocker", "reason")


def closed(desk: Desk, call: FormSubmission, closed_on: str) -> Reply:
    """The window is over: what was typed, to keep."""
    words = desk.t(
        "This check-in closed on {moment}, so this was not recorded. "
        "That is fine, the next one comes as usual.",
        moment=closed_on,
    )
    return Say(card(Paragraph(words), *typed(call, desk.t)))


def typed(call: FormSubmission, t: Phrases) -> list[Part]:
    """What somebody typed, ready to be copied; nothing for an empty form."""
    texts = [call.values[name].strip() for name in _TYPED if call.values.get(name, "").strip()]
    if not texts:
        return []
    pieces = [text[start : start + PART_TEXT] for text in texts for start in range(0, len(text), PART_TEXT)]
    return [Paragraph(t("This is what you wrote, if you want to copy it:")), *map(Quote, pieces)]


def keeping_words(
    run: Callable[[Desk, FormSubmission], Reply],
) -> Callable[[Desk, FormSubmission], Reply]:
    """The same handler, whose refusals give back what was typed."""

    @wraps(run)
    def kept(desk: Desk, call: FormSubmission) -> Reply:
        try:
            return run(desk, call)
        except Refusal as refusal:
            raise Refusal(Card((*refusal.card.parts, *typed(call, desk.t)))) from refusal

    return kept
