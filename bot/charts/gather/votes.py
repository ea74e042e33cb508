"""How levels were given: the votes of a round that was revealed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.charts.data import Distribution
from bot.charts.gather.known import Known, steps
from bot.chat.phrases import Phrases
from bot.chat.text import Markup, plain
from bot.desk import Desk
from bot.language.reader import Reader
from bot.published import group_floor
from bot.store.models import ConsensusRound, Goal
from bot.store.queries import consensus
from rubric import measure
from rubric.model import Indicator


def distribution_of(
    desk: Desk, known: Known, t: Phrases, reader: Reader, since: datetime, until: datetime
) -> Distribution | None:
    """The votes revealed last from `since` until just before `until` that may be shown; None without any."""
    for one in consensus.revealed_rounds(desk.session, known.team.id, since, until):
        if (drawn := _votes(desk, known, t, reader, one)) is not None:
            return drawn
    return None


def _votes(desk: Desk, known: Known, t: Phrases, reader: Reader, one: ConsensusRound) -> Distribution | None:
    indicator, votes = known.lineage.as_it_was(one), consensus.votes(desk.session, one)
    levels = [vote.level for vote in votes if vote.level is not None]
    enough = measure.publishable(len(levels), group_floor(known.team))
    if one.revealed_at is None or indicator is None or not enough:
        return None
    given = _Given(indicator, known.lineage.id_today(one) or "", levels, [vote.answer for vote in votes])
    day = reader.day_of(one.revealed_at)
    return given.drawn(known, t("{team}: votes revealed on {day}", team=known.team.name, day=day), t, reader)


@dataclass(frozen=True, slots=True)
class _Given:
    """Levels and answers that may be shown; `id_today` is that of the indicator as it is now, "" if gone."""

    indicator: Indicator
    id_today: str
    levels: Sequence[int]
    answers: Sequence[str]

    def drawn(self, known: Known, about: Markup, t: Phrases, reader: Reader) -> Distribution:
        scale = steps([each.level for each in self.indicator.descriptors])
        goal, middle = known.goals.get(self.id_today), measure.median(self.levels)
        return Distribution(
            id=self.indicator.id,
            title=self.indicator.short_title,
            about=plain(about),
            scale=scale,
            counts=measure.distribution(self.levels, len(scale)),
            median=middle,
            median_said=plain(t("median {median}", median=f"{middle:g}")),
            target=None if goal is None else goal.level,
            target_said="" if goal is None else _aim(goal, t, reader),
            apart=self._apart(t),
        )

    def _apart(self, t: Phrases) -> tuple[str, ...]:
        """How many gave no level."""
        unknown = self.answers.count(consensus.DONT_KNOW)
        not_applicable = self.answers.count(consensus.NOT_APPLICABLE)
        said = []
        if unknown:
            said.append(plain(t("I don't know: {count}", count=unknown)))
        if not_applicable:
            said.append(plain(t("Not applicable: {count}", count=not_applicable)))
        return tuple(said)


def _aim(goal: Goal, t: Phrases, reader: Reader) -> str:
    return plain(t("goal {goal} by {day}", goal=goal.level, day=reader.day(goal.by_day)))
