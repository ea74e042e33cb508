"""`/stem snapshot`: the year's record as it would be, and as it stands."""

from __future__ import annotations

from bot.chat.cards import Card, Option
from bot.chat.events import ActionCall, CommandCall
from bot.chat.parameters import Kind, Parameter
from bot.chat.phrases import N_
from bot.chat.replies import Reply, Say, refusal
from bot.chat.routes import Action, Command, Route, Submission
from bot.chat.text import join
from bot.desk import Desk, Seat
from bot.features.snapshot import cards, confirming, exporting
from bot.permissions import Act, may
from bot.records import gather
from bot.records.formats import FORMATS
from bot.records.glance import from_data, hash_of


def preview(desk: Desk, call: CommandCall) -> Reply:
    """The record as it would be; what waits for a second person comes first."""
    seat = desk.seat(call)
    waiting = gather.prepared(desk.session, seat.team.id)
    if waiting is not None and may(seat.permission, Act.CONFIRM_RECORD):
        return Say(confirming.shown(desk, seat, waiting))
    return Say(cards.preview(desk, seat, confirming.glance_of(desk, seat)))


def show(desk: Desk, call: CommandCall) -> Reply:
    """A record that stands: the newest, or that of a year."""
    seat = desk.seat(call)
    return Say(_standing(desk, seat, call.options.get("year", "").strip()))


def see(desk: Desk, call: ActionCall) -> Reply:
    """The newest, from the message that announced it."""
    return Say(_standing(desk, desk.seat_in(call, call.argument), ""))


def _standing(desk: Desk, seat: Seat, year: str) -> Card:
    row = gather.confirmed(desk.session, seat.team.id, year)
    if row is not None:
        glance, intact = from_data(row.content), hash_of(row.content) == row.hash
        return cards.standing(desk, seat, row, glance, intact=intact)
    known = gather.years(desk.session, seat.team.id)
    if not known:
        raise refusal(desk.t("There is no record yet. A facilitator prepares one: `/stem snapshot preview`"))
    words = [
        desk.t("There is no record of {year}.", year=year),
        desk.t(
            "There is one of: {years}. Try: `{example}`",
            years=", ".join(known),
            example=f"/stem snapshot show {known[0]}",
        ),
    ]
    raise refusal(join(" ", words))


_YEAR = Parameter("year", Kind.WORD, N_("A school year, such as 2026-27"))
_FORMATS = tuple(Option(one, one) for one in FORMATS)

ROUTES: tuple[Route, ...] = (
    Command(
        "snapshot preview",
        preview,
        N_("The yearly at-a-glance as it would be recorded today"),
        "/stem snapshot",
        shorthand="snapshot",
        reads=True,
        act=Act.LOOK,
    ),
    Command(
        "snapshot show",
        show,
        N_("The at-a-glance that was recorded, of the last year or of one that you name"),
        "/stem snapshot show 2026-27",
        (_YEAR,),
        reads=True,
        act=Act.LOOK,
    ),
    Command(
        "snapshot export",
        exporting.export,
        N_("The at-a-glance as a file: as it is today, or as it was recorded in a year"),
        exporting.EXAMPLE,
        (
            Parameter("format", Kind.WORD, N_("The kind of file"), choices=_FORMATS),
            _YEAR,
        ),
        shorthand="export",
        act=Act.LOOK,
    ),
    Action("snapshot-file", exporting.offer, reads=True, act=Act.LOOK),
    Action("snapshot-make", exporting.chosen, act=Act.LOOK),
    Action("snapshot-prepare", confirming.prepare, opens_form=True, act=Act.PREPARE_RECORD),
    Action("snapshot-look", confirming.look, reads=True, act=Act.CONFIRM_RECORD),
    Action("snapshot-confirm", confirming.confirm, act=Act.CONFIRM_RECORD),
    Action("snapshot-discard", confirming.discard, act=Act.CONFIRM_RECORD),
    Action("snapshot-see", see, reads=True, act=Act.LOOK),
    Submission(
        "snapshot-prepare", confirming.reason_given, form=confirming.reason_form, act=Act.PREPARE_RECORD
    ),
)
