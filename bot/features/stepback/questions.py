"""Three questions for the meeting, each made of something that the quarter has shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, islice, zip_longest
from typing import Final

from bot.chat.text import Markup
from bot.features.stepback.quarter import Aim, Quarter, Stuck
from bot.features.stepback.told_challenges import weeks_stuck
from bot.features.stepback.viewer import Viewer
from bot.schedule.participation import participation

MOST: Final = 3
_HALF: Final = 0.5
Asking = Callable[[Quarter, Viewer], Iterator[Markup]]


def questions(quarter: Quarter, viewer: Viewer) -> list[Markup]:
    """At most three: one of each kind first (what is hard, what worked, what comes next), then the others."""
    kinds = [list(asked(quarter, viewer)) for asked in (_hard, _worked, _ahead)]
    in_turn = chain.from_iterable(zip_longest(*kinds))
    return list(islice((one for one in in_turn if one is not None), MOST))


def _hard(quarter: Quarter, viewer: Viewer) -> Iterator[Markup]:
    """What is stuck longest, what is late, what went down, who is not heard."""
    t, hard = viewer.t, quarter.challenges
    for one in hard.stuck[:1]:
        yield _about_stuck(one, quarter, viewer)
    for aim in hard.late[:1]:
        yield t(
            "{title} was to be at {goal} by {day}. Do we keep the goal, move its day, or change it?",
            title=aim.indicator.short_title,
            goal=aim.goal.level,
            day=viewer.reader.day(aim.goal.by_day),
        )
    for anew in sorted(quarter.progress.anew, key=lambda one: one.steps)[:1]:
        if anew.steps < 0:
            yield t(
                "{title} went from {before} to {now}. What has changed since?",
                title=anew.indicator.short_title,
                before=anew.before,
                now=anew.now.level,
            )
    complete, eligible = participation(quarter.basis.every).response
    if eligible and complete < eligible * _HALF:
        yield t(
            "{answered} of {asked} check-ins were answered. What keeps people from answering?",
            answered=complete,
            asked=eligible,
        )


def _worked(quarter: Quarter, viewer: Viewer) -> Iterator[Markup]:
    """What went up, what is reached, what moves and was not agreed, where evidence is missing."""
    t, told = viewer.t, quarter.progress
    up = sorted((one for one in told.anew if one.steps > 0), key=lambda one: -one.steps)
    for anew in up[:1]:
        yield t(
            "{title} went from {before} to {now}. What made the difference, and where else could it help?",
            title=anew.indicator.short_title,
            before=anew.before,
            now=anew.now.level,
        )
    for each in told.moving[:1]:
        yield t(
            "People say that {title} is moving. Is it time for the team to agree on its level anew?",
            title=each.short_title,
        )
    for each in quarter.basis.bare[:1]:
        state = quarter.known.newest(each.id)
        yield t(
            "{title} is at {level}, with no evidence from the last twelve months. What would show it?",
            title=each.short_title,
            level=state.level if state else "",
        )


def _ahead(quarter: Quarter, viewer: Viewer) -> Iterator[Markup]:
    """What comes next, who is missing, and where to begin."""
    t, support = viewer.t, quarter.support
    for aim in support.ahead[:1]:
        yield _about_goal(aim, viewer)
    for one in support.unasked[:1] if viewer.leads else ():
        yield t(
            "The role {role} is vacant. Who could take it, and who asks them?",
            role=one.roles[0].title,
        )
    if not quarter.ever_agreed:
        yield t("The team has not agreed on any level yet. On which indicator does it begin, and when?")
    elif not quarter.progress.anew:
        yield t("Nothing was agreed anew in this time. Which indicator is worth a consensus round now?")
    if not support.ahead:
        yield t("No goal lies ahead. Which indicator should be one level higher a year from now?")


def _about_stuck(stuck: Stuck, quarter: Quarter, viewer: Viewer) -> Markup:
    title, weeks = stuck.indicator.short_title, weeks_stuck(stuck, quarter)
    if not weeks:
        return viewer.t("{title} is stuck. Who can clear the way, and by when?", title=title)
    return viewer.t.plural(
        "{title} has been stuck for {count} week. Who can clear the way, and by when?",
        "{title} has been stuck for {count} weeks. Who can clear the way, and by when?",
        weeks,
        title=title,
    )


def _about_goal(aim: Aim, viewer: Viewer) -> Markup:
    t, title, goal = viewer.t, aim.indicator.short_title, aim.goal.level
    day = viewer.reader.day(aim.goal.by_day)
    if aim.existing is None:
        return t("{title} is to be at {goal} by {day}. Where is it today?", title=title, goal=goal, day=day)
    return t(
        "{title} is at {existing} and is to be at {goal} by {day}. What is the next step, and whose is it?",
        title=title,
        existing=aim.existing,
        goal=goal,
        day=day,
    )
