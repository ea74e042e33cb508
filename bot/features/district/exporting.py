"""All teams as a table: asked for with the button below a report, brought by direct message."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from bot.chat.cards import Card, Paragraph, card
from bot.chat.events import ActionCall
from bot.chat.messenger import File
from bot.chat.replies import Reply, say
from bot.desk import Desk
from bot.features.district import sheet
from bot.language.reader import Reader
from bot.permissions import Act
from bot.schedule import long_work
from bot.schedule.digest_settings import DISTRICT
from bot.schedule.long_work import Order
from bot.schedule.report import Period
from bot.store.models import Team

KIND: Final = "district-teams"
FILE: Final = "district-file"


def table(desk: Desk, call: ActionCall) -> Reply:
    """Have the table made, of the time that the report told of."""
    team_id, since, until = call.argument.split(":")
    seat = desk.allowed_in(call, team_id, Act.GET_LEADERS_DIGEST)
    given = {"since": int(since), "until": int(until)}
    order = Order(call.key, KIND, given, seat.team.id, seat.person.id, call.person)
    long_work.ask_for(desk.session, order, desk.now)
    desk.note_change(seat, call, "digest", DISTRICT, "exported as csv")
    return say(desk.t("I am making the file. It comes to you by direct message."))


class TeamsMaker:
    """Gathers the teams, and says what the file holds."""

    kind = KIND
    module = sheet.MODULE

    def gather(self, desk: Desk, order: Order) -> Mapping[str, Any]:
        """What may be told of every team that the installation's file names."""
        from bot.features.district import report, rows  # noqa: PLC0415 - as late as the reports

        team = desk.session.get_one(Team, order.team_id)
        since, until = (datetime.fromtimestamp(order.given[key], UTC) for key in ("since", "until"))
        found = report.district(desk, team, report.all_teams(desk, team), Period(since, until))
        locale = desk.caller.locale if desk.caller is not None else team.locale
        return rows.given(found, desk.t, Reader(team.zone, locale, desk.now))

    def message(self, desk: Desk, order: Order, file: File) -> Card:
        """One line: what it is."""
        team = desk.session.get_one(Team, order.team_id)
        words = desk.t("The teams of {team}, a line each: {file}", team=team.name, file=file.name)
        return card(Paragraph(words))
