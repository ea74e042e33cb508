"""The help: made from the routes, for everybody."""

from __future__ import annotations

import pytest

from bot.chat.command_line import read_line
from bot.chat.phrases import Phrases
from bot.chat.router import Router
from bot.chat.routes import Command
from bot.chat.text import plain
from bot.features.all import ROUTES
from bot.features.help.purposes import by_purpose
from bot.permissions import Act, may
from bot.vocabulary import vocabulary
from rubric.load import load_library
from tests.builders import TERM_STARTS, Someone, add_team
from tests.town import Somebody, Town

ROUTER = Router(ROUTES)


@pytest.fixture
async def pat(town: Town, platform: str) -> Somebody:
    people = (
        Someone("fay", (platform,), permission="facilitator"),
        Someone("pat", (platform,), ("building-administration",)),
    )
    await town.tell(lambda session: add_team(session, people))
    return town.person("pat", platform)


@pytest.mark.unit
@pytest.mark.parametrize("command", ROUTER.commands.values(), ids=lambda command: command.path)
def test_every_example_reaches_its_command_with_all_it_needs(command: Command) -> None:
    found, line = ROUTER.find(command.example.removeprefix("/stem "))
    assert found is command
    values = read_line(line, command.parameters, vocabulary(load_library(), TERM_STARTS))
    needed = {one.name for one in command.parameters if one.required}
    # A person is picked in the client, which an example can only name.
    assert needed - {"person", "who", "to"} <= set(values)


@pytest.mark.unit
def test_every_command_stands_in_one_group() -> None:
    grouped = [one.path for _, group in by_purpose(ROUTER.commands.values()) for one in group]
    assert sorted(grouped) == sorted(ROUTER.commands)


def _is_reserved(command: Command) -> bool:
    return command.act != "" and not may("member", Act(command.act))


@pytest.mark.wire
async def test_the_list_has_a_line_for_each_command_and_none_for_facilitators_only(pat: Somebody) -> None:
    await pat.types("/stem help")
    await pat.sees(
        "What you can type", "/stem rate · Rate an indicator", "/stem status · ", "/stem help rate"
    )
    words = "".join(pat.messages())
    t = Phrases()
    for command in ROUTER.commands.values():
        assert (plain(t(command.summary)) in words) is not _is_reserved(command)
    reserved = sum(1 for command in ROUTER.commands.values() if _is_reserved(command))
    assert f"Facilitators have {reserved} more commands." in words


@pytest.mark.wire
async def test_a_facilitator_sees_theirs_in_a_group_of_their_own(pat: Somebody, town: Town) -> None:
    fay = town.person("fay", pat.platform)
    await fay.types("/stem help")
    await fay.sees("What you can type")
    await fay.sees("For facilitators", "/stem log", "One command with an example")
    words = "".join(fay.messages())
    t = Phrases()
    assert all(plain(t(command.summary)) in words for command in ROUTER.commands.values())


@pytest.mark.wire
async def test_one_command_is_explained_with_an_example_that_works(pat: Somebody) -> None:
    await pat.types("/stem help rate")
    await pat.sees(
        "/stem rate",
        "indicator: Which indicator, or all.",
        'For example: /stem rate EC1.Leaders2 3 "new seats filled"',
        "Leave out what you like: I ask for the rest.",
    )
    await pat.types('/stem rate EC1.Leaders2 3 "new seats filled"')
    await pat.sees("Recorded for Riverbend SLT")


@pytest.mark.wire
async def test_what_a_command_needs_is_said(pat: Somebody) -> None:
    await pat.types("/stem help indicator")
    await pat.sees("indicator (needed): Which indicator.", "For example: /stem indicator EC1.Leaders2")


@pytest.mark.wire
async def test_a_word_of_several_commands_shows_the_others_too(pat: Somebody) -> None:
    await pat.types("/stem help tasks")
    await pat.sees("For example: /stem tasks", "See also:", "/stem tasks add · ")


@pytest.mark.wire
async def test_a_mistyped_command_is_answered_with_the_nearest(pat: Somebody) -> None:
    await pat.types("/stem help stauts")
    await pat.sees("There is no /stem stauts.", "Closest: /stem status. Try: /stem status")
    await pat.types("/stem help tsks")
    await pat.sees("Closest: /stem tasks. Try: /stem tasks", "More about it: /stem help tasks")
    await pat.types("/stem help qqqq")
    await pat.sees("There is no /stem qqqq. All that I can do: /stem help")


@pytest.mark.wire
async def test_somebody_on_no_roster_gets_help_too(pat: Somebody, town: Town) -> None:
    nora = town.person("nora", pat.platform)
    await nora.types("/stem help")
    await nora.sees("What you can type", "/stem status · ")
    assert "For facilitators" not in "".join(nora.messages())
