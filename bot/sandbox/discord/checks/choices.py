"""Checks the completions that an app offers for a half-typed option."""

from __future__ import annotations

from bot.sandbox.discord.checks.walk import listed
from bot.sandbox.discord.records import Json
from bot.sandbox.discord.refusals import FormErrors

_CHOICES = 25


def check_choices(data: Json) -> None:
    """Check the answer to an autocomplete interaction; raises Refused with every error."""
    errors = FormErrors("data")
    choices = data.get("choices")
    if choices is None:
        errors.required(("choices",))
    else:
        errors.length(("choices",), choices, 0, _CHOICES)
    for place, choice in listed(("choices",), choices):
        errors.length((*place, "name"), choice.get("name"), 1, 100)
        value = choice.get("value")
        if isinstance(value, str):
            errors.length((*place, "value"), value, 1, 100)
        elif not isinstance(value, int | float):
            errors.required((*place, "value"))
    errors.refuse()
