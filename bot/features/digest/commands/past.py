"""`/stem digest past`: opens a digest that was sent, just as it was, with what was corrected since."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.chat.cards import Button, Buttons, Card, Menu, Option, Paragraph, Part, Quote, Rule, SmallPrint, card
from bot.chat.events import ActionCall, Call, CommandCall
from bot.chat.limits import OPTION_LABEL, OPTIONS
from bot.chat.replies import Reply, Say, refusal
from bot.chat.routes import wire
from bot.chat.text import Markup, bold, join, plain, shorten
from bot.desk import Desk, Seat
from bot.features.digest.commands import corrections, sent
from bot.features.digest.commands.sent import Sent
from bot.notices import KEPT
from bot.permissions import Act, may
from bot.schedule import outbox
from bot.spoken import day_meant
from bot.store.models import Account, Delivery, Occurrence
from bot.store.queries import seats

DAY: Final = "day"
_EXAMPLE: Final = "/stem digest past {day}"


def past(desk: Desk, call: CommandCall) -> Reply:
    """The last one, or that of a day."""
    seat = desk.allowed(call, Act.LOOK)
    return Say(_opened(desk, call, seat, chosen(desk, seat, sent.readable(desk, seat), call, _EXAMPLE)))


def opened(desk: Desk, call: ActionCall) -> Reply:
    """Another was chosen, or the button of a correction pressed."""
    seat, one = of_call(desk, call, call.value or call.argument)
    return Say(_opened(desk, call, seat, one))


def of_call(desk: Desk, call: Call, run_id: str) -> tuple[Seat, Sent]:
    """The digest that a button, menu or form is about, if the caller may read it."""
    run = desk.session.get(Occurrence, int(run_id)) if run_id.isdecimal() else None
    if run is None:
        raise refusal(desk.t("This digest is gone. Those that are there: `/stem digest past`"))
    seat = desk.allowed_in(call, run.team_id, Act.LOOK)
    return seat, sent.of_id(desk, seat, run.id)


def chosen(desk: Desk, seat: Seat, every: Sequence[Sent], call: CommandCall, example: str) -> Sent:
    """The newest, or that of the day that was named; raises `Refusal` with days that would do."""
    if not every:
        raise refusal(
            desk.t("No digest has gone out to {team} yet. As of now: `/stem digest`", team=seat.team.name)
        )
    given = call.options.get(DAY, "").strip()
    if not given:
        return every[0]
    day = day_meant(desk, given, seat.reader.today, example)
    for one in every:
        if one.run.day == day:
            return one
    words = [
        desk.t("No digest went out on {day}.", day=seat.reader.day(day)),
        desk.t("There are those of {days}.", days=sent.named(seat, every)),
        desk.t("Try: `{example}`", example=example.format(day=every[0].run.day)),
    ]
    raise refusal(join(" ", words))


def picture(desk: Desk, call: ActionCall) -> Reply:
    """Bring the picture once more, by direct message, if it is still kept."""
    seat, one = of_call(desk, call, call.argument)
    with_file = _with_picture(sent.as_it_was(desk, seat, call.person.platform, one))
    account = _account(desk, call)
    if with_file is None or account is None:
        raise refusal(desk.t("Its picture is not kept any more. One of now: `/stem digest picture`"))
    drawn = card(Paragraph(desk.t("The picture of the digest of {day}", day=seat.reader.day(one.run.day))))
    purpose = f"past-picture:{one.run.id}:{seat.person.id}:{call.key}"
    message = outbox.Message(
        purpose, outbox.NOTICE, drawn, seat.team.id, desk.now, desk.now + KEPT, with_file.file_id
    )
    outbox.to_account(desk.session, account, message, desk.now)
    return Say(card(Paragraph(desk.t("It comes to you by direct message."))))


def _opened(desk: Desk, call: Call, seat: Seat, one: Sent) -> Card:
    messages = sent.as_it_was(desk, seat, call.person.platform, one)
    if not messages:
        raise refusal(
            desk.t("The digest of {day} did not reach you or a channel.", day=seat.reader.day(one.run.day))
        )
    at = seat.reader.moment(messages[0].sent_at or messages[0].not_before)
    said = desk.t("As it was sent on {moment} ({name})", moment=at, name=sent.name_of(desk, one))
    corrected = corrections.of_run(one.run)
    parts = [part for each in sent.cards_of(messages) for part in each.parts]
    return card(
        SmallPrint(said),
        Rule(),
        *parts,
        Rule() if corrected else None,
        *_corrections(desk, seat, corrected),
        _controls(desk, seat, one, messages),
        _others(desk, seat, one),
    )


def _corrections(desk: Desk, seat: Seat, corrected: Sequence[corrections.Correction]) -> list[Part]:
    parts: list[Part] = []
    for each in corrected:
        words = bold(desk.t("Corrected on {day}:", day=seat.reader.day_of(each.at)))
        parts += [Paragraph(words), Quote(each.words)]
    return parts


def _controls(desk: Desk, seat: Seat, one: Sent, messages: Sequence[Delivery]) -> Buttons | None:
    buttons = []
    if _with_picture(messages) is not None:
        buttons.append(Button(desk.t("Bring its picture"), wire("digest-past-picture", one.run.id)))
    if may(seat.permission, Act.RUN_DIGESTS):
        buttons.append(Button(desk.t("Correct it…"), wire("digest-correct", one.run.id)))
    return Buttons(tuple(buttons)) if buttons else None


def _others(desk: Desk, seat: Seat, one: Sent) -> Menu | None:
    every = [other for other in sent.readable(desk, seat) if other.run.id != one.run.id][:OPTIONS]
    options = tuple(
        Option(str(other.run.id), shorten(_label(desk, seat, other), OPTION_LABEL)) for other in every
    )
    placeholder = desk.t("Another one")
    return Menu(wire("digest-past", one.run.id), placeholder, options) if options else None


def _label(desk: Desk, seat: Seat, one: Sent) -> Markup:
    return join(" · ", [seat.reader.moment(one.run.due_at), plain(sent.name_of(desk, one))])


def _with_picture(messages: Sequence[Delivery]) -> Delivery | None:
    return next((one for one in messages if one.file_id is not None), None)


def _account(desk: Desk, call: Call) -> Account | None:
    who = call.person
    return seats.account_of(desk.session, who.platform, who.workspace, who.account)
