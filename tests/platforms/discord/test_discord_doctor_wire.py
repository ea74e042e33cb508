from urllib.parse import parse_qs, urlsplit

import discord
import pytest

from bot.platforms.discord.doctor import examine, invite_link, lacking
from bot.sandbox.discord.server import API
from bot.sandbox.faults import Fault
from tests.platforms.discord.discord_town import APP, CHANNEL, CLOSED, GUILD, local_town


@pytest.mark.wire
async def test_all_is_well() -> None:
    async with local_town(started=False) as town:
        found = await examine(town.server.address + API, APP.bot_token, {GUILD: [CHANNEL]})
    assert [one.ok for one in found] == [True] * 5
    assert "#stem" in found[-1].what


@pytest.mark.wire
async def test_each_bad_place_is_named_with_its_remedy() -> None:
    places = {GUILD: [CLOSED, "3999999999999999999"], "2999999999999999999": [CHANNEL]}
    async with local_town(started=False) as town:
        found = await examine(town.server.address + API, APP.bot_token, places)
    bad = [one for one in found if not one.ok]
    assert [one.what for one in bad] == [
        f"The bot cannot see the channel {CLOSED} of School.",
        "The channel 3999999999999999999 of School does not exist.",
        "The bot is not in the server 2999999999999999999.",
    ]
    assert all(one.remedy for one in bad)
    assert "scope=bot" in bad[2].remedy


@pytest.mark.wire
async def test_a_wrong_token_is_the_only_finding() -> None:
    async with local_town(started=False) as town:
        (found,) = await examine(town.server.address + API, "another", {GUILD: [CHANNEL]})
    assert (found.ok, found.what) == (False, "Discord does not accept the bot token.")


@pytest.mark.wire
async def test_a_server_that_is_away_is_said() -> None:
    async with local_town(started=False) as town:
        await town.server.stop()
        (found,) = await examine(town.server.address + API, APP.bot_token, {})
    assert not found.ok
    assert "discord.api_url" in found.remedy


@pytest.mark.wire
async def test_a_server_in_trouble_does_not_end_the_examination_with_a_traceback() -> None:
    async with local_town(started=False) as town:
        town.server.faults.next("GET /guilds/{guild_id}", Fault("server-error", status=503))
        (found,) = await examine(town.server.address + API, APP.bot_token, {GUILD: [CHANNEL]})
    assert not found.ok


@pytest.mark.unit
def test_the_invitation_asks_for_the_least() -> None:
    address = urlsplit(invite_link("5000000000000000001"))
    asked = parse_qs(address.query)
    assert address.netloc == "discord.com"
    assert asked["client_id"] == ["5000000000000000001"]
    assert set(asked["scope"][0].split()) == {"bot", "applications.commands"}
    assert int(asked["permissions"][0]) == (1 << 10) | (1 << 11) | (1 << 15) | (1 << 16)


@pytest.mark.unit
def test_missing_permissions_are_named_as_on_discords_pages() -> None:
    seeing = discord.Permissions(view_channel=True)
    assert lacking(seeing) == ["Send Messages", "Read Message History", "Attach Files"]
    assert lacking(discord.Permissions.all()) == []
