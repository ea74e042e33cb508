"""A team in a few lines, and why nothing is told of one that is too small."""

from __future__ import annotations

from collections.abc import Iterator

from bot.chat.phrases import Phrases
from bot.chat.text import Markup, bold, join, shorten
from bot.features.district.shown import Goals, Levels, Told, TooFew
from bot.language.reader import Reader
from rubric import measure
from rubric.model import Instrument

LONGEST_NAME = 80


def block(one: Told | TooFew, instrument: Instrument, t: Phrases, reader: Reader) -> Markup:
    """The name, and what may be told below it."""
    name = bold(shorten(one.team.name, LONGEST_NAME))
    if isinstance(one, TooFew):
        return join("\n", [name, too_few(one, t)])
    lines = [_first_line(one, instrument, t), *_goals(one.goals, t), _answers(one, t), _basis(one, t, reader)]
    return join("\n", [name, *lines])


def too_few(one: TooFew, t: Phrases) -> Markup:
    """Why there is nothing."""
    return t("Too few people to show anything: fewer than {floor}.", floor=one.floor)


def levels(own: Levels, instrument: Instrument, t: Phrases) -> Markup:
    """Such as: 9 of 16 at level 3 or above, 4 not agreed yet."""
    words = t(
        "{count} of {all} indicators at level {level} or above",
        count=own.middle_up,
        all=own.indicators,
        level=measure.middle_level(len(instrument.levels)),
    )
    if missing := own.indicators - own.agreed:
        return join(", ", [words, t.plural("{count} not agreed yet", "{count} not agreed yet", missing)])
    return words


def goals(own: Goals, t: Phrases) -> list[Markup]:
    """How many were reached, are late and lie ahead; what there is none of is left out."""
    counted = (
        (own.reached, t.plural("{count} reached", "{count} reached", own.reached)),
        (own.late, t.plural("{count} past its day", "{count} past their day", own.late)),
        (own.ahead, t.plural("{count} ahead", "{count} ahead", own.ahead)),
    )
    return [words for count, words in counted if count]


def _first_line(one: Told, instrument: Instrument, t: Phrases) -> Markup:
    return join("", [levels(one.levels, instrument, t), "."])


def _goals(own: Goals, t: Phrases) -> Iterator[Markup]:
    if counted := goals(own, t):
        yield t("Goals: {counts}.", counts=join(", ", counted))


def _answers(one: Told, t: Phrases) -> Markup:
    """What was said, and by how many; where too few stand behind it, that."""
    if not one.was_asked:
        return t("No check-in closed.")
    return join(" ", [_moved(one, t), _response(one, t)])


def _moved(one: Told, t: Phrases) -> Markup:
    if one.movement is None:
        return t("Moved and stuck: not shown, too few answered.")
    return t("{moved} moved, {stuck} stuck.", moved=len(one.movement.moved), stuck=len(one.movement.stuck))


def _response(one: Told, t: Phrases) -> Markup:
    if one.response is None:
        return t("Answered: not shown, too few were asked.")
    return t(
        "{answered} of {asked} check-ins answered.",
        answered=one.response.answered,
        asked=one.response.eligible,
    )


def _basis(one: Told, t: Phrases, reader: Reader) -> Markup:
    evidence = t("Evidence for {covered} of {all}.", covered=one.covered, all=one.levels.indicators)
    if one.levels.newest is None:
        return join(" ", [evidence, t("Nothing agreed yet.")])
    return join(" ", [evidence, t("Last agreed on {day}.", day=reader.day(one.levels.newest))])
