"""Checks application commands as Discord does when they are registered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from bot.sandbox.discord.checks.choices import choices_of
from bot.sandbox.discord.checks.command_shapes import COMMAND, OPTION
from bot.sandbox.discord.checks.kinds import Listed, Path, Shape
from bot.sandbox.discord.checks.option import check_extras
from bot.sandbox.discord.checks.walk import listed
from bot.sandbox.discord.commands import kinds
from bot.sandbox.discord.reasons import TOO_MANY_COMMANDS
from bot.sandbox.discord.records import Json
from bot.sandbox.discord.refusals import FormErrors, Refused

# Letters and digits of any script, with the vowel signs of Devanagari and Thai.
_NAME = re.compile(r"[-_'\w\u0900-\u097f\u0e00-\u0e7f]{1,32}")
_CHARACTERS_IN_ALL = 8000
_MOST = {kinds.CHAT_INPUT: 100, kinds.USER_MENU: 15, kinds.MESSAGE_MENU: 15}
_INNER = (kinds.SUB_COMMAND, *range(kinds.STRING, kinds.ATTACHMENT + 1))
_ALLOWED = (kinds.KINDS, _INNER, range(kinds.STRING, kinds.ATTACHMENT + 1))


def check_commands(commands: Sequence[Json]) -> None:
    """Check a whole set; raises Refused with every error at its command's position, or 30032."""
    errors = FormErrors()
    Listed(Shape(), sum(_MOST.values())).check(errors, (), commands)
    for place, command in listed((), commands):
        _check_command(errors, place, command)
    errors.refuse()
    check_count(commands)
    _check_unique(errors, (), commands, "APPLICATION_COMMANDS_DUPLICATE_NAME")
    errors.refuse()


def check_command(command: Json) -> None:
    """Check one command; raises Refused with every error."""
    errors = FormErrors()
    _check_command(errors, (), command)
    errors.refuse()


def check_count(commands: Sequence[Json]) -> None:
    """Check how many well-formed commands of each kind there are; raises Refused (30032)."""
    counted = Counter(command.get("type") or kinds.CHAT_INPUT for command in commands)
    if any(counted[kind] > most for kind, most in _MOST.items()):
        raise Refused(TOO_MANY_COMMANDS)


def _check_command(errors: FormErrors, path: Path, command: Json) -> None:
    noted = errors.count
    COMMAND.check(errors, path, command)
    _check_words(errors, path, command)
    _check_options(errors, path, command, 0)
    if errors.count == noted and _characters(command) > _CHARACTERS_IN_ALL:
        words = f"Command exceeds maximum size ({_CHARACTERS_IN_ALL})"
        errors.add(path, "APPLICATION_COMMAND_TOO_LARGE", words)


def _check_words(errors: FormErrors, path: Path, command: Json) -> None:
    """What is typed has a description; what stands in a menu has only its name."""
    place, description = (*path, "description"), command.get("description")
    words = description if isinstance(description, str) else ""
    if (command.get("type") or kinds.CHAT_INPUT) != kinds.CHAT_INPUT:
        errors.length(place, words, 0, 0)
        errors.length((*path, "options"), listed((), command.get("options")), 0, 0)
        return
    _check_name(errors, path, command)
    if description is None:
        errors.required(place)
    elif words is description:
        errors.length(place, words, 1, 100)


def _check_name(errors: FormErrors, path: Path, holder: Json) -> None:
    name = holder.get("name")
    if isinstance(name, str) and (not _NAME.fullmatch(name) or name != name.lower()):
        errors.add((*path, "name"), "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def _check_options(errors: FormErrors, path: Path, holder: Json, depth: int) -> None:
    place = (*path, "options")
    options = listed(place, holder.get("options"))
    noted = errors.count
    for each, option in options:
        _check_option(errors, each, option, depth)
    if errors.count > noted:
        return
    _check_unique(
        errors, place, [option for _, option in options], "APPLICATION_COMMAND_OPTIONS_NAME_INVALID"
    )
    _check_order(errors, options)
    if len({option["type"] in kinds.NESTING for _, option in options}) > 1:
        words = "Sub-command and sub-command group option types are mutually exclusive to other types"
        errors.add(place, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", words)


def _check_option(errors: FormErrors, path: Path, option: Json, depth: int) -> None:
    noted = errors.count
    OPTION.check(errors, path, option)
    _check_name(errors, path, option)
    if errors.count > noted:
        return
    kind = option["type"]
    if kind not in _ALLOWED[depth]:
        errors.wrong_choice((*path, "type"), ", ".join(map(str, _ALLOWED[depth])))
    elif kind in kinds.NESTING:
        _check_options(errors, path, option, 1 if kind == kinds.GROUP else 2)
    else:
        choices_of(kind).check(errors, (*path, "choices"), option.get("choices") or [])
        check_extras(errors, path, option)


def _check_unique(errors: FormErrors, path: Path, holders: Sequence[Json], code: str) -> None:
    seen: set[tuple[str, int]] = set()
    for place, holder in enumerate(holders):
        key = (holder["name"], 0 if path else holder.get("type") or kinds.CHAT_INPUT)
        if key in seen:
            errors.add((*path, place, "name"), code, "Names must be unique")
        seen.add(key)


def _check_order(errors: FormErrors, options: Sequence[tuple[Path, Json]]) -> None:
    optional_seen = False
    for place, option in options:
        required = bool(option.get("required"))
        if required and optional_seen:
            words = "Required options must be placed before non-required options"
            errors.add(place, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", words)
        optional_seen = optional_seen or not required


def _characters(holder: Json) -> int:
    own = len(holder["name"]) + len(holder.get("description") or "")
    choices = sum(len(each["name"]) + len(f"{each['value']}") for each in holder.get("choices") or ())
    return own + choices + sum(_characters(option) for option in holder.get("options") or ())
