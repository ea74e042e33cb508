"""What is offered while a person types a parameter: indicators, levels and roles by name."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Option
from bot.chat.events import CommandCall
from bot.chat.limits import OPTION_LABEL, SUGGESTIONS
from bot.chat.text import shorten
from bot.desk import Desk
from rubric.behaviours import Behaviour
from rubric.model import Indicator, UnknownIndicator

_SIMILAR = 55


def suggest_indicator(desk: Desk, call: CommandCall, typed: str) -> Sequence[Option]:
    """The indicators whose id or title looks like what is typed; the caller's own come first."""
    seat = desk.seat(call)
    instrument = desk.instrument(seat.team)
    own = instrument.for_audiences(desk.audiences(seat))
    ordered = (*own, *(each for each in instrument.indicators if each not in own))
    return [indicator_option(each) for each in ordered if _fits(typed, f"{each.id} {each.short_title}")][
        :SUGGESTIONS
    ]


def suggest_level(desk: Desk, call: CommandCall, typed: str) -> Sequence[Option]:
    """The levels, each with what the chosen indicator looks like there."""
    instrument = desk.instrument(desk.seat(call).team)
    try:
        chosen = instrument.indicator(call.options.get("indicator", ""))
    except UnknownIndicator:
        chosen = None
    labels = {level.number: _level_label(level.number, level.name, chosen) for level in instrument.levels}
    return [Option(str(number), label) for number, label in labels.items() if _fits(typed, label)]


def suggest_role(desk: Desk, call: CommandCall, typed: str) -> Sequence[Option]:  # noqa: ARG001 - one shape for all
    """The roles whose title looks like what is typed."""
    roles = desk.library.roles.values()
    return [Option(role.id, shorten(role.title, OPTION_LABEL)) for role in roles if _fits(typed, role.title)]


def indicator_option(indicator: Indicator) -> Option:
    """An indicator as one choice: its short title with its id behind."""
    room = OPTION_LABEL - len(indicator.id) - 3
    return Option(indicator.id, f"{shorten(indicator.short_title, room)} ({indicator.id})")


def behaviour_option(behaviour: Behaviour, *, with_level: bool = False) -> Option:
    """A behaviour as one choice, its level first if wanted; a second line takes what is too long."""
    words = f"{behaviour.level} · {behaviour.words}" if with_level else behaviour.words
    first = shorten(words, OPTION_LABEL)
    if first == words:
        return Option(behaviour.id, words)
    rest = words.removeprefix(first.removesuffix("…")).lstrip(" ,.;:")
    return Option(behaviour.id, first, shorten(f"…{rest}", OPTION_LABEL))


def _level_label(number: int, name: str, chosen: Indicator | None) -> str:
    label = f"{number} · {name}"
    return shorten(f"{label}: {chosen.descriptor(number).summary}", OPTION_LABEL) if chosen else label


def _fits(typed: str, label: str) -> bool:
    if not typed or typed.casefold() in label.casefold():
        return True
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415 - no start waits for what guessing needs

    return (
        process.extractOne(
            typed, [label], scorer=fuzz.partial_ratio, processor=utils.default_process, score_cutoff=_SIMILAR
        )
        is not None
    )
