"""How far the goals are, by outcome."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.charts.data import Gap, GapGroup, GoalGaps
from bot.charts.gather.known import Known
from bot.chat.phrases import Phrases
from bot.chat.text import Markup, join, plain
from bot.language.reader import Reader
from bot.store.models import Goal
from rubric import measure
from rubric.model import Indicator

MOST_GOALS: Final = 16


def gaps_of(known: Known, t: Phrases, reader: Reader) -> GoalGaps | None:
    """The widest gaps of the running goals, and every goal counted by outcome; None without any goal."""
    every = [
        _gap(each, known, t, reader) for each in known.lineage.today.indicators if each.id in known.goals
    ]
    if not every:
        return None
    drawn = sorted(every, key=_left, reverse=True)[:MOST_GOALS]
    outcomes = {each.id: each.outcome_id for each in known.lineage.today.indicators}
    groups = []
    for outcome in known.lineage.today.outcomes:
        own = [gap for gap in every if outcomes[gap.id] == outcome.id]
        if own:
            widest = tuple(gap for gap in drawn if gap in own)
            groups.append(GapGroup(outcome.id, outcome.short_title, _summary(own, t), widest))
    return GoalGaps(
        title=plain(t("{team}: how far the goals are", team=known.team.name)),
        scale=known.scale,
        groups=tuple(groups),
        now=plain(t("agreed level")),
        goal=plain(t("goal")),
        left_out=_left_out(len(every) - len(drawn), t),
    )


def _gap(indicator: Indicator, known: Known, t: Phrases, reader: Reader) -> Gap:
    goal, state = known.goals[indicator.id], known.newest(indicator.id)
    existing = None if state is None else state.level
    said = plain(_said(goal, existing, t, reader))
    return Gap(indicator.id, indicator.short_title, existing, goal.level, said)


def _said(goal: Goal, existing: int | None, t: Phrases, reader: Reader) -> Markup:
    day = reader.day(goal.by_day)
    if existing is None:
        return t("not agreed yet, goal {goal} by {day}", goal=goal.level, day=day)
    if measure.gap(goal.level, existing) <= 0:
        return t("at {existing}, goal {goal} reached", existing=existing, goal=goal.level)
    if goal.by_day < reader.today:
        return t("at {existing}, goal {goal} was due {day}", existing=existing, goal=goal.level, day=day)
    return t("at {existing}, goal {goal} by {day}", existing=existing, goal=goal.level, day=day)


def _left_out(count: int, t: Phrases) -> str:
    if not count:
        return ""
    return plain(
        t.plural("and {count} more goal that is nearer", "and {count} more goals that are nearer", count)
    )


def _left(gap: Gap) -> float:
    """How many levels are left; what was never agreed comes after what is on its way."""
    return 0.5 if gap.existing is None else max(0.0, measure.gap(gap.goal, gap.existing))


def _summary(gaps: Sequence[Gap], t: Phrases) -> str:
    known = [measure.gap(one.goal, one.existing) for one in gaps if one.existing is not None]
    reached, left = sum(1 for each in known if each <= 0), int(sum(each for each in known if each > 0))
    said = [
        t.plural(
            "{reached} of {count} goal reached",
            "{reached} of {count} goals reached",
            len(gaps),
            reached=reached,
        )
    ]
    if left:
        said.append(t.plural("{count} level to go", "{count} levels to go", left))
    if unknown := len(gaps) - len(known):
        said.append(t.plural("{count} not agreed yet", "{count} not agreed yet", unknown))
    return plain(join(" · ", said))
