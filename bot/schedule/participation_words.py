"""A turnout in words, the same in digests and lists: what was answered of what could be, the rest apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.chat.phrases import N_plural, Phrases
from bot.chat.text import Markup
from bot.schedule.participation import Came, Standing, participation

# Kept apart from the answers: how many people, for one and for several.
_APART: Final = {
    Came.EXCUSED: N_plural(
        "Excused, so not counted: {count} person.", "Excused, so not counted: {count} people."
    ),
    Came.NOT_AGREED: N_plural(
        "Not asked: {count} person who has not agreed to messages yet.",
        "Not asked: {count} people who have not agreed to messages yet.",
    ),
    Came.OPTED_OUT: N_plural(
        "Not asked: {count} person who wants no messages.", "Not asked: {count} people who want no messages."
    ),
    Came.UNDELIVERABLE: N_plural("Not reached: {count} person.", "Not reached: {count} people."),
}
_BETWEEN: Final = {
    Came.PARTIAL: N_plural("Answered in part: {count} person.", "Answered in part: {count} people."),
    Came.SKIPPED: N_plural("Skipped: {count} person.", "Skipped: {count} people."),
}


def answered(every: Sequence[Standing], t: Phrases) -> Markup:
    """Such as: 14 of 17 check-ins answered."""
    counted = participation(every)
    if counted.eligible == 0:
        return t("No check-in was due.")
    if counted.delivered == 0:
        return t("No check-in could be delivered.")
    complete, eligible = counted.response
    return t("{answered} of {asked} check-ins answered.", answered=complete, asked=eligible)


def apart(every: Sequence[Standing], t: Phrases) -> list[Markup]:
    """Who is not counted, and who is counted but was not there to answer."""
    return _sentences(every, t, _APART)


def between(every: Sequence[Standing], t: Phrases) -> list[Markup]:
    """Who answered a part, and who passed."""
    return _sentences(every, t, _BETWEEN)


def _sentences(every: Sequence[Standing], t: Phrases, words: dict[Came, tuple[str, str]]) -> list[Markup]:
    people: dict[Came, set[int]] = {came: set() for came in words}
    for one in every:
        if (came := one.came) in people:
            people[came].add(one.person_id)
    return [t.plural(*words[came], len(those)) for came, those in people.items() if those]
