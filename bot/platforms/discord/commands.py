"""Makes Discord's command tree from the routes: one command whose subcommands are typed and completed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.chat import limits
from bot.chat.parameters import Kind, Parameter
from bot.chat.phrases import Phrases
from bot.chat.router import Router
from bot.chat.routes import COMMAND_WORD, Command
from bot.chat.text import plain
from bot.platforms.discord.markup import Json

# Discord's numbers, https://discord.com/developers/docs/interactions/application-commands
_CHAT_INPUT, _SUBCOMMAND, _GROUP, _STRING, _USER = 1, 1, 2, 3, 6
_IN_SERVERS = 0  # the integration type: installed in a server, not in an account
_CONTEXTS = [0, 1]  # in a server, in a direct message with the bot
_CHILDREN = 25
_LETTERS = 8000
_SHORT, _LONG = 100, 1000
_MEANT = (
    "name", "description", "type", "options", "required", "choices", "value", "autocomplete", "max_length",
    "contexts", "integration_types",
)  # fmt: skip


def application_commands(router: Router, t: Phrases) -> list[Json]:
    """All application commands, ready to be put.

    Raises `ValueError` for paths that Discord cannot show: deeper than two words, or a word that is both a
    subcommand and a group; `TooMany` and `TooLong` for its limits.
    """
    groups: dict[str, list[Command]] = {}
    for command in router.commands.values():
        groups.setdefault(command.path.split()[0], []).append(command)
    tree: Json = {
        "type": _CHAT_INPUT,
        "name": COMMAND_WORD,
        "description": _summary(t("What your STEM leadership team needs, in one place")),
        "integration_types": [_IN_SERVERS],
        "contexts": _CONTEXTS,
        "options": [_branch(word, commands, t) for word, commands in groups.items()],
    }
    limits.holds("subcommands", len(groups), _CHILDREN)
    if (letters := _letters(tree)) > _LETTERS:
        raise ValueError(
            f"the command tree has {letters} characters, Discord takes {_LETTERS}: shorten summaries"
        )
    return [tree]


def normal(commands: Iterable[Mapping[str, Any]]) -> list[Any]:
    """Commands without what Discord adds and leaves out by itself, so that two can be compared."""
    return sorted((_normal(command) for command in commands), key=lambda command: str(command["name"]))


def _normal(value: Any) -> Any:
    match value:
        case Mapping():
            return {name: _normal(value[name]) for name in _MEANT if value.get(name)}
        case list() | tuple():
            return [_normal(one) for one in value]
        case _:
            return value


def _branch(word: str, commands: Sequence[Command], t: Phrases) -> Json:
    if [command.path for command in commands] == [word]:
        return _subcommand(word, commands[0], t)
    children = [_child(word, command, t) for command in commands]
    limits.holds(f"subcommands of {word!r}", len(children), _CHILDREN)
    about = _summary(t("Everything about {word}", word=word))
    return {"type": _GROUP, "name": word, "description": about, "options": children}


def _child(word: str, command: Command, t: Phrases) -> Json:
    below = command.path.split()[1:]
    if len(below) != 1:
        raise ValueError(
            f"Discord cannot show {command.path!r}: {word!r} has subcommands, which are one word each"
        )
    return _subcommand(below[0], command, t)


def _subcommand(name: str, command: Command, t: Phrases) -> Json:
    limits.holds(f"parameters of {command.path!r}", len(command.parameters), _CHILDREN)
    return {
        "type": _SUBCOMMAND,
        "name": name,
        "description": _summary(t(command.summary)),
        # Discord wants the required ones first.
        "options": [_option(one, t) for one in sorted(command.parameters, key=lambda one: not one.required)],
    }


def _option(parameter: Parameter, t: Phrases) -> Json:
    option: Json = {
        "type": _USER if parameter.kind is Kind.PERSON else _STRING,
        "name": parameter.name,
        "description": _summary(t(parameter.summary)),
        "required": parameter.required,
    }
    if parameter.kind is Kind.PERSON:
        return option
    if parameter.choices:
        return {
            **option,
            "choices": [{"name": plain(one.label), "value": one.id} for one in parameter.choices],
        }
    option["max_length"] = _LONG if parameter.kind is Kind.TEXT else _SHORT
    return {**option, "autocomplete": True} if parameter.suggest else option


def _summary(words: str) -> str:
    shown = plain(words)
    limits.fits("a command's description", shown, limits.COMMAND_SUMMARY)
    return shown


def _letters(part: Mapping[str, Any]) -> int:
    own = sum(len(str(part.get(name, ""))) for name in ("name", "description", "value"))
    return own + sum(_letters(one) for one in [*part.get("options", ()), *part.get("choices", ())])
