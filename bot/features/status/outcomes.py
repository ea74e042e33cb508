"""Each outcome summed up: the share of its indicators that are established, how many are at the lowest."""

from __future__ import annotations

from bot.chat.cards import Paragraph, Part
from bot.chat.phrases import Phrases
from bot.chat.text import Markup, bold, join
from bot.features.status.standing import Standings
from rubric import measure
from rubric.model import Level, Outcome


def by_outcome(standings: Standings, t: Phrases) -> Part | None:
    """A line an outcome that the team has agreed on something of; never one number for a school."""
    lines = [line for each in standings.lineage.today.outcomes if (line := _line(each, standings, t))]
    return Paragraph(join("\n", [bold(t("By outcome")), *lines])) if lines else None


def _line(outcome: Outcome, standings: Standings, t: Phrases) -> Markup | None:
    own = [each for each in standings.each.values() if each.indicator.outcome_id == outcome.id]
    levels = standings.lineage.today.levels
    state = measure.outcome_state([each.agreed.level if each.agreed else None for each in own], len(levels))
    if state.unknown == state.indicators:
        return None
    said = [
        t(
            "{outcome}: {count} of {all} at {level} or above",
            outcome=outcome.id,
            count=state.established,
            all=state.indicators,
            level=levels[measure.established_level(len(levels)) - 1].name,
        ),
        _lowest(state.lowest, levels[0], t),
    ]
    if state.unknown:
        said.append(t.plural("{count} not agreed yet", "{count} not agreed yet", state.unknown))
    return join(" · ", said)


def _lowest(count: int, level: Level, t: Phrases) -> Markup:
    if not count:
        return t("none at {level}", level=level.name)
    return t.plural("{count} at {level}", "{count} at {level}", count, level=level.name)
