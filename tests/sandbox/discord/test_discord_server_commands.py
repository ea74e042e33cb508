from __future__ import annotations

from typing import Any

import discord
import pytest
from discord import app_commands

from tests.sandbox.discord.lincoln_server import ANA, APP, BEN, CHANNEL, GUILD, Act, Bot, Local

pytestmark = pytest.mark.wire
INDICATORS = {"EC1.Leaders2": "Building the team", "EC2.Teachers1": "Partnerships that fit the curriculum"}


def register(bot: Bot, got: list[dict[str, Any]]) -> None:
    stem = app_commands.Group(name="stem", description="Ask stem-bot")
    tasks = app_commands.Group(name="tasks", description="Tasks", parent=stem)

    @stem.command(name="rate", description="Rate an indicator")
    @app_commands.choices(
        level=[app_commands.Choice(name=f"{level} · word{level}", value=level) for level in range(1, 6)]
    )
    async def rate(act: Act, indicator: str, level: int, evidence: str = "") -> None:
        got.append({"indicator": indicator, "level": level, "evidence": evidence})
        await act.response.send_message("Recorded", ephemeral=True)

    @rate.autocomplete("indicator")
    async def complete(act: Act, current: str) -> list[app_commands.Choice[str]]:
        got.append({"completing": current, "beside": vars(act.namespace)})
        found = [name for name in INDICATORS if current.casefold() in name.casefold()]
        return [app_commands.Choice(name=f"{INDICATORS[name]} ({name})", value=name) for name in found]

    @tasks.command(name="add", description="Add a task")
    async def add(act: Act, who: discord.User, title: str, days: int = 7) -> None:
        got.append({"who": who.id, "title": title, "days": days})
        await act.response.send_message("Added", ephemeral=True)

    bot.tree.add_command(stem)


@pytest.fixture
async def got(local: Local) -> list[dict[str, Any]]:
    heard: list[dict[str, Any]] = []
    register(local.bot, heard)
    await local.start_bot()
    await local.bot.tree.sync()
    return heard


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "/stem rate indicator:EC1.Leaders2 level:3 · word3 evidence:new seats: two",
            {"indicator": "EC1.Leaders2", "level": 3, "evidence": "new seats: two"},
        ),
        (
            '/stem rate EC1.Leaders2 3 "new seats filled"',
            {"indicator": "EC1.Leaders2", "level": 3, "evidence": "new seats filled"},
        ),
        (
            "/stem rate EC1.Leaders2 3 see https://example.org/a new seats",
            {"indicator": "EC1.Leaders2", "level": 3, "evidence": "see https://example.org/a new seats"},
        ),
        ("/stem rate EC1 level:5", {"indicator": "EC1", "level": 5, "evidence": ""}),
    ],
)
async def test_a_typed_line_becomes_options(
    local: Local, got: list[dict[str, Any]], line: str, expected: dict[str, Any]
) -> None:
    await local.server.types(ANA, CHANNEL, line)
    assert [trouble.words for trouble in local.server.troubles(ANA)] == []
    assert got == [expected]


