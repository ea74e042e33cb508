"""The digest of a role as a message."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.chat.cards import Button, Buttons, Card, Heading, Paragraph, Part, SmallPrint, card
from bot.chat.routes import wire
from bot.chat.text import Markup, bold, join, shorten
from bot.features.digest.sections.lines import first, listing
from bot.features.digest.sections.table import TABLE
from bot.features.digest.viewer import Viewer
from bot.features.digest.week import Week
from bot.schedule.report import Recipient
from bot.store.models import Schedule, Task
from rubric.model import Indicator, Role

SHOWN: Final = ("agreed", "moved", "no-longer-stuck", "stuck", "gaps")
MOST_TASKS: Final = 4
_TITLE: Final = 80


@dataclass(frozen=True, slots=True)
class Asked:
    """How many questions wait for somebody, and until when the last of them does."""

    count: int
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class OfRole:
    """What concerns the holders of a role: `week` is of their audience's indicators alone.

    `holders`: their ids. `open`: what waits for people, by person id. `next_check_in`: the next that asks
    them.
    """

    role: Role
    holders: Collection[int]
    indicators: Sequence[Indicator]
    week: Week
    tasks: Sequence[Task]
    open: Mapping[int, Asked]
    next_check_in: Schedule | None


def role_digest(told: OfRole, to: Recipient, viewer: Viewer) -> Card:
    """How the role's indicators do, its tasks, what is asked of the reader next."""
    sections = [part for name in SHOWN for part in TABLE[name].parts(told.week, viewer)]
    see = Buttons((Button(viewer.t("See status"), wire("status", told.week.team.id)),))
    return card(
        Heading(_headline(told, viewer)),
        *sections,
        *_tasks(told, to, viewer),
        *_asked(told, to, viewer),
        *TABLE["meeting"].parts(told.week, viewer),
        see,
        SmallPrint(_small_print(told, viewer)),
    )


def _headline(told: OfRole, viewer: Viewer) -> Markup:
    """Such as: Instructional coach: 2 of 3 indicators moved, 1 is stuck."""
    t, title = viewer.t, shorten(told.role.title, _TITLE)
    count, moved, stuck = len(told.indicators), len(told.week.moved), len(told.week.stuck)
    if not moved and not stuck:
        return t("{role}: none of {count} indicators moved, none is stuck.", role=title, count=count)
    if not stuck:
        return t("{role}: {moved} of {count} indicators moved.", role=title, moved=moved, count=count)
    if not moved:
        return t.plural(
            "{role}: {count} of {of} indicators is stuck.",
            "{role}: {count} of {of} indicators are stuck.",
            stuck,
            role=title,
            of=count,
        )
    return t.plural(
        "{role}: {moved} of {of} indicators moved, {count} is stuck.",
        "{role}: {moved} of {of} indicators moved, {count} are stuck.",
        stuck,
        role=title,
        moved=moved,
        of=count,
    )


def _tasks(told: OfRole, to: Recipient, viewer: Viewer) -> Sequence[Part]:
    """The role's open tasks; those that the reader may not see are only counted."""
    if not told.tasks:
        return ()
    t = viewer.t
    heading = t.plural(
        "{count} task is open for your role", "{count} tasks are open for your role", len(told.tasks)
    )
    lines = [_task(one, viewer) for one in told.tasks if _may_see(one, told, to, viewer)]
    mine = Button(t("See my tasks"), wire("tasks-mine", told.week.team.id))
    words = listing(heading, first(lines, MOST_TASKS, t)) if lines else (Paragraph(bold(heading)),)
    return (*words, Buttons((mine,)))


def _may_see(task: Task, told: OfRole, to: Recipient, viewer: Viewer) -> bool:
    """Who holds the role sees its tasks; others no title that names a student, a channel none of students."""
    if to.person is not None and to.person.id in told.holders:
        return True
    hidden = told.role.is_student and to.person is None
    return not hidden and viewer.may_read(task.title, told.week.students)


def _task(task: Task, viewer: Viewer) -> Markup:
    t, title = viewer.t, shorten(task.title, _TITLE)
    if task.due_on is None:
        return t("{title} · no date", title=title)
    day = viewer.reader.day(task.due_on)
    if task.due_on < viewer.reader.today:
        return t("{title} · was due {day}", title=title, day=day)
    return t("{title} · due {day}", title=title, day=day)


def _asked(told: OfRole, to: Recipient, viewer: Viewer) -> Sequence[Part]:
    """What waits for the reader now; else when they are asked next."""
    t, waiting = viewer.t, told.open.get(to.person.id) if to.person else None
    if waiting:
        words = t.plural(
            "{count} question is open for you until {moment}.",
            "{count} questions are open for you, the last until {moment}.",
            waiting.count,
            moment=viewer.reader.moment(waiting.closes_at),
        )
        return (Paragraph(words), Buttons((Button(t("Answer now"), wire("checkin-open"), "main"),)))
    coming = told.next_check_in
    if coming is None or coming.next_day is None:
        return ()
    day = viewer.reader.day(coming.next_day)
    return (Paragraph(t("You are asked next on {day}: {title}.", day=day, title=coming.title)),)


def _small_print(told: OfRole, viewer: Viewer) -> Markup:
    week = told.week
    return join(
        " ",
        [
            viewer.t(
                "{team}, {first} to {last}.",
                team=week.team.name,
                first=viewer.reader.day_of(week.since),
                last=viewer.reader.day_of(week.until),
            ),
            viewer.t("For your role: {role}.", role=told.role.title),
        ],
    )
