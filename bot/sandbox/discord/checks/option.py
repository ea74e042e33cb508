"""Rules between the parts of one option of a command."""

from __future__ import annotations

from bot.sandbox.discord.checks.kinds import Path
from bot.sandbox.discord.commands import kinds
from bot.sandbox.discord.records import Json
from bot.sandbox.discord.refusals import FormErrors

_ONLY_FOR = {
    "choices": kinds.COMPLETABLE,
    "min_value": (kinds.INTEGER, kinds.NUMBER),
    "max_value": (kinds.INTEGER, kinds.NUMBER),
    "min_length": (kinds.STRING,),
    "max_length": (kinds.STRING,),
    "channel_types": (kinds.CHANNEL,),
}


def check_extras(errors: FormErrors, path: Path, option: Json) -> None:
    """Check what a well-formed option says beyond its words."""
    for key, fitting in _ONLY_FOR.items():
        if option.get(key) not in (None, []) and option["type"] not in fitting:
            words = "This field is not for options of this type"
            errors.add((*path, key), "APPLICATION_COMMAND_OPTION_FIELD_INVALID", words)
    _check_completion(errors, path, option)
    for least, most in (("min_value", "max_value"), ("min_length", "max_length")):
        if None not in (option.get(least), option.get(most)) and option[least] > option[most]:
            errors.add((*path, least), "BASE_TYPE_BAD_LENGTH", f"{least} cannot be greater than {most}")


def _check_completion(errors: FormErrors, path: Path, option: Json) -> None:
    if not option.get("autocomplete"):
        return
    place = (*path, "autocomplete")
    if option.get("choices"):
        words = "Autocomplete cannot be enabled with choices"
        errors.add(place, "APPLICATION_COMMAND_AUTOCOMPLETE_WITH_CHOICES", words)
    if option["type"] not in kinds.COMPLETABLE:
        errors.add(place, "APPLICATION_COMMAND_AUTOCOMPLETE_TYPE", "Cannot complete this type")
