"""What Discord offers while a command is typed: commands, options, choices, and what the app suggests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.sandbox.discord.commands import kinds
from bot.sandbox.discord.commands.tree import Leaf, leaves, named_leaf
from bot.sandbox.discord.commands.typed import NotSendable, split_named, typed_values
from bot.sandbox.discord.commands.values import Place, option_value
from bot.sandbox.discord.interactions import COMPLETION
from bot.sandbox.discord.people.acting import Act, act
from bot.sandbox.discord.records import Account, Channel, Json
from bot.sandbox.discord.world import World
from bot.sandbox.seen import Suggestion

_MOST = 25


@dataclass(frozen=True, slots=True)
class Completions:
    """Completes lines for one person in one place."""

    world: World
    user: str
    channel: Channel

    async def of(self, line: str) -> Sequence[Suggestion]:
        """Return at most 25 completions; `text` of each is the whole line if it is taken."""
        if not line.startswith("/"):
            return ()
        commands = self.world.shelf.usable(self.channel.app, self.channel.guild)
        found = named_leaf(commands, line)
        if found is None or line == found[0].line:
            return _commands(commands, line)
        typed = line[len(found[0].line) + 1 :]
        return (await self._options(found[0], typed))[:_MOST]

    async def _options(self, leaf: Leaf, typed: str) -> Sequence[Suggestion]:
        names = [option["name"] for option in leaf.options]
        head, named = split_named(names, typed)
        if not named:
            return await self._bare(leaf, typed, head)
        focused = list(named)[-1]
        ended = typed.endswith(" ") and named[focused]
        if ended:
            return _names(leaf, typed, named)
        option = next(option for option in leaf.options if option["name"] == focused)
        before = typed[: typed.rindex(f"{focused}:")]
        return await self._values(leaf, option, before, named[focused])

    async def _bare(self, leaf: Leaf, typed: str, head: str) -> Sequence[Suggestion]:
        """Without a named option: names of options, and values for the one that a bare word would fill."""
        words = head.split()
        if not words or typed.endswith(" "):
            given = dict(zip([option["name"] for option in leaf.options], words, strict=False))
            return _names(leaf, typed, given)
        by_name = [each for each in _names(leaf, "", {}) if each.label.startswith(words[-1])]
        place = len(words) - 1
        if place >= len(leaf.options):
            return by_name
        before = _named_again(leaf.options, words[:-1])
        return [*by_name, *await self._values(leaf, leaf.options[place], before, words[-1])]

    async def _values(self, leaf: Leaf, option: Json, before: str, partial: str) -> Sequence[Suggestion]:
        begin = f"{leaf.line} {before}{option['name']}:"
        if option.get("choices"):
            names = [str(choice["name"]) for choice in option["choices"]]
            fitting = [each for each in names if partial.casefold() in each.casefold()]
            return [Suggestion(f"{begin}{each} ", each) for each in fitting]
        if option["type"] == kinds.USER:
            return [Suggestion(f"{begin}@{each.name} ", f"@{each.name}") for each in self._people(partial)]
        if option["type"] == kinds.BOOLEAN:
            return [Suggestion(f"{begin}{each} ", each) for each in ("True", "False")]
        if not option.get("autocomplete"):
            return ()
        offered = await self._asked(leaf, option, before, partial)
        return [Suggestion(f"{begin}{each['value']} ", str(each["name"])) for each in offered]

    def _people(self, partial: str) -> list[Account]:
        begin = partial.removeprefix("@").casefold()
        residents = self.world.directory.residents(self.channel.guild)
        return [account for account in residents if begin in account.name.casefold()]

    async def _asked(self, leaf: Leaf, option: Json, before: str, partial: str) -> Sequence[Json]:
        """Ask the app; without an answer in time there is nothing to offer."""
        focused = {"type": option["type"], "name": option["name"], "value": partial, "focused": True}
        values = [*self._given(leaf, before), focused]
        act_data = leaf.data(values, {})
        done = Act(COMPLETION, self.channel.app, self.user, self.channel.id, act_data)
        interaction, _ = await act(self.world, done)
        return interaction.suggestions

    def _given(self, leaf: Leaf, before: str) -> list[Json]:
        place = Place(self.world.directory, self.channel.guild)
        told: list[Json] = []
        try:
            typed = typed_values(leaf.options, before)
            for option in leaf.options:
                if typed.get(option["name"]):
                    value = option_value(place, option, typed[option["name"]])
                    told.append({"type": option["type"], "name": option["name"], "value": value})
        except NotSendable:
            return told
        return told


def _commands(commands: Sequence[Json], line: str) -> list[Suggestion]:
    found = [leaf for leaf in leaves(commands) if leaf.line.startswith(line.rstrip()) or line == "/"]
    return [Suggestion(leaf.line + " ", leaf.line, leaf.description) for leaf in found][:_MOST]


def _names(leaf: Leaf, typed: str, given: dict[str, str]) -> list[Suggestion]:
    begin = f"{leaf.line} {typed.strip()} " if typed.strip() else f"{leaf.line} "
    free = [option for option in leaf.options if option["name"] not in given]
    return [Suggestion(f"{begin}{each['name']}:", each["name"], each["description"]) for each in free]


def _named_again(options: Sequence[Json], words: Sequence[str]) -> str:
    pairs = zip(options, words, strict=False)
    return "".join(f"{option['name']}:{word} " for option, word in pairs)
