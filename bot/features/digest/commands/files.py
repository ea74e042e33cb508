"""`/stem digest file`: a digest to print or pass on, as PDF or as a page; it comes by direct message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.chat.cards import Card, Paragraph, card
from bot.chat.events import CommandCall
from bot.chat.messenger import File
from bot.chat.replies import Reply, refusal, say
from bot.chat.text import join
from bot.desk import Desk
from bot.features.digest.commands import finding
from bot.permissions import Act
from bot.schedule import long_work, report_file
from bot.schedule.long_work import Order
from bot.schedule.report import Report
from bot.store.models import Team

KIND: Final = "digest-file"
FORMAT: Final = "format"
FORMATS: Final = ("pdf", "html")
EXAMPLE: Final = "/stem digest file pdf"


@dataclass(frozen=True, slots=True)
class Files:
    """The handler; `reports` are those that there are."""

    reports: Sequence[Report]

    def file(self, desk: Desk, call: CommandCall) -> Reply:
        """Have the file made of what the caller would read now."""
        seat = desk.allowed(call, Act.LOOK)
        form = call.options.get(FORMAT, "").strip().casefold().removeprefix(".") or FORMATS[0]
        if form not in FORMATS:
            said = desk.t("I can make {formats}, not {given}.", formats=", ".join(FORMATS), given=form)
            raise refusal(join(" ", [said, desk.t("Try: `{example}`", example=EXAMPLE)]))
        wanted = finding.wanted(desk, seat, self.reports, call.options.get(finding.REPORT, ""))
        issue, to = wanted.issue(desk, seat, desk.now), finding.read_by(desk, call, seat, wanted.report)
        title = wanted.report.title(desk)
        given = report_file.given(form, seat.team, wanted.report, title, issue, to)
        order = Order(call.key, KIND, {"file": given}, seat.team.id, seat.person.id, call.person)
        long_work.ask_for(desk.session, order, desk.now)
        return say(desk.t("I am making the file. It comes to you by direct message."))


class FileMaker:
    """What stands in the file was gathered when it was asked for."""

    kind = KIND
    module = report_file.MODULE

    def gather(self, desk: Desk, order: Order) -> Mapping[str, Any]:  # noqa: ARG002 - all is in the order
        """What it was ordered with."""
        given: Mapping[str, Any] = order.given["file"]
        return given

    def message(self, desk: Desk, order: Order, file: File) -> Card:
        """One line: what it is."""
        team = desk.session.get_one(Team, order.team_id)
        said = desk.t("The digest of {team} as you may read it: {file}", team=team.name, file=file.name)
        return card(Paragraph(said))
