"""The district's progress report: about the teams that the installation's file names, for its leaders."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.chat.cards import Card
from bot.chat.text import Markup
from bot.desk import Desk
from bot.features.district import cards
from bot.features.district.gather import groups
from bot.features.district.shown import District
from bot.permissions import Act, may
from bot.schedule.digest_settings import CHANNELS, DISTRICT, DigestSettings, digest_settings
from bot.schedule.report import Issue, Period, Picture, Recipient
from bot.store.models import Team
from bot.store.queries import across_teams

KIND: Final = "digest"


class DistrictReport:
    """Several teams side by side, as far as each is large enough to be told of."""

    name = DISTRICT

    def title(self, desk: Desk) -> Markup:
        """The progress report."""
        return desk.t("the progress report")

    def gather(self, desk: Desk, team: Team, settings: Mapping[str, Any], period: Period) -> Issue:
        """What may be told of the teams; whatever the settings say, only of those that the file names."""
        declared = _declared(desk, team)
        wanted = frozenset(digest_settings(settings).teams)
        to_channels = any(CHANNELS in one.to and wanted.issubset(one.teams) for one in declared)
        return DistrictIssue(district(desk, team, wanted, period), to_channels)


@dataclass(frozen=True, slots=True)
class DistrictIssue:
    """One report; `to_channels`: the installation's file sends it to the team's channels too."""

    district: District
    to_channels: bool

    def card(self, to: Recipient) -> Card:
        """All of it or nothing: for who leads the district's team; a channel only if the file says so."""
        if not self._is_for(to):
            return cards.not_for_you(self.district, to)
        if not self.district.teams:
            return cards.no_teams(self.district, to)
        return cards.report(self.district, to)

    def picture(self, to: Recipient) -> Picture | None:  # noqa: ARG002 - teams are not drawn side by side
        """None: a picture of teams side by side reads as a ranking."""
        return None

    def _is_for(self, to: Recipient) -> bool:
        if to.person is None:
            return self.to_channels
        return may(to.permission, Act.GET_LEADERS_DIGEST)


def district(desk: Desk, team: Team, wanted: Collection[str], period: Period) -> District:
    """What a report of this team tells of the teams; of those alone that the installation's file names."""
    allowed = {id_ for one in _declared(desk, team) for id_ in one.teams}.intersection(wanted)
    found = groups(desk, allowed, period, team.zone)
    return District(team, period, found, len(allowed) - sum(len(one.teams) for one in found))


def all_teams(desk: Desk, team: Team) -> frozenset[str]:
    """Every team that the installation's file names for the reports of this one."""
    return frozenset(id_ for one in _declared(desk, team) for id_ in one.teams)


def _declared(desk: Desk, team: Team) -> Sequence[DigestSettings]:
    """What the file says of this team's reports; what was made in chat reaches no other team."""
    every = [digest_settings(each) for each in across_teams.declared(desk.session, team.id, KIND)]
    return [one for one in every if one.report == DISTRICT]
