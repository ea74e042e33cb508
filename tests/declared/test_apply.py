"""Applying a declared file: what is added, what a second time changes, what ends."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from bot.config.problems import Invalid
from bot.declared.apply import apply_plans
from bot.declared.ledger import Verb
from bot.schedule.check_in import CheckIn, check_in_of
from bot.store.models import (
    Account,
    AgreedState,
    Change,
    Goal,
    Membership,
    Person,
    RoleHolder,
    Schedule,
)
from rubric.asking import Scope
from tests.declared.conftest import NOON, School
from tests.declared.writing import GOOD, load

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from bot.declared.ledger import Outcome

LATER = NOON + timedelta(days=7)
SAM = """\
      - name: Sam Student
        accounts: {discord: "800000000000000002"}
        roles: [{role: student-leader}]
        adviser: Theo Teacher
"""
WITHOUT_SAM = GOOD.replace(SAM, "")


def verbs(outcome: Outcome) -> Counter[Verb]:
    return Counter(entry.verb for entry in outcome.entries)


def seat_of(session: Session, name: str) -> Membership:
    return session.scalars(
        select(Membership).join(Person, Person.id == Membership.person_id).where(Person.name == name)
    ).one()


def schedule(session: Session, slot: str) -> Schedule:
    return session.scalars(select(Schedule).where(Schedule.slot == slot)).one()


async def test_everything_that_is_declared_stands_in_the_database(school: School) -> None:
    outcome = await school.apply(GOOD)
    assert verbs(outcome) == {Verb.ADDED: 10}

    def look(session: Session) -> None:
        student = session.scalars(select(RoleHolder).where(RoleHolder.role == "student-leader")).one()
        assert student.adviser_id == seat_of(session, "Theo Teacher").person_id
        assert (student.starts_on, student.ends_on) == (date(2026, 8, 1), date(2027, 6, 30))
        account = session.scalars(select(Account).where(Account.person_id == student.person_id)).one()
        assert (account.platform, account.workspace, account.account) == ("discord", "", "800000000000000002")
        assert account.preferred
        weekly = schedule(session, "weekly")
        assert (weekly.kind, weekly.rule, weekly.at) == (
            "check-in",
            "weekly on Tue until 2027-06-30",
            time(15),
        )
        assert weekly.settings == {"per_person": 1, "open_days": 3, "closes_at": "17:00"}
        goal = session.scalars(select(Goal)).one()
        assert (goal.instrument, goal.indicator, goal.level) == ("engaged-stem-community", "EC1.Leaders2", 4)
        assert (goal.set_on, goal.by_day) == (date(2026, 11, 30), date(2027, 6, 11))
        state = session.scalars(select(AgreedState)).one()
        assert (state.level, state.people, state.agreed_on) == (2, 9, date(2026, 5, 28))
        seats, roles = session.scalars(select(Membership)), session.scalars(select(RoleHolder))
        managed = {row.managed for row in (*seats, *roles)}
        assert {*managed, weekly.managed, goal.managed, state.managed} == {"config"}

    await school.ask(look)


async def test_every_ability_of_a_check_in_can_be_declared(school: School) -> None:
    await school.apply(
        GOOD.replace(
            "        rule: weekly on Tue\n",
            "        rule: quarterly on the first Monday\n        asks: rating\n        focus: true\n"
            "        per_person: 4\n        per_team_time: true\n        reminders: 2\n"
            "        roles: [teacher]\n",
        )
    )

    def look(session: Session) -> None:
        row = schedule(session, "weekly")
        assert row.rule == "quarterly on the first Monday until 2027-06-30"
        assert check_in_of(row) == CheckIn(
            asks="rating",
            scope=Scope(roles=("teacher",)),
            focus=True,
            per_person=4,
            per_team_time=True,
            reminders=2,
        )

    await school.ask(look)


async def test_the_same_file_again_changes_nothing(school: School) -> None:
    await school.apply(GOOD)
    before = await school.ask(lambda session: session.scalar(select(func.count()).select_from(Change)))
    again = await school.apply(GOOD, LATER)
    assert verbs(again) == {Verb.UNCHANGED: 10}
    assert again.told == ()
    assert before == await school.ask(
        lambda session: session.scalar(select(func.count()).select_from(Change))
    )


async def test_every_change_says_who_when_and_through_what(school: School) -> None:
    await school.apply(GOOD)
    await school.apply(GOOD.replace('at: "15:00"', 'at: "16:00"', 1), LATER)
    change = await school.ask(
        lambda session: session.scalars(select(Change).order_by(Change.id.desc())).first()
    )
    assert change is not None
    assert (change.who, change.through, change.at) == ("config", "apply", LATER)
    assert (change.team_id, change.record) == ("riverbend", "schedule")
    assert change.what == "changed: weekly: at: 15:00 → 16:00"


async def test_who_is_taken_out_of_the_file_leaves_the_team_and_is_not_deleted(school: School) -> None:
    await school.apply(GOOD)
    outcome = await school.apply(WITHOUT_SAM)
    assert {str(entry.kind) for entry in outcome.entries if entry.verb is Verb.ENDED} == {"seat", "role"}

    def look(session: Session) -> None:
        assert seat_of(session, "Sam Student").ends_on == date(2026, 11, 29)
        assert seat_of(session, "Theo Teacher").ends_on == date(2027, 6, 30)

    await school.ask(look)
    assert Verb.ENDED not in verbs(await school.apply(WITHOUT_SAM, LATER))


async def test_who_comes_back_into_the_file_has_the_same_seat_again(school: School) -> None:
    await school.apply(GOOD)
    await school.apply(WITHOUT_SAM)
    outcome = await school.apply(GOOD, LATER)
    assert verbs(outcome) == {Verb.UNCHANGED: 8, Verb.CHANGED: 2}
    assert await school.ask(lambda session: seat_of(session, "Sam Student").ends_on) == date(2027, 6, 30)


async def test_the_next_school_year_lets_this_one_run_out(school: School) -> None:
    await school.apply(GOOD)
    spring = datetime(2027, 5, 3, 12, tzinfo=UTC)
    await school.apply(
        GOOD.replace("2026-08-01, ends_on: 2027-06-30", "2027-08-01, ends_on: 2028-06-30"), spring
    )

    def terms(session: Session) -> list[tuple[date, date | None]]:
        theo = session.scalars(select(Person).where(Person.name == "Theo Teacher")).one()
        rows = session.scalars(
            select(Membership).where(Membership.person_id == theo.id).order_by(Membership.starts_on)
        )
        return [(row.starts_on, row.ends_on) for row in rows]

    assert await school.ask(terms) == [
        (date(2026, 8, 1), date(2027, 6, 30)),
        (date(2027, 8, 1), date(2028, 6, 30)),
    ]


async def test_a_changed_permission_is_changed_in_place(school: School) -> None:
    await school.apply(GOOD)
    outcome = await school.apply(
        GOOD.replace("roles: [{role: teacher}]", "roles: [{role: teacher}]\n        permission: leader")
    )
    (told,) = map(str, outcome.told)
    assert told.startswith("changed   riverbend  seat  Theo Teacher, leader, 2026-08-01 to 2027-06-30: ")
    assert told.endswith("permission: member → leader")


async def test_changed_timing_lets_the_next_day_be_found_anew(school: School) -> None:
    await school.apply(GOOD)

    def plan(session: Session) -> None:
        for slot in ("weekly", "slt"):
            schedule(session, slot).next_due_at = LATER
            schedule(session, slot).next_day = LATER.date()

    await school.tell(plan)
    await school.apply(GOOD.replace("on Tue", "on Wed"))
    assert await school.ask(lambda session: schedule(session, "weekly").next_due_at) is None
    assert await school.ask(lambda session: schedule(session, "slt").next_due_at) == LATER
    await school.apply(GOOD.replace("on Thu\n", "on Thu\n        minutes: 45\n"))
    slt = await school.ask(lambda session: schedule(session, "slt"))
    assert (slt.next_due_at, slt.settings["minutes"]) == (LATER, 45)


async def test_a_schedule_that_is_taken_out_ends_and_may_come_back(school: School) -> None:
    await school.apply(GOOD)
    without = GOOD[: GOOD.index("    meetings:")] + GOOD[GOOD.index("    goals:") :]
    await school.apply(without)
    assert await school.ask(lambda session: schedule(session, "slt").ended_at) == NOON
    await school.apply(GOOD, LATER)
    assert await school.ask(lambda session: schedule(session, "slt").ended_at) is None


async def test_a_goal_that_changes_ends_and_a_new_one_begins(school: School) -> None:
    await school.apply(GOOD)
    outcome = await school.apply(GOOD.replace("level: 4", "level: 5"), LATER)
    assert [str(entry) for entry in outcome.told] == [
        "changed   riverbend  goal  EC1.Leaders2, level 5 by 2027-06-11"
    ]

    def goals(session: Session) -> list[tuple[int, bool]]:
        rows = session.scalars(select(Goal).order_by(Goal.set_on))
        return [(row.level, row.ended_at is None) for row in rows]

    assert await school.ask(goals) == [(4, False), (5, True)]


async def test_a_goal_may_change_twice_on_a_day_and_go(school: School) -> None:
    for level in (4, 5, 3):
        await school.apply(GOOD.replace("level: 4", f"level: {level}"))
    assert await school.ask(lambda session: [row.level for row in session.scalars(select(Goal))]) == [3]
    await school.apply(GOOD[: GOOD.index("    goals:")])
    assert await school.ask(lambda session: session.scalars(select(Goal)).one().ended_at) == NOON
    await school.apply(GOOD)
    assert await school.ask(lambda session: session.scalars(select(Goal)).one().ended_at) is None


async def test_an_agreed_level_can_be_corrected_and_is_never_taken_back(school: School) -> None:
    await school.apply(GOOD)
    await school.apply(GOOD.replace("people: 9", "people: 8"))
    assert await school.ask(lambda session: session.scalars(select(AgreedState)).one().people) == 8
    outcome = await school.apply(GOOD[: GOOD.index("    agreed:")])
    assert [str(entry) for entry in outcome.told] == [
        "kept      riverbend  agreed level  EC1.Leaders2, 2026-05-28: history is not taken back"
    ]


async def test_a_team_that_the_file_does_not_name_is_left_alone(school: School) -> None:
    mesa = GOOD.replace("riverbend", "mesa").replace("U0THEO", "U0MO").replace("800000000000000002", "8" * 18)
    await school.apply(GOOD)
    outcome = await school.apply(mesa)
    assert {entry.team_id for entry in outcome.entries} == {"mesa"}
    assert Verb.ENDED not in verbs(outcome)


async def test_a_file_that_cannot_be_applied_changes_nothing_at_all(school: School) -> None:
    await school.apply(GOOD)
    clash = GOOD.replace("Theo Teacher", "Theodor Teacher").replace("      slt:\n", "      other:\n")
    clash = clash.replace(
        "    meetings:", "    digests:\n      slt: {rule: weekly on Fri, at: 15:00}\n    meetings:"
    )
    with pytest.raises(
        Invalid, match=r"17: .*digests\.slt: 'slt' is the name of a meeting of this team already"
    ):
        await school.apply(clash)
    names = await school.ask(lambda session: session.scalars(select(Person.name)).all())
    assert sorted(names) == ["Sam Student", "Theo Teacher"]


async def test_a_goal_that_is_declared_again_under_a_new_version_begins_anew(school: School) -> None:
    await school.apply(GOOD)
    (plan,) = load(school.folder, GOOD)
    newer = replace(plan, version="2", fingerprint="f" * 64)
    outcome = await school.store.write(
        lambda session: apply_plans(session, [newer], NOON + timedelta(days=1))
    )
    assert [str(entry) for entry in outcome.told] == [
        "changed   riverbend  goal  EC1.Leaders2, level 4 by 2027-06-11"
    ]
    goals = await school.ask(lambda session: session.scalars(select(Goal).order_by(Goal.id)).all())
    assert [(one.version, one.fingerprint == "f" * 64, one.ended_at is None) for one in goals] == [
        ("1", False, False),
        ("2", True, True),
    ]
    states = await school.ask(lambda session: session.scalars(select(AgreedState)).all())
    assert [one.version for one in states] == ["1"]
