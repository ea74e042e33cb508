"""The stepback brief as a message: progress, challenges, plans for support, and questions to talk about."""

from __future__ import annotations

from typing import Final

from bot.chat.cards import Button, Buttons, Card, Heading, Paragraph, Part, SmallPrint, card
from bot.chat.routes import wire
from bot.chat.text import Markup, join, shorten
from bot.features.stepback.quarter import Quarter
from bot.features.stepback.questions import questions
from bot.features.stepback.told_challenges import challenges
from bot.features.stepback.told_progress import progress
from bot.features.stepback.told_support import support
from bot.features.stepback.viewer import Viewer
from bot.schedule.participation_words import answered, apart
from rubric import measure

_LONGEST_NAME: Final = 100
_MOST_BARE: Final = 6


def brief(quarter: Quarter, viewer: Viewer) -> Card:
    """What the viewer may see of the quarter; an empty one is three sentences, and what to ask about it."""
    t = viewer.t
    name = shorten(quarter.known.team.name, _LONGEST_NAME)
    told = [Paragraph(_empty(quarter, viewer))] if quarter.is_empty else _told(quarter, viewer)
    return card(
        Heading(t("Stepback brief: {team}", team=name)),
        *([] if quarter.is_empty else [Paragraph(_headline(quarter, viewer))]),
        *told,
        Heading(t("Plans for support")),
        *support(quarter, viewer),
        Heading(t("What this stands on")),
        Paragraph(_basis(quarter, viewer)),
        *_asked(quarter, viewer),
        _controls(quarter, viewer),
        SmallPrint(_small_print(quarter, viewer)),
    )


def _controls(quarter: Quarter, viewer: Viewer) -> Part:
    """What follows from it, for whoever presses; anybody in the team may."""
    t, team_id = viewer.t, quarter.known.team.id
    return Buttons(
        (
            Button(t("See status"), wire("status", team_id)),
            Button(t("See all goals"), wire("goals", team_id)),
            Button(t("Add evidence"), wire("evidence-form", team_id, "")),
        )
    )


def _told(quarter: Quarter, viewer: Viewer) -> list[Part]:
    return [
        Heading(viewer.t("Progress")),
        *progress(quarter, viewer),
        Heading(viewer.t("Challenges")),
        *challenges(quarter, viewer),
    ]


def _headline(quarter: Quarter, viewer: Viewer) -> Markup:
    """Such as: 3 of 16 indicators were agreed anew, 2 of them are higher. 1 goal was reached. 1 is stuck."""
    t, told, hard = viewer.t, quarter.progress, quarter.challenges
    sentences = [_agreed(quarter, viewer)]
    if left_open := sum(1 for one in told.anew if one.now.provisional):
        sentences.append(
            t.plural("No consensus on {count} indicator.", "No consensus on {count} indicators.", left_open)
        )
    if told.reached:
        sentences.append(
            t.plural("{count} goal was reached.", "{count} goals were reached.", len(told.reached))
        )
    if hard.late:
        late = len(hard.late)
        sentences.append(t.plural("{count} goal is past its day.", "{count} goals are past their day.", late))
    if hard.stuck:
        stuck = len(hard.stuck)
        sentences.append(t.plural("{count} indicator is stuck.", "{count} indicators are stuck.", stuck))
    return join(" ", sentences)


def _agreed(quarter: Quarter, viewer: Viewer) -> Markup:
    t, all_ = viewer.t, len(quarter.indicators)
    anew = [one for one in quarter.progress.anew if not one.now.provisional]
    if not anew:
        return t("None of {all} indicators was agreed anew.", all=all_)
    words = t.plural(
        "{count} of {all} indicators was agreed anew",
        "{count} of {all} indicators were agreed anew",
        len(anew),
        all=all_,
    )
    up, down = (sum(1 for one in anew if sign * one.steps > 0) for sign in (1, -1))
    ways = [t.plural("{count} went up", "{count} went up", up)] if up else []
    ways += [t.plural("{count} went down", "{count} went down", down)] if down else []
    return join("", [join(", ", [words, *ways]), "."])


def _empty(quarter: Quarter, viewer: Viewer) -> Markup:
    t = viewer.t
    return t(
        "A quiet quarter for {team}: nothing was agreed anew, nobody reported anything stuck, "
        "and no goal is past its day.",
        team=quarter.known.team.name,
    )


def _basis(quarter: Quarter, viewer: Viewer) -> Markup:
    """Who answered, and how much evidence there is: how far all this can be trusted."""
    t, basis = viewer.t, quarter.basis
    sentences = [answered(basis.every, t), *apart(basis.every, t)]
    evidence = t(
        "Evidence from the last twelve months: {covered} of {all} indicators.",
        covered=basis.covered,
        all=len(quarter.indicators),
    )
    return join("\n", [join(" ", sentences), join(" ", [evidence, *_bare(quarter, viewer)])])


def _bare(quarter: Quarter, viewer: Viewer) -> list[Markup]:
    """Which levels in the middle of the scale or above nothing supports."""
    bare = quarter.basis.bare
    if not bare:
        return []
    t = viewer.t
    middle = measure.middle_level(len(quarter.known.lineage.today.levels))
    ids = [one.id for one in bare[:_MOST_BARE]]
    words = t("At {level} or above without any: {ids}", level=middle, ids=", ".join(ids))
    left = len(bare) - len(ids)
    more = [t.plural("and {count} more", "and {count} more", left)] if left else []
    return [join("", [join(" ", [words, *more]), "."])]


def _asked(quarter: Quarter, viewer: Viewer) -> list[Part]:
    asked = questions(quarter, viewer)
    if not asked:
        return []
    lines = [f"{number}. {words}" for number, words in enumerate(asked, start=1)]
    return [Heading(viewer.t("Questions for the meeting")), Paragraph(Markup("\n".join(lines)))]


def _small_print(quarter: Quarter, viewer: Viewer) -> Markup:
    """The time it tells of, and what its words mean."""
    t = viewer.t
    first, last = (viewer.reader.day_with_year(day) for day in (quarter.first, quarter.last))
    time = t("{team}, {first} to {last}.", team=quarter.known.team.name, first=first, last=last)
    return join(
        "\n",
        [
            time,
            t(
                "Levels are what the team agreed on. Moving and stuck are what people say in check-ins; "
                "stuck until somebody says that it moves."
            ),
        ],
    )
