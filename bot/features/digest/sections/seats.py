"""Roles that nobody holds, and terms that end soon: for leaders, who can fill them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from bot.chat.cards import Button, Buttons, Part
from bot.chat.routes import wire
from bot.chat.text import Markup, escape, join
from bot.features.digest.sections.lines import first, listing
from bot.features.digest.viewer import Viewer
from bot.features.digest.week import Ending, Week
from bot.schedule.unasked_words import unasked_lines

MOST, MOST_NAMES = 5, 4


def seats(week: Week, viewer: Viewer) -> Sequence[Part]:
    """A line for each vacancy, and one for each day on which terms end."""
    if not viewer.leads:
        return ()
    t = viewer.t
    days = groupby(week.ending, lambda one: one.last_day)
    lines = [*unasked_lines(week.unasked, t), *(_line(day, list(own), week, viewer) for day, own in days)]
    if not lines:
        return ()
    act = (
        Button(t("Add somebody"), wire("roster-form", week.team.id))
        if viewer.facilitates
        else Button(t("See who is in the team"), wire("roster", week.team.id))
    )
    return (*listing(t("Seats"), first(lines, MOST, t)), Buttons((act,)))


def _line(day: date, own: Sequence[Ending], week: Week, viewer: Viewer) -> Markup:
    who = first([_who(one, week, viewer) for one in own], MOST_NAMES, viewer.t)
    return viewer.t.plural(
        "{count} term ends on {day}: {who}",
        "{count} terms end on {day}: {who}",
        len(own),
        day=viewer.reader.day(day),
        who=join(", ", who),
    )


def _who(one: Ending, week: Week, viewer: Viewer) -> Markup:
    if not viewer.may_name(one.person, week.students):
        return viewer.t("a student leader")
    if not one.roles:
        return escape(one.person.name)
    return viewer.t("{name} ({roles})", name=one.person.name, roles=", ".join(one.roles))
