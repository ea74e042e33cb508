"""The digest of one role, told to its holders: their indicators, their tasks, what is asked of them next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.charts.album import Album
from bot.charts.gather import known
from bot.charts.kinds import NONE
from bot.chat.cards import Card
from bot.chat.text import Markup
from bot.desk import Desk
from bot.features.digest import role_cards
from bot.features.digest.gather import week
from bot.features.digest.role_cards import Asked, OfRole
from bot.features.digest.team_report import viewer_of
from bot.features.digest.week import Week
from bot.schedule.check_in import KIND, check_in_of
from bot.schedule.digest_settings import ROLE, DigestSettings, digest_settings
from bot.schedule.report import Issue, Period, Picture, Recipient
from bot.store.models import Schedule, Team
from bot.store.queries import digest, prompts, roster, schedules
from rubric.model import Indicator, Role


class RoleReport:
    """What concerns the holders of one role."""

    name = ROLE

    def title(self, desk: Desk) -> Markup:
        """The role digest."""
        return desk.t("the role digest")

    def gather(self, desk: Desk, team: Team, settings: Mapping[str, Any], period: Period) -> Issue:
        """The week as it concerns the role; raises `LookupError` for a role that nobody knows any more."""
        chosen = digest_settings(settings)
        role = desk.library.roles.get(chosen.role)
        if role is None:
            raise LookupError(f"there is no role {chosen.role!r}")
        of_team = known(desk, team)
        told = week(desk, of_team, period.since, period.until)
        own = of_team.lineage.today.for_audience(role.audience)
        return RoleIssue(
            OfRole(
                role=role,
                holders=_holders(desk, team, role),
                indicators=own,
                week=_about(told, own),
                tasks=digest.open_of_role(desk.session, team.id, role.id),
                open=_open(desk, team, period.until),
                next_check_in=_next(desk, team, role),
            ),
            chosen,
            Album(desk, of_team, period.until),
        )


@dataclass(frozen=True, slots=True)
class RoleIssue:
    """The digest of a role for one period."""

    told: OfRole
    settings: DigestSettings
    album: Album

    def card(self, to: Recipient) -> Card:
        """What concerns the role, and what waits for the reader."""
        return role_cards.role_digest(self.told, to, viewer_of(self.told.week, role_cards.SHOWN, to))

    def picture(self, to: Recipient) -> Picture | None:
        """None unless the settings name one."""
        return self.album.picture(self.settings.picture or NONE, to)


def _about(told: Week, own: Sequence[Indicator]) -> Week:
    """The same week of these indicators alone."""
    return replace(
        told,
        agreed=tuple(one for one in told.agreed if one.indicator in own),
        moved=tuple(one for one in told.moved if one in own),
        unstuck=tuple(one for one in told.unstuck if one in own),
        stuck=tuple(one for one in told.stuck if one in own),
        gaps=tuple(one for one in told.gaps if one.indicator in own),
    )


def _holders(desk: Desk, team: Team, role: Role) -> frozenset[int]:
    today = desk.team_reader(team).today
    return frozenset(one.id for one in roster.holders(desk.session, team.id, role.id, today))


def _open(desk: Desk, team: Team, until: datetime) -> Mapping[int, Asked]:
    waiting = prompts.open_by_person(desk.session, team.id, until)
    return {person_id: Asked(count, closes_at) for person_id, (count, closes_at) in waiting.items()}


def _next(desk: Desk, team: Team, role: Role) -> Schedule | None:
    """The next check-in that asks holders of the role."""
    running = schedules.running(desk.session, team.id, KIND)
    asking = [one for one in running if one.paused_at is None and check_in_of(one).scope.reaches(role)]
    return next((one for one in asking if one.next_due_at is not None), None)
