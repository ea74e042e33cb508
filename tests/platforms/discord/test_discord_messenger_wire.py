from datetime import UTC, datetime, timedelta

import discord
import pytest

from bot.chat.cards import Button, Buttons, Card, Paragraph, card
from bot.chat.events import ActionCall, MessageRef, Person, Place
from bot.chat.forms import Form, TextField
from bot.chat.messenger import NotSent, Refused, Unclear
from bot.chat.replies import Ask, Replace, Reply, Say
from bot.chat.routes import Action, Command, Submission
from bot.chat.text import Markup, mention
from bot.platforms.discord.client import DiscordMessenger
from bot.platforms.discord.gateway import Gateway
from bot.platforms.discord.sign_in import open_gateway, sign_in
from bot.sandbox.discord.windows import Windows
from bot.sandbox.fault_desk import FaultOrder
from bot.sandbox.faults import Fault
from tests.platforms.discord.discord_town import (
    ANA,
    APP,
    BEN,
    CHANNEL,
    CLOSED,
    GUILD,
    controls,
    local_town,
    says,
    until,
    words,
)

pytestmark = pytest.mark.wire
TO_ANA = Person("discord", "", ANA)
IN_CHANNEL = Place("discord", GUILD, CHANNEL)
SEND, OPEN = "POST /channels/{channel_id}/messages", "POST /users/@me/channels"
PROMPT = card(Paragraph("How did it go?"), Buttons((Button("Fine", "fine:7"),)))
AGAIN = card(Paragraph("Recorded"), Buttons((Button("Change", "fine:8"),)))
FORM = Form("detail:7", "Add detail", (TextField("what", "What moved?"),))


def words_of(shown: Card) -> str:
    first = shown.parts[0]
    assert isinstance(first, Paragraph)
    return first.words


def _since() -> datetime:
    return datetime.now(UTC) - timedelta(minutes=1)


async def test_a_direct_message_arrives_and_its_button_works() -> None:
    def fine(_desk: object, call: ActionCall) -> Reply:
        on = call.message.message if call.message else "a page"
        return Replace(says(f"Recorded {call.argument} on {on} of {call.delivery}"))

    async with local_town(Action("fine", fine)) as town:
        ref = await town.connection.messenger.send(TO_ANA, PROMPT, "prompt-7")
        assert ref.workspace == ""
        (message,) = town.seen(place=town.direct())
        assert (words(message), controls(message)) == ("How did it go?", ["fine:7#prompt-7"])
        await town.server.presses(ANA, message.id, "fine:7#prompt-7")
        assert words(town.seen(place=town.direct())[0]) == f"Recorded 7 on {ref.message} of prompt-7"
        assert town.reception.calls[0].place == Place("discord", "", town.direct(), direct=True)


async def test_a_message_in_a_channel_can_be_edited() -> None:
    async with local_town() as town:
        ref = await town.connection.messenger.send(IN_CHANNEL, says("Draft"), "digest-1")
        assert ref == MessageRef("discord", GUILD, CHANNEL, town.seen(BEN)[0].id)
        await town.connection.messenger.edit(ref, says("Digest"))
        assert words(town.seen(BEN)[0]) == "Digest"


@pytest.mark.parametrize("after", [AGAIN, says("No button here")])
async def test_an_edited_message_is_still_found(after: Card) -> None:
    async with local_town() as town:
        messenger = town.connection.messenger
        ref = await messenger.send(TO_ANA, PROMPT, "prompt-7")
        await messenger.edit(ref, after)
        assert words(town.seen(place=town.direct())[0]) == words_of(after)
        assert await messenger.find(TO_ANA, "prompt-7", _since()) == ref


@pytest.mark.parametrize("after", [AGAIN, says("No button here")])
@pytest.mark.parametrize("seconds", [0.0, 1.7])
async def test_a_message_that_was_answered_is_still_found(after: Card, seconds: float) -> None:
    async with local_town(Action("fine", lambda _desk, _call: Replace(after))) as town:
        messenger = town.connection.messenger
        ref = await messenger.send(TO_ANA, PROMPT, "prompt-7")
        town.reception.seconds = seconds
        await town.server.presses(ANA, ref.message, "fine:7#prompt-7")
        await until(lambda: words(town.seen(place=town.direct())[0]) == words_of(after))
        assert await messenger.find(TO_ANA, "prompt-7", _since()) == ref


