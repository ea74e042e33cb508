from __future__ import annotations

import asyncio
from typing import Any

import discord
import pytest

from bot.sandbox.discord.windows import Windows
from bot.sandbox.hands import CannotDo, Hands
from tests.sandbox.discord.lincoln_server import ANA, BEN, CHANNEL, GUILD, HIDDEN, Act, Bot, Local, until

pytestmark = pytest.mark.wire


@pytest.fixture
def windows() -> Windows:
    return Windows(first_answer=0.4, token=1.5)


async def sent(bot: Bot) -> discord.Message:
    channel = await bot.fetch_channel(int(CHANNEL))
    assert isinstance(channel, discord.TextChannel)
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="Press", custom_id="press"))
    view.add_item(discord.ui.UserSelect(custom_id="who"))
    return await channel.send("Press", view=view)


async def test_a_deferral_is_shown_as_thinking_and_its_privacy_wins(local: Local) -> None:
    bot = await local.start_bot()
    message = await sent(bot)
    go_on = asyncio.Event()
    done = asyncio.Event()

    async def answer(act: Act) -> None:
        await act.response.defer(ephemeral=True, thinking=True)
        await go_on.wait()
        await act.followup.send("first", ephemeral=False)
        await act.followup.send("second", ephemeral=True)
        await act.edit_original_response(content="changed")
        done.set()

    bot.on_act = answer
    await local.server.presses(ANA, str(message.id), "press")
    _, waiting = local.server.messages(ANA, CHANNEL)
    assert (waiting.words, waiting.private) == ("stem-bot is thinking…", True)
    go_on.set()
    await asyncio.wait_for(done.wait(), 20)
    _, first, second = local.server.messages(ANA, CHANNEL)
    assert (first.words, first.private, first.id) == ("changed", True, waiting.id)
    assert (second.words, second.private) == ("second", True)
    assert len(local.server.messages(BEN, CHANNEL)) == 1


async def test_a_late_answer_is_unknown_and_the_person_sees_the_failure(local: Local) -> None:
    bot = await local.start_bot()
    message = await sent(bot)
    codes: list[int] = []

    async def too_late(act: Act) -> None:
        await asyncio.sleep(0.6)
        try:
            await act.response.send_message("late")
        except discord.NotFound as error:
            codes.append(error.code)

    bot.on_act = too_late
    await local.server.presses(ANA, str(message.id), "press")
    assert [trouble.words for trouble in local.server.troubles(ANA)] == ["This interaction failed"]
    await asyncio.sleep(0.4)
    assert codes == [10062]
    assert len(local.server.messages(ANA, CHANNEL)) == 1


async def test_a_second_first_answer_is_refused(local: Local) -> None:
    bot = await local.start_bot()
    message = await sent(bot)
    codes: list[int] = []

    async def twice(act: Act) -> None:
        await act.response.send_message("one")
        again = discord.Interaction(data=payload(act), state=bot._connection)  # noqa: SLF001
        try:
            await again.response.send_message("two")
        except discord.HTTPException as error:
            codes.append(error.code)

    bot.on_act = twice
    await local.server.presses(ANA, str(message.id), "press")
    while not codes:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    assert codes == [40060]
    assert [each.words for each in local.server.messages(BEN, CHANNEL)] == ["Press", "one"]


def payload(act: Act) -> Any:
    return {
        "id": act.id,
        "token": act.token,
        "type": act.type.value,
        "version": 1,
        "application_id": act.application_id,
        "attachment_size_limit": 1,
    }


async def test_a_token_runs_out(local: Local) -> None:
    bot = await local.start_bot()
    message = await sent(bot)
    codes: list[int] = []

    async def answer(act: Act) -> None:
        await act.response.defer(thinking=True)
        await asyncio.sleep(1.6)
        try:
            await act.followup.send("too late")
        except discord.HTTPException as error:
            codes.append(error.code)

    bot.on_act = answer
    await local.server.presses(ANA, str(message.id), "press")
    await asyncio.sleep(1.8)
    assert codes == [50027]


