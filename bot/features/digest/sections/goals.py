"""What the team works on now and how that has changed, and the other goals that are furthest away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.chat.cards import Button, Buttons, Part
from bot.chat.routes import wire
from bot.chat.text import Markup, join
from bot.features.digest.sections.lines import first, listing
from bot.features.digest.viewer import Viewer
from bot.features.digest.week import Focus, Gap, Rated, Week

MOST: Final = 3
FOCUS: Final = "focus"


def focus(week: Week, viewer: Viewer) -> Sequence[Part]:
    """The goals with the nearest days."""
    return _with_button(viewer.t("In focus"), [_focus(one, viewer) for one in week.focus], week, viewer)


def gaps(week: Week, viewer: Viewer) -> Sequence[Part]:
    """The widest gaps, without those that stand in the focus already."""
    told = {one.gap.indicator.id for one in week.focus} if FOCUS in viewer.shows else set()
    others = [one for one in week.gaps if one.indicator.id not in told]
    # What was never agreed on has no gap yet.
    widest = sorted(others, key=lambda one: (one.existing is None, -one.left))
    lines = first([_gap(one, viewer) for one in widest], MOST, viewer.t)
    heading = viewer.t("Further goals") if told else viewer.t("On the way to a goal")
    return listing(heading, lines) if told else _with_button(heading, lines, week, viewer)


def _with_button(heading: Markup, lines: Sequence[Markup], week: Week, viewer: Viewer) -> Sequence[Part]:
    see = Buttons((Button(viewer.t("See all goals"), wire("goals", week.team.id)),))
    return (*listing(heading, lines), see) if lines else ()


def _focus(one: Focus, viewer: Viewer) -> Markup:
    changed = _rated(one.rated, viewer) if one.rated else None
    return join(" · ", [_gap(one.gap, viewer), *([changed] if changed else [])])


def _rated(rated: Rated, viewer: Viewer) -> Markup:
    t = viewer.t
    if not rated.people:
        return t("rated anew, but not by the same people, so no change is told")
    if rated.before == rated.after:
        return t(
            "the same {count} people rate it as before, median {median}",
            count=rated.people,
            median=f"{rated.after:g}",
        )
    return t(
        "the same {count} people rate it median {before} → {after}",
        count=rated.people,
        before=f"{rated.before:g}",
        after=f"{rated.after:g}",
    )


def _gap(gap: Gap, viewer: Viewer) -> Markup:
    t, title, goal = viewer.t, gap.indicator.short_title, gap.goal
    day, level = viewer.reader.day(goal.by_day), goal.level
    if gap.existing is None:
        return t("{title}: not yet agreed, goal {goal} by {day}", title=title, goal=level, day=day)
    if gap.left <= 0:
        return t("{title}: goal {goal} reached", title=title, goal=level)
    at = gap.existing
    if goal.by_day < viewer.reader.today:
        return t(
            "{title}: at {existing}, goal {goal} was due {day}", title=title, existing=at, goal=level, day=day
        )
    return t("{title}: at {existing}, goal {goal} by {day}", title=title, existing=at, goal=level, day=day)
