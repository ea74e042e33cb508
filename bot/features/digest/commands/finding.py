"""Which report is meant, over what time, and who may read it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.chat.cards import SmallPrint
from bot.chat.events import Call
from bot.chat.replies import Refusal, refusal
from bot.chat.text import join
from bot.desk import Desk, Seat
from bot.features.digest.period import USUAL_TIME, period_until
from bot.features.digest.sending import KIND
from bot.permissions import Act, may
from bot.schedule.digest_settings import (
    CHANNELS,
    DISTRICT,
    HOLDERS,
    LEADERS,
    ROLE,
    DigestSettings,
    digest_settings,
    settings_to_store,
)
from bot.schedule.report import TEAM, Issue, Period, Recipient, Report
from bot.store.models import Schedule
from bot.store.queries import schedules, seats
from rubric.nearest import closest

REPORT: Final = "report"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A report as it is set up in the team; `schedule` is None where nobody has planned it."""

    report: Report
    settings: DigestSettings
    schedule: Schedule | None

    def issue(self, desk: Desk, seat: Seat, until: datetime) -> Issue:
        """What it tells of the time since the last one that went out."""
        if self.schedule is None:
            period = Period(until - USUAL_TIME, until)
        else:
            period = period_until(desk, self.schedule, until)
        return self.report.gather(desk, seat.team, settings_to_store(self.settings), period)


def wanted(desk: Desk, seat: Seat, reports: Sequence[Report], given: str) -> Wanted:
    """The report of that name, the team's digest if none is given; `Refusal` if it is not for the caller."""
    report = named(desk, reports, given.strip().casefold() or TEAM)
    held = seats.roles_of(desk.session, seat.team.id, seat.person.id, seat.reader.today)
    # A role that the library has lost has no digest.
    roles = [one.role for one in held if one.role in desk.library.roles]
    planned = [(one, digest_settings(one.settings)) for one in running(desk, seat)]
    planned = [(one, settings) for one, settings in planned if settings.report == report.name]
    # The caller's own role first.
    for schedule, settings in sorted(planned, key=lambda each: each[1].role not in roles):
        if report.name == TEAM or reaches(seat, settings, roles):
            return Wanted(report, settings, schedule)
    if (planned and report.name != ROLE) or report.name == DISTRICT:
        raise _not_for(desk, seat, report)
    if report.name == ROLE and not roles:
        words = desk.t("You hold no role in {team}, so there is no such digest for you.", team=seat.team.name)
        raise refusal(words)
    role = roles[0] if report.name == ROLE else ""
    return Wanted(report, DigestSettings(report.name, role=role), None)


def running(desk: Desk, seat: Seat) -> Sequence[Schedule]:
    """The team's digests that have not ended, the next due first."""
    return schedules.running(desk.session, seat.team.id, KIND)


def reaches(seat: Seat, settings: DigestSettings, roles: Collection[str]) -> bool:
    """Whether what has these settings reaches somebody with this seat and these roles."""
    return (
        CHANNELS in settings.to
        or (LEADERS in settings.to and may(seat.permission, Act.GET_LEADERS_DIGEST))
        or (HOLDERS in settings.to and settings.role in roles)
    )


def read_by(desk: Desk, call: Call, seat: Seat, report: Report) -> Recipient:
    """The caller as a reader: leaders read what is theirs, everybody else what a channel reads."""
    own = may(seat.permission, Act.GET_LEADERS_DIGEST) or report.name == ROLE
    if not own:
        return Recipient(desk.t, seat.reader, call.person.platform)
    return Recipient(desk.t, seat.reader, call.person.platform, seat.person, seat.permission)


def picture_in_words(desk: Desk, issue: Issue, to: Recipient) -> SmallPrint | None:
    """What the picture shows that goes with it; None where none does."""
    drawn = issue.picture(to)
    return SmallPrint(desk.t("With a picture: {what}", what=drawn.alternative)) if drawn else None


def named(desk: Desk, reports: Sequence[Report], given: str) -> Report:
    """The report of that name; `Refusal` with the closest."""
    by_name = {one.name: one for one in reports}
    if given in by_name:
        return by_name[given]
    nearest = closest(given, by_name)
    words = desk.t("There is no report {given}. There are: {names}.", given=given, names=", ".join(by_name))
    example = f"/stem digest now {nearest.name if nearest else TEAM}"
    raise refusal(join(" ", [words, desk.t("Try: `{example}`", example=example)]))


def _not_for(desk: Desk, seat: Seat, report: Report) -> Refusal:
    return refusal(
        desk.t(
            "This report ({name}) goes to nobody with your seat in {team}. The team's digest: `/stem digest`",
            name=report.name,
            team=seat.team.name,
        )
    )
