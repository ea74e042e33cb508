from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest

if TYPE_CHECKING:
    from conftest import Ids, Local

pytestmark = pytest.mark.wire


async def test_a_synced_command_is_answered_ephemerally(local: Local, ids: type[Ids]) -> None:
    bot = local.bot

    @bot.tree.command(name="stem", description="Say hello")
    async def stem(interaction: discord.Interaction[discord.Client], word: str) -> None:
        await interaction.response.send_message(f"**{word}** {interaction.user.mention}", ephemeral=True)

    await local.start_bot()
    await bot.tree.sync()
    await local.server.types(ids.ana, ids.channel, "/stem word:hello there")
    assert local.server.troubles(ids.ana) == ()
    (seen,) = local.server.messages(ids.ana, ids.channel)
    assert (seen.private, seen.words, seen.from_app) == (True, "hello there @Ana Ruiz", True)
    assert local.server.messages(ids.ben, ids.channel) == ()


async def test_a_direct_message_arrives_once_per_nonce(local: Local, ids: type[Ids]) -> None:
    bot = await local.start_bot()
    user = await bot.fetch_user(int(ids.ana))
    first = await user.send("hello", nonce="delivery-1")
    second = await user.send("hello", nonce="delivery-1")
    assert first.id == second.id
    place = next(place for place in local.server.places(ids.ana) if place.direct)
    assert [message.words for message in local.server.messages(ids.ana, place.id)] == ["hello"]


class Press(discord.ui.LayoutView):
    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.add_item(discord.ui.TextDisplay("Check-in"))
        button: discord.ui.Button[Press] = discord.ui.Button(label="No change", custom_id="checkin.same:1")
        self.add_item(discord.ui.ActionRow(button))


async def test_a_button_updates_its_message(local: Local, ids: type[Ids]) -> None:
    bot = await local.start_bot()
    user = await bot.fetch_user(int(ids.ana))
    sent = await user.send(view=Press())

    async def recorded(interaction: discord.Interaction[discord.Client]) -> None:
        view = discord.ui.LayoutView()
        view.add_item(discord.ui.TextDisplay("Recorded: no change"))
        await interaction.response.edit_message(view=view)

    bot.on_act = recorded
    await local.server.presses(ids.ana, str(sent.id), "checkin.same:1")
    place = next(place for place in local.server.places(ids.ana) if place.direct)
    (seen,) = local.server.messages(ids.ana, place.id)
    assert (seen.words, seen.edited) == ("Recorded: no change", True)
    assert local.server.troubles(ids.ana) == ()
