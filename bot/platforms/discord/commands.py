"""Makes Discord's command tree from the routes: one command whose subcommands are typed and completed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from bot.chat import limits
from bot.chat.parameters import Kind, Parameter
from bot.chat.phrases import N_, Phrases
from bot.chat.router import Router
from bot.chat.routes import COMMAND_WORD, Command, MessageShortcut
from bot.platforms.discord.command_words import DESCRIPTIONS, NAMES, CommandWords, letters
from bot.platforms.discord.markup import Json

# Discord's numbers, https://discord.com/developers/docs/interactions/application-commands
_CHAT_INPUT, _MESSAGE_MENU, _SUBCOMMAND, _GROUP, _STRING, _USER = 1, 3, 1, 2, 3, 6
_IN_SERVERS = 0  # the integration type: installed in a server, not in an account
_IN_A_SERVER = 0
_CONTEXTS = [_IN_A_SERVER, 1]  # the other: in a direct message with the bot
_CHILDREN = 25
_LETTERS = 8000
_SHORT, _LONG = 100, 1000
_BY_LOCALE = (DESCRIPTIONS, NAMES)
_MEANT = (
    *_BY_LOCALE, "name", "description", "type", "options", "required", "choices", "value", "autocomplete",
    "max_length", "contexts", "integration_types",
)  # fmt: skip


def application_commands(router: Router, phrases_in: Callable[[str], Phrases]) -> list[Json]:
    """All application commands, ready to be put.

    Raises `ValueError` for paths that Discord cannot show: deeper than two words, or a word that is both a
    subcommand and a group; `TooMany` and `TooLong` for its limits.
    """
    words = CommandWords(phrases_in)
    groups: dict[str, list[Command]] = {}
    for command in router.commands.values():
        groups.setdefault(command.path.split()[0], []).append(command)
    tree: Json = {
        "type": _CHAT_INPUT,
        "name": COMMAND_WORD,
        **words.described(N_("What your STEM leadership team needs, in one place")),
        "integration_types": [_IN_SERVERS],
        "contexts": _CONTEXTS,
        "options": [_branch(word, commands, words) for word, commands in groups.items()],
    }
    limits.holds("subcommands", len(groups), _CHILDREN)
    if (written := letters(tree)) > _LETTERS:
        raise ValueError(
            f"the command tree has {written} characters, Discord takes {_LETTERS}: shorten summaries"
        )
    limits.holds("shortcuts of a message", len(router.shortcuts), limits.SHORTCUTS)
    return [tree, *(_menu(shortcut, words) for shortcut in router.shortcuts)]


def normal(commands: Iterable[Mapping[str, Any]]) -> list[Any]:
    """Commands without what Discord adds and leaves out by itself, so that two can be compared."""
    return sorted((_normal(command) for command in commands), key=lambda command: str(command["name"]))


def _normal(value: Any) -> Any:
    match value:
        case Mapping():
            return {
                name: value[name] if name in _BY_LOCALE else _normal(value[name])
                for name in _MEANT
                if value.get(name)
            }
        case list() | tuple():
            return [_normal(one) for one in value]
        case _:
            return value


def _menu(shortcut: MessageShortcut, words: CommandWords) -> Json:
    return {
        "type": _MESSAGE_MENU,
        **words.named(shortcut.label),
        "integration_types": [_IN_SERVERS],
        # Nobody else could open the link of a direct message.
        "contexts": [_IN_A_SERVER],
    }


def _branch(word: str, commands: Sequence[Command], words: CommandWords) -> Json:
    if [command.path for command in commands] == [word]:
        return _subcommand(word, commands[0], words)
    children = [_child(word, command, words) for command in commands]
    limits.holds(f"subcommands of {word!r}", len(children), _CHILDREN)
    about = words.described(N_("Everything about {word}"), word=word)
    return {"type": _GROUP, "name": word, **about, "options": children}


def _child(word: str, command: Command, words: CommandWords) -> Json:
    below = command.path.split()[1:]
    if len(below) != 1:
        raise ValueError(
            f"Discord cannot show {command.path!r}: {word!r} has subcommands, which are one word each"
        )
    return _subcommand(below[0], command, words)


def _subcommand(name: str, command: Command, words: CommandWords) -> Json:
    limits.holds(f"parameters of {command.path!r}", len(command.parameters), _CHILDREN)
    return {
        "type": _SUBCOMMAND,
        "name": name,
        **words.described(command.summary),
        # Discord wants the required ones first.
        "options": [
            _option(one, words) for one in sorted(command.parameters, key=lambda one: not one.required)
        ],
    }


def _option(parameter: Parameter, words: CommandWords) -> Json:
    option: Json = {
        "type": _USER if parameter.kind is Kind.PERSON else _STRING,
        "name": parameter.name,
        **words.described(parameter.summary),
        "required": parameter.required,
    }
    if parameter.kind is Kind.PERSON:
        return option
    if parameter.choices:
        return {**option, "choices": [words.choice(one) for one in parameter.choices]}
    option["max_length"] = _LONG if parameter.kind is Kind.TEXT else _SHORT
    return {**option, "autocomplete": True} if parameter.suggest else option
