from __future__ import annotations

from typing import Any

import discord
import pytest
from discord import app_commands

from bot.sandbox.discord.windows import Windows
from bot.sandbox.hands import CannotDo
from tests.sandbox.discord.lincoln_server import ANA, BEN, CHANNEL, FACILITATORS, Act, Local

pytestmark = pytest.mark.wire


@pytest.fixture
def windows() -> Windows:
    return Windows(first_answer=0.4)


async def commands(local: Local) -> None:
    bot = local.bot

    @app_commands.context_menu(name="Quote it")
    async def quote(act: Act, message: discord.Message) -> None:
        await act.response.send_message(f"{message.author.display_name}: {message.id}")

    @app_commands.context_menu(name="Greet")
    async def greet(act: Act, member: discord.Member) -> None:
        await act.response.send_message(f"Hello {member.display_name}", ephemeral=True)

    @app_commands.context_menu(name="Think")
    async def think(act: Act, message: discord.Message) -> None:
        del act, message

    @bot.tree.command(name="ask", description="Ask somebody")
    async def ask(act: Act, role: discord.Role, whom: discord.Member | discord.Role) -> None:
        await act.response.send_message(f"{role.name} {whom.id}")

    for command in (quote, greet, think):
        bot.tree.add_command(command)
    await local.start_bot()
    await bot.tree.sync()


async def test_a_message_command_is_told_of_its_message(local: Local) -> None:
    await commands(local)
    await local.server.types(BEN, CHANNEL, "Two seats are free")
    (said,) = local.server.messages(ANA, CHANNEL)
    await local.server.uses_on_message(ANA, said.id, "Quote it")
    assert local.server.messages(ANA, CHANNEL)[-1].words == f"Ben Cho: {said.id}"
    data: Any = local.bot.acts[-1].data
    assert (data["type"], data["target_id"]) == (3, said.id)


async def test_a_user_command_is_told_of_the_person(local: Local) -> None:
    await commands(local)
    await local.server.uses_on_person(ANA, CHANNEL, "@Ben Cho", "Greet")
    assert local.server.messages(ANA, CHANNEL)[-1].words == "Hello Ben Cho"
    assert local.server.messages(BEN, CHANNEL) == ()


async def test_only_what_the_menu_has_can_be_used(local: Local) -> None:
    await commands(local)
    await local.server.types(BEN, CHANNEL, "Two seats are free")
    (said,) = local.server.messages(ANA, CHANNEL)
    for message, command in ((said.id, "Greet"), (said.id, "ask"), ("5", "Quote it")):
        with pytest.raises(CannotDo):
            await local.server.uses_on_message(ANA, message, command)
    with pytest.raises(CannotDo):
        await local.server.uses_on_person(ANA, CHANNEL, "Nobody", "Greet")
    assert local.bot.acts == []


async def test_a_menu_command_that_is_not_answered_says_so(local: Local) -> None:
    await commands(local)
    await local.server.types(BEN, CHANNEL, "Two seats are free")
    (said,) = local.server.messages(ANA, CHANNEL)
    await local.server.uses_on_message(ANA, said.id, "Think")
    assert [trouble.words for trouble in local.server.troubles(ANA)] == ["The application did not respond"]


async def test_roles_can_be_typed_as_options(local: Local) -> None:
    await commands(local)
    await local.server.types(ANA, CHANNEL, "/ask role:@Facilitators whom:Facilitators")
    assert local.server.messages(ANA, CHANNEL)[-1].words == f"Facilitators {FACILITATORS}"
    await local.server.types(ANA, CHANNEL, "/ask role:Cooks whom:Ben Cho")
    assert [trouble.words for trouble in local.server.troubles(ANA)] == ["role: Input a valid role."]
