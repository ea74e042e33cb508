"""What follows when a platform refuses a delivery for good, in the transaction that notes the failure."""

from __future__ import annotations

from sqlalchemy import update

from bot.chat.card_data import card_from_data
from bot.desk import Desk
from bot.features.undeliverable import cards, outside
from bot.notices import tell
from bot.schedule import missing_files, outbox
from bot.schedule.carrier import FILE
from bot.schedule.delivery import EXPIRED
from bot.store.models import Account, Delivery, Person, Prompt, Team
from bot.store.queries import seats

NO_DIRECT_MESSAGES, GONE = "no-direct-messages", "account-gone"


def on_failure(desk: Desk, delivery: Delivery, reason: str) -> None:
    """Act on a delivery that was refused for good; `reason` as in `bot.chat.messenger.Refused`."""
    if reason == FILE:
        missing_files.not_taken(desk, delivery)
        delivery.state = outbox.PENDING
        return
    team = desk.session.get(Team, delivery.team_id) if delivery.team_id else None
    if team is None:
        return
    if outside.is_outside(delivery):
        outside.on_failure(desk, team, delivery, reason)
        return
    if delivery.person_id is None:
        _tell_of_channel(desk, team, delivery, reason)
        return
    person = desk.session.get_one(Person, delivery.person_id)
    if reason in {NO_DIRECT_MESSAGES, GONE}:
        _mark(desk, delivery, reason)
        if delivery.kind != outbox.TEST:
            _try_another_way(desk, team, delivery, person, reason)
        outbox.hold(desk.session, person)
    if delivery.kind == outbox.TEST and reason != GONE:
        _tell_who_tested(desk, team, delivery, person)
    else:
        _tell_of_person(desk, team, delivery, person, reason)


def _mark(desk: Desk, delivery: Delivery, reason: str) -> None:
    """Remember what the account does not take, so that it is not asked again."""
    account = _account(desk, delivery)
    if account is None:
        return
    account.unreachable_since = account.unreachable_since or desk.now
    if reason == GONE:
        account.gone_at = desk.now
    desk.session.flush()


def _try_another_way(desk: Desk, team: Team, delivery: Delivery, person: Person, reason: str) -> None:
    """Another account of the person if one takes messages, else the button in the team's channel."""
    account = seats.account_for(desk.session, person.id)
    if delivery.expires_at <= desk.now or account is None:
        return
    if seats.gets_direct(account):
        again = outbox.to_person(desk.session, person, _same(desk, delivery, team), desk.now)
        desk.session.execute(
            update(Prompt)
            .where(Prompt.delivery_id == delivery.id)
            .values(delivery_id=again.id if again else None)
        )
    elif reason == NO_DIRECT_MESSAGES:
        delivery.state = outbox.HELD


def _account(desk: Desk, delivery: Delivery) -> Account | None:
    return seats.account_of(desk.session, delivery.platform, delivery.workspace, delivery.account or "")


def _same(desk: Desk, delivery: Delivery, team: Team) -> outbox.Message:
    return outbox.Message(
        f"again:{delivery.id}",
        delivery.kind,
        card_from_data(delivery.card),
        team.id,
        desk.now,
        delivery.expires_at,
        delivery.file_id,
    )


def _tell_who_tested(desk: Desk, team: Team, delivery: Delivery, person: Person) -> None:
    """The test did not arrive: say in the channel, to that person alone, how to allow it."""
    outbox.hold(desk.session, person)
    tell(
        desk,
        person,
        team.id,
        f"test-refused:{delivery.id}",
        lambda to: cards.test_refused(to, team, delivery),
    )


def _tell_of_person(desk: Desk, team: Team, delivery: Delivery, person: Person, reason: str) -> None:
    today = desk.team_reader(team).today
    # What holds up one person's messages holds up those of many: a facilitator hears of it once a day.
    whose = f"{team.id}:{today}" if reason == EXPIRED else person.id
    for one in seats.facilitators(desk.session, team.id, today):
        if one.id != person.id or reason == EXPIRED:
            purpose = f"unreachable:{whose}:{delivery.platform}:{reason}:{one.id}"
            tell(desk, one, team.id, purpose, cards.PersonNotReached(desk, team, person, delivery, reason))


def _tell_of_channel(desk: Desk, team: Team, delivery: Delivery, reason: str) -> None:
    place = f"{delivery.platform}:{delivery.workspace}:{delivery.channel}"
    today = desk.team_reader(team).today
    about = f"{reason}:{today}" if reason == EXPIRED else reason
    for one in seats.facilitators(desk.session, team.id, today):
        purpose = f"channel:{place}:{about}:{one.id}"
        tell(desk, one, team.id, purpose, cards.ChannelNotReached(team, delivery, reason))
