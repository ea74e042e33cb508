"""`/stem digest`: what would be told now, to whoever asks, and to nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.charts.kinds import GRID
from bot.chat.cards import Button, Buttons, card
from bot.chat.events import CommandCall
from bot.chat.replies import Reply, Say
from bot.chat.routes import wire
from bot.desk import Desk, Seat
from bot.features.digest.commands import finding
from bot.features.digest.commands.sharing import SHAREABLE
from bot.permissions import Act, may
from bot.schedule.report import Report


@dataclass(frozen=True, slots=True)
class Now:
    """The handler; `reports` are those that there are."""

    reports: Sequence[Report]

    def now(self, desk: Desk, call: CommandCall) -> Reply:
        """What happened since the last one that went out, as far as the caller may see it."""
        seat = desk.allowed(call, Act.LOOK)
        wanted = finding.wanted(desk, seat, self.reports, call.options.get(finding.REPORT, ""))
        issue = wanted.issue(desk, seat, desk.now)
        drawn = issue.card(finding.read_by(desk, call, seat, wanted.report))
        return Say(card(*drawn.parts, _controls(desk, seat, wanted.report)))


def _controls(desk: Desk, seat: Seat, report: Report) -> Buttons:
    team_id = seat.team.id
    shares = may(seat.permission, Act.RUN_DIGESTS) and report.name in SHAREABLE
    share = Button(desk.t("Share with the team…"), wire("digest-share-ask", team_id, report.name))
    drawn = Button(desk.t("A picture of it"), wire("digest-picture", team_id, GRID))
    return Buttons((share, drawn) if shares else (drawn,))
