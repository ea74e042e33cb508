"""Puts what is open in a check-in off: it comes again as a new message, once, within its window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import select, update

from bot.chat.cards import Paragraph, card
from bot.chat.events import ActionCall
from bot.chat.replies import Replace, Reply
from bot.desk import Desk, Seat
from bot.features.checkins import cards
from bot.features.checkins.elsewhere import KEPT, NOT_THERE, edit
from bot.features.checkins.later import choices
from bot.features.checkins.own import own_prompt, shown
from bot.schedule import outbox
from bot.schedule.availability import timing
from bot.store.models import Delivery, Prompt
from bot.store.queries import prompts

_BEHIND: Final = "asleep:"


def put_off(desk: Desk, call: ActionCall, seat: Seat, prompt: Prompt, name: str) -> Reply:
    """Put off all that is open in the message, to what the choice of that name means now."""
    together = prompts.on_the_same_message(desk.session, prompt)
    done = prompts.answered_among(desk.session, together)
    open_ = [
        one for one in together if one.id not in done and one.skipped_at is None and one.closes_at > desk.now
    ]
    if not open_:
        return Replace(shown(desk, seat, prompt))
    soonest = min(one.closes_at for one in open_)
    offered = {one.name: one.until for one in choices(desk.now, soonest, timing(seat.team, seat.person))}
    if name not in offered:
        news = desk.t(
            "That would be too late: this check-in closes on {moment}. It is not put off.",
            moment=seat.reader.moment(soonest),
        )
        return Replace(shown(desk, seat, prompt, cards.Look(news=news)))
    _sleep(desk, call, seat, together, open_, offered[name])
    return Replace(cards.message(desk, seat.team, seat.person, together))


def answer_now(desk: Desk, call: ActionCall) -> Reply:
    """Answer before it comes again; then it does not."""
    seat, prompt = own_prompt(desk, call)
    together = prompts.on_the_same_message(desk.session, prompt)
    coming = _unsent(desk, prompt)
    if coming is not None:
        coming.state = outbox.CANCELLED
        pressed = _delivery_of(desk, call)
        _keep(desk, pressed)
        for one in together:
            one.snoozed_until = None
            one.delivery_id = pressed.id if pressed is not None else one.delivery_id
        desk.session.flush()
    return Replace(cards.message(desk, seat.team, seat.person, together))


def _sleep(
    desk: Desk,
    call: ActionCall,
    seat: Seat,
    together: Sequence[Prompt],
    open_: Sequence[Prompt],
    until: datetime,
) -> None:
    """Write the message that comes again; one that was still to come again does not."""
    before = desk.session.get(Delivery, open_[0].delivery_id) if open_[0].delivery_id else None
    if (coming := _unsent(desk, open_[0])) is not None:
        coming.state = outbox.CANCELLED
    for one in open_:
        one.snoozed_until = until
    desk.session.flush()
    purpose = f"snooze:{open_[0].occurrence_id}:{seat.person.id}:{call.key}"
    latest = max(one.closes_at for one in open_)
    again = cards.message(desk, seat.team, seat.person, open_, look=cards.Look(read_at=until))
    message = outbox.Message(purpose, outbox.PROMPT, again, seat.team.id, until, latest)
    delivery = outbox.to_person(desk.session, seat.person, message, desk.now)
    pressed = call.message.message if call.message else ""
    if before is not None and before.message and pressed != before.message:
        shown_asleep = cards.message(desk, seat.team, seat.person, together)
        edit(desk, before, shown_asleep, f"edit:{before.id}:{call.key}")
    if delivery is not None:
        _leave_behind(desk, call, seat, before, until)
        for one in together:
            one.delivery_id = delivery.id
    desk.session.flush()


def _leave_behind(desk: Desk, call: ActionCall, seat: Seat, before: Delivery | None, until: datetime) -> None:
    """Let the message that was put off offer nothing any more once the new one comes."""
    if before is None:
        return
    t = desk.phrases_in(seat.person.locale)
    words = t("This was put off until {moment}.", moment=seat.reader.moment(until))
    purpose = f"{_BEHIND}{before.id}:{call.key}"
    message = outbox.Message(purpose, outbox.EDIT, card(Paragraph(words)), seat.team.id, until, until + KEPT)
    outbox.edit(desk.session, before, message, desk.now)


def _keep(desk: Desk, pressed: Delivery | None) -> None:
    """The message does not come again, so the one that was pressed stays as it is."""
    if pressed is not None:
        begun = Delivery.purpose.startswith(f"{_BEHIND}{pressed.id}:", autoescape=True)
        planned = update(Delivery).where(begun, Delivery.state == outbox.PENDING)
        desk.session.execute(planned.values(state=outbox.CANCELLED))


def _unsent(desk: Desk, prompt: Prompt) -> Delivery | None:
    """The message that is still to bring the prompt."""
    return desk.session.scalar(
        select(Delivery)
        .where(Delivery.id == prompt.delivery_id, Delivery.state.in_(NOT_THERE))
        .with_for_update()
    )


def _delivery_of(desk: Desk, call: ActionCall) -> Delivery | None:
    """The delivery that brought the message that was pressed."""
    if call.delivery:
        return desk.session.scalar(select(Delivery).where(Delivery.key == call.delivery))
    return None
