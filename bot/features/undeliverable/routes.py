"""Show it to me: what could not be sent by direct message, shown in the channel to that person alone."""

from __future__ import annotations

from bot.chat.card_data import card_from_data
from bot.chat.events import ActionCall
from bot.chat.replies import Reply, Say, refusal
from bot.chat.routes import Action, Route
from bot.desk import Desk
from bot.store.models import Delivery
from bot.store.queries import seats


def show(desk: Desk, call: ActionCall) -> Reply:
    """The delivery's own card, for whom it was meant."""
    delivery = desk.session.get(Delivery, int(call.argument))
    if delivery is None:
        raise refusal(desk.t("This is gone."))
    who = call.person
    person = seats.person_of(desk.session, who.platform, who.workspace, who.account)
    if person is None or person.id != delivery.person_id:
        raise refusal(desk.t("This is for somebody else, so I do not show it to you."))
    if delivery.expires_at <= desk.now:
        raise refusal(desk.t("This has closed meanwhile. That is fine; the next one comes as usual."))
    return Say(card_from_data(delivery.card))


ROUTES: tuple[Route, ...] = (Action("waiting", show, reads=True),)
