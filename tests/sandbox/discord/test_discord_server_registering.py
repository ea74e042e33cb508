"""Registering application commands: what Discord refuses, and how what it takes comes back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.sandbox.discord.server import DiscordServer
from tests.sandbox.discord.lincoln_server import APP, GUILD, WORKSPACE
from tests.sandbox.discord.rest_client import NOW, Rest

pytestmark = pytest.mark.wire
PATH = f"/applications/{APP}/commands"
LONG_CHOICES = [{"name": "n" * 90, "value": f"{number}" * 90} for number in range(9)]
STEM = {"name": "stem", "description": "Ask stem-bot"}


@pytest.fixture
async def rest() -> AsyncIterator[Rest]:
    server = DiscordServer([WORKSPACE], lambda: NOW)
    await server.start()
    async with aiohttp.ClientSession() as session:
        yield Rest(server, session)
    await server.stop()


def option(**parts: Any) -> dict[str, Any]:
    """A sound text option with other parts."""
    return {"type": 3, "name": "word", "description": "A word"} | parts


def nested(*options: dict[str, Any]) -> dict[str, Any]:
    """A command with these options."""
    return STEM | {"options": list(options)}


@pytest.mark.parametrize(
    ("command", "place", "code"),
    [
        ({"description": "x"}, ("name",), "BASE_TYPE_REQUIRED"),
        (STEM | {"name": 5}, ("name",), "STRING_TYPE_CONVERT"),
        (STEM | {"name": "two words"}, ("name",), "APPLICATION_COMMAND_INVALID_NAME"),
        (STEM | {"name": "Stem"}, ("name",), "APPLICATION_COMMAND_INVALID_NAME"),
        ({"name": "stem"}, ("description",), "BASE_TYPE_REQUIRED"),
        (STEM | {"description": "x" * 101}, ("description",), "BASE_TYPE_BAD_LENGTH"),
        (STEM | {"type": 4}, ("type",), "BASE_TYPE_CHOICES"),
        (STEM | {"contexts": [3]}, ("contexts", 0), "BASE_TYPE_CHOICES"),
        (STEM | {"nsfw": "yes"}, ("nsfw",), "BOOLEAN_TYPE_CONVERT"),
        (
            STEM | {"default_member_permissions": "all"},
            ("default_member_permissions",),
            "PERMISSIONS_TYPE_INVALID",
        ),
        (STEM | {"name_localizations": {"xx": "a"}}, ("name_localizations",), "BASE_TYPE_CHOICES"),
        (STEM | {"options": {}}, ("options",), "LIST_TYPE_CONVERT"),
        (nested(*[option(name=f"w{n}") for n in range(26)]), ("options",), "BASE_TYPE_MAX_LENGTH"),
        (nested(option(type=12)), ("options", 0, "type"), "BASE_TYPE_CHOICES"),
        (nested(option(), option()), ("options", 1, "name"), "APPLICATION_COMMAND_OPTIONS_NAME_INVALID"),
        (
            nested(option(), option(name="must", required=True)),
            ("options", 1),
            "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
        ),
        (
            nested(option(), option(name="sub", type=1)),
            ("options",),
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
        ),
        (
            nested(option(type=2, options=[option(type=2)])),
            ("options", 0, "options", 0, "type"),
            "BASE_TYPE_CHOICES",
        ),
        (
            nested(option(choices=[{"name": "a", "value": 5}])),
            ("options", 0, "choices", 0, "value"),
            "STRING_TYPE_CONVERT",
        ),
        (
            nested(option(type=4, choices=[{"name": "a", "value": 1.5}])),
            ("options", 0, "choices", 0, "value"),
            "NUMBER_TYPE_COERCE",
        ),
        (
            nested(option(autocomplete=True, choices=[{"name": "a", "value": "a"}])),
            ("options", 0, "autocomplete"),
            "APPLICATION_COMMAND_AUTOCOMPLETE_WITH_CHOICES",
        ),
        (
            nested(option(type=6, autocomplete=True)),
            ("options", 0, "autocomplete"),
            "APPLICATION_COMMAND_AUTOCOMPLETE_TYPE",
        ),
        (
            nested(option(min_value=1)),
            ("options", 0, "min_value"),
            "APPLICATION_COMMAND_OPTION_FIELD_INVALID",
        ),
        (nested(option(min_length=5, max_length=4)), ("options", 0, "min_length"), "BASE_TYPE_BAD_LENGTH"),
        (nested(option(max_length=6001)), ("options", 0, "max_length"), "NUMBER_TYPE_MAX"),
        (
            nested(*[option(name=f"w{number}", choices=LONG_CHOICES) for number in range(6)]),
            (),
            "APPLICATION_COMMAND_TOO_LARGE",
        ),
        ({"type": 2, "name": "Ask about", "description": "no"}, ("description",), "BASE_TYPE_MAX_LENGTH"),
        ({"type": 3, "name": "Quote", "options": [option()]}, ("options",), "BASE_TYPE_MAX_LENGTH"),
    ],
)
async def test_an_unfit_command_is_refused_where_the_fault_is(
    rest: Rest, command: dict[str, Any], place: tuple[str | int, ...], code: str
) -> None:
    told = await rest.asks("PUT", PATH, [STEM | {"name": "sound"}, command])
    assert (told.status, told.code) == (400, 50035)
    assert code in told.wrong_at(1, *place)
    alone = await rest.asks("POST", PATH, command)
    assert code in alone.wrong_at(*place)
    assert (await rest.asks("GET", PATH)).body == []


async def test_names_of_any_script_are_names(rest: Rest) -> None:
    for name in ("größe", "हिन्दी", "ภาษาไทย", "日本語", "o'clock", "a-b_c"):
        assert (await rest.asks("POST", PATH, STEM | {"name": name})).status == 201, name


async def test_only_so_many_commands_of_each_kind_fit(rest: Rest) -> None:
    typed = [STEM | {"name": f"c{number}"} for number in range(100)]
    menus = [{"type": 3, "name": f"Quote {number}"} for number in range(15)]
    assert (await rest.asks("PUT", PATH, [*typed, *menus])).status == 200
    for more in (STEM, {"type": 3, "name": "Quote me"}):
        refused = await rest.asks("POST", PATH, more)
        assert (refused.status, refused.code) == (400, 30032)
    assert (await rest.asks("POST", PATH, {"type": 2, "name": "Ask about"})).status == 201


async def test_a_command_of_the_same_name_is_replaced_and_of_another_kind_is_another(rest: Rest) -> None:
    first = await rest.asks("POST", PATH, STEM)
    again = await rest.asks("POST", PATH, STEM | {"description": "Anew"})
    menu = await rest.asks("POST", PATH, {"type": 3, "name": "stem"})
    assert (first.status, again.status, menu.status) == (201, 200, 201)
    assert first.body["id"] == again.body["id"] != menu.body["id"]
    assert int(first.body["version"]) < int(again.body["version"])
    twice = await rest.asks("PUT", PATH, [STEM, STEM])
    assert twice.wrong_at(1, "name") == ["APPLICATION_COMMANDS_DUPLICATE_NAME"]


async def test_a_command_is_changed_in_part_and_not_to_anothers_name(rest: Rest) -> None:
    made = (await rest.asks("POST", PATH, STEM)).body
    await rest.asks("POST", PATH, STEM | {"name": "other"})
    changed = await rest.asks("PATCH", f"{PATH}/{made['id']}", {"description": "Anew", "type": 3})
    assert (changed.body["name"], changed.body["description"], changed.body["type"]) == ("stem", "Anew", 1)
    taken = await rest.asks("PATCH", f"{PATH}/{made['id']}", {"name": "other"})
    assert (taken.status, taken.code) == (400, 40041)
    assert (await rest.asks("DELETE", f"{PATH}/{made['id']}")).status == 204
    assert (await rest.asks("GET", f"{PATH}/{made['id']}")).code == 10063


async def test_words_in_other_languages_come_when_asked_for(rest: Rest) -> None:
    await rest.asks("POST", PATH, STEM | {"name_localizations": {"de": "mint"}})
    (plain,) = (await rest.asks("GET", PATH)).body
    (whole,) = (await rest.asks("GET", f"{PATH}?with_localizations=true")).body
    assert "name_localizations" not in plain
    assert whole["name_localizations"] == {"de": "mint"}


async def test_what_was_left_out_comes_back_as_discord_fills_it_in(rest: Rest) -> None:
    left_out = {"contexts": None, "integration_types": None, "default_member_permissions": 8}
    made = (await rest.asks("POST", PATH, STEM | left_out)).body
    assert (made["contexts"], made["integration_types"], made["default_member_permissions"]) == (
        None,
        [0],
        "8",
    )
    assert (made["type"], made["nsfw"], made["application_id"]) == (1, False, APP)
    here = (await rest.asks("POST", f"/applications/{APP}/guilds/{GUILD}/commands", STEM)).body
    assert here["guild_id"] == GUILD


async def test_the_commands_of_another_app_are_out_of_reach(rest: Rest) -> None:
    told = await rest.asks("GET", "/applications/5/commands")
    assert (told.status, told.code) == (403, 50001)
