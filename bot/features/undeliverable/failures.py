"""What follows when a platform refuses a delivery for good, in the transaction that notes the failure."""

from __future__ import annotations

from sqlalchemy import select, update

from bot.chat.card_data import card_from_data
from bot.desk import Desk
from bot.features.undeliverable import cards
from bot.notices import tell
from bot.schedule import outbox
from bot.schedule.delivery import EXPIRED
from bot.store.models import Account, Delivery, Person, Prompt, Team, TeamChannel
from bot.store.queries import seats

NO_DIRECT_MESSAGES = "no-direct-messages"
# What somebody waits for; a notice that cannot arrive is only told to the facilitators.
_WORTH_ANOTHER_WAY = {"prompt", outbox.HELLO}


def on_failure(desk: Desk, delivery: Delivery, reason: str) -> None:
    """Act on a delivery that was refused for good; `reason` as in `bot.chat.messenger.Refused`."""
    team = desk.session.get(Team, delivery.team_id) if delivery.team_id else None
    if team is None:
        return
    if delivery.person_id is None:
        _tell_of_channel(desk, team, delivery, reason)
        return
    person = desk.session.get_one(Person, delivery.person_id)
    if reason == NO_DIRECT_MESSAGES:
        _mark(desk, delivery)
        if delivery.kind in _WORTH_ANOTHER_WAY and delivery.expires_at > desk.now:
            _try_another_way(desk, team, delivery, person)
    _tell_of_person(desk, team, delivery, person, reason)


def _mark(desk: Desk, delivery: Delivery) -> None:
    account = desk.session.scalar(
        select(Account).where(
            Account.platform == delivery.platform,
            Account.workspace == delivery.workspace,
            Account.account == delivery.account,
        )
    )
    if account is not None and account.unreachable_since is None:
        account.unreachable_since = desk.now
        desk.session.flush()


def _try_another_way(desk: Desk, team: Team, delivery: Delivery, person: Person) -> None:
    """Another account of the person if one takes messages, else a call in the team's channel."""
    account = seats.account_for(desk.session, person.id)
    if account is not None and account.unreachable_since is None:
        again = outbox.to_person(desk.session, person, _same(desk, delivery, team), desk.now)
        desk.session.execute(
            update(Prompt)
            .where(Prompt.delivery_id == delivery.id)
            .values(delivery_id=again.id if again else None)
        )
        return
    channel = _channel_there(desk, delivery)
    if channel is not None:
        message = outbox.Message(
            f"waiting:{delivery.id}",
            delivery.kind,
            cards.something_waits(desk, person, delivery, named=not _is_student(desk, team, person)),
            team.id,
            desk.now,
            delivery.expires_at,
        )
        outbox.to_channel(desk.session, channel, message, desk.now)


def _is_student(desk: Desk, team: Team, person: Person) -> bool:
    """Whether the person is a student leader, whom no channel reads the name of."""
    held = seats.roles_of(desk.session, team.id, person.id, desk.team_reader(team).today)
    return any(desk.library.roles[one.role].is_student for one in held)


def _same(desk: Desk, delivery: Delivery, team: Team) -> outbox.Message:
    return outbox.Message(
        f"again:{delivery.id}",
        delivery.kind,
        card_from_data(delivery.card),
        team.id,
        desk.now,
        delivery.expires_at,
    )


def _channel_there(desk: Desk, delivery: Delivery) -> TeamChannel | None:
    """The team's channel where the account that could not be reached is."""
    channels = seats.channels_of(desk.session, delivery.team_id or "")
    return next(
        (
            one
            for one in channels
            if one.platform == delivery.platform and delivery.workspace in {"", one.workspace}
        ),
        None,
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
