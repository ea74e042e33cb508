"""Who leaves a team gets nothing more for it; who ran it is followed by somebody, who is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.store.models import Account, Change, Delivery, Membership, NotAsked, Person
from tests.builders import TEAM, Someone, add_schedule, add_team, person_called
from tests.pairs import EACH_ONCE
from tests.town import Town

pytestmark = [pytest.mark.wire, EACH_ONCE]

TUESDAY = date(2026, 12, 1)
TUESDAY_3PM = datetime(2026, 12, 1, 20, 0, tzinfo=UTC)
WEDNESDAY_NOON = datetime(2026, 12, 2, 17, 0, tzinfo=UTC)
SATURDAY = datetime(2026, 12, 5, 15, 0, tzinfo=UTC)
NO_MORE = "You are not on the roster of Riverbend SLT any more, so this is closed."


async def settle_in(town: Town, platform: str) -> None:
    people = (
        Someone("fay", (platform,), permission="facilitator"),
        Someone("theo", (platform,), ("teacher",)),
        Someone("stella", (platform,), ("student-leader",), adviser="theo"),
        Someone("nora", (platform,), permission="observer"),
        Someone("pat", (platform,), ("building-administration",)),
        Someone("dina", (platform,), permission="leader"),
    )

    def add(session: Session) -> None:
        add_team(session, people)
        add_schedule(session, "check-in", "weekly on Tue", time(15))

    await town.tell(add)


def ends(name: str) -> Callable[[Session], None]:
    def end(session: Session) -> None:
        person = person_called(session, name).id
        session.execute(update(Membership).where(Membership.person_id == person).values(ends_on=TUESDAY))

    return end


async def permissions(town: Town) -> dict[str, str]:
    return await town.ask(
        lambda session: dict(
            session.execute(
                select(Person.name, Membership.permission).join(Membership, Membership.person_id == Person.id)
            )
            .tuples()
            .all()
        )
    )


async def test_a_leader_inherits_the_team_and_is_told_how_to_hand_it_on(town: Town, platform: str) -> None:
    await settle_in(town, platform)
    await town.tell(ends("fay"))
    await town.time.move_to(TUESDAY_3PM)
    assert (await permissions(town))["Dina"] == "leader"
    await town.time.move_to(WEDNESDAY_NOON)
    await town.person("dina", platform).sees(
        "Fay has left as facilitator of Riverbend SLT, and nobody else runs it. So from today it is you.",
        "/stem roster add",
    )
    await town.time.move_to(SATURDAY)
    assert (await permissions(town))["Dina"] == "facilitator"
    assert sum("So from today it is you" in words for words in town.person("dina", platform).messages()) == 1


async def test_without_a_leader_it_is_an_adult_and_never_a_student_or_an_observer(
    town: Town, platform: str
) -> None:
    await settle_in(town, platform)

    def change(session: Session) -> None:
        session.execute(
            update(Membership).where(Membership.permission == "leader").values(permission="member")
        )
        theo, stella = person_called(session, "theo").id, person_called(session, "stella").id
        newer = update(Membership).where(Membership.person_id != stella)
        session.execute(newer.where(Membership.permission == "member").values(starts_on=date(2026, 9, 1)))
        older = update(Membership).where(Membership.person_id == theo)
        session.execute(older.values(starts_on=date(2026, 8, 20)))

    def leave_the_workspace(session: Session) -> None:
        fay = person_called(session, "fay").id
        session.execute(update(Account).where(Account.person_id == fay).values(gone_at=TUESDAY_3PM))

    await town.tell(change)
    await town.tell(leave_the_workspace)
    await town.time.move_to(TUESDAY_3PM)
    assert [name for name, may in (await permissions(town)).items() if may == "facilitator"] == [
        "Fay",
        "Theo",
    ]


async def test_seats_of_the_installations_file_are_left_and_it_is_noted_once(
    town: Town, platform: str
) -> None:
    await settle_in(town, platform)
    await town.tell(lambda session: session.execute(update(Membership).values(managed="config")))
    await town.tell(ends("fay"))
    await town.time.move_to(SATURDAY)
    assert [name for name, may in (await permissions(town)).items() if may == "facilitator"] == ["Fay"]
    noted = select(Change.team_id).where(Change.record == "vacancy")
    assert await town.ask(lambda session: session.scalars(noted).all()) == [TEAM]


async def test_open_questions_of_who_left_are_closed_in_words_and_nothing_more_comes(
    town: Town, platform: str
) -> None:
    await settle_in(town, platform)
    pat = town.person("pat", platform)
    await town.time.move_to(TUESDAY_3PM)
    await pat.sees("[ No change ]")
    await town.tell(ends("pat"))
    await town.time.move_to(WEDNESDAY_NOON)
    await pat.sees(NO_MORE, "What you said stays on record.")
    await town.time.move_to(SATURDAY)
    assert len(pat.messages()) == 1
    assert NO_MORE in pat.messages()[0]
    waiting = select(Delivery.id).where(Delivery.state.in_(("pending", "waiting", "held")))
    assert await town.ask(lambda session: session.scalars(waiting).all()) == []
    assert await town.ask(lambda session: session.scalars(select(NotAsked.why)).all()) == ["left"]
