from __future__ import annotations

import asyncio
import json
import socket
from pathlib import Path

import pytest

from bot.cli.app_manifest import read_app_manifest
from bot.platforms.slack.manifest import slack_manifest
from bot.sandbox.alone.people import MOST, invented_people
from bot.sandbox.alone.sample import sample
from tests.cli.terminal import stem_bot
from tests.sandbox.alone.processes import (
    MANIFEST,
    PATIENCE,
    asked,
    ended,
    free_ports,
    port_options,
    sandbox,
    started,
)


@pytest.mark.acceptance
async def test_everything_that_a_program_needs_is_printed_and_holds() -> None:
    async with sandbox("--people", "2") as there:
        told = dict(line.split(maxsplit=1) for line in there.printed.splitlines() if line.startswith("  t"))
        assert told == {"token": "OTAwMDAwMDAwMDAwMDAwMDAx.local.workspace"}
        for words in (
            f"The local workspace is open: http://127.0.0.1:{there.ports.page}\n",
            f"  base URL        http://127.0.0.1:{there.ports.slack}/api/\n",
            "  bot token       xoxb-local-workspace\n",
            "  app token       xapp-local-workspace\n",
            "  signing secret  local-signing-secret\n",
            f"  API             http://127.0.0.1:{there.ports.discord}/api/v10\n",
            f"  gateway         ws://127.0.0.1:{there.ports.discord}/gateway\n",
        ):
            assert words in there.printed
        async with there.script.get("/api/town") as response:
            names = [persona["name"] for persona in (await response.json())["personas"]]
        assert names == ["Ada Abara", "Bruno Brandt"]
        assert (await asked(there.ports.slack, "auth.test"))["ok"] is True


@pytest.mark.acceptance
@pytest.mark.parametrize("option", ["--port", "--slack-port", "--discord-port"])
async def test_a_port_that_is_taken_is_told_with_what_to_do(option: str) -> None:
    ports = port_options(free_ports())
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        ports[ports.index(option) + 1] = str(taken)
        process = await started("-m", "bot", "sandbox", "--no-browser", *ports)
        await asyncio.wait_for(process.wait(), PATIENCE)
        printed, errors = await ended(process)

    assert (process.returncode, printed) == (2, "")
    assert f"Port {taken} is taken, perhaps by another sandbox or demo." in errors
    assert f"stem-bot sandbox {option} " in errors
    assert len(errors.splitlines()) == 1


@pytest.mark.unit
@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (MANIFEST.replace("command: /hello", "command: hello"), 5, "features.slash_commands[0].command"),
        (MANIFEST.replace("[commands]", "commands"), 9, "oauth_config.scopes.bot"),
        (MANIFEST.replace("true", "maybe"), 11, "settings.socket_mode_enabled"),
        (MANIFEST.replace("scopes:", "scopes: ["), 10, "YAML cannot be read here"),
        (MANIFEST + "settings: {}\n", 12, "stands here twice"),
        ("", 1, "the file holds no manifest"),
        ('{"features": {"slash_commands": 3}}', 1, "features.slash_commands"),
        ('{\n\t"features": {"slash_commands": 3}\n}', 1, "features.slash_commands"),
        ('{"features": [}', 1, "YAML cannot be read here"),
    ],
)
def test_a_manifest_that_cannot_be_used_is_told_with_its_line(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    file = tmp_path / "manifest.yaml"
    file.write_text(text, encoding="utf-8")

    refused = stem_bot("sandbox", "--no-browser", "--manifest", file)

    assert refused.exit_code == 2
    assert refused.stderr.startswith(f"{file}:{line}: "), refused.stderr
    assert words in refused.stderr


@pytest.mark.unit
@pytest.mark.parametrize("indent", ["  ", "\t"])
def test_a_manifest_may_be_json_however_it_is_indented(tmp_path: Path, indent: str) -> None:
    file = tmp_path / "manifest.json"
    file.write_text(json.dumps(slack_manifest(), indent=indent), encoding="utf-8")

    assert read_app_manifest(file) == slack_manifest()


@pytest.mark.unit
def test_a_manifest_that_is_not_there_is_told() -> None:
    refused = stem_bot("sandbox", "--no-browser", "--manifest", "nowhere.json")

    assert (refused.exit_code, refused.stderr) == (
        2,
        "nowhere.json: the file cannot be read (No such file or directory). Check its name.\n",
    )


@pytest.mark.unit
@pytest.mark.parametrize("count", ["0", "501", "many"])
def test_only_so_many_people_can_be_invented(count: str) -> None:
    refused = stem_bot("sandbox", "--no-browser", "--people", count)

    assert refused.exit_code == 2
    assert "--people" in refused.stderr


@pytest.mark.unit
def test_invented_people_have_names_of_their_own() -> None:
    people = invented_people(MOST)

    assert len({one.name for one in people}) == MOST
    assert len({one.email for one in people}) == MOST


@pytest.mark.unit
def test_both_sample_workspaces_have_the_same_people_and_a_channel_without_the_app() -> None:
    there = sample(4)

    assert [one.name for one in there.slack.people] == [one.name for one in there.discord.people]
    for workspace in (there.slack, there.discord):
        assert [(one.name, one.has_app) for one in workspace.channels] == [
            ("general", True),
            ("random", False),
        ]
        assert {member for group in workspace.groups for member in group.members} <= {
            one.id for one in workspace.people
        }
    assert len({one.id for one in there.personas}) == 4
