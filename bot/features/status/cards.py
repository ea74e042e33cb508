"""The status as a message: two lines an indicator, grouped by outcome, short enough to read in chat.

Indicators of which there is nothing to say stand together at the end of their outcome.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bot.chat.cards import Card, Heading, Paragraph, Part, SmallPrint, card
from bot.chat.phrases import Phrases
from bot.chat.text import Markup, bold, join
from bot.desk import Desk, Seat
from bot.features.status.standing import Opinions, Standing
from bot.language.reader import Reader
from bot.store.models import AgreedState, Goal
from rubric import measure
from rubric.model import Indicator


def status(desk: Desk, seat: Seat, standings: Mapping[str, Standing]) -> Card:
    """Where the team stands, outcome by outcome."""
    t, instrument = desk.t, desk.instrument(seat.team)
    parts: list[Part] = [Paragraph(_summary(seat, standings.values(), t))]
    for outcome in instrument.outcomes:
        parts.append(Heading(f"{outcome.id} · {outcome.short_title}"))
        own = [each for each in standings.values() if each.indicator.outcome_id == outcome.id]
        parts += [Paragraph(_lines(each, seat.reader, t)) for each in own if not each.untouched]
        parts += _untouched([each.indicator for each in own if each.untouched], t)
    return card(*parts, SmallPrint(_small_print(seat, standings, t)))


def _summary(seat: Seat, standings: Iterable[Standing], t: Phrases) -> Markup:
    every = list(standings)
    return t(
        "{team}: agreed on {agreed} of {count} indicators.",
        team=bold(seat.team.name),
        agreed=sum(1 for each in every if each.agreed),
        count=len(every),
    )


def _small_print(seat: Seat, standings: Mapping[str, Standing], t: Phrases) -> Markup:
    return t(
        "Ratings are shown from {floor} people on. One indicator in full: `/stem indicator {id}`",
        floor=seat.team.settings.get("group_floor", measure.GROUP_FLOOR),
        id=next(iter(standings)),
    )


def _untouched(which: Sequence[Indicator], t: Phrases) -> list[Part]:
    if not which:
        return []
    titles = ", ".join(f"{each.short_title} ({each.id})" for each in which)
    return [Paragraph(t("Not yet agreed, no ratings so far: {titles}.", titles=titles))]


def _lines(standing: Standing, reader: Reader, t: Phrases) -> Markup:
    title = join(" ", [bold(standing.indicator.short_title), f"({standing.indicator.id})"])
    return join("\n", [title, join(" ", [*_state(standing, reader, t), *_aim(standing, reader, t)])])


def _state(standing: Standing, reader: Reader, t: Phrases) -> list[Markup]:
    if standing.agreed:
        return [_agreed(standing, standing.agreed, reader, t)]
    return [t("Not yet agreed."), *_so_far(standing.opinions, t)]


def _agreed(standing: Standing, agreed: AgreedState, reader: Reader, t: Phrases) -> Markup:
    level = standing.indicator.descriptor(agreed.level).level
    words = bold(f"{level.number} · {level.name}")
    day = reader.day(agreed.agreed_on)
    if not agreed.people:
        return t("{level}, agreed on {day}.", level=words, day=day)
    return t.plural(
        "{level}, agreed on {day} by {count} person.",
        "{level}, agreed on {day} by {count} people.",
        agreed.people,
        level=words,
        day=day,
    )


def _so_far(opinions: Opinions, t: Phrases) -> list[Markup]:
    apart = [_apart(opinions, t)] if opinions.split_shown else []
    return [_spread(opinions, t) if opinions.shown else _too_few(opinions, t), *apart]


def _spread(opinions: Opinions, t: Phrases) -> Markup:
    low, high = measure.level_range(opinions.levels)
    return t(
        "{count} ratings so far: median {median}, range {low}–{high}.",
        count=len(opinions.levels),
        median=f"{measure.median(opinions.levels):g}",
        low=low,
        high=high,
    )


def _too_few(opinions: Opinions, t: Phrases) -> Markup:
    if not opinions.levels:
        return t("No ratings so far.")
    return t.plural(
        "{count} rating so far, shown from {floor} on.",
        "{count} ratings so far, shown from {floor} on.",
        len(opinions.levels),
        floor=opinions.floor,
    )


def _apart(opinions: Opinions, t: Phrases) -> Markup:
    if not opinions.not_applicable:
        return t("Counted apart: {count} don't know.", count=opinions.dont_know)
    if not opinions.dont_know:
        return t("Counted apart: {count} not applicable.", count=opinions.not_applicable)
    return t(
        "Counted apart: {unknown} don't know, {not_applicable} not applicable.",
        unknown=opinions.dont_know,
        not_applicable=opinions.not_applicable,
    )


def _aim(standing: Standing, reader: Reader, t: Phrases) -> list[Markup]:
    goal = standing.goal
    if goal is None:
        return []
    if standing.agreed is None:
        return [t("Goal: {goal} by {day}.", goal=goal.level, day=reader.day(goal.by_day))]
    return [_gap(goal, standing.agreed, reader, t)]


def _gap(goal: Goal, agreed: AgreedState, reader: Reader, t: Phrases) -> Markup:
    left = int(measure.gap(goal.level, agreed.level))
    if left <= 0:
        return t("Goal: {goal} by {day}, reached.", goal=goal.level, day=reader.day(goal.by_day))
    return t.plural(
        "Goal: {goal} by {day}, {count} level to go.",
        "Goal: {goal} by {day}, {count} levels to go.",
        left,
        goal=goal.level,
        day=reader.day(goal.by_day),
    )
