from typing import Any

import pytest

from bot.chat.cards import Card, Option
from bot.chat.events import CommandCall, MessageCall
from bot.chat.parameters import Kind, Parameter
from bot.chat.phrases import Phrases
from bot.chat.replies import Reply, Say
from bot.chat.router import Router
from bot.chat.routes import Command, MessageShortcut
from bot.language.catalogue import phrases_in
from bot.platforms.discord.command_words import letters
from bot.platforms.discord.commands import application_commands, normal

pytestmark = pytest.mark.unit


def _run(_desk: Any, _call: CommandCall) -> Reply:
    return Say(Card(()))


def _suggest(_desk: Any, _call: CommandCall, _typed: str) -> list[Option]:
    return []


def _command(path: str, *parameters: Parameter) -> Command:
    return Command(path, _run, f"About {path}", f"/stem {path}", parameters)


def _tree(*commands: Command) -> dict[str, Any]:
    (tree,) = application_commands(Router(commands), Phrases)
    return tree


def test_paths_become_subcommands_and_groups() -> None:
    tree = _tree(_command("status"), _command("tasks list"), _command("tasks add"))
    assert (tree["name"], tree["type"], tree["contexts"], tree["integration_types"]) == (
        "stem",
        1,
        [0, 1],
        [0],
    )
    assert tree["options"] == [
        {"type": 1, "name": "status", "description": "About status", "options": []},
        {
            "type": 2,
            "name": "tasks",
            "description": "Everything about tasks",
            "options": [
                {"type": 1, "name": "list", "description": "About tasks list", "options": []},
                {"type": 1, "name": "add", "description": "About tasks add", "options": []},
            ],
        },
    ]


def test_parameters_become_typed_options_with_the_required_first() -> None:
    tree = _tree(
        _command(
            "rate",
            Parameter("note", Kind.TEXT, "What shows it"),
            Parameter("who", Kind.PERSON, "Whose"),
            Parameter("indicator", Kind.INDICATOR, "Which one", required=True, suggest=_suggest),
            Parameter("level", Kind.LEVEL, "How far", choices=(Option("1", "Getting started"),)),
        )
    )
    assert tree["options"][0]["options"] == [
        {
            "type": 3,
            "name": "indicator",
            "description": "Which one",
            "required": True,
            "max_length": 100,
            "autocomplete": True,
        },
        {"type": 3, "name": "note", "description": "What shows it", "required": False, "max_length": 1000},
        {"type": 6, "name": "who", "description": "Whose", "required": False},
        {
            "type": 3,
            "name": "level",
            "description": "How far",
            "required": False,
            "choices": [{"name": "Getting started", "value": "1"}],
        },
    ]


@pytest.mark.parametrize("paths", [("tasks", "tasks add"), ("tasks add one",), ("tasks add", "tasks")])
def test_a_path_that_discord_cannot_show_is_refused(paths: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="tasks"):
        _tree(*map(_command, paths))


def test_a_tree_with_too_many_letters_is_refused() -> None:
    many = [_command(f"group{one} {word * 30}") for one in range(20) for word in "abcdefgh"]
    with pytest.raises(ValueError, match="8000"):
        _tree(*many)


def test_what_discord_adds_by_itself_makes_no_difference() -> None:
    (ours,) = application_commands(Router([_command("rate", Parameter("note", Kind.TEXT, "Note"))]), Phrases)
    theirs = {
        **ours,
        "id": "1",
        "application_id": "2",
        "version": "3",
        "nsfw": False,
        "default_member_permissions": None,
        "name_localizations": None,
        "options": [
            {
                "type": 1,
                "name": "rate",
                "description": "About rate",
                "options": [{"type": 3, "name": "note", "description": "Note", "max_length": 1000}],
            }
        ],
    }
    assert normal([theirs]) == normal([ours])
    theirs["options"][0]["options"][0]["max_length"] = 999
    assert normal([theirs]) != normal([ours])


def test_descriptions_are_said_in_spanish_and_names_stay_as_they_are_typed() -> None:
    role = Parameter("permission", Kind.WORD, "Who?", choices=(Option("adviser", "Adviser"),))
    command = Command("tasks", _run, "Your open tasks", "/stem tasks", (role,))
    (tree,) = application_commands(Router([command]), phrases_in)
    (tasks,) = tree["options"]
    spoken = "Sus tareas pendientes"
    assert (tasks["name"], tasks["description"]) == ("tasks", "Your open tasks")
    assert tasks["description_localizations"] == {"es-ES": spoken, "es-419": spoken}
    assert "name_localizations" not in tasks
    (permission,) = tasks["options"]
    assert permission["choices"] == [
        {
            "name": "Adviser",
            "name_localizations": {"es-ES": "Docente de apoyo", "es-419": "Docente de apoyo"},
            "value": "adviser",
        }
    ]


def test_a_shortcut_stands_in_the_menu_of_messages_in_servers_and_speaks_spanish() -> None:
    def save(_desk: Any, _call: MessageCall) -> Reply:
        return Say(Card(()))

    shortcut = MessageShortcut("keep", save, "Save as evidence for…", "Keeps a link")
    _, menu = application_commands(Router([_command("status"), shortcut]), phrases_in)
    spoken = "Guardar como evidencia…"
    assert menu == {
        "type": 3,
        "name": "Save as evidence for…",
        "name_localizations": {"es-ES": spoken, "es-419": spoken},
        "integration_types": [0],
        "contexts": [0],
    }
    assert normal([{**menu, "description": "", "id": "1", "default_member_permissions": None}]) == normal(
        [menu]
    )


def test_other_words_in_one_language_are_another_tree() -> None:
    (spoken,) = application_commands(Router([_command("status")]), Phrases)
    other = {**spoken, "description_localizations": {"es-ES": "Otra"}}
    assert normal([spoken]) != normal([other])


def test_the_longest_language_counts_against_the_limit_of_letters() -> None:
    part = {"name": "ab", "description": "abc", "description_localizations": {"es-ES": "abcde"}}
    assert letters({"name": "x", "description": "y", "options": [part]}) == 2 + 2 + 5
