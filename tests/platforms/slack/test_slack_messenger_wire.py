from datetime import UTC, datetime, timedelta

import pytest

from bot.chat.cards import Button, Buttons, Heading, Paragraph, card
from bot.chat.events import ActionCall, MessageRef, Person, Place
from bot.chat.messenger import Address, NotSent, Refused, Unclear
from bot.chat.phrases import Phrases
from bot.chat.replies import Replace, Reply
from bot.chat.router import Router
from bot.chat.routes import Action
from bot.chat.text import Markup
from bot.platforms.slack.connection import SlackConnection
from bot.platforms.slack.direct import DirectMessages
from bot.platforms.slack.web import new_client, new_session
from bot.sandbox.faults import Fault
from tests.platforms.slack.slack_town import (
    ANA,
    APP_TOKEN,
    BEN,
    CHANNEL,
    LOBBY,
    SmallReception,
    controls,
    local_town,
    says,
    until,
)

pytestmark = pytest.mark.wire

TO_ANA = Person("slack", "T0DISTRICT", ANA)
TO_TEAM = Place("slack", "T0DISTRICT", CHANNEL)
CARD = card(Heading("Check-in"), Paragraph("How has it moved?"), Buttons((Button("Moving", "moved:7"),)))


def _earlier() -> datetime:
    return datetime.now(UTC) - timedelta(minutes=5)


async def test_a_person_gets_a_direct_message_and_a_channel_a_message() -> None:
    async with local_town() as town:
        private = await town.connection.messenger.send(TO_ANA, CARD, "key-1")
        public = await town.connection.messenger.send(TO_TEAM, says("For all"), "key-2")

        (in_direct,) = town.seen(place=town.direct())
        assert in_direct.words == "Check-in\nHow has it moved?"
        assert controls(in_direct) == ["moved:7"]
        assert private == MessageRef("slack", "T0DISTRICT", town.direct(), in_direct.id)
        assert [one.words for one in town.seen(BEN)] == ["For all"]
        assert public.channel == CHANNEL


async def test_a_sent_message_can_be_changed_and_is_still_found_by_its_key() -> None:
    async with local_town() as town:
        messenger = town.connection.messenger
        sent = await messenger.send(TO_ANA, CARD, "key-1")
        await messenger.edit(sent, says("Recorded"))

        assert [one.words for one in town.seen(place=town.direct())] == ["Recorded"]
        assert await messenger.find(TO_ANA, "key-1", _earlier()) == sent


async def test_a_press_says_which_delivery_it_was_on_and_its_answer_is_still_found_by_that_key() -> None:
    def moved(_desk: object, call: ActionCall) -> Reply:
        again = Buttons((Button("Change", "moved:8"),))
        return Replace(card(Paragraph(f"{call.argument} of {call.delivery}"), again))

    async with local_town(Action("moved", moved)) as town:
        messenger = town.connection.messenger
        sent = await messenger.send(TO_ANA, CARD, "key-1")
        await town.presses(town.seen(place=town.direct())[0], "moved:7")
        await until(lambda: town.seen(place=town.direct())[0].words.startswith("7 of key-1"))
        await town.presses(town.seen(place=town.direct())[0], "moved:8")
        await until(lambda: town.seen(place=town.direct())[0].words.startswith("8 of key-1"))
        assert await messenger.find(TO_ANA, "key-1", _earlier()) == sent
        assert all("metadata" not in one.sent for one in town.server.traffic.of("chat.update"))


async def test_a_message_is_found_behind_many_later_ones() -> None:
    async with local_town() as town:
        messenger = town.connection.messenger
        sent = await messenger.send(TO_TEAM, CARD, "key-1")
        for number in range(205):
            await town.types(f"message {number}")

        assert await messenger.find(TO_TEAM, "key-1", _earlier()) == sent
        assert len(town.server.traffic.of("conversations.history")) == 2


async def test_only_the_asked_key_and_time_are_found() -> None:
    async with local_town() as town:
        messenger = town.connection.messenger
        await messenger.send(TO_TEAM, CARD, "key-1")

        assert await messenger.find(TO_TEAM, "key-2", _earlier()) is None
        assert await messenger.find(TO_TEAM, "key-1", datetime.now(UTC) + timedelta(minutes=1)) is None


async def test_a_lost_answer_is_unclear_and_the_message_stands_once_and_is_found() -> None:
    async with local_town() as town:
        town.server.faults.next("chat.postMessage", Fault("lose-the-answer"))
        with pytest.raises(Unclear):
            await town.connection.messenger.send(TO_TEAM, says("Once"), "key-1")

        assert [one.words for one in town.seen()] == ["Once"]
        found = await town.connection.messenger.find(TO_TEAM, "key-1", _earlier())
        assert found is not None
        assert found.message == town.seen()[0].id


async def test_a_rate_limit_is_not_sent_and_says_how_long_to_wait() -> None:
    async with local_town() as town:
        town.server.faults.next("chat.postMessage", Fault("rate-limited", seconds=7))
        with pytest.raises(NotSent) as raised:
            await town.connection.messenger.send(TO_TEAM, CARD, "key-1")

        assert raised.value.seconds == 7
        assert town.seen() == []


