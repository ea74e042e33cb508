"""The behaviours that an indicator describes, each with an id, so that people can tick what they saw."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from bot.chat.cards import Option
from bot.chat.limits import OPTION_LABEL, OPTIONS
from bot.chat.text import shorten
from rubric.model import Indicator


@dataclass(frozen=True, slots=True)
class Behaviour:
    """A behaviour of a level: `3.2` is the second one of level 3."""

    id: str
    words: str


def offered(indicator: Indicator, level: int) -> tuple[Behaviour, ...]:
    """The behaviours of a level and of the next, as many as a form can offer."""
    return tuple(one for one in _all(indicator, (level, level + 1)))[:OPTIONS]


def named(indicator: Indicator | None, ids: Collection[str]) -> tuple[Behaviour, ...]:
    """The behaviours with these ids, in the instrument's order; what is gone from it is left out."""
    if indicator is None or not ids:
        return ()
    every = _all(indicator, [each.level.number for each in indicator.descriptors])
    return tuple(one for one in every if one.id in ids)


def option(behaviour: Behaviour) -> Option:
    """The behaviour as a choice; words that are too long for one line go on in the second."""
    words = behaviour.words
    first = shorten(words, OPTION_LABEL)
    if first == words:
        return Option(behaviour.id, words)
    rest = words.removeprefix(first.removesuffix("…")).lstrip(" ,.;:")
    return Option(behaviour.id, first, shorten(f"…{rest}", OPTION_LABEL))


def _all(indicator: Indicator, levels: Collection[int]) -> list[Behaviour]:
    return [
        Behaviour(f"{each.level.number}.{number}", words)
        for each in indicator.descriptors
        if each.level.number in levels
        for number, words in enumerate(each.behaviours, start=1)
    ]
