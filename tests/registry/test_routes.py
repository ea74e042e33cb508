"""Walks everything that the bot can do, so that no capability is declared by halves."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.chat.command_line import read_line
from bot.chat.router import Router, UnknownWire
from bot.chat.routes import COMMAND_WORD, Action, Command, MessageShortcut, Submission
from bot.features.all import ROUTES
from bot.language.catalogue import phrases_in
from bot.platforms.discord.commands import application_commands
from bot.vocabulary import vocabulary
from rubric.load import load_library

pytestmark = pytest.mark.unit

ROOT = Path(__file__).resolve().parents[2]
FEATURES = ROOT / "bot" / "features"
WIRE_NAMES = Path(__file__).with_name("wire_names.txt")
COMMANDS = [route for route in ROUTES if isinstance(route, Command)]


def calls_of(function: str, folder: Path) -> Iterator[tuple[Path, ast.Call]]:
    """Every call of a function by its bare name in a folder's source."""
    for file in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == function:
                yield file, node


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.path)
def test_an_example_works_when_copied(command: Command) -> None:
    word, _, line = command.example.partition(" ")
    found, rest = Router(ROUTES).find(line)
    values = read_line(rest, command.parameters, vocabulary(load_library(), date(2026, 11, 30)))
    assert word == f"/{COMMAND_WORD}"
    assert found is command
    assert {one.name for one in command.parameters if one.required} <= set(values)


def test_every_button_and_form_leads_somewhere() -> None:
    router = Router(ROUTES)
    for file, call in calls_of("wire", ROOT / "bot"):
        name = call.args[0]
        if isinstance(name, ast.Constant):
            with_action = _known(router, str(name.value))
            assert with_action, (
                f"{file.relative_to(ROOT)}:{call.lineno} sends {name.value!r}, which nobody handles"
            )


def _known(router: Router, name: str) -> bool:
    for look in (router.action, router.submission):
        try:
            look(name)
        except UnknownWire:
            continue
        return True
    return False


def test_a_wire_name_that_was_ever_sent_still_works() -> None:
    names = {
        name
        for route in ROUTES
        if isinstance(route, Action | Submission | MessageShortcut)
        for name in (route.name, *route.formerly)
    }
    promised = set(WIRE_NAMES.read_text(encoding="utf-8").split())
    assert promised <= names, f"keep these as `formerly` of the route that replaces them: {promised - names}"
    assert names <= promised, (
        f"add these to {WIRE_NAMES.name}, they are promised from now on: {names - promised}"
    )


def test_every_feature_folder_is_in_the_list() -> None:
    listed = (FEATURES / "all.py").read_text(encoding="utf-8")
    folders = [folder.name for folder in FEATURES.iterdir() if (folder / "__init__.py").exists()]
    assert [name for name in folders if f"bot.features.{name}" not in listed] == []


def test_discord_takes_the_whole_command_tree() -> None:
    tree, *menus = application_commands(Router(ROUTES), phrases_in)
    assert {option["name"] for option in tree["options"]} == {command.path.split()[0] for command in COMMANDS}
    labels = {route.label for route in ROUTES if isinstance(route, MessageShortcut)}
    assert {menu["name"] for menu in menus} == labels
