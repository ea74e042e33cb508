"""The status as a message: two lines an indicator, grouped by outcome, short enough to read in chat.

Indicators of which there is nothing to say stand together at the end of their outcome.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.chat.cards import Card, Heading, Paragraph, Part, SmallPrint, card
from bot.chat.phrases import Phrases
from bot.chat.text import Markup, bold, join
from bot.desk import Desk, Seat
from bot.features.status.outcomes import by_outcome
from bot.features.status.standing import Opinions, Standing, Standings
from bot.language.reader import Reader
from bot.published import group_floor
from bot.store.lineage import Lineage
from bot.store.models import AgreedState, Goal
from rubric import measure
from rubric.model import Indicator


def status(desk: Desk, seat: Seat, standings: Standings) -> Card:
    """Where the team stands, outcome by outcome."""
    t, lineage = desk.t, standings.lineage
    parts: list[Part] = [Paragraph(_summary(seat, standings.each.values(), t))]
    for outcome in lineage.today.outcomes:
        parts.append(Heading(f"{outcome.id} · {outcome.short_title}"))
        own = [each for each in standings.each.values() if each.indicator.outcome_id == outcome.id]
        parts += [Paragraph(_lines(each, lineage, seat.reader, t)) for each in own if not each.untouched]
        parts += _untouched([each.indicator for each in own if each.untouched], t)
    return card(*parts, by_outcome(standings, t), SmallPrint(_small_print(seat, standings, t)))


def _summary(seat: Seat, standings: Iterable[Standing], t: Phrases) -> Markup:
    every = list(standings)
    states = [each.agreed for each in every if each.agreed]
    left_open = sum(1 for state in states if state.provisional)
    agreed = t(
        "{team}: agreed on {agreed} of {count} indicators.",
        team=bold(seat.team.name),
        agreed=len(states) - left_open,
        count=len(every),
    )
    if not left_open:
        return agreed
    unsettled = t.plural(
        "No consensus on {count} indicator.", "No consensus on {count} indicators.", left_open
    )
    return join(" ", [agreed, unsettled])


def _small_print(seat: Seat, standings: Standings, t: Phrases) -> Markup:
    usual = t(
        "Ratings are shown from {floor} people on, and anew once {floor} have rated since. "
        "One indicator in full: `/stem indicator {id}`",
        floor=group_floor(seat.team),
        id=next(iter(standings.each)),
    )
    return join("\n", [*_history(standings, t), usual])


def _history(standings: Standings, t: Phrases) -> list[Markup]:
    """That something is not counted, and why."""
    if not standings.history:
        return []
    today = standings.lineage.today
    editions = dict.fromkeys(_edition(row.instrument, row.version, t) for row in standings.history)
    counted = t.plural(
        "Not counted: {count} rating, agreed level or goal from {editions}.",
        "Not counted: {count} ratings, agreed levels and goals from {editions}.",
        len(standings.history),
        editions=join(", ", list(editions)),
    )
    why = t(
        "Their indicators or their scale are not those of {title}, version {version}.",
        title=today.title,
        version=today.version,
    )
    return [join(" ", [counted, why])]


def _edition(instrument: str, version: str, t: Phrases) -> Markup:
    return t("{instrument}, version {version}", instrument=instrument, version=version)


def _untouched(which: Sequence[Indicator], t: Phrases) -> list[Part]:
    if not which:
        return []
    titles = ", ".join(f"{each.short_title} ({each.id})" for each in which)
    return [Paragraph(t("Not yet agreed, no ratings so far: {titles}.", titles=titles))]


def _lines(standing: Standing, lineage: Lineage, reader: Reader, t: Phrases) -> Markup:
    title = join(" ", [bold(standing.indicator.short_title), f"({standing.indicator.id})"])
    return join("\n", [title, join(" ", [*_state(standing, lineage, reader, t), *_aim(standing, reader, t)])])


def _state(standing: Standing, lineage: Lineage, reader: Reader, t: Phrases) -> list[Markup]:
    if standing.agreed:
        earlier = [] if lineage.is_of_today(standing.agreed) else [_under(standing.agreed, t)]
        return [_agreed(standing, standing.agreed, lineage, reader, t), *earlier]
    return [t("Not yet agreed."), *_so_far(standing.opinions, reader, t)]


def _under(agreed: AgreedState, t: Phrases) -> Markup:
    return t("That was under version {version}.", version=agreed.version)


def _agreed(standing: Standing, agreed: AgreedState, lineage: Lineage, reader: Reader, t: Phrases) -> Markup:
    words = lineage.as_it_was(agreed) or standing.indicator
    level = words.descriptor(agreed.level).level
    named = bold(f"{level.number} · {level.name}")
    day = reader.day(agreed.agreed_on)
    if agreed.provisional:
        return t("{level} for now: no consensus on {day}.", level=named, day=day)
    if not agreed.people:
        return t("{level}, agreed on {day}.", level=named, day=day)
    return t.plural(
        "{level}, agreed on {day} by {count} person.",
        "{level}, agreed on {day} by {count} people.",
        agreed.people,
        level=named,
        day=day,
    )


def _so_far(opinions: Opinions, reader: Reader, t: Phrases) -> list[Markup]:
    if opinions.since is None:
        return [_too_few(opinions, t)]
    said = [_spread(opinions, t) if opinions.shown else _unshown(opinions, t)]
    if opinions.split_shown:
        said.append(_apart(opinions, t))
    if not opinions.is_newest:
        said.append(t("As of {day}.", day=reader.day_of(opinions.since)))
    return said


def _spread(opinions: Opinions, t: Phrases) -> Markup:
    low, high = measure.level_range(opinions.levels)
    return t(
        "{count} ratings so far: median {median}, range {low}–{high}.",
        count=len(opinions.levels),
        median=f"{measure.median(opinions.levels):g}",
        low=low,
        high=high,
    )


def _unshown(opinions: Opinions, t: Phrases) -> Markup:
    """There are answers to show, and too few levels among them."""
    return t.plural(
        "{count} rating so far, shown from {floor} on.",
        "{count} ratings so far, shown from {floor} on.",
        len(opinions.levels),
        floor=opinions.floor,
    )


def _too_few(opinions: Opinions, t: Phrases) -> Markup:
    if not opinions.people:
        return t("No ratings so far.")
    return t.plural(
        "{count} person has rated it so far, shown from {floor} on.",
        "{count} people have rated it so far, shown from {floor} on.",
        opinions.people,
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
