"""Ties an account to the person who made a code, and parts it again."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select, update

from bot.chat.events import Person as Who
from bot.chat.text import Markup
from bot.desk import Desk
from bot.features.link.carrying import put_back
from bot.features.link.joining import carry_over
from bot.schedule import outbox
from bot.store.models import Account, AccountLink, Delivery, LinkCode, Person, Prompt
from bot.store.queries import seats


def accounts_of(desk: Desk, person: Person) -> Sequence[Account]:
    """All accounts of a person, oldest first."""
    return desk.session.scalars(
        select(Account).where(Account.person_id == person.id).order_by(Account.id)
    ).all()


def objection(desk: Desk, keeper: Person, who: Who) -> Markup | None:
    """Why that account cannot become the keeper's."""
    t, name = desk.t, who.platform.capitalize()
    account = seats.account_of(desk.session, who.platform, who.workspace, who.account)
    if account is not None and account.person_id == keeper.id:
        return t("These two accounts are one person already. Where my messages go: `/stem link`")
    other = desk.session.get_one(Person, account.person_id) if account else None
    if other is not None and len(accounts_of(desk, other)) > 1:
        return t("This account is tied to another one. Part them first: `/stem unlink`")
    if any(
        (one.platform, one.workspace) == (who.platform, who.workspace) for one in accounts_of(desk, keeper)
    ):
        return t(
            "That code is from {name}, who has an account on {platform} already. If that is you, type "
            "`/stem unlink` there first.",
            name=keeper.name,
            platform=name,
        )
    return None


def tie(desk: Desk, code: LinkCode, keeper: Person, who: Who) -> AccountLink:
    """Make the account the keeper's; whoever had it before brings along what is current of theirs."""
    code.used_at = desk.now
    account = seats.account_of(desk.session, who.platform, who.workspace, who.account)
    before, changes = None, []
    if account is None:
        account = Account(
            person_id=keeper.id, platform=who.platform, workspace=who.workspace, account=who.account
        )
        desk.session.add(account)
    else:
        before = desk.session.get_one(Person, account.person_id)
        changes = carry_over(desk, keeper, before).changes
        account.person_id, account.preferred = keeper.id, False
    desk.session.flush()
    link = AccountLink(
        account_id=account.id,
        person_id=keeper.id,
        before_id=before.id if before else None,
        linked_at=desk.now,
        carried={"changes": changes},
    )
    desk.session.add(link)
    desk.session.flush()
    _send_to_where_they_are(desk, keeper)
    return link


def link_of(desk: Desk, person: Person) -> AccountLink | None:
    """The latest tie of a person that holds."""
    return desk.session.scalar(
        select(AccountLink)
        .where(AccountLink.person_id == person.id, AccountLink.unlinked_at.is_(None))
        .order_by(AccountLink.id.desc())
        .limit(1)
    )


def part(desk: Desk, link: AccountLink) -> Account:
    """Give the account back, with what came along with it and was not changed since."""
    link.unlinked_at = desk.now
    account = desk.session.get_one(Account, link.account_id)
    keeper = desk.session.get_one(Person, link.person_id)
    put_back(desk.session, link.carried.get("changes", []))
    account.person_id = link.before_id or _nobody(desk, keeper, account).id
    account.preferred = True
    remaining = [one for one in accounts_of(desk, keeper) if one.id != account.id]
    if remaining and not any(one.preferred for one in remaining):
        remaining[0].preferred = True
    desk.session.flush()
    _give_letters_back(desk, keeper, account)
    _send_to_where_they_are(desk, keeper)
    return account


def prefer(desk: Desk, person: Person, account: Account) -> None:
    """From now on messages go there."""
    for one in accounts_of(desk, person):
        one.preferred = one.id == account.id
    desk.session.flush()
    _send_to_where_they_are(desk, person)


def _send_to_where_they_are(desk: Desk, person: Person) -> None:
    account = seats.account_for(desk.session, person.id)
    if account is not None:
        outbox.readdress(desk.session, person, account)


def _nobody(desk: Desk, keeper: Person, account: Account) -> Person:
    """Somebody without a seat: an account has to be somebody's."""
    person = Person(name=f"@{account.account}", zone=keeper.zone, locale=keeper.locale)
    desk.session.add(person)
    desk.session.flush()
    return person


def _give_letters_back(desk: Desk, keeper: Person, account: Account) -> None:
    questions = select(Prompt.delivery_id).where(
        Prompt.person_id == account.person_id, Prompt.delivery_id.is_not(None)
    )
    desk.session.execute(
        update(Delivery)
        .where(Delivery.person_id == keeper.id, Delivery.state.in_((*outbox.UNSENT, outbox.CALLED)))
        .where(Delivery.id.in_(questions))
        .values(
            person_id=account.person_id,
            platform=account.platform,
            workspace=account.workspace,
            account=account.account,
        )
    )