async def test_a_person_option_takes_a_shown_name_in_channels_and_direct_messages(
    local: Local, got: list[dict[str, Any]]
) -> None:
    direct = local.server.places(ANA)[-1].id
    await local.server.types(ANA, CHANNEL, "/stem tasks add who:@Ben Cho title:Poster days:3")
    await local.server.types(ANA, direct, f"/stem tasks add {BEN} Poster")
    await local.server.types(ANA, CHANNEL, '/stem tasks add @ben cho "Poster for the fair" 2')
    assert got == [
        {"who": int(BEN), "title": "Poster", "days": 3},
        {"who": int(BEN), "title": "Poster", "days": 7},
        {"who": int(BEN), "title": "Poster for the fair", "days": 2},
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("/stem rate indicator:EC1.Leaders2", "level: This option is required. Specify a value."),
        ("/stem rate EC1.Leaders2 9", "level: Choose one of"),
        ("/stem rate indicator:EC1.Leaders2 lvl:3", 'This command has no option "lvl".'),
        ("/stem rate lvl:3", 'This command has no option "lvl".'),
        ("/stem tasks add who:Nobody title:Poster", "who: Input a valid user."),
        ("/stem tasks add who:Ben Cho title:Poster days:soon", "days: Input a valid integer."),
        ("/stem tasks add who:Ben Cho Poster 3 more", "title: This option is required. Specify a value."),
        (f"/stem tasks add {BEN} Poster 3 more", "There is no option left for: more"),
        ("/stem rat EC1.Leaders2 3", "There is no command"),
    ],
)
async def test_a_line_that_the_client_refuses_is_not_sent(
    local: Local, got: list[dict[str, Any]], line: str, words: str
) -> None:
    await local.server.types(ANA, CHANNEL, line)
    assert [trouble.words.startswith(words) for trouble in local.server.troubles(ANA)] == [True]
    assert got == []


async def test_completions_lead_from_the_slash_to_the_values(local: Local, got: list[dict[str, Any]]) -> None:
    async def offered(line: str) -> list[tuple[str, str]]:
        found = await local.server.suggests(ANA, CHANNEL, line)
        return [(each.text, each.label) for each in found]

    assert ("/stem rate ", "/stem rate") in await offered("/")
    assert await offered("/stem ta") == [("/stem tasks add ", "/stem tasks add")]
    assert await offered("/stem rate level:3 ") == [
        ("/stem rate level:3 indicator:", "indicator"),
        ("/stem rate level:3 evidence:", "evidence"),
    ]
    assert await offered("/stem rate level:2 indicator:lead") == [
        ("/stem rate level:2 indicator:EC1.Leaders2 ", "Building the team (EC1.Leaders2)")
    ]
    assert got == [{"completing": "lead", "beside": {"indicator": "lead", "level": 2}}]
    assert await offered("/stem rate indicator:EC1.Leaders2 level:4") == [
        ("/stem rate indicator:EC1.Leaders2 level:4 · word4 ", "4 · word4")
    ]
    assert await offered("/stem tasks add who:be") == [("/stem tasks add who:@Ben Cho ", "@Ben Cho")]


async def test_a_guild_command_is_not_offered_in_direct_messages(local: Local) -> None:
    @local.bot.tree.command(name="here", description="Only here", guild=discord.Object(int(GUILD)))
    async def here(act: Act) -> None:
        await act.response.send_message("here")

    await local.start_bot()
    await local.bot.tree.sync(guild=discord.Object(int(GUILD)))
    direct = local.server.places(ANA)[-1].id
    assert [each.label for each in await local.server.suggests(ANA, CHANNEL, "/")] == ["/here"]
    assert await local.server.suggests(ANA, direct, "/") == []


async def test_unfit_commands_are_refused_where_the_fault_is(local: Local) -> None:
    await local.start_bot()
    command = {
        "name": "Stem",
        "description": "",
        "options": [
            {"type": 3, "name": "note", "description": "A note"},
            {"type": 4, "name": "level", "description": "A level", "required": True},
        ],
    }
    with pytest.raises(discord.HTTPException) as refused:
        await local.bot.http.bulk_upsert_global_commands(int(APP), [command])
    assert refused.value.code == 50035
    assert "0.name: Command name is invalid" in str(refused.value)
    assert "0.description: Must be between 1 and 100 in length." in str(refused.value)
    assert "0.options.1: Required options must be placed before" in str(refused.value)


async def test_options_of_the_wrong_shape_are_named(local: Local) -> None:
    await local.start_bot()
    with pytest.raises(discord.HTTPException) as refused:
        await local.bot.http.bulk_upsert_global_commands(
            int(APP), [{"name": "Look", "type": 3, "options": True}]
        )
    assert (refused.value.status, refused.value.code) == (400, 50035)
    assert "0.options: " in str(refused.value)
