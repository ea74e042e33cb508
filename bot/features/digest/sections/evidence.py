"""How much of the rubric has evidence, and which agreed levels have none."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Button, Buttons, Part
from bot.chat.routes import wire
from bot.chat.text import Markup, escape, join
from bot.features.digest.sections.lines import first, listing
from bot.features.digest.viewer import Viewer
from bot.features.digest.week import Coverage, Week
from rubric import measure

MOST = 3


def evidence(week: Week, viewer: Viewer) -> Sequence[Part]:
    """Two lines; nothing before there is any evidence, or a level that wants some."""
    t, told = viewer.t, week.evidence
    if not told.covered and not told.bare:
        return ()
    said = t(
        "{covered} of {count} indicators have some from the last {months} months.",
        covered=told.covered,
        count=told.of,
        months=measure.FRESH_MONTHS,
    )
    add = Button(t("Add evidence"), wire("evidence-form", week.team.id, ""))
    return (*listing(t("Evidence"), [said, *_bare(told, viewer)]), Buttons((add,)))


def _bare(told: Coverage, viewer: Viewer) -> list[Markup]:
    if not told.bare:
        return []
    titles = first([escape(each.short_title) for each in told.bare], MOST, viewer.t)
    said = viewer.t(
        "Agreed at {level} or above without any: {titles}", level=told.level, titles=join(", ", titles)
    )
    return [said]
