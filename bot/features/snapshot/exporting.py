"""The at-a-glance as a file: asked for in the chat, made by the worker, brought by direct message."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bot.chat.cards import Button, Buttons, Card, Paragraph, card
from bot.chat.events import ActionCall, Call, CommandCall
from bot.chat.messenger import File
from bot.chat.phrases import N_
from bot.chat.replies import Refusal, Reply, Say, refusal, say
from bot.chat.routes import wire
from bot.chat.text import join
from bot.desk import Desk, Seat
from bot.language.reader import Reader
from bot.records import gather, making
from bot.records.formats import FORMATS
from bot.schedule import long_work
from bot.schedule.long_work import Order
from bot.store.models import Team

KIND: Final = "at-a-glance"
EXAMPLE: Final = "/stem snapshot export xlsx"
# What each format is good for, in the order in which they are offered.
_LABELS: Final = {
    "pdf": N_("PDF, to print"),
    "xlsx": N_("Spreadsheet (XLSX)"),
    "csv": N_("CSV"),
    "json": N_("JSON"),
}


def export(desk: Desk, call: CommandCall) -> Reply:
    """Have the file made; without a format, offer them all."""
    seat = desk.seat(call)
    form = call.options.get("format", "").strip().casefold().removeprefix(".")
    year = call.options.get("year", "").strip()
    _must_be_recorded(desk, seat, year)
    if not form:
        return Say(_offered(desk, seat, year))
    if form not in FORMATS:
        words = desk.t(
            "I can make {formats}, not {given}. Try: `{example}`",
            formats=", ".join(FORMATS),
            given=form,
            example=EXAMPLE,
        )
        raise refusal(words)
    return _begun(desk, call, seat, form, year)


def offer(desk: Desk, call: ActionCall) -> Reply:
    """Which kind of file? From a record that is shown."""
    team_id, _, year = call.argument.partition(":")
    return Say(_offered(desk, desk.seat_in(call, team_id), year))


def chosen(desk: Desk, call: ActionCall) -> Reply:
    """The kind was chosen."""
    team_id, form, year = call.argument.split(":")
    return _begun(desk, call, desk.seat_in(call, team_id), form, year)


class SnapshotMaker:
    """Gathers the record, and says what the file holds."""

    kind = KIND
    module = making.MODULE

    def gather(self, desk: Desk, order: Order) -> Mapping[str, Any]:
        """The record of the year, else the state of today."""
        team, year = desk.session.get_one(Team, order.team_id), order.given["year"]
        instrument, reader = desk.instrument(team), _reader(desk, team)
        record = gather.record_of(desk.session, team, instrument, reader.today, year)
        if record is None:
            raise _no_record(desk, team.id, year)
        return making.given(record, order.given["format"], reader)

    def message(self, desk: Desk, order: Order, file: File) -> Card:
        """One line: what it is."""
        team, year = desk.session.get_one(Team, order.team_id), order.given["year"]
        words = (
            desk.t("The at-a-glance of {year}, {team}: {file}", year=year, team=team.name, file=file.name)
            if year
            else desk.t(
                "The at-a-glance of {team} as it was on {day}: {file}",
                team=team.name,
                day=_reader(desk, team).day_with_year(_reader(desk, team).today),
                file=file.name,
            )
        )
        return card(Paragraph(words))


def _reader(desk: Desk, team: Team) -> Reader:
    """The language of whoever asked, on the days of the team."""
    locale = desk.caller.locale if desk.caller is not None else team.locale
    return Reader(team.zone, locale, desk.now)


def _offered(desk: Desk, seat: Seat, year: str) -> Card:
    buttons = tuple(
        Button(desk.t(label), wire("snapshot-make", seat.team.id, form, year))
        for form, label in _LABELS.items()
    )
    return card(Paragraph(desk.t("Which kind of file?")), Buttons(buttons))


def _begun(desk: Desk, call: Call, seat: Seat, form: str, year: str) -> Reply:
    given = {"format": form, "year": year}
    order = Order(call.key, KIND, given, seat.team.id, seat.person.id, call.person)
    long_work.ask_for(desk.session, order, desk.now)
    desk.note_change(seat, call, "at-a-glance", year or "today", f"exported as {form}")
    return say(desk.t("I am making the file. It comes to you by direct message."))


def _must_be_recorded(desk: Desk, seat: Seat, year: str) -> None:
    if year and gather.confirmed(desk.session, seat.team.id, year) is None:
        raise _no_record(desk, seat.team.id, year)


def _no_record(desk: Desk, team_id: str, year: str) -> Refusal:
    words = [desk.t("There is no record of {year}.", year=year)]
    if known := gather.years(desk.session, team_id):
        example = f"{EXAMPLE} {known[0]}"
        words.append(
            desk.t("There is one of: {years}. Try: `{example}`", years=", ".join(known), example=example)
        )
    else:
        words.append(desk.t("As it is today: `{example}`", example=EXAMPLE))
    return refusal(join(" ", words))
