"""`/stem help`: made from the routes themselves, and open to somebody who is on no roster."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.chat.cards import Card, Option
from bot.chat.events import CommandCall
from bot.chat.limits import SUGGESTIONS
from bot.chat.parameters import Kind, Parameter
from bot.chat.phrases import N_, Phrases
from bot.chat.replies import Reply, Say
from bot.chat.router import Router, UnknownCommand
from bot.chat.routes import COMMAND_WORD, Command, Route
from bot.desk import Desk
from bot.features.help import cards
from bot.store.queries import seats


def help_routes(routes: Sequence[Route]) -> tuple[Route, ...]:
    """The help about `routes` and about itself."""

    def answer(desk: Desk, call: CommandCall) -> Reply:
        given = _cleaned(call.options.get("command", ""))
        if given:
            return Say(guide.about(given, desk.t))
        return Say(cards.overview(guide.commands, desk.t, _hats(desk, call)))

    def suggest(desk: Desk, call: CommandCall, typed: str) -> Sequence[Option]:  # noqa: ARG001 - one shape for all
        fitting = [one for one in guide.commands if _cleaned(typed) in one.path]
        return [Option(one.path, one.path) for one in fitting][:SUGGESTIONS]

    about = Parameter("command", Kind.TEXT, N_("The command you want to know more about"), suggest=suggest)
    command = Command(
        "help",
        answer,
        N_("What I can do, and how each command is typed"),
        "/stem help rate",
        (about,),
        reads=True,
    )
    guide = Guide(Router((*routes, command)))
    return (command,)


@dataclass(frozen=True, slots=True)
class Guide:
    """Knows every command."""

    router: Router

    @property
    def commands(self) -> Sequence[Command]:
        """All of them, in the order they were declared."""
        return tuple(self.router.commands.values())

    def about(self, given: str, t: Phrases) -> Card:
        """One command, all that begin with a word, or the nearest one."""
        try:
            found, rest = self.router.find(given)
        except UnknownCommand:
            return self._begun_with(given, t)
        others = [one for one in self._family(found.path) if one is not found]
        if rest and others:
            return self._unknown(given, t)
        return cards.detail(found, others, t)

    def _begun_with(self, given: str, t: Phrases) -> Card:
        family = self._family(given)
        return cards.family(family, t) if family else self._unknown(given, t)

    def _unknown(self, given: str, t: Phrases) -> Card:
        return cards.unknown(given, self.router.commands.get(self.router.nearest(given)), t)

    def _family(self, path: str) -> Sequence[Command]:
        word = path.split(maxsplit=1)[0]
        return [one for one in self.commands if one.path.split()[0] == word]


def _cleaned(given: str) -> str:
    """`/stem Rate` and `rate` mean the same."""
    words = given.casefold().replace("/", " ").split()
    return " ".join(words[1:] if words[:1] == [COMMAND_WORD] else words)


def _hats(desk: Desk, call: CommandCall) -> set[str]:
    """What the caller may be by their seats, in whichever team; nothing for somebody on no roster."""
    person = desk.person(call)
    if person is None:
        return set()
    today = desk.now.astimezone(ZoneInfo(person.zone)).date()
    return {permission for permission, _ in seats.permissions(desk.session, person.id, today)}
