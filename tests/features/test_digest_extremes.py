"""Digests of teams that are as large, as long or as far from the usual as they come."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from bot.chat import limits
from bot.chat.card_data import card_to_data
from bot.chat.cards import Card, Heading, Paragraph, SmallPrint, in_plain_words, split
from bot.features.all import REPORTS
from bot.features.digest.planner import DigestPlanner
from bot.features.digest.role_report import RoleReport
from bot.features.digest.team_report import TeamReport
from bot.schedule.report import Period, Recipient
from bot.store.models import (
    Account,
    Delivery,
    Membership,
    Occurrence,
    Person,
    Prompt,
    RoleHolder,
    Task,
)
from tests.builders import TEAM, TERM_STARTS, add_goal, add_schedule, add_state
from tests.charts.school import NOW, READER, School, T, a_school, add_check_in
from tests.features.digest_read import WEEK, answer, digest

pytestmark = pytest.mark.unit
LONG = "Maximiliana-Konstantina von und zu Oberunterhausen-Niederoberhausen, Beauftragte"
ARABIC = "فاطمة الزهراء بنت محمد"
HEBREW = "רחל בת יעקב"
ROLES = ("teacher", "instructional-coach", "building-administration", "student-leader")
DAY = date(2026, 12, 8) - timedelta(days=6)


def add_people(
    school: School, count: int, *, name: str = "Person", permission: str = "member"
) -> list[Person]:
    """People with a seat, a role and an account, who agreed to messages."""
    people = [
        Person(
            name=f"{name} {number}"[-80:],
            zone="America/New_York",
            locale="en",
            agreed_at=NOW - 9 * WEEK,
            greeted_at=NOW - 9 * WEEK,
        )
        for number in range(count)
    ]
    school.session.add_all(people)
    school.session.flush()
    for number, one in enumerate(people):
        seat = {"team_id": TEAM, "person_id": one.id, "starts_on": TERM_STARTS, "managed": "chat"}
        school.session.add(Membership(permission=permission, ends_on=date(2026, 12, 18), **seat))
        school.session.add(RoleHolder(role=ROLES[number % len(ROLES)], **seat))
        where = {"platform": "slack", "workspace": "T0SLT", "account": f"U{permission}{one.id}"}
        school.session.add(Account(person_id=one.id, preferred=True, **where))
    school.session.flush()
    return people


def ask_all(school: School, people: list[Person], words: str) -> None:
    """Everybody is asked about an indicator in turn; most answer, with words, and something is in the way."""
    due = datetime.combine(DAY, time(20), tzinfo=UTC)
    schedule = add_check_in(school, "Check-in " + LONG)
    run = Occurrence(
        team_id=TEAM, schedule_id=schedule.id, day=DAY, slot="", due_at=due,
        closes_at=due + timedelta(days=2), state="filled", details={},
    )  # fmt: skip
    school.session.add(run)
    school.session.flush()
    indicators = school.known.lineage.today.indicators
    for number, one in enumerate(people):
        about = indicators[number % len(indicators)]
        prompt = Prompt(
            team_id=TEAM, occurrence_id=run.id, person_id=one.id, subject=about.id, audience=about.audience,
            due_at=due, closes_at=due + timedelta(days=2),
        )  # fmt: skip
        school.session.add(prompt)
        school.session.flush()
        if number % 3:
            movement = "moving" if number % 3 == 1 else "stuck"
            school.session.add(answer(prompt, movement, words))
    school.session.flush()


def fill_up(school: School, people: list[Person]) -> None:
    """Goals, agreed levels and overdue tasks, as many and as long as can be."""
    for each in school.known.lineage.today.indicators:
        add_state(school.session, each.id, 3, DAY, people=8)
        add_goal(school.session, each.id, 5, date(2027, 5, 3))
    for one in people[:40]:
        school.session.add(
            Task(
                team_id=TEAM, title="Poster " * 40, person_id=one.id, due_on=date(2026, 12, 1),
                added_by=one.id, added_at=NOW - WEEK,
            )
        )  # fmt: skip
    school.session.flush()


def fits(card: Card) -> None:
    """Every message of it is one that both platforms take."""
    for one in split(card):
        letters = sum(
            len(in_plain_words(Card((part,))))
            for part in one.parts
            if isinstance(part, Heading | Paragraph | SmallPrint)
        )
        assert letters <= limits.CARD_TEXT
        assert card_to_data(one)


@pytest.mark.parametrize("name", [LONG, ARABIC, HEBREW], ids=["80 letters", "Arabic", "Hebrew"])
@pytest.mark.parametrize("permission", ["", "leader", "facilitator"])
def test_two_hundred_people_with_any_names_fit_into_messages(name: str, permission: str) -> None:
    with a_school() as school:
        school.team.name = name
        people = add_people(school, 200, name=name)
        ask_all(school, people, f"{name} says: " + "a very long reason " * 30)
        fill_up(school, people)
        card = digest(school, permission)
        fits(card)
        words = in_plain_words(card)
    assert "of 200 check-ins answered." in words
    assert name in words
    if permission == "facilitator":
        assert f"{name} 1" in words or f"{name} 1"[-80:] in words
    elif not permission:
        assert f"{name} 1"[-80:] not in words.replace(f"{name},", "")


def test_a_role_digest_of_two_hundred_fits_too() -> None:
    with a_school() as school:
        people = add_people(school, 200, name=LONG)
        ask_all(school, people, LONG)
        fill_up(school, people)
        settings = {"report": "role", "role": "teacher"}
        issue = RoleReport().gather(school.desk, school.team, settings, Period(NOW - WEEK, NOW))
        fits(issue.card(Recipient(T, READER, "slack", people[0], "member")))


def test_a_role_digest_shows_a_channel_no_students_tasks_and_others_none_that_names_a_student() -> None:
    with a_school() as school:
        stella, theo = add_people(school, 4, name="Stella")[3], add_people(school, 1, name="Theo")[0]
        for title in ("Poster for the showcase", "Ask Stella for the poster"):
            school.session.add(
                Task(
                    team_id=TEAM, title=title, role="student-leader", due_on=None, added_by=theo.id,
                    added_at=NOW - WEEK,
                )
            )  # fmt: skip
        school.session.flush()
        settings = {"report": "role", "role": "student-leader"}
        issue = RoleReport().gather(school.desk, school.team, settings, Period(NOW - WEEK, NOW))

        def words(person: Person | None, permission: str = "") -> str:
            return in_plain_words(issue.card(Recipient(T, READER, "slack", person, permission)))

        heading = "2 tasks are open for your role\n"
        assert heading + "Poster for the showcase · no date\nAsk Stella for the poster" in words(
            stella, "member"
        )
        assert heading + "Poster for the showcase · no date\nNo meeting" in words(theo, "leader")
        assert heading + "No meeting is planned." in words(None)


def test_a_team_without_anything_agreed_has_no_picture_and_a_digest_all_the_same() -> None:
    with a_school() as school:
        issue = TeamReport().gather(school.desk, school.team, {}, Period(NOW - WEEK, NOW))
        to = Recipient(T, READER, "slack")
        assert issue.picture(to) is None
        assert in_plain_words(issue.card(to)).startswith("A quiet week")


def test_channels_see_where_the_team_stands_and_leaders_how_far_its_goals_are() -> None:
    with a_school() as school:
        add_state(school.session, "EC1.Leaders1", 3, DAY, people=8)
        fay = school.session.scalars(select(Person).where(Person.name == "Fay")).one()
        channel, leader = Recipient(T, READER, "slack"), Recipient(T, READER, "slack", fay, "leader")

        def shown(to: Recipient, **settings: str) -> str | None:
            school.session.flush()
            issue = TeamReport().gather(school.desk, school.team, settings, Period(NOW - WEEK, NOW))
            picture = issue.picture(to)
            return None if picture is None else str(picture.given["chart"]["kind"])

        assert (shown(channel), shown(leader)) == ("grid", "grid")
        add_goal(school.session, "EC1.Leaders1", 4, date(2027, 5, 3))
        assert (shown(channel), shown(leader)) == ("grid", "gaps")
        assert shown(channel, picture="trend") == "trend"
        assert shown(leader, picture="none") is None
        assert shown(leader, picture="response") is None


Statement = tuple[str, Any]


@contextmanager
def statements(session: Session) -> Iterator[list[Statement]]:
    """The statements of the block, with their values."""
    found: list[Statement] = []
    listening = (
        session.get_bind(),
        "before_cursor_execute",
        lambda *given: found.append((given[2], given[3])),
    )
    event.listen(*listening)
    yield found
    event.remove(*listening)


@contextmanager
def a_digest_of(count: int) -> Iterator[tuple[School, list[Statement]]]:
    """All that the database is asked for a digest to so many leaders, from falling due to its deliveries."""
    with a_school() as school:
        people = add_people(school, count, permission="leader")
        ask_all(school, people, "No bus for the visit")
        fill_up(school, people)
        schedule = add_schedule(school.session, "digest", "weekly on Tue", time(15), {"picture": "none"})
        occurrence = Occurrence(
            team_id=TEAM, schedule_id=schedule.id, day=NOW.date(), slot="", due_at=NOW,
            closes_at=NOW + timedelta(days=1), state="filling", details={},
        )  # fmt: skip
        school.session.add(occurrence)
        school.session.flush()
        with statements(school.session) as found:
            DigestPlanner(REPORTS).fill(school.desk, schedule, occurrence)
            school.session.flush()
        to = school.session.scalars(select(Delivery.person_id).where(Delivery.kind == "digest")).all()
        assert len({one for one in to if one}) >= count
        yield school, found


def test_the_database_is_asked_no_more_for_many_people_than_for_few() -> None:
    with a_digest_of(3) as (_, few), a_digest_of(40) as (_, many):
        assert len(few) == len(many)


def test_no_table_that_grows_with_the_years_is_read_from_end_to_end() -> None:
    with a_digest_of(3) as (school, found):
        plans = [
            row[3]
            for words, values in found
            if words.startswith("SELECT")
            for row in school.session.connection().exec_driver_sql("EXPLAIN QUERY PLAN " + words, values)
        ]
    assert plans
    growing = {"answer", "prompt", "rating", "occurrence", "delivery", "evidence", "publication", "not_asked"}
    growing |= {"agreed_state", "goal", "task", "consensus_round", "role_holder", "membership", "absence"}
    assert not [one for one in plans if one.startswith("SCAN") and one.split()[1] in growing]
