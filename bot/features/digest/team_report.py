"""The team's digest as a report: the week is gathered once, and told to each as far as they may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.charts.album import Album
from bot.charts.gather import known
from bot.charts.kinds import GAPS, GRID
from bot.chat.cards import Card
from bot.chat.text import Markup
from bot.desk import Desk
from bot.features.digest import cards
from bot.features.digest.gather import week
from bot.features.digest.viewer import Viewer
from bot.features.digest.week import Week
from bot.permissions import Act, Reach, may, reach
from bot.schedule.digest_settings import DigestSettings, digest_settings
from bot.schedule.report import TEAM, Issue, Period, Picture, Recipient
from bot.store.models import Team


class TeamReport:
    """What happened in the team."""

    name = TEAM

    def title(self, desk: Desk) -> Markup:
        """The digest."""
        return desk.t("the digest")

    def gather(self, desk: Desk, team: Team, settings: Mapping[str, Any], period: Period) -> Issue:
        """The week, or however long the period is."""
        of_team = known(desk, team)
        told = week(desk, of_team, period.since, period.until)
        return TeamIssue(told, digest_settings(settings), Album(desk, of_team, period.until))


@dataclass(frozen=True, slots=True)
class TeamIssue:
    """The digest of one period."""

    week: Week
    settings: DigestSettings
    album: Album

    def card(self, to: Recipient) -> Card:
        """What the recipient may see of it."""
        return cards.digest(self.week, viewer_of(self.week, self.settings.sections, to))

    def picture(self, to: Recipient) -> Picture | None:
        """Where the team stands, for leaders how far its goals are; or what the settings say."""
        usual = GAPS if to.person is not None and may(to.permission, Act.GET_LEADERS_DIGEST) else GRID
        return self.album.picture(self.settings.picture or usual, to)


def viewer_of(week: Week, shows: tuple[str, ...], to: Recipient) -> Viewer:
    """What the recipient may see of a week; whoever is no person sees what everybody may."""
    if to.person is None:
        return Viewer(to.t, to.reader, to.platform, shows)
    return Viewer(
        to.t,
        to.reader,
        to.platform,
        shows,
        leads=may(to.permission, Act.GET_LEADERS_DIGEST),
        facilitates=reach(Act.SEE_STUDENTS, (to.permission,)) is Reach.ALL,
        advises=frozenset(week.advised.get(to.person.id, ())),
    )
