"""The team's digest as a report: the week is gathered once, and told to each as far as they may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.chat.cards import Card
from bot.chat.text import Markup
from bot.desk import Desk
from bot.features.digest import cards, gather
from bot.features.digest.viewer import Viewer
from bot.features.digest.week import Week
from bot.permissions import Act, Reach, may, reach
from bot.schedule.report import TEAM, Issue, Period, Picture, Recipient
from bot.store.models import Team
from bot.store.queries import digest


class TeamReport:
    """What happened in the team."""

    name = TEAM

    def title(self, desk: Desk) -> Markup:
        """The digest."""
        return desk.t("the digest")

    def gather(self, desk: Desk, team: Team, settings: Mapping[str, Any], period: Period) -> Issue:  # noqa: ARG002
        """The week, or however long the period is."""
        return TeamIssue(desk, gather.week(desk, team, period.since, period.until))


@dataclass(frozen=True, slots=True)
class TeamIssue:
    """The digest of one period."""

    desk: Desk
    week: Week

    def card(self, to: Recipient) -> Card:
        """What the recipient may see of it."""
        return cards.digest(self.week, self._viewer(to))

    def picture(self, to: Recipient) -> Picture | None:  # noqa: ARG002 - not drawn yet
        """None."""
        return None

    def _viewer(self, to: Recipient) -> Viewer:
        if to.person is None:
            return Viewer(to.t, to.reader, to.platform)
        team, today = self.week.team, self.desk.team_reader(self.week.team).today
        advised = digest.advised_by(self.desk.session, team.id, to.person.id, today)
        return Viewer(
            to.t,
            to.reader,
            to.platform,
            leads=may(to.permission, Act.GET_LEADERS_DIGEST),
            facilitates=reach(Act.SEE_STUDENTS, (to.permission,)) is Reach.ALL,
            advises=frozenset(advised),
        )
