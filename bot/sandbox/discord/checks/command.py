"""Checks application commands as Discord does when they are registered."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.sandbox.discord.checks.walk import Path, listed
from bot.sandbox.discord.commands import kinds
from bot.sandbox.discord.records import Json
from bot.sandbox.discord.refusals import FormErrors

_NAME = re.compile(r"[-_'\w]{1,32}")
_OPTIONS = 25
_CHOICES = 25
_CHARACTERS_IN_ALL = 8000
_COMMANDS = 100


def check_commands(commands: Sequence[Json]) -> None:
    """Check a whole set; raises Refused with every error at its command's position."""
    errors = FormErrors()
    errors.length((), commands, 0, _COMMANDS)
    for place, command in listed((), commands):
        _check_command(errors, place, command)
    _check_unique(errors, (), commands, "APPLICATION_COMMANDS_DUPLICATE_NAME")
    errors.refuse()


def check_command(command: Json) -> None:
    """Check one command; raises Refused with every error."""
    errors = FormErrors()
    _check_command(errors, (), command)
    errors.refuse()


def _check_command(errors: FormErrors, path: Path, command: Json) -> None:
    if command.get("type", kinds.CHAT_INPUT) != kinds.CHAT_INPUT:
        errors.length((*path, "name"), command.get("name"), 1, 32)
        return
    _check_words(errors, path, command)
    _check_options(errors, path, command, 0)
    if _characters(command) > _CHARACTERS_IN_ALL:
        words = f"Command exceeds maximum size ({_CHARACTERS_IN_ALL})"
        errors.add(path, "APPLICATION_COMMAND_TOO_LARGE", words)


def _check_words(errors: FormErrors, path: Path, holder: Json) -> None:
    name = holder.get("name")
    if not isinstance(name, str) or not _NAME.fullmatch(name) or name != name.lower():
        errors.add((*path, "name"), "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    errors.length((*path, "description"), holder.get("description"), 1, 100)


def _check_options(errors: FormErrors, path: Path, holder: Json, depth: int) -> None:
    options = holder.get("options") or []
    place = (*path, "options")
    errors.length(place, options, 0, _OPTIONS)
    for each, option in listed(place, options):
        _check_option(errors, each, option, depth)
    _check_unique(errors, place, options, "APPLICATION_COMMAND_OPTIONS_NAME_INVALID")
    _check_order(errors, place, options)
    nested = {option.get("type") in kinds.NESTING for option in options if isinstance(option, dict)}
    if len(nested) > 1:
        words = "Sub-command and sub-command group option types are mutually exclusive to other types"
        errors.add(place, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", words)


def _check_option(errors: FormErrors, path: Path, option: Json, depth: int) -> None:
    kind = option.get("type")
    allowed = {0: kinds.KINDS, 1: [kinds.SUB_COMMAND, *range(3, 12)]}.get(depth, range(3, 12))
    if kind not in allowed:
        errors.wrong_choice((*path, "type"), ", ".join(map(str, allowed)))
        return
    _check_words(errors, path, option)
    if kind in kinds.NESTING:
        _check_options(errors, path, option, 1 if kind == kinds.GROUP else 2)
    _check_choices(errors, path, option)


def _check_choices(errors: FormErrors, path: Path, option: Json) -> None:
    choices = option.get("choices") or []
    errors.length((*path, "choices"), choices, 0, _CHOICES)
    for place, choice in listed((*path, "choices"), choices):
        errors.length((*place, "name"), choice.get("name"), 1, 100)
        _check_choice_value(errors, (*place, "value"), choice.get("value"), option["type"])
    completes = option.get("autocomplete")
    if completes and choices:
        words = "Autocomplete cannot be enabled with choices"
        errors.add((*path, "autocomplete"), "APPLICATION_COMMAND_AUTOCOMPLETE_WITH_CHOICES", words)
    if completes and option["type"] not in kinds.COMPLETABLE:
        errors.add(
            (*path, "autocomplete"), "APPLICATION_COMMAND_AUTOCOMPLETE_TYPE", "Cannot complete this type"
        )


def _check_choice_value(errors: FormErrors, path: Path, value: object, kind: int) -> None:
    if kind == kinds.STRING:
        errors.length(path, value, 1, 100)
    elif not isinstance(value, int | float):
        errors.add(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not a number.')


def _check_unique(errors: FormErrors, path: Path, holders: Sequence[Json], code: str) -> None:
    seen: set[tuple[object, object]] = set()
    for place, holder in listed(path, holders):
        key = (holder.get("name"), holder.get("type", 1) if not path else None)
        if key in seen:
            errors.add((*place, "name"), code, "Names must be unique")
        seen.add(key)


def _check_order(errors: FormErrors, path: Path, options: Sequence[Json]) -> None:
    optional_seen = False
    for place, option in listed(path, options):
        required = bool(option.get("required"))
        if required and optional_seen:
            words = "Required options must be placed before non-required options"
            errors.add(place, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", words)
        optional_seen = optional_seen or not required


def _characters(holder: Json) -> int:
    own = len(str(holder.get("name", ""))) + len(str(holder.get("description", "")))
    choices = sum(
        len(str(each.get("name"))) + len(str(each.get("value"))) for each in holder.get("choices") or ()
    )
    return own + choices + sum(_characters(option) for option in holder.get("options") or ())
