"""Turns typed option texts into the values that an interaction carries, refusing what the client refuses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.sandbox.discord.commands import kinds
from bot.sandbox.discord.commands.typed import NotSendable, missing
from bot.sandbox.discord.directory import Directory
from bot.sandbox.discord.records import Json

Value = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where a command is typed: `guild` is empty in a direct message."""

    directory: Directory
    guild: str


@dataclass(frozen=True, slots=True)
class Given:
    """Option values in declared order, and the ids of the people among them."""

    values: tuple[Json, ...]
    people: tuple[str, ...] = field(default=())


def given_values(place: Place, options: Sequence[Json], typed: Mapping[str, str]) -> Given:
    """Return the values to send; raises NotSendable for a missing, unfit or unknown one."""
    for name in missing(options, typed):
        raise NotSendable(f"{name}: This option is required. Specify a value.")
    values: list[Json] = []
    people: list[str] = []
    for option in options:
        if not typed.get(option["name"]):
            continue
        value = option_value(place, option, typed[option["name"]])
        values.append({"type": option["type"], "name": option["name"], "value": value})
        if option["type"] == kinds.USER:
            people.append(str(value))
    return Given(tuple(values), tuple(people))


def option_value(place: Place, option: Json, text: str) -> Value:
    """Return one option's value; raises NotSendable."""
    if option.get("choices"):
        return _choice(option, text)
    read = _READERS.get(option["type"])
    if read is None:
        raise NotSendable(f"{option['name']}: This kind of option cannot be typed here.")
    return read(place, option, text)


def _choice(option: Json, text: str) -> Value:
    for choice in option["choices"]:
        if text.casefold() in (str(choice["name"]).casefold(), str(choice["value"]).casefold()):
            value: Value = choice["value"]
            return value
    names = ", ".join(str(choice["name"]) for choice in option["choices"])
    raise NotSendable(f"{option['name']}: Choose one of: {names}.")


def _text(place: Place, option: Json, text: str) -> Value:
    del place
    least, most = option.get("min_length") or 0, option.get("max_length") or 6000
    if not least <= len(text) <= most:
        raise NotSendable(f"{option['name']}: Must be between {least} and {most} characters.")
    return text


def _integer(place: Place, option: Json, text: str) -> Value:
    del place
    return int(_within(option, _parsed(option, text, int, "Input a valid integer.")))


def _number(place: Place, option: Json, text: str) -> Value:
    del place
    return _within(option, _parsed(option, text, float, "Input a valid number."))


def _parsed(option: Json, text: str, read: Callable[[str], float], words: str) -> float:
    try:
        return read(text)
    except ValueError:
        raise NotSendable(f"{option['name']}: {words}") from None


def _within(option: Json, value: float) -> float:
    least, most = option.get("min_value"), option.get("max_value")
    if least is not None and value < least:
        raise NotSendable(f"{option['name']}: Must be at least {least}.")
    if most is not None and value > most:
        raise NotSendable(f"{option['name']}: Must be at most {most}.")
    return value


def _boolean(place: Place, option: Json, text: str) -> Value:
    del place
    if text.casefold() not in ("true", "false"):
        raise NotSendable(f"{option['name']}: Choose True or False.")
    return text.casefold() == "true"


def _person(place: Place, option: Json, text: str) -> Value:
    account = place.directory.named(place.guild, text)
    if account is None:
        raise NotSendable(f"{option['name']}: Input a valid user.")
    return account.id


def _role(place: Place, option: Json, text: str) -> Value:
    wanted = text.removeprefix("<@&").removesuffix(">").removeprefix("@")
    for group in place.directory.groups(place.guild):
        if wanted in (group.id, group.name):
            return group.id
    raise NotSendable(f"{option['name']}: Input a valid role.")


def _mentionable(place: Place, option: Json, text: str) -> Value:
    account = place.directory.named(place.guild, text)
    return account.id if account is not None else _role(place, option, text)


def _channel(place: Place, option: Json, text: str) -> Value:
    wanted = text.removeprefix("<#").removesuffix(">").removeprefix("#")
    for channel in place.directory.channels.values():
        if channel.guild == place.guild and wanted in (channel.id, channel.name):
            return channel.id
    raise NotSendable(f"{option['name']}: Input a valid channel.")


_READERS: dict[int, Callable[[Place, Json, str], Value]] = {
    kinds.STRING: _text,
    kinds.INTEGER: _integer,
    kinds.NUMBER: _number,
    kinds.BOOLEAN: _boolean,
    kinds.USER: _person,
    kinds.ROLE: _role,
    kinds.MENTIONABLE: _mentionable,
    kinds.CHANNEL: _channel,
}
