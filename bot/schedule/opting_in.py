"""Direct messages by a yes of their own: a test message is sent, and its arrival is what opens the way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import Select, Table, and_, bindparam, select, update
from sqlalchemy.orm import Session

from bot.chat.cards import Card, Paragraph, SmallPrint, card
from bot.chat.phrases import Phrases
from bot.desk import Desk
from bot.schedule import outbox
from bot.store.models import Account, Delivery, Person
from bot.store.prepared import Prepared
from bot.store.queries import seats

# Until then it either arrived, or the person has long gone on in the channel.
_KEPT = timedelta(days=1)
_DELIVERY: Table = Delivery.__table__  # type: ignore[assignment]
_TESTS = Prepared(
    select(_DELIVERY.c.id).where(
        _DELIVERY.c.id.in_(bindparam("ids", expanding=True)), _DELIVERY.c.kind == outbox.TEST
    ),
    lists=("ids",),
)


def begin(desk: Desk, person: Person, team_id: str, account: Account, key: str) -> bool:
    """Send the test to an account that needs one, once per `key`; whether it needed one."""
    if not seats.asks_before_direct(account):
        return False
    forget(desk.session, account)
    words = _test(desk.phrases_in(person.locale))
    purpose = f"test:{account.id}:{key}"
    message = outbox.Message(purpose, outbox.TEST, words, team_id, desk.now, desk.now + _KEPT)
    outbox.to_account(desk.session, account, message, desk.now)
    return True


def forget(session: Session, account: Account) -> None:
    """No direct messages there any more, and no earlier test counts, not even one on its way."""
    account.direct_agreed_at = None
    tests = and_(
        Delivery.platform == account.platform,
        Delivery.workspace == account.workspace,
        Delivery.account == account.account,
        Delivery.kind == outbox.TEST,
    )
    unsent = Delivery.state.in_(outbox.UNSENT)
    session.execute(update(Delivery).where(tests, unsent).values(state=outbox.CANCELLED))
    session.execute(update(Delivery).where(tests).values(kind=outbox.NOTICE))


def arrived(session: Session, delivery_ids: Sequence[int]) -> None:
    """Open the way to the accounts whose test is among these deliveries, which stand now."""
    tests = [id_ for (id_,) in _TESTS.rows(session, {"ids": delivery_ids})]
    for account, person, sent_at in session.execute(_tested(), {"ids": tests}) if tests else ():
        account.direct_agreed_at = sent_at
        session.flush()
        outbox.release(session, person)


@cache
def _tested() -> Select[Any]:
    """Who was sent these tests, and when."""
    return (
        select(Account, Person, Delivery.sent_at)
        .join(Person, Person.id == Account.person_id)
        .join(
            Delivery,
            and_(
                Delivery.platform == Account.platform,
                Delivery.workspace == Account.workspace,
                Delivery.account == Account.account,
            ),
        )
        .where(Delivery.id.in_(bindparam("ids", expanding=True)))
        .where(Delivery.state == outbox.SENT, Person.agreed_at.is_not(None))
    )


def _test(t: Phrases) -> Card:
    return card(
        Paragraph(t("This is a test, to see that my messages reach you here. There is nothing to do.")),
        SmallPrint(t("To stop, or to get them in the team's channel: `/stem hello`")),
    )
