"""The team's digests as they are planned: found by name, said in words, listed with what can be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.chat.cards import Button, Buttons, Card, Heading, Paragraph, Part, SmallPrint, card
from bot.chat.phrases import N_
from bot.chat.routes import wire
from bot.chat.text import Markup, bold, escape, join
from bot.desk import Desk, Seat
from bot.features.digest.commands.finding import running
from bot.features.digest.planner import DigestPlanner
from bot.permissions import Act, Reach
from bot.schedule import due
from bot.schedule.digest_settings import (
    CHANNELS,
    DISTRICT,
    HOLDERS,
    LEADERS,
    PARTNERS,
    ROLE,
    STEPBACK,
    WEBHOOKS,
    DigestSettings,
    digest_settings,
)
from bot.schedule.recurrence import Listed, parse_rule
from bot.schedule.report import TEAM
from bot.schedule.rule_words import rule_in_words
from bot.schedule.state_words import state_in_words
from bot.store.models import Schedule, Team
from bot.store.queries.roster import DECLARED

_MOST_DAYS: Final = 6
_DAY: Final = timedelta(days=1)
REPORTS = {
    TEAM: N_("What happened in the team"),
    ROLE: N_("What concerns one role"),
    STEPBACK: N_("Progress, challenges and support"),
    DISTRICT: N_("Progress across teams"),
}
TO = {
    CHANNELS: N_("the team's channels"),
    LEADERS: N_("leaders by direct message"),
    HOLDERS: N_("who holds the role, by direct message"),
    PARTNERS: N_("partners by e-mail"),
    WEBHOOKS: N_("webhooks"),
}
PICTURES = {
    "": N_("The usual one"),
    "grid": N_("Where the indicators stand"),
    "gaps": N_("How far from the goals"),
    "trend": N_("How a focus indicator went"),
    "response": N_("How many answered"),
    "none": N_("No picture"),
}


@dataclass(frozen=True, slots=True)
class Plans:
    """The list."""

    planner: DigestPlanner

    def listed(self, desk: Desk, seat: Seat) -> Card:
        """Every digest that has not ended, with its next time; for facilitators with what can be done."""
        plans = desk.reach(seat, Act.RUN_DIGESTS) is Reach.ALL
        parts: list[Part] = [Heading(desk.t("Digests of {team}", team=seat.team.name))]
        every = running(desk, seat)
        for schedule in every:
            parts.append(Paragraph(self.about(desk, seat, schedule)))
            if plans:
                parts.append(buttons(desk, schedule))
        if not every:
            parts.append(Paragraph(desk.t("There are none yet.")))
        if plans:
            parts.append(Buttons((Button(desk.t("Add a digest"), wire("digest-plan-add", seat.team.id)),)))
        parts.append(
            SmallPrint(desk.t("At once, for you alone: `/stem digest` · earlier ones: `/stem digest past`"))
        )
        return Card(tuple(parts))

    def one(self, desk: Desk, seat: Seat, schedule: Schedule, *said: Markup) -> Card:
        """What was done, and the digest as it is now."""
        about = Paragraph(self.about(desk, seat, schedule))
        return card(
            *map(Paragraph, said), about, buttons(desk, schedule) if schedule.ended_at is None else None
        )

    def about(self, desk: Desk, seat: Seat, schedule: Schedule) -> Markup:
        """All that one may want to know of a digest, in a few lines."""
        settings = digest_settings(schedule.settings)
        lines = [
            join(
                " · ",
                [
                    bold(title(desk, schedule)),
                    *_what(desk, settings),
                    *state_in_words(schedule, seat.reader, desk.t),
                ],
            ),
            self._when(desk, seat, schedule),
            desk.t(
                "Goes to: {whom}.", whom=join(", ", [desk.t(TO[one]) for one in settings.to if one in TO])
            ),
        ]
        if settings.picture:
            lines.append(
                desk.t(
                    "Picture: {picture}.", picture=desk.t(PICTURES.get(settings.picture, settings.picture))
                )
            )
        return join("\n", lines)

    def _when(self, desk: Desk, seat: Seat, schedule: Schedule) -> Markup:
        t, rule = desk.t, parse_rule(schedule.rule, schedule.starts_on)
        days = rule_in_words(rule, t)
        if isinstance(rule.pattern, Listed):
            listed = [seat.reader.day(day) for day in sorted(rule.pattern.days)]
            days = t("On {days}", days=", ".join(listed[:_MOST_DAYS]))
        said = [
            t("{days} at {time} on the team's clock", days=days, time=seat.reader.clock_time(schedule.at))
        ]
        if rule.ends_on:
            said.append(t("until {day}", day=seat.reader.day(rule.ends_on)))
        at = None if schedule.paused_at else next_due(desk, self.planner, schedule)
        if at is not None:
            said.append(t("next {moment}", moment=seat.reader.moment(at)))
        return join(", ", said)


def title(desk: Desk, schedule: Schedule) -> Markup:
    """What it is called, with the name by which commands know it."""
    same = schedule.title.casefold() == schedule.slot
    return (
        escape(schedule.title)
        if same
        else desk.t("{title} ({name})", title=schedule.title, name=schedule.slot)
    )


def next_due(desk: Desk, planner: DigestPlanner, schedule: Schedule) -> datetime | None:
    """When it is due next (UTC); what was due in a pause, or is due just now, is no next time."""
    if schedule.next_due_at is not None and schedule.next_due_at > desk.now:
        return schedule.next_due_at
    team = desk.session.get_one(Team, schedule.team_id)
    day = due.open_day(team, schedule, desk.team_reader(team).today - _DAY)
    while day is not None and (at := planner.due_at(desk, schedule, day)) <= desk.now:
        day = due.open_day(team, schedule, day)
    return at if day is not None else None


def buttons(desk: Desk, schedule: Schedule) -> Buttons:
    """What a facilitator can do: one that the installation's file declares is only paused in chat."""
    t, id_ = desk.t, schedule.id
    changes = (
        Button(t("Change"), wire("digest-plan-edit", id_)),
        Button(t("End…"), wire("digest-plan-end", id_)),
    )
    held = (
        Button(t("Go on"), wire("digest-plan-resume", id_))
        if schedule.paused_at
        else Button(t("Pause"), wire("digest-plan-pause", id_))
    )
    preview = Button(t("Preview"), wire("digest-plan-preview", id_))
    return Buttons((preview, held, *(() if schedule.managed == DECLARED else changes)))


def _what(desk: Desk, settings: DigestSettings) -> list[Markup]:
    said = [desk.t(REPORTS[settings.report])] if settings.report in REPORTS else []
    role = desk.library.roles.get(settings.role)
    return [*said, *([escape(role.title)] if role else [])]
