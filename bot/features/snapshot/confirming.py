"""Preparing the record, and confirming it: two people, one frozen row."""

from __future__ import annotations

from functools import partial

from bot.chat.cards import Card, Paragraph, card
from bot.chat.events import ActionCall, Call, FormSubmission
from bot.chat.forms import Form, TextField
from bot.chat.replies import Ask, Correct, Replace, Reply, Say, refusal
from bot.chat.routes import wire
from bot.desk import Desk, Seat
from bot.features.snapshot import cards
from bot.notices import KEPT, Recipient, tell
from bot.permissions import Act, may
from bot.records import gather
from bot.records.glance import Glance, differences, from_data, hash_of, to_data
from bot.schedule import outbox
from bot.store.models import AtAGlance
from bot.store.queries import seats

REASON_LONGEST = 500


def glance_of(desk: Desk, seat: Seat) -> Glance:
    """The record as it would be now."""
    today = desk.team_reader(seat.team).today
    return gather.glance_now(desk.session, seat.team, desk.instrument(seat.team), today)


def prepare(desk: Desk, call: ActionCall) -> Reply:
    """Prepare the record; where indicators are missing, ask why first."""
    seat = desk.allowed_in(call, call.argument, Act.PREPARE_RECORD)
    glance = glance_of(desk, seat)
    if not glance.missing:
        return Say(_prepared(desk, call, seat, glance, ""))
    return Ask(_reason_form(desk, seat, glance))


def reason_form(desk: Desk, call: FormSubmission) -> Form:
    """The form that was sent."""
    seat = desk.allowed_in(call, call.argument, Act.PREPARE_RECORD)
    return _reason_form(desk, seat, glance_of(desk, seat))


def reason_given(desk: Desk, call: FormSubmission) -> Reply:
    """Why some are missing."""
    seat, form = desk.allowed_in(call, call.argument, Act.PREPARE_RECORD), reason_form(desk, call)
    if problems := form.check(call.values, desk.t):
        return Correct(form.filled(call.values), problems)
    return Say(_prepared(desk, call, seat, glance_of(desk, seat), call.values["reason"].strip()))


def look(desk: Desk, call: ActionCall) -> Reply:
    """Show what waits to be confirmed."""
    seat, row = _waiting(desk, call)
    return Say(shown(desk, seat, row))


def confirm(desk: Desk, call: ActionCall) -> Reply:
    """The second person confirms: from here on it stands."""
    seat, row = _waiting(desk, call)
    _must_be_another(desk, seat, row)
    glance = from_data(row.content)
    if changed := differences(glance, glance_of(desk, seat)):
        raise refusal(
            desk.t(
                "Since it was prepared, this changed: {indicators}. Please prepare it again: "
                "`/stem snapshot preview`",
                indicators=", ".join(changed),
            )
        )
    row.confirmed_by, row.confirmed_at = seat.person.id, desk.now
    desk.session.flush()
    desk.note_change(seat, call, "at-a-glance", row.id, f"confirmed: {row.year}")
    _announce(desk, seat, row, glance)
    return Replace(cards.standing(desk, seat, row, glance, intact=True))


def discard(desk: Desk, call: ActionCall) -> Reply:
    """It is not to be."""
    seat, row = _waiting(desk, call)
    row.discarded_at = desk.now
    desk.note_change(seat, call, "at-a-glance", row.id, "discarded")
    words = desk.t("Discarded. Nothing is recorded. To look again: `/stem snapshot preview`")
    return Replace(card(Paragraph(words)))


def shown(desk: Desk, seat: Seat, row: AtAGlance) -> Card:
    """What waits, for whoever looks at it."""
    may_confirm = may(seat.permission, Act.CONFIRM_RECORD) and row.prepared_by != seat.person.id
    return cards.waiting(desk, seat, row, from_data(row.content), may_confirm=may_confirm)


def _prepared(desk: Desk, call: Call, seat: Seat, glance: Glance, reason: str) -> Card:
    earlier = gather.prepared(desk.session, seat.team.id)
    if earlier is not None:
        earlier.discarded_at = desk.now
    content = to_data(glance)
    row = AtAGlance(
        team_id=seat.team.id,
        year=glance.year,
        instrument=glance.instrument,
        version=glance.version,
        fingerprint=glance.fingerprint,
        content=content,
        hash=hash_of(content),
        reason=reason,
        prepared_by=seat.person.id,
        prepared_at=desk.now,
    )
    desk.session.add(row)
    desk.session.flush()
    desk.note_change(seat, call, "at-a-glance", row.id, f"prepared: {row.year}")
    if not _ask_others(desk, seat, row, glance):
        raise refusal(
            desk.t(
                "A second person has to confirm the record, and {team} has no other facilitator or leader. "
                "Seat one first: `/stem roster`",
                team=seat.team.name,
            )
        )
    return shown(desk, seat, row)


def _ask_others(desk: Desk, seat: Seat, row: AtAGlance, glance: Glance) -> int:
    """Tell everybody who may confirm it; how many."""
    today, told = desk.team_reader(seat.team).today, 0
    for person, held in seats.members(desk.session, seat.team.id, today):
        if may(held.permission, Act.CONFIRM_RECORD) and person.id != seat.person.id:
            draw = partial(_asked, glance, seat.person.name, row.id)
            tell(desk, person, seat.team.id, f"at-a-glance:{row.id}:{person.id}", draw)
            told += 1
    return told


def _asked(glance: Glance, name: str, row_id: int, who: Recipient) -> Card:
    return cards.asking(glance, name, who.t, row_id)


def _announce(desk: Desk, seat: Seat, row: AtAGlance, glance: Glance) -> None:
    drawn = cards.announced(glance, desk.phrases_in(seat.team.locale), seat.team.id)
    for channel in seats.channels_of(desk.session, seat.team.id):
        purpose = f"at-a-glance:{row.id}:channel:{channel.id}"
        message = outbox.Message(purpose, outbox.NOTICE, drawn, seat.team.id, desk.now, desk.now + KEPT)
        outbox.to_channel(desk.session, channel, message, desk.now)


def _reason_form(desk: Desk, seat: Seat, glance: Glance) -> Form:
    t = desk.t
    field = TextField(
        "reason", t("Why are they missing?"), "paragraph", required=True, longest=REASON_LONGEST
    )
    titles = ", ".join(f"{line.title} ({line.indicator})" for line in glance.missing)
    intro = t("Not agreed on yet: {titles}.", titles=titles)
    return Form(
        wire("snapshot-prepare", seat.team.id), t("Prepare the record"), (field,), (intro,), t("Prepare")
    )


def _waiting(desk: Desk, call: ActionCall) -> tuple[Seat, AtAGlance]:
    row = desk.session.get(AtAGlance, int(call.argument))
    if row is None:
        raise refusal(desk.t("This record is gone."))
    seat = desk.allowed_in(call, row.team_id, Act.CONFIRM_RECORD)
    if row.confirmed_at is not None:
        raise refusal(desk.t("It is confirmed already, and does not change any more. `/stem snapshot show`"))
    if row.discarded_at is not None:
        raise refusal(desk.t("It was discarded, or prepared anew since. `/stem snapshot preview`"))
    return seat, row


def _must_be_another(desk: Desk, seat: Seat, row: AtAGlance) -> None:
    if row.prepared_by == seat.person.id:
        raise refusal(desk.t("You prepared it yourself, so another facilitator or leader confirms it."))
