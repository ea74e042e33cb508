from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.sandbox.fault_desk import FaultName, FaultOrder
from bot.sandbox.seen import SeenFile
from tests.other_clients.discord_club import ANA, BEN, CHANNEL, DISCORD_JS, HIKARI, Club, club, token_of
from tests.other_clients.programs import Program

pytestmark = pytest.mark.wire
PROGRAMS = (DISCORD_JS, HIKARI)


@pytest.fixture(params=PROGRAMS, ids=str)
async def opened(request: pytest.FixtureRequest) -> AsyncIterator[Club]:
    program: Program = request.param
    async with club(program) as made:
        yield made


async def plan(opened: Club) -> str:
    """Let Ana plan a workshop; the id of the message that tells of it."""
    await opened.server.types(ANA, CHANNEL, "/club plan")
    await opened.server.submits(ANA, {"title": "Robots", "level": "advanced"})
    await opened.sees(lambda: len(opened.channel(BEN)) == 2)
    return opened.channel(BEN)[0].id


async def test_a_form_is_opened_and_answered_in_the_channel_with_a_file(opened: Club) -> None:
    await opened.server.types(ANA, CHANNEL, "/club plan")
    assert (opened.form().title, [field.label for field in opened.form().fields]) == (
        "Plan a workshop",
        ["Title", "Level"],
    )
    await opened.server.submits(ANA, {"title": "Ro"})
    assert opened.form().fields[0].error

    await opened.server.submits(ANA, {"title": "Robots"})
    assert opened.server.form(ANA) is None
    await opened.sees(lambda: len(opened.channel(BEN)) == 2)

    card, shared = opened.channel(BEN)
    assert card.words.startswith("Robots, any level")
    assert (card.from_app, card.private, shared.from_app) == (True, False, True)
    assert [(part.name, part.size) for part in shared.parts if isinstance(part, SeenFile)] == [
        ("plan.txt", len("goggles"))
    ]
    assert "What to bring" in shared.words


async def test_a_button_edits_its_message_for_everybody_and_a_menu_answers_one_person(opened: Club) -> None:
    card = await plan(opened)

    await opened.server.presses(BEN, card, "join")
    assert opened.channel()[0].words.startswith("@Ben Okafor joins")
    assert opened.channel()[0].edited

    await opened.server.presses(BEN, card, "when", "fri")
    assert (opened.channel(BEN)[-1].words, opened.channel(BEN)[-1].private) == ("On fri", True)
    assert len(opened.channel(ANA)) == 2

    await opened.server.presses(ANA, card, "helper", BEN)
    await opened.sees(lambda: opened.channel()[0].words == "@Ben Okafor helps")


async def test_a_typed_command_is_completed_and_answered_privately(opened: Club) -> None:
    offered = await opened.server.suggests(ANA, CHANNEL, "/club find topic:ro")
    assert [each.label for each in offered] == ["Robots", "Rockets"]

    await opened.server.types(ANA, CHANNEL, "/club find topic:Robots seats:12")
    (answer,) = opened.channel()
    assert (answer.words, answer.private) == ("Robots for 12", True)
    assert opened.channel(BEN) == ()


async def test_a_deferred_answer_brings_a_file_and_a_private_word_that_is_edited(opened: Club) -> None:
    await opened.server.types(ANA, CHANNEL, "/club report")
    await opened.sees(lambda: "Less for you" in [seen.words for seen in opened.channel()])

    report, more = opened.channel()
    assert "The report" in report.words
    assert any(isinstance(part, SeenFile) and part.name == "report.txt" for part in report.parts)
    assert (report.private, more.private) == (False, True)
    assert len(opened.channel(BEN)) == 1


async def test_it_reads_who_and_what_is_there(opened: Club) -> None:
    await opened.server.types(BEN, CHANNEL, "/club look")
    await opened.sees(lambda: "Workshop Club" in str(opened.channel(BEN)))

    (answer,) = opened.channel(BEN)
    assert answer.words == "Workshop Club, Ben Okafor, Ana Ruiz, Remember this"
    assert opened.channel(ANA) == ()


async def test_a_card_of_newer_components_is_shown_and_pressed(opened: Club) -> None:
    await opened.server.types(ANA, CHANNEL, "/club card")

    (card,) = opened.channel(BEN)
    assert "Workshops" in card.words
    await opened.server.presses(BEN, card.id, "greet")
    assert [seen.words for seen in opened.channel()] == ["Welcome @Ben Okafor"]


async def test_a_refusal_is_the_error_that_the_client_raises(opened: Club) -> None:
    await opened.server.types(ANA, CHANNEL, "/club wrong")

    assert opened.channel()[-1].words == "10003 404"


async def test_somebody_is_written_to_unless_they_take_no_messages(opened: Club) -> None:
    await opened.server.types(ANA, CHANNEL, "/club invite who:@Ben Okafor")
    assert opened.channel()[-1].words == "Invited"
    assert [seen.words for seen in opened.server.messages(BEN, opened.direct(BEN))] == ["You are invited"]

    await opened.server.fault_desk.order(FaultOrder("refuse-dms", user=BEN))
    await opened.server.types(ANA, CHANNEL, "/club invite who:@Ben Okafor")
    assert opened.channel()[-1].words == "Not invited: 50007"


async def test_a_direct_message_is_answered_as_a_reply(opened: Club) -> None:
    await opened.server.types(ANA, opened.direct(), "Hello there")
    await opened.sees(lambda: len(opened.server.messages(ANA, opened.direct())) == 2)

    answer = opened.server.messages(ANA, opened.direct())[1]
    assert (answer.words, answer.quoted) == ("Heard: Hello there", "Hello there")


@pytest.mark.parametrize("program", PROGRAMS, ids=str)
@pytest.mark.parametrize("fault", ["drop-sockets", "reconnect"])
async def test_it_comes_back_and_hears_what_happened_meanwhile(program: Program, fault: FaultName) -> None:
    async with club(program, may_log=program.when_cut) as opened:
        await opened.server.fault_desk.order(FaultOrder(fault))
        await opened.server.types(ANA, CHANNEL, "/club find topic:Robots")

        assert opened.channel()[-1].words == "Robots for all"


@pytest.mark.parametrize("program", PROGRAMS, ids=str)
async def test_a_wrong_token_is_refused_in_the_clients_own_words(program: Program) -> None:
    with pytest.raises(AssertionError, match=r"401|[Ii]nvalid token|instead of logging in"):
        async with club(program, token=token_of("700000000000000999")):
            pytest.fail("it logged in with a wrong token")
