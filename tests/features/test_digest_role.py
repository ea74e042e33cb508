"""The digest of a role, and to whom a digest goes beside channels and leaders."""

from __future__ import annotations

from datetime import date, time

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.store.models import Delivery, Outside, TeamChannel
from tests.builders import TEAM, Someone, add_goal, add_schedule, add_state, add_team
from tests.features.digest_week import FRIDAY_4PM, TUESDAY_3PM, WEEK, a_full_week, overdue, settle_in
from tests.town import Town

pytestmark = pytest.mark.wire


async def test_the_holders_of_a_role_read_what_concerns_them_and_nobody_else_does(
    town: Town, platform: str
) -> None:
    def add(session: Session) -> None:
        settings = {"report": "role", "role": "student-leader", "to": ["holders"]}
        add_schedule(session, "digest", "weekly on Fri", time(16), settings, slot="students")
        add_state(session, "EC1.Students1", 2, date(2026, 9, 14), people=6)
        add_goal(session, "EC1.Students1", 3, date(2027, 4, 30))

    await settle_in(town, platform, Someone("sam", (platform,), ("student-leader",), adviser="theo"))
    await town.tell(add)
    await a_full_week(town, platform)
    await overdue(town, "", "Poster for the showcase", role="student-leader")
    await town.time.move_to(FRIDAY_4PM)
    await town.person("stella", platform).sees(
        "Student leader: 1 of 3 indicators is stuck.",
        "Stuck\nStudents' understanding of STEM (EC1.Students1)",
        "On the way to a goal\nStudents' understanding of STEM: at 2, goal 3 by Fri 30 Apr",
        "1 task is open for your role\nPoster for the showcase · was due Wed 2 Dec",
        "You are asked next on Tue 8 Dec: check-in.",
        "For your role: Student leader.",
    )
    sam = town.person("sam", platform)
    await sam.sees("1 question is open for you until", "[ Answer now ]")
    await sam.presses("See my tasks")
    await sam.sees("Your task (1)", "Poster for the showcase")
    for other in ("pat", "fay", "dina"):
        assert not any("Student leader:" in one for one in town.person(other, platform).messages())
    assert not any("Student leader:" in one for one in sam.messages(channel=True))


async def test_partners_and_webhooks_get_what_a_channel_gets_in_their_language(town: Town) -> None:
    def add(session: Session) -> None:
        add_team(session, (Someone("fay", ("slack",), permission="facilitator"),))
        for platform, name, locale in (("email", "museum", "es"), ("webhook", "dashboard", "en")):
            session.add(Outside(team_id=TEAM, platform=platform, name=name, locale=locale, since=TUESDAY_3PM))
        to = {"to": ["channels", "partners", "webhooks"]}
        add_schedule(session, "digest", "weekly on Fri", time(16), to)

    await town.tell(add)
    await town.time.move_to(FRIDAY_4PM)
    rows = await town.ask(
        lambda session: session.execute(
            select(Delivery.platform, Delivery.channel, Delivery.card).where(Delivery.kind == "digest")
        ).all()
    )
    cards = {(platform, channel): card for platform, channel, card in rows}
    assert cards["webhook", "dashboard"] == cards["slack", "C0SLT"]
    assert "Riverbend SLT" in str(cards["email", "museum"])
    assert cards["email", "museum"] != cards["webhook", "dashboard"]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ({"slack": "is_archived", "discord": "10003"}, "the channel is gone or archived"),
        ({"slack": "not_in_channel", "discord": "50001"}, "I am not in the channel"),
    ],
    ids=["archived", "left"],
)
async def test_a_channel_that_cannot_be_written_to_is_told_to_the_facilitator_once(
    town: Town, platform: str, error: dict[str, str], said: str
) -> None:
    def add(session: Session) -> None:
        add_team(session, (Someone("fay", (platform,), permission="facilitator"),))
        add_schedule(session, "digest", "weekly on Fri", time(16), {"to": ["channels"]})
        session.execute(delete(TeamChannel).where(TeamChannel.platform != platform))

    await town.tell(add)
    fay = town.person("fay", platform)
    for number in range(2):
        town.refuses_posts(platform, error[platform])
        await town.time.move_to(FRIDAY_4PM + number * WEEK)
        await fay.sees(f"I cannot post to Riverbend SLT on {platform.capitalize()}: {said}.")
    assert len([one for one in fay.messages() if said in one]) == 1
    assert fay.messages(channel=True) == []
    await town.time.move_to(FRIDAY_4PM + 2 * WEEK)
    await fay.sees("A quiet week for Riverbend SLT", channel=True)
