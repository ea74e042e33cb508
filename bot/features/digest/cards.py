"""The digest as a message: short, without names in a channel, with what waits for leaders in theirs."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Button, Buttons, Card, Heading, Paragraph, Part, SmallPrint, card
from bot.chat.routes import wire
from bot.chat.text import Markup, bold, join
from bot.features.digest import answers, leaders, tasks
from bot.features.digest.closed import closed
from bot.features.digest.headline import headline, quiet
from bot.features.digest.in_words import in_words
from bot.features.digest.turnout import Turnout
from bot.features.digest.vacant import vacant
from bot.features.digest.viewer import Viewer
from bot.features.digest.week import Gap, Week
from bot.schedule.participation_words import apart
from bot.schedule.shares import Share
from rubric.model import Indicator

MOST_INDICATORS, MOST_GAPS = 5, 3


def digest(week: Week, viewer: Viewer) -> Card:
    """What the viewer may see of the week."""
    see = Buttons((Button(viewer.t("See status"), wire("status", week.team.id)),))
    of_facilitators = (answers.by_name, in_words, closed, vacant)
    for_facilitators = [part(week, viewer) for part in of_facilitators] if viewer.facilitates else []
    in_the_way = leaders.blockers(week, viewer) if viewer.leads else None
    if week.quiet:
        said = Paragraph(quiet(week, viewer))
        return card(said, in_the_way, *for_facilitators, Paragraph(_meeting(week, viewer)), see)
    return card(
        Heading(headline(week, viewer.t)),
        _indicators(viewer.t("Moved"), week.moved, viewer),
        _indicators(viewer.t("Stuck"), week.stuck, viewer),
        in_the_way,
        *for_facilitators,
        _voices(week, viewer),
        _gaps(week.gaps, viewer),
        tasks.overdue(week, viewer),
        Paragraph(_meeting(week, viewer)),
        see,
        SmallPrint(_small_print(week, viewer)),
    )


def _indicators(heading: Markup, which: Sequence[Indicator], viewer: Viewer) -> Part | None:
    if not which:
        return None
    lines = [join(" ", [each.short_title, f"({each.id})"]) for each in which]
    return Paragraph(join("\n", [bold(heading), *_first(lines, MOST_INDICATORS, viewer)]))


def _voices(week: Week, viewer: Viewer) -> Part | None:
    sentences = [*_counts(week.turnout, viewer), *apart(week.turnout.every, viewer.t)]
    return Paragraph(join(" ", sentences)) if sentences else None


def _counts(turnout: Turnout, viewer: Viewer) -> list[Markup]:
    """Who answered, by audience; nothing where the headline has said it all."""
    t, left_out = viewer.t, turnout.not_counted_out
    if not turnout.shares or len(turnout.shares) + len(left_out) == 1:
        return []
    sentences = [t("Answered: {counts}.", counts=join(", ", [_count(one, viewer) for one in turnout.shares]))]
    if left_out:
        audiences = ", ".join(left_out)
        sentences.append(t("Not shown, to protect small groups: {audiences}.", audiences=audiences))
    return sentences


def _count(share: Share, viewer: Viewer) -> Markup:
    return viewer.t(
        "{audience} {answered} of {asked}",
        audience=share.audience,
        answered=share.answered,
        asked=share.asked,
    )


def _gaps(gaps: Sequence[Gap], viewer: Viewer) -> Part | None:
    if not gaps:
        return None
    lines = [_gap(one, viewer) for one in gaps]
    return Paragraph(join("\n", [bold(viewer.t("On the way to a goal")), *_first(lines, MOST_GAPS, viewer)]))


def _gap(gap: Gap, viewer: Viewer) -> Markup:
    title, goal = gap.indicator.short_title, gap.goal
    day = viewer.reader.day(goal.by_day)
    if gap.existing is None:
        return viewer.t(
            "{title}: not yet agreed, goal {goal} by {day}", title=title, goal=goal.level, day=day
        )
    return viewer.t(
        "{title}: at {existing}, goal {goal} by {day}",
        title=title,
        existing=gap.existing,
        goal=goal.level,
        day=day,
    )


def _meeting(week: Week, viewer: Viewer) -> Markup:
    if week.meeting is None:
        return viewer.t("No meeting is planned.")
    schedule, moment = week.meeting.schedule, viewer.reader.moment(week.meeting.starts)
    place = schedule.settings.get("place", "")
    if not place:
        return viewer.t("Next meeting: {title}, {moment}.", title=schedule.title, moment=moment)
    return viewer.t(
        "Next meeting: {title}, {moment}, {place}.", title=schedule.title, moment=moment, place=place
    )


def _small_print(week: Week, viewer: Viewer) -> Markup:
    return viewer.t(
        "{team}, {first} to {last}.",
        team=week.team.name,
        first=viewer.reader.day_of(week.since),
        last=viewer.reader.day_of(week.until),
    )


def _first(lines: Sequence[Markup], most: int, viewer: Viewer) -> list[Markup]:
    left = len(lines) - most
    if left <= 0:
        return list(lines)
    return [*lines[:most], viewer.t.plural("and {count} more", "and {count} more", left)]
