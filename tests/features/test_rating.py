"""Rating an indicator, as people do it on both platforms."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.store.models import Change, Rating
from tests.builders import Someone, add_team
from tests.town import Somebody, Town

pytestmark = pytest.mark.wire


@pytest.fixture
async def team(town: Town, platform: str) -> None:
    people = (
        Someone("fay", (platform,), permission="facilitator"),
        Someone("pat", (platform,), ("building-administration",)),
        Someone("theo", (platform,), ("teacher",)),
        Someone("nora", (platform,), permission="observer"),
    )
    await town.tell(lambda session: add_team(session, people))


@pytest.fixture
def pat(town: Town, platform: str, team: None) -> Somebody:  # noqa: ARG001 - the team is there
    return town.person("pat", platform)


async def rows(town: Town) -> list[tuple[str, int | None, str, bool]]:
    return await town.ask(
        lambda session: [
            (one.indicator, one.level, one.evidence, one.undone_at is None)
            for one in session.scalars(select(Rating).order_by(Rating.id))
        ]
    )


async def test_a_rating_is_recorded_with_its_descriptor_and_can_be_undone(pat: Somebody, town: Town) -> None:
    await pat.types('/stem rate EC1.Leaders2 3 "new seats filled"')
    await pat.sees("Riverbend SLT", "EC1.Leaders2", "3 · Refining and Expanding", "new seats filled")
    await pat.sees("This is your first rating of it")
    await pat.types("/stem rate EC1.Leaders2 4")
    await pat.sees("4 · Fully Implementing", "Before: 3 · Refining and Expanding (Mon 30 Nov).")
    await pat.presses("Undo")
    await pat.sees("Undone", "Your rating of Mon 30 Nov stands: 3 · Refining and Expanding.")
    assert await rows(town) == [
        ("EC1.Leaders2", 3, "new seats filled", True),
        ("EC1.Leaders2", 4, "", False),
    ]


async def test_the_indicator_can_be_named_by_its_title(pat: Somebody, town: Town) -> None:
    await pat.types('/stem rate "Building the STEM Leadership Team" 3')
    await pat.sees("Riverbend SLT", "EC1.Leaders2", "3 · Refining and Expanding")
    assert await rows(town) == [("EC1.Leaders2", 3, "", True)]


async def test_every_rating_says_who_gave_it_when_and_through_what(pat: Somebody, town: Town) -> None:
    await pat.types("/stem rate EC1.Leaders2 3")
    await pat.presses("Undo")
    await pat.sees("Undone")
    changes = await town.ask(
        lambda session: [
            (one.who, one.through, one.record, one.what)
            for one in session.scalars(select(Change).order_by(Change.id))
        ]
    )
    assert changes == [
        ("person:2", f"{pat.platform} command rate", "rating", "given"),
        ("person:2", f"{pat.platform} button rate-undo", "rating", "undone"),
    ]


async def test_a_rating_without_a_level_opens_a_form_with_all_levels(pat: Somebody, town: Town) -> None:
    await pat.types("/stem rate EC1.Leaders2")
    form = await pat.sees_in_form(
        "Building the STEM Leadership Team", "1 · Getting Started:", "5 · Sustaining:"
    )
    assert all(field.value == "" for field in form.fields)
    await pat.fills(
        {"What does it look like now?": "2 · Progressing", "What did you see?": "a list of names"}
    )
    await pat.sees("2 · Progressing", "a list of names")
    assert await rows(town) == [("EC1.Leaders2", 2, "a list of names", True)]


async def test_without_anything_one_chooses_among_ones_own(pat: Somebody, town: Town) -> None:
    await pat.types("/stem rate")
    await pat.chooses("Shared vision and mission")
    await pat.fills({"What does it look like now?": "I don't know"})
    await pat.sees("EC1.Leaders3", "I don't know")
    assert await rows(town) == [("EC1.Leaders3", None, "", True)]


async def test_evidence_is_added_and_the_level_is_changed_from_the_answer(pat: Somebody, town: Town) -> None:
    await pat.types("/stem rate EC1.Leaders2 3")
    await pat.presses("Add evidence")
    await pat.fills({"What did you see?": "minutes of 12 Nov"})
    await pat.sees("3 · Refining and Expanding", "minutes of 12 Nov")
    await pat.presses("Change")
    await pat.fills({"What does it look like now?": "4 · Fully Implementing"})
    await pat.sees("4 · Fully Implementing")
    assert [row[1:3] for row in await rows(town)] == [(3, ""), (3, "minutes of 12 Nov"), (4, "")]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (
            "/stem rate EC1.Leader2 three",
            ("There is no indicator EC1.Leader2.", "Closest: EC1.Leaders2", "/stem rate EC1.Leaders2 3"),
        ),
        (
            "/stem rate EC1.Leaders2 9",
            ("There is no level 9.", "1 Getting Started", "5 Sustaining", "/stem rate EC1.Leaders2 3"),
        ),
        (
            "/stem rate EC1.Students1 3",
            ("EC1.Students1", "Students", "A facilitator can rate it."),
        ),
    ],
)
async def test_a_mistake_is_answered_with_what_to_do(
    pat: Somebody, town: Town, line: str, words: tuple[str, ...]
) -> None:
    await pat.types(line)
    await pat.sees(*words)
    assert await rows(town) == []


async def test_words_that_are_no_level_wait_in_the_form(pat: Somebody, town: Town) -> None:
    await pat.types("/stem rate indicator:EC1.Leaders2 evidence:six")
    form = await pat.sees_in_form(
        "Building the STEM Leadership Team",
        "Your team sees ratings once 5 people have rated, without names.",
    )
    assert [field.value for field in form.fields if field.value] == ["six"]
    await pat.types("/stem rate evidence:leadership")
    await pat.sees("I found no indicator in “leadership”.", "Which indicator do you want to rate?")
    assert await rows(town) == []


async def test_a_facilitator_may_rate_what_is_about_others(town: Town, platform: str, team: None) -> None:  # noqa: ARG001 - the team is there
    fay = town.person("fay", platform)
    await fay.types("/stem rate EC1.Students1 3")
    await fay.sees("Riverbend SLT", "EC1.Students1")


async def test_an_observer_reads_and_a_stranger_is_told_how_to_be_added(
    town: Town,
    platform: str,
    team: None,  # noqa: ARG001 - the team is there
) -> None:
    nora, dina = town.person("nora", platform), town.person("dina", platform)
    await nora.types("/stem rate EC1.Leaders2 3")
    await nora.sees("You observe this team")
    await dina.types("/stem rate EC1.Leaders2 3")
    await dina.sees("roster", "/stem roster add")
    assert await rows(town) == []


async def test_the_answer_in_a_channel_is_seen_by_nobody_else(pat: Somebody, town: Town) -> None:
    await pat.types("/stem rate EC1.Leaders2 3", channel=True)
    seen = await pat.sees("EC1.Leaders2", channel=True)
    assert seen.private
    assert not any(
        "EC1.Leaders2" in words for words in town.person("fay", pat.platform).messages(channel=True)
    )


async def test_on_a_typed_line_the_order_is_free(town: Town) -> None:
    people = (Someone("pat", ("slack",), ("building-administration",)),)
    await town.tell(lambda session: add_team(session, people))
    pat = town.person("pat", "slack")
    await pat.types("/stem rate “new seats” fully implementing EC1.Strategic Alliances1")
    await pat.sees("EC1.StrategicAlliances1", "A facilitator can rate it.")
    await pat.types("/stem rate refining and expanding ec1.leaders2 new seats filled")
    await pat.sees("3 · Refining and Expanding", "new seats filled")


async def test_discord_completes_the_indicator_and_the_level(town: Town) -> None:
    people = (Someone("pat", ("discord",), ("building-administration",)),)
    await town.tell(lambda session: add_team(session, people))
    pat = town.person("pat", "discord")
    offered = await pat.hands.suggests(pat.account, pat.direct, "/stem rate indicator:vision")
    assert [one.text.strip() for one in offered][:1] == ["/stem rate indicator:EC1.Leaders3"]
    levels = await pat.hands.suggests(pat.account, pat.direct, "/stem rate indicator:EC1.Leaders3 level:")
    assert len(levels) == 5
    assert levels[4].label.startswith("5 · Sustaining: ")