async def test_a_message_that_a_form_answered_is_still_found_and_its_buttons_say_which_it_is() -> None:
    more, fine = Action("fine", lambda _desk, _call: Ask(FORM), opens_form=True), Replace(AGAIN)
    async with local_town(more, Submission("detail", lambda _desk, _call: fine)) as town:
        messenger = town.connection.messenger
        ref = await messenger.send(TO_ANA, PROMPT, "prompt-7")
        await town.server.presses(ANA, ref.message, "fine:7#prompt-7")
        await town.server.submits(ANA, {"what": "Two new seats"})
        (message,) = town.seen(place=town.direct())
        assert controls(message) == ["fine:8#prompt-7"]
        assert await messenger.find(TO_ANA, "prompt-7", _since()) == ref


async def test_an_answer_that_was_no_delivery_is_not_marked_as_one() -> None:
    def fine(_desk: object, call: ActionCall) -> Reply:
        return Replace(says(f"Of {call.delivery or 'none'}"))

    ask = Command("ask", lambda _desk, _call: Say(PROMPT), "Ask", "/stem ask")
    async with local_town(ask, Action("fine", fine)) as town:
        await town.server.types(ANA, CHANNEL, "/stem ask")
        await town.server.presses(ANA, town.seen()[0].id, "fine:7")
        assert words(town.seen()[0]) == "Of none"


async def test_only_people_mentioned_on_purpose_are_told() -> None:
    async with local_town() as town:
        told = Markup(rf"{mention(BEN)}: \@everyone, \<\@{ANA}\>")
        await town.connection.messenger.send(IN_CHANNEL, says(told), "call-1")
        (sent,) = [one for one in town.server.traffic if one.what == SEND]
        assert sent.sent["body"]["allowed_mentions"] == {"parse": [], "users": [int(BEN)]}


async def test_the_same_key_sends_nothing_twice() -> None:
    async with local_town() as town:
        first = await town.connection.messenger.send(IN_CHANNEL, PROMPT, "prompt-7")
        assert await town.connection.messenger.send(IN_CHANNEL, PROMPT, "prompt-7") == first
        assert len(town.seen()) == 1


@pytest.mark.parametrize("sent", [PROMPT, says("No button here")])
async def test_a_message_whose_answer_was_lost_is_found(sent: Card) -> None:
    async with local_town() as town:
        messenger = town.connection.messenger
        await messenger.send(TO_ANA, sent, "other")
        town.server.faults.next(SEND, Fault("lose-the-answer"))
        with pytest.raises(Unclear):
            await messenger.send(TO_ANA, sent, "prompt-7")
        found = await messenger.find(TO_ANA, "prompt-7", _since())
        assert found == MessageRef("discord", "", town.direct(), town.seen(place=town.direct())[1].id)
        assert await messenger.find(TO_ANA, "prompt-8", _since()) is None
        assert await messenger.find(TO_ANA, "prompt-7", datetime.now(UTC) + timedelta(minutes=1)) is None


async def test_a_history_that_may_not_be_read_is_not_taken_for_an_empty_one() -> None:
    async with local_town(windows=Windows(identify=0.0)) as town:
        client = Gateway(lambda _interaction: None)
        await sign_in(client, APP.bot_token)
        link = await open_gateway(client)
        await until(lambda: client.get_channel(int(CHANNEL)))
        for role in client.guilds[0].roles:
            role._permissions &= ~discord.Permissions(read_message_history=True).value  # noqa: SLF001
        with pytest.raises(Refused) as refused:
            await DiscordMessenger(client).find(IN_CHANNEL, "prompt-7", _since())
        assert refused.value.reason == "no-permission"
        assert await town.connection.messenger.find(IN_CHANNEL, "prompt-7", _since()) is None
        await client.close()
        await link


