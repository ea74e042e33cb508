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
from bot.desk import Desk, Seat
from bot.documents import making
from bot.documents.document import Document, where_to_act, words
from bot.documents.document import Picture as Shown
from bot.documents.making import Drawing
from bot.features.digest.commands import finding
from bot.permissions import Act
from bot.schedule import long_work
from bot.schedule.long_work import Order
from bot.schedule.report import Picture, Report
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
        drawn, picture = issue.card(to), issue.picture(to)
        given = {"file": _given(desk, seat, form, wanted.report.name, drawn, picture)}
        order = Order(call.key, KIND, given, seat.team.id, seat.person.id, call.person)
        long_work.ask_for(desk.session, order, desk.now)
        return say(desk.t("I am making the file. It comes to you by direct message."))


class FileMaker:
    """What stands in the file was gathered when it was asked for."""

    kind = KIND
    module = making.MODULE

    def gather(self, desk: Desk, order: Order) -> Mapping[str, Any]:  # noqa: ARG002 - all is in the order
        """What it was ordered with."""
        given: Mapping[str, Any] = order.given["file"]
        return given

    def message(self, desk: Desk, order: Order, file: File) -> Card:
        """One line: what it is."""
        team = desk.session.get_one(Team, order.team_id)
        said = desk.t("The digest of {team} as you may read it: {file}", team=team.name, file=file.name)
        return card(Paragraph(said))


def _given(
    desk: Desk, seat: Seat, form: str, report: str, drawn: Card, picture: Picture | None
) -> Mapping[str, Any]:
    today, said = desk.team_reader(seat.team).today, words(desk.t)
    document = Document(
        title=desk.t("Digest of {team}", team=seat.team.name),
        cards=(drawn,),
        made_on=today,
        words=said,
        locale=seat.reader.locale,
        about=seat.reader.day_with_year(today),
        act=where_to_act(desk.t),
        picture=Shown(picture.alternative, picture.numbers) if picture else None,
    )
    drawing = Drawing(picture.module, picture.given) if picture else None
    return making.given(form, f"{seat.team.id}-{report}-{today}", document, drawing)
