from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import aiohttp
import discord
import pytest

from bot.sandbox.discord.windows import Windows
from tests.sandbox.discord.lincoln_server import (
    ANA,
    APP,
    BOT_USER,
    CHANNEL,
    FACILITATORS,
    GUILD,
    TOKEN,
    Act,
    Local,
)
from tests.sandbox.discord.raw_client import RawClient, raw_client

pytestmark = pytest.mark.wire
COMMAND = {"name": "stem", "type": 1, "description": "Say hello", "contexts": [0, 1]}
PRESS = {"type": 1, "components": [{"type": 2, "style": 1, "label": "Done", "custom_id": "done"}]}
SEND_MESSAGES = 1 << 11
BODY_OF_A_COMMAND = {
    "application_id": APP,
    "attachment_size_limit": 10 * 1024 * 1024,
    "channel_id": CHANNEL,
    "context": 0,
    "entitlements": [],
    "authorizing_integration_owners": {"0": GUILD},
    "guild_id": GUILD,
    "guild_locale": "en-US",
    "locale": "en-US",
    "type": 2,
    "version": 1,
}


@pytest.fixture
def windows() -> Windows:
    return Windows(first_answer=0.3, identify=0.0)


async def asks(local: Local, method: str, path: str, body: Any) -> Any:
    headers = {"Authorization": f"Bot {TOKEN}"}
    address = local.server.address + "/api/v10" + path
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, address, json=body, headers=headers) as answer,
    ):
        return await answer.json() if answer.status != 204 else None


async def told(client: RawClient, act: Coroutine[Any, Any, None]) -> Any:
    """What the app is told of an act that nobody answers."""
    going_on = asyncio.create_task(act)
    body = (await client.hears_event("INTERACTION_CREATE"))["d"]
    await going_on
    return body


async def test_a_command_in_a_guild_tells_who_where_and_with_what_rights(local: Local) -> None:
    await asks(local, "POST", f"/applications/{APP}/commands", COMMAND)
    async with raw_client(local) as client:
        await client.identifies()
        await client.hears_event("READY")
        body = await told(client, local.server.types(ANA, CHANNEL, "/stem"))
    assert {key: body[key] for key in BODY_OF_A_COMMAND} == BODY_OF_A_COMMAND
    assert (body["member"]["user"]["id"], body["member"]["roles"]) == (ANA, [FACILITATORS])
    assert int(body["member"]["permissions"]) & int(body["app_permissions"]) & SEND_MESSAGES
    assert (body["guild"]["id"], body["channel"]["id"], "user" in body) == (GUILD, CHANNEL, False)
    assert (body["data"]["name"], body["data"]["type"], "message" in body) == ("stem", 1, False)
    assert len(body["token"]) > 40


async def test_a_press_in_a_direct_message_comes_with_the_person_and_the_message(local: Local) -> None:
    direct = (await asks(local, "POST", "/users/@me/channels", {"recipient_id": ANA}))["id"]
    message = await asks(
        local, "POST", f"/channels/{direct}/messages", {"content": "Press", "components": [PRESS]}
    )
    async with raw_client(local) as client:
        await client.identifies()
        await client.hears_event("READY")
        body = await told(client, local.server.presses(ANA, message["id"], "done"))
    assert (body["context"], body["authorizing_integration_owners"]) == (1, {"0": "0"})
    assert (body["user"]["id"], body["message"]["id"]) == (ANA, message["id"])
    assert not {"member", "guild_id", "guild_locale"} & set(body)
    assert (body["data"]["component_type"], body["data"]["custom_id"]) == (2, "done")
    assert body["message"]["author"]["id"] == BOT_USER
    assert [trouble.words for trouble in local.server.troubles(ANA)] == ["This interaction failed"]


async def test_a_form_that_nobody_takes_stays_open_and_says_so(local: Local) -> None:
    bot = await local.start_bot()

    class Note(discord.ui.Modal, title="Note"):
        words: discord.ui.TextInput[Note] = discord.ui.TextInput(label="Words", custom_id="words")

    @bot.tree.command(name="note", description="Write a note")
    async def note(act: Act) -> None:
        await act.response.send_modal(Note())

    await bot.tree.sync()
    await local.server.types(ANA, CHANNEL, "/note")
    await local.server.submits(ANA, {"words": "two seats"})
    form = local.server.form(ANA)
    assert form is not None
    assert form.fields[0].value == "two seats"
    words = [trouble.words for trouble in local.server.troubles(ANA)]
    assert words == ["Something went wrong. Try again."]


async def test_an_answer_names_the_act_that_it_answers_and_a_form_the_one_that_opened_it(
    local: Local,
) -> None:
    bot = await local.start_bot()
    channel = await bot.fetch_channel(int(CHANNEL))
    assert isinstance(channel, discord.TextChannel)
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="Open", custom_id="open"))
    message = await channel.send("Press", view=view)

    class Note(discord.ui.Modal, title="Note"):
        words: discord.ui.TextInput[Note] = discord.ui.TextInput(label="Words", custom_id="words")

    async def answer(act: Act) -> None:
        if act.type is discord.InteractionType.component:
            await act.response.send_modal(Note())
        else:
            await act.response.send_message("Thanks")

    bot.on_act = answer
    await local.server.presses(ANA, str(message.id), "open")
    await local.server.submits(ANA, {"words": "two seats"})
    thanks = await asks(local, "GET", f"/channels/{CHANNEL}/messages?limit=1", None)
    metadata = thanks[0]["interaction_metadata"]
    assert (metadata["type"], metadata["user"]["id"]) == (5, ANA)
    opener = metadata["triggering_interaction_metadata"]
    assert (opener["type"], opener["interacted_message_id"]) == (3, str(message.id))


async def test_the_emojis_under_a_message_are_counted_and_told(local: Local) -> None:
    bot = await local.start_bot()
    channel = await bot.fetch_channel(int(CHANNEL))
    assert isinstance(channel, discord.TextChannel)
    message = await channel.send("Well done")
    await message.add_reaction("\N{PARTY POPPER}")
    (seen,) = local.server.messages(ANA, CHANNEL)
    assert [(each.name, each.count) for each in seen.reactions] == [("\N{PARTY POPPER}", 1)]
    await message.remove_reaction("\N{PARTY POPPER}", discord.Object(int(BOT_USER)))
    assert local.server.messages(ANA, CHANNEL)[0].reactions == ()