async def test_what_other_people_wrote_is_not_taken_for_ours() -> None:
    async with local_town() as town:
        await town.server.types(ANA, CHANNEL, "fine:7#prompt-7")
        assert await town.connection.messenger.find(IN_CHANNEL, "prompt-7", _since()) is None


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        (Place("discord", GUILD, CLOSED), "not-in-place"),
        (Place("discord", GUILD, "3999999999999999999"), "place-gone"),
        (Person("discord", "", "4999999999999999999"), "account-gone"),
    ],
)
async def test_a_place_that_is_no_good_is_refused_for_good(to: Place | Person, reason: str) -> None:
    async with local_town() as town:
        with pytest.raises(Refused) as refused:
            await town.connection.messenger.send(to, PROMPT, "prompt-7")
        assert refused.value.reason == reason


async def test_a_person_who_takes_no_direct_messages() -> None:
    async with local_town() as town:
        await town.server.fault_desk.order(FaultOrder("refuse-dms", user=ANA))
        with pytest.raises(Refused) as refused:
            await town.connection.messenger.send(TO_ANA, PROMPT, "prompt-7")
        assert refused.value.reason == "no-direct-messages"


async def test_a_card_that_discord_does_not_take_is_invalid() -> None:
    async with local_town() as town:
        with pytest.raises(Refused) as refused:
            await town.connection.messenger.send(IN_CHANNEL, Card(()), "prompt-7")
        assert refused.value.reason == "invalid"


async def test_editing_a_message_that_is_gone_says_nothing_of_the_place() -> None:
    async with local_town() as town:
        with pytest.raises(Refused) as refused:
            await town.connection.messenger.edit(MessageRef("discord", GUILD, CHANNEL, "1"), says("x"))
        assert refused.value.reason == "invalid"


@pytest.mark.parametrize(
    ("refusal", "reason"), [("50013", "no-permission"), ("50001", "not-in-place"), ("10003", "place-gone")]
)
async def test_refusals_have_their_reasons(refusal: str, reason: str) -> None:
    async with local_town() as town:
        town.server.faults.next(SEND, Fault("refuse", error=refusal))
        with pytest.raises(Refused) as refused:
            await town.connection.messenger.send(IN_CHANNEL, PROMPT, "prompt-7")
        assert refused.value.reason == reason


async def test_a_long_rate_limit_is_handed_back() -> None:
    async with local_town() as town:
        town.server.faults.next(SEND, Fault("rate-limited", seconds=17.0))
        with pytest.raises(NotSent) as limited:
            await town.connection.messenger.send(IN_CHANNEL, PROMPT, "prompt-7")
        assert limited.value.seconds == pytest.approx(17.0, abs=1.0)
        assert town.seen() == []


async def test_a_short_rate_limit_is_waited_for() -> None:
    async with local_town() as town:
        town.server.faults.next(SEND, Fault("rate-limited", seconds=0.2))
        await town.connection.messenger.send(IN_CHANNEL, PROMPT, "prompt-7")
        assert len(town.seen()) == 1


async def test_a_server_error_that_the_library_does_not_repeat_is_unclear() -> None:
    async with local_town() as town:
        town.server.faults.next(SEND, Fault("server-error", status=503))
        with pytest.raises(Unclear):
            await town.connection.messenger.send(IN_CHANNEL, PROMPT, "prompt-7")


async def test_trouble_before_the_message_itself_is_surely_not_sent() -> None:
    async with local_town() as town:
        town.server.faults.next(OPEN, Fault("server-error", status=503))
        with pytest.raises(NotSent):
            await town.connection.messenger.send(TO_ANA, PROMPT, "prompt-7")


async def test_a_refused_connection_is_surely_not_sent() -> None:
    async with local_town() as town:
        await town.server.stop()
        await until(lambda: not town.connection.connected)
        with pytest.raises(NotSent):
            await town.connection.messenger.send(IN_CHANNEL, PROMPT, "prompt-7")


async def test_nothing_is_sent_before_the_login() -> None:
    async with local_town(started=False) as town:
        with pytest.raises(NotSent):
            await town.connection.messenger.send(IN_CHANNEL, PROMPT, "prompt-7")
