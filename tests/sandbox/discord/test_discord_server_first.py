from __future__ import annotations

import discord
import pytest

from tests.sandbox.discord.lincoln_server import ANA, BEN, CHANNEL, Act, Local

pytestmark = pytest.mark.wire


async def test_a_synced_command_is_answered_ephemerally(local: Local) -> None:
    bot = local.bot

    @bot.tree.command(name="stem", description="Say hello")
    async def stem(interaction: Act, word: str) -> None:
        await interaction.response.send_message(f"**{word}** {interaction.user.mention}", ephemeral=True)

    await local.start_bot()
    await bot.tree.sync()
    await local.server.types(ANA, CHANNEL, "/stem word:hello there")
    assert local.server.troubles(ANA) == ()
    (seen,) = local.server.messages(ANA, CHANNEL)
    assert (seen.private, seen.words, seen.from_app) == (True, "hello there @Ana Ruiz", True)
    assert local.server.messages(BEN, CHANNEL) == ()


async def test_a_direct_message_arrives_once_per_nonce(local: Local) -> None:
    bot = await local.start_bot()
    user = await bot.fetch_user(int(ANA))
    first = await user.send("hello", nonce="delivery-1")
    second = await user.send("hello", nonce="delivery-1")
    assert first.id == second.id
    place = next(place for place in local.server.places(ANA) if place.direct)
    assert [message.words for message in local.server.messages(ANA, place.id)] == ["hello"]


class Press(discord.ui.LayoutView):
    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.add_item(discord.ui.TextDisplay("Check-in"))
        button: discord.ui.Button[Press] = discord.ui.Button(label="No change", custom_id="checkin.same:1")
        self.add_item(discord.ui.ActionRow(button))


async def test_a_button_updates_its_message(local: Local) -> None:
    bot = await local.start_bot()
    user = await bot.fetch_user(int(ANA))
    sent = await user.send(view=Press())

    async def recorded(interaction: Act) -> None:
        view = discord.ui.LayoutView()
        view.add_item(discord.ui.TextDisplay("Recorded: no change"))
        await interaction.response.edit_message(view=view)

    bot.on_act = recorded
    await local.server.presses(ANA, str(sent.id), "checkin.same:1")
    place = next(place for place in local.server.places(ANA) if place.direct)
    (seen,) = local.server.messages(ANA, place.id)
    assert (seen.words, seen.edited) == ("Recorded: no change", True)
    assert local.server.troubles(ANA) == ()
