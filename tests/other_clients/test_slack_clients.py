from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.sandbox.fault_desk import FaultName, FaultOrder
from bot.sandbox.seen import SeenFile
from tests.other_clients.programs import Program
from tests.other_clients.slack_club import (
    ANA,
    BEN,
    BOLT,
    BOLT_BY_HTTP,
    CHANNEL,
    CLUB,
    PROGRAMS,
    SLACK_SDK,
    Club,
    club,
)

pytestmark = pytest.mark.wire


@pytest.fixture(params=PROGRAMS, ids=str)
async def opened(request: pytest.FixtureRequest) -> AsyncIterator[Club]:
    program: Program = request.param
    async with club(program) as made:
        yield made


async def plan(opened: Club) -> str:
    """Let Ana plan a workshop; the id of the message that tells of it."""
    await opened.hands.types(ANA, CHANNEL, "/club form")
    await opened.hands.submits(ANA, {"title": "Robots", "level": "1", "helper": BEN})
    await opened.sees(lambda: len(opened.channel(BEN)) == 2)
    return opened.channel(BEN)[0].id


async def test_a_form_is_refused_mended_and_answered_in_the_channel_with_a_file(opened: Club) -> None:
    await opened.hands.types(ANA, CHANNEL, "/club form")
    assert (opened.form().title, [field.id for field in opened.form().fields]) == (
        "Plan a workshop",
        ["title", "level", "helper", "room"],
    )
    given = {"title": "Ro", "level": "2", "helper": BEN}
    await opened.hands.submits(ANA, given)
    assert [(field.id, field.error) for field in opened.form().fields if field.error] == [
        ("title", "Say a little more.")
    ]

    await opened.hands.submits(ANA, given | {"title": "Robots"})
    assert opened.hands.form(ANA) is None
    await opened.sees(lambda: len(opened.channel(BEN)) == 2)

    card, shared = opened.channel(BEN)
    assert card.words.startswith("Robots, Advanced, with @Ben Okafor in no room")
    assert (card.from_app, card.private, shared.from_app) == (True, False, True)
    files = [(part.name, part.size) for part in shared.parts if isinstance(part, SeenFile)]
    assert files == [("plan.txt", len("For U0ANA: goggles"))]
    assert "What to bring" in shared.words


async def test_a_field_is_searched_for_what_is_typed(opened: Club) -> None:
    await opened.hands.types(ANA, CHANNEL, "/club form")
    room = opened.form().fields[3]
    assert room.searches
    found = await opened.hands.searches(ANA, "", "room", "lab")
    assert [option.label for option in found] == ["Lab 1", "Lab 2"]

    await opened.hands.submits(ANA, {"title": "Robots", "level": "1", "helper": BEN, "room": "Lab 2"})
    await opened.sees(opened.channel)
    assert "in Lab 2" in opened.channel()[0].words


async def test_a_closed_form_is_heard_of(opened: Club) -> None:
    await opened.hands.types(ANA, CHANNEL, "/club form")
    await opened.hands.dismisses(ANA)
    await opened.sees(lambda: opened.hands.messages(ANA, opened.direct()))

    (told,) = opened.hands.messages(ANA, opened.direct())
    assert told.words == "Put away"


async def test_a_button_edits_its_message_for_everybody_and_a_menu_answers_one_person(opened: Club) -> None:
    card = await plan(opened)

    await opened.hands.presses(BEN, card, "join")
    await opened.sees(lambda: opened.channel()[0].edited)
    assert "Ben Okafor joins" in opened.channel()[0].words

    await opened.hands.presses(BEN, card, "when", "fri")
    await opened.sees(lambda: len(opened.channel(BEN)) == 3)
    assert (opened.channel(BEN)[-1].words, opened.channel(BEN)[-1].private) == ("On Friday", True)
    assert len(opened.channel(ANA)) == 2


async def test_it_reads_who_and_what_is_there(opened: Club) -> None:
    await opened.hands.types(BEN, CHANNEL, "/club look")
    await opened.sees(lambda: any(seen.private for seen in opened.channel(BEN)))

    (answer,) = opened.channel(BEN)
    assert answer.words == "Workshop Club, Ben Okafor, 3 here, 3 in all, k1, linked"


async def test_a_refusal_is_the_error_that_the_client_raises(opened: Club) -> None:
    await opened.hands.types(ANA, CHANNEL, "/club wrong")

    assert opened.channel()[-1].words == "channel_not_found"


async def test_a_direct_message_is_marked_and_answered(opened: Club) -> None:
    await opened.hands.types(ANA, opened.direct(), "Hello there")
    await opened.sees(lambda: len(opened.hands.messages(ANA, opened.direct())) == 2)

    said, answer = opened.hands.messages(ANA, opened.direct())
    assert [(one.name, one.count) for one in said.reactions] == [("eyes", 1)]
    assert (answer.words, answer.from_app) == ("Heard: Hello there", True)


async def test_a_mention_is_answered_in_its_thread(opened: Club) -> None:
    await opened.hands.types(ANA, CHANNEL, "@club-bot are you there?")
    (asked,) = opened.channel()
    await opened.sees(lambda: opened.channel()[0].replies == 1)

    answer = opened.hands.thread(BEN, CHANNEL, asked.id)[1]
    assert (answer.words, answer.thread) == ("Here I am", asked.id)


async def test_its_home_page_is_published_when_somebody_looks(opened: Club) -> None:
    await opened.hands.opens_home(ANA)
    await opened.sees(lambda: opened.hands.home(ANA))

    assert "Workshops of the club" in str(opened.hands.home(ANA))
    assert not opened.hands.home(BEN)


# The synchronous client finds a cut line only after several unanswered pings, which takes too long here.
@pytest.mark.parametrize(
    ("program", "fault"), [(BOLT, "drop-sockets"), (BOLT, "reconnect"), (SLACK_SDK, "reconnect")], ids=str
)
async def test_it_comes_back_after_a_lost_connection(program: Program, fault: FaultName) -> None:
    async with club(program) as opened:
        await opened.server.fault_desk.order(FaultOrder(fault))
        await opened.sees(lambda: len(opened.server.traffic.of("apps.connections.open")) == 2)
        await opened.sees(lambda: opened.server.sockets.count(CLUB.app.app_token) == 1)
        await opened.hands.types(ANA, CHANNEL, "/club wrong")

        assert opened.channel()[-1].words == "channel_not_found"


@pytest.mark.parametrize("program", PROGRAMS, ids=str)
async def test_a_wrong_token_is_an_error_of_the_client(program: Program) -> None:
    with pytest.raises(AssertionError, match="invalid_auth"):
        async with club(program, token="xoxb-wrong") as opened:
            await opened.hands.types(ANA, CHANNEL, "/club look")


async def test_bolt_proves_its_url() -> None:
    async with club(BOLT_BY_HTTP) as opened:
        assert await opened.server.verify_url() == ""


async def test_bolt_refuses_what_another_secret_signed() -> None:
    async def called() -> None:
        async with club(BOLT_BY_HTTP, signing_secret="another-secret") as opened:
            assert "error" in await opened.server.verify_url()

    with pytest.raises(AssertionError, match="signature mismatch"):
        await called()