async def test_a_server_error_is_unclear() -> None:
    async with local_town() as town:
        town.server.faults.next("chat.postMessage", Fault("server-error", status=503))
        with pytest.raises(Unclear):
            await town.connection.messenger.send(TO_TEAM, CARD, "key-1")


async def test_a_direct_message_that_cannot_be_opened_for_a_search_is_looked_for_later() -> None:
    async with local_town() as town:
        town.server.faults.next("conversations.open", Fault("lose-the-answer"))
        with pytest.raises(NotSent):
            await town.connection.messenger.find(TO_ANA, "key-1", datetime(2026, 1, 1, tzinfo=UTC))


async def test_nobody_listening_is_surely_not_sent() -> None:
    reception = SmallReception(Router(()))
    connection = SlackConnection(
        "http://127.0.0.1:9/api/", APP_TOKEN, {"T0DISTRICT": "xoxb-local-1"}, reception, Phrases()
    )
    with pytest.raises(NotSent):
        await connection.messenger.send(TO_TEAM, CARD, "key-1")


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        (Place("slack", "T0DISTRICT", "C0NOWHERE"), "place-gone"),
        (Place("slack", "T0DISTRICT", LOBBY), "not-in-place"),
        (Person("slack", "T0DISTRICT", "U0NOBODY"), "account-gone"),
        (Place("slack", "T0OTHER", CHANNEL), "no-permission"),
    ],
)
async def test_what_can_never_be_sent_is_refused_with_its_reason(to: Address, reason: str) -> None:
    async with local_town() as town:
        with pytest.raises(Refused) as raised:
            await town.connection.messenger.send(to, CARD, "key-1")

        assert raised.value.reason == reason


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        ("is_archived", "place-gone"),
        ("user_disabled", "account-gone"),
        ("cannot_dm_bot", "no-direct-messages"),
        ("missing_scope", "no-permission"),
        ("restricted_action_read_only_channel", "no-permission"),
        ("invalid_blocks", "invalid"),
    ],
)
async def test_slacks_error_words_become_reasons(error: str, reason: str) -> None:
    async with local_town() as town:
        town.server.faults.next("chat.postMessage", Fault("refuse", error=error))
        with pytest.raises(Refused) as raised:
            await town.connection.messenger.send(TO_TEAM, CARD, "key-1")

        assert raised.value.reason == reason
        assert error in str(raised.value)


async def test_a_message_that_is_gone_cannot_be_changed() -> None:
    async with local_town() as town:
        gone = MessageRef("slack", "T0DISTRICT", CHANNEL, "1700000000.000001")
        with pytest.raises(Refused) as raised:
            await town.connection.messenger.edit(gone, CARD)

        assert raised.value.reason == "place-gone"


async def test_history_without_the_right_to_read_it_is_refused() -> None:
    async with local_town() as town:
        town.server.faults.next("conversations.history", Fault("refuse", error="missing_scope"))
        with pytest.raises(Refused) as raised:
            await town.connection.messenger.find(TO_TEAM, "key-1", _earlier())

        assert raised.value.reason == "no-permission"


async def test_what_people_typed_calls_nobody_and_shows_as_typed() -> None:
    typed = "<!channel> *bold* _it_ `c` & <@U0BEN> :wave:"
    async with local_town() as town:
        await town.connection.messenger.send(TO_TEAM, card(Paragraph(typed)), "key-1")

        (seen,) = town.seen()
        assert seen.words == typed
        (asked,) = town.server.traffic.of("chat.postMessage")
        assert "<!channel>" not in asked.sent["text"]
        assert "<@U0BEN>" not in asked.sent["text"]


async def test_a_deliberate_mention_is_one() -> None:
    async with local_town() as town:
        await town.connection.messenger.send(TO_TEAM, card(Paragraph(Markup("Over to @{U0BEN}."))), "key-1")

        spans = [span for part in town.seen()[0].parts for span in getattr(part, "spans", ())]
        assert [(span.kind, span.target) for span in spans] == [
            ("plain", ""),
            ("person", BEN),
            ("plain", ""),
        ]


async def test_only_the_persons_own_direct_message_with_the_bot_counts_as_private() -> None:
    async with local_town() as town, new_session() as session:
        client = new_client(town.server.address + "/api/", "xoxb-local-1", session)
        direct = DirectMessages({"T0DISTRICT": client})

        assert await direct.is_between(TO_ANA, town.direct())
        assert not await direct.is_between(TO_ANA, town.direct(BEN))
        assert not await direct.is_between(TO_ANA, "D0ANABEN")
        assert not await direct.is_between(TO_ANA, CHANNEL)


async def test_a_direct_message_that_cannot_be_looked_up_does_not_count_as_private() -> None:
    async with local_town() as town:
        town.server.faults.next("conversations.open", Fault("rate-limited", seconds=1))
        await town.types("/stem nothing", place=town.direct())

        (seen,) = town.seen(place=town.direct())
        assert seen.private
