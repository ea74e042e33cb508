"""What was made in chat stays as it is, and people who are known already stay the same people."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.config.problems import Invalid
from bot.declared.ledger import Verb
from bot.store.models import Account, Goal, Membership, Person, RoleHolder, Schedule
from tests.declared.conftest import NOON, School
from tests.declared.writing import GOOD

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def met_in_chat(session: Session, name: str, platform: str, account: str, *, seated: bool = True) -> int:
    """Somebody whom a facilitator added, with a seat and a role."""
    person = Person(name=name, zone="America/Chicago", locale="es")
    session.add(person)
    session.flush()
    workspace = "T0RIVER" if platform == "slack" else ""
    session.add(Account(person_id=person.id, platform=platform, workspace=workspace, account=account))
    if seated:
        term = {"team_id": "riverbend", "starts_on": date(2026, 9, 14), "managed": "chat"}
        session.add(Membership(person_id=person.id, permission="leader", **term))
        session.add(RoleHolder(person_id=person.id, role="teacher", **term))
    return person.id


async def test_whoever_is_known_by_an_account_is_the_same_person(school: School) -> None:
    theo = await school.tell(lambda session: met_in_chat(session, "T", "slack", "U0THEO", seated=False))
    outcome = await school.apply(GOOD)
    assert "changed   riverbend  person  Theo Teacher: name: T → Theo Teacher" in map(str, outcome.told)
    person = await school.ask(lambda session: session.get_one(Person, theo))
    assert person.name == "Theo Teacher"
    assert (person.zone, person.locale) == ("America/Chicago", "es")  # not declared: as the person chose


async def test_a_declared_zone_holds_for_a_known_person_too(school: School) -> None:
    theo = await school.tell(lambda session: met_in_chat(session, "Theo Teacher", "slack", "U0THEO"))
    await school.apply(GOOD.replace("roles: [{role: teacher}]", "zone: America/Denver"))
    assert await school.ask(lambda session: session.get_one(Person, theo).zone) == "America/Denver"


async def test_a_declared_language_holds_against_the_app_but_not_against_a_choice(school: School) -> None:
    theo = await school.tell(lambda session: met_in_chat(session, "Theo Teacher", "slack", "U0THEO"))
    await school.apply(GOOD.replace("roles: [{role: teacher}]", "locale: fr"))
    person = await school.ask(lambda session: session.get_one(Person, theo))
    assert (person.locale, person.locale_chosen) == ("fr", True)

    def choose(session: Session) -> None:
        session.get_one(Person, theo).locale = "es"

    await school.tell(choose)
    await school.apply(GOOD.replace("roles: [{role: teacher}]", "locale: fr"))
    assert await school.ask(lambda session: session.get_one(Person, theo).locale) == "es"


async def test_a_seat_and_a_role_from_chat_are_not_doubled(school: School) -> None:
    theo = await school.tell(lambda session: met_in_chat(session, "Theo Teacher", "slack", "U0THEO"))
    outcome = await school.apply(GOOD)
    kept = [str(entry) for entry in outcome.entries if entry.verb is Verb.KEPT]
    assert kept == [
        "kept      riverbend  seat  Theo Teacher, member, 2026-08-01 to 2027-06-30: made in chat",
        "kept      riverbend  role  Theo Teacher, teacher, 2026-08-01 to 2027-06-30: made in chat",
    ]

    def look(session: Session) -> None:
        seat = session.scalars(select(Membership).where(Membership.person_id == theo)).one()
        assert (seat.permission, seat.starts_on, seat.ends_on) == ("leader", date(2026, 9, 14), None)
        assert session.scalars(select(RoleHolder).where(RoleHolder.person_id == theo)).one().managed == "chat"

    await school.ask(look)


async def test_people_from_chat_who_are_not_declared_keep_their_seats(school: School) -> None:
    nora = await school.tell(lambda session: met_in_chat(session, "Nora", "slack", "U0NORA"))
    outcome = await school.apply(GOOD)
    assert Verb.ENDED not in {entry.verb for entry in outcome.entries}
    seat = await school.ask(
        lambda session: session.scalars(select(Membership).where(Membership.person_id == nora)).one()
    )
    assert seat.ends_on is None


async def test_a_seat_from_chat_that_has_ended_does_not_stand_in_the_way(school: School) -> None:
    theo = await school.tell(lambda session: met_in_chat(session, "Theo Teacher", "slack", "U0THEO"))

    def end(session: Session) -> None:
        session.scalars(select(Membership)).one().ends_on = date(2026, 10, 30)

    await school.tell(end)
    await school.apply(GOOD)
    seats = await school.ask(
        lambda session: session.scalars(select(Membership).where(Membership.person_id == theo)).all()
    )
    assert sorted(seat.managed for seat in seats) == ["chat", "config"]


async def test_a_schedule_and_a_goal_from_chat_stay_as_they_are(school: School) -> None:
    def make(session: Session) -> None:
        session.add(
            Schedule(
                team_id="riverbend",
                slot="weekly",
                kind="check-in",
                title="Ours",
                rule="weekly on Mon",
                at=time(9),
                starts_on=date(2026, 9, 1),
                settings={},
                managed="chat",
            )
        )
        session.add(
            Goal(
                team_id="riverbend",
                instrument="engaged-stem-community",
                version="1",
                indicator="EC1.Leaders2",
                level=3,
                by_day=date(2027, 1, 1),
                set_on=date(2026, 9, 1),
                managed="chat",
            )
        )

    await school.tell(make)
    kept = {entry.kind for entry in (await school.apply(GOOD)).entries if entry.verb is Verb.KEPT}
    assert kept == {"check-in", "goal"}
    assert await school.ask(lambda session: session.scalars(select(Goal)).one().level) == 3
    weekly = select(Schedule).where(Schedule.slot == "weekly")
    assert await school.ask(lambda session: session.scalars(weekly).one().title) == "Ours"


async def test_another_account_of_a_known_person_is_added(school: School) -> None:
    await school.apply(GOOD)
    both = GOOD.replace("{slack: T0RIVER/U0THEO}", '{slack: T0RIVER/U0THEO, discord: "800000000000000009"}')
    outcome = await school.apply(both)
    assert [str(entry) for entry in outcome.told] == [
        "changed   riverbend  person  Theo Teacher: discord account 800000000000000009"
    ]
    accounts = await school.ask(
        lambda session: session.execute(
            select(Account.platform, Account.preferred)
            .join(Person, Person.id == Account.person_id)
            .where(Person.name == "Theo Teacher")
            .order_by(Account.id)
        ).all()
    )
    assert [tuple(row) for row in accounts] == [("slack", True), ("discord", False)]


async def test_a_new_account_on_the_same_platform_takes_the_place_of_the_old(school: School) -> None:
    both = '{slack: T0RIVER/U0THEO, discord: "800000000000000009"}'
    await school.apply(GOOD.replace("{slack: T0RIVER/U0THEO}", both))
    await school.apply(GOOD.replace("{slack: T0RIVER/U0THEO}", both.replace("U0THEO", "U0NEW")))
    slack = await school.ask(
        lambda session: session.scalars(select(Account.account).where(Account.platform == "slack")).all()
    )
    assert slack == ["U0NEW"]


async def test_accounts_of_two_people_are_not_made_one(school: School) -> None:
    await school.tell(lambda session: met_in_chat(session, "Theo on Slack", "slack", "U0THEO"))
    await school.tell(lambda session: met_in_chat(session, "Theo on Discord", "discord", "8" * 18))
    both = GOOD.replace("{slack: T0RIVER/U0THEO}", f'{{slack: T0RIVER/U0THEO, discord: "{"8" * 18}"}}')
    said = (
        r"yaml:6: .*: the accounts belong to two people in the database: Theo on Slack and Theo on Discord\."
    )
    with pytest.raises(Invalid, match=said):
        await school.apply(both)


async def test_a_pause_from_chat_outlives_the_file(school: School) -> None:
    await school.apply(GOOD)

    def pause(session: Session) -> None:
        session.scalars(select(Schedule).where(Schedule.slot == "weekly")).one().paused_at = NOON

    await school.tell(pause)
    await school.apply(GOOD.replace('at: "15:00"', 'at: "16:00"', 1))
    row = await school.ask(
        lambda session: session.scalars(select(Schedule).where(Schedule.slot == "weekly")).one()
    )
    assert (row.at, row.paused_at) == (time(16), NOON)