async def test_a_person_chosen_in_a_menu_comes_with_their_account(local: Local) -> None:
    bot = await local.start_bot()
    message = await sent(bot)

    async def answer(act: Act) -> None:
        await act.response.defer()

    bot.on_act = answer
    await local.server.presses(ANA, str(message.id), "who", BEN)
    (act,) = bot.acts
    assert act.data is not None
    assert act.data.get("values") == [BEN]
    assert act.user.display_name == "Ana Ruiz"
    assert act.guild_id == int(GUILD)
    assert isinstance(act.channel, discord.TextChannel)


async def test_without_a_client_the_platform_says_so(local: Local) -> None:
    await local.start_bot()

    @local.bot.tree.command(name="stem", description="Say hello")
    async def stem(act: Act) -> None:
        await act.response.send_message("hello")

    await local.bot.tree.sync()
    await local.bot.close()
    await local.server.types(ANA, CHANNEL, "/stem")
    assert [trouble.words for trouble in local.server.troubles(ANA)] == ["The application did not respond"]


async def test_an_interaction_that_is_sent_again_keeps_its_id(local: Local) -> None:
    bot = await local.start_bot()
    message = await sent(bot)
    codes: list[int] = []

    async def answer(act: Act) -> None:
        try:
            await act.response.send_message("one", ephemeral=True)
        except discord.HTTPException as error:
            codes.append(error.code)

    bot.on_act = answer
    await local.server.presses(ANA, str(message.id), "press")
    await local.server.repeat_interaction()
    await until(lambda: codes == [40060])
    assert bot.acts[0].id == bot.acts[1].id
    assert len(local.server.messages(ANA, CHANNEL)) == 2


async def test_a_deferral_that_nothing_follows_ends_as_not_answered(local: Local) -> None:
    bot = await local.start_bot()
    message = await sent(bot)

    async def answer(act: Act) -> None:
        await act.response.defer(thinking=True)

    bot.on_act = answer
    await local.server.presses(ANA, str(message.id), "press")
    assert local.server.messages(BEN, CHANNEL)[-1].words == "stem-bot is thinking…"
    await asyncio.sleep(1.6)
    assert local.server.messages(BEN, CHANNEL)[-1].words == "The application did not respond"


async def test_a_deferred_update_changes_the_pressed_message_later(local: Local) -> None:
    bot = await local.start_bot()
    message = await sent(bot)

    async def answer(act: Act) -> None:
        await act.response.defer()
        await act.edit_original_response(content="Done", view=None)

    bot.on_act = answer
    await local.server.presses(ANA, str(message.id), "press")
    await until(lambda: [each.words for each in local.server.messages(ANA, CHANNEL)] == ["Done"])
    assert len(local.server.messages(ANA, CHANNEL)[0].parts) == 1


async def test_what_is_not_on_the_screen_cannot_be_pressed(local: Local) -> None:
    bot = await local.start_bot()
    message = await sent(bot)
    for control, value in (("nothing", ""), ("who", "Nobody"), ("who", "")):
        with pytest.raises(CannotDo):
            await local.server.presses(ANA, str(message.id), control, value)
    with pytest.raises(CannotDo):
        local.server.messages(BEN, HIDDEN)
    assert bot.acts == []


async def test_onlookers_are_told_of_changes_until_they_stop(local: Local) -> None:
    hands: Hands = local.server
    told: list[int] = []
    stop = hands.watches(lambda: told.append(len(hands.messages(BEN, CHANNEL))))
    await hands.types(ANA, CHANNEL, "hello")
    stop()
    await hands.types(ANA, CHANNEL, "again")
    assert told == [1]
    assert [place.unread for place in hands.places(BEN)] == [2, 0]
    hands.mark_read(BEN, CHANNEL)
    assert [place.unread for place in hands.places(BEN)] == [0, 0]
