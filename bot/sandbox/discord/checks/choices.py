"""Checks the choices of a command's option: those registered with it and those that an app offers later."""

from __future__ import annotations

from collections.abc import Sequence

from bot.sandbox.discord.checks.kinds import Kind, Listed, Number, Shape, Text, Whole
from bot.sandbox.discord.checks.locales import by_locale
from bot.sandbox.discord.commands import kinds
from bot.sandbox.discord.records import Json
from bot.sandbox.discord.refusals import FormErrors

_CHOICES = 25
# JavaScript's largest exact whole number; Discord takes no larger one.
LARGEST = (1 << 53) - 1
_VALUES: dict[int, Kind] = {kinds.STRING: Text(1, 100), kinds.INTEGER: Whole(-LARGEST, LARGEST)}


def choices_of(option: object) -> Listed:
    """Return the kind of a list of choices for an option of this type."""
    value = _VALUES.get(option, Number()) if isinstance(option, int) else Number()
    fields: dict[str, Kind] = {
        "name": Text(1, 100),
        "name_localizations": by_locale(Text(1, 100)),
        "value": value,
    }
    return Listed(Shape(fields, needs=("name", "value")), _CHOICES)


def check_completion(asked: Json, data: Json) -> None:
    """Check the answer to an autocomplete interaction, whose data is `asked`; raises Refused."""
    errors = FormErrors("data")
    focused = _focused(asked.get("options") or ())
    Shape({"choices": choices_of(focused)}, needs=("choices",)).check(errors, (), data)
    errors.refuse()


def _focused(options: Sequence[Json]) -> int:
    for option in options:
        if option.get("focused"):
            return int(option["type"])
        below = _focused(option.get("options") or ())
        if below:
            return below
    return 0
