"""Finds the route for what came in, and the nearest one when there is none."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import TypeVar

from bot.chat.routes import Action, Command, MessageShortcut, Route, Submission

KeyT = TypeVar("KeyT")
RouteT = TypeVar("RouteT")
NamedT = TypeVar("NamedT", Action, Submission, MessageShortcut)


class UnknownCommand(LookupError):  # noqa: N818 - the name says what is wrong
    """Nobody declared this subcommand; `nearest` is the closest one, or empty."""

    def __init__(self, given: str, nearest: str) -> None:
        super().__init__(f"no subcommand {given!r}")
        self.given = given
        self.nearest = nearest


class UnknownWire(LookupError):  # noqa: N818 - the name says what is wrong
    """A button or form carries the name of no route: it is from a version that is gone."""


class Router:
    """All routes of the bot by what calls them; refuses two of one name."""

    def __init__(self, routes: Iterable[Route], *, when_empty: str = "help") -> None:
        self.commands: dict[str, Command] = {}
        self._actions: dict[str, Action] = {}
        self._submissions: dict[str, Submission] = {}
        self._shortcuts: dict[str, MessageShortcut] = {}
        self._spellings: dict[tuple[str, ...], Command] = {}
        for route in routes:
            self._add(route)
        self._when_empty = when_empty

    def find(self, line: str) -> tuple[Command, str]:
        """The command that a typed line starts with, and what follows it; raises `UnknownCommand`."""
        words = line.split() or [self._when_empty]
        for count in range(len(words), 0, -1):
            spelling = tuple(word.casefold() for word in words[:count])
            if command := self._spellings.get(spelling):
                return command, _after(line, count)
        raise UnknownCommand(words[0], self.nearest(" ".join(words[:2])))

    def nearest(self, given: str) -> str:
        """The path of the command that looks most like `given`, or nothing."""
        paths = {" ".join(spelling): command.path for spelling, command in self._spellings.items()}
        for attempt in (given.casefold(), given.casefold().split(" ")[0]):
            if close := get_close_matches(attempt, paths, n=1):
                return paths[close[0]]
        return ""

    def action(self, name: str) -> Action:
        """The action of that name, old names included; raises `UnknownWire`."""
        return _known(self._actions, name)

    def submission(self, name: str) -> Submission:
        """The submission of that name, old names included; raises `UnknownWire`."""
        return _known(self._submissions, name)

    def shortcut(self, name: str) -> MessageShortcut:
        """The shortcut of that name, old names included; raises `UnknownWire`."""
        return _known(self._shortcuts, name)

    @property
    def shortcuts(self) -> tuple[MessageShortcut, ...]:
        """What the menu of a message offers."""
        return tuple(dict.fromkeys(self._shortcuts.values()))

    def _add(self, route: Route) -> None:
        match route:
            case Command():
                _put(self.commands, route.path, route)
                for spelling in filter(None, (route.path, route.shorthand)):
                    _put(self._spellings, tuple(spelling.split()), route)
            case Action():
                _put_named(self._actions, route)
            case Submission():
                _put_named(self._submissions, route)
            case MessageShortcut():
                _put_named(self._shortcuts, route)


def _put(table: dict[KeyT, RouteT], key: KeyT, route: RouteT) -> None:
    if key in table:
        raise ValueError(f"two routes are called {key!r}")
    table[key] = route


def _put_named(table: dict[str, NamedT], route: NamedT) -> None:
    for name in (route.name, *route.formerly):
        _put(table, name, route)


def _known(table: dict[str, RouteT], name: str) -> RouteT:
    try:
        return table[name]
    except KeyError:
        raise UnknownWire(name) from None


def _after(line: str, count: int) -> str:
    pieces = line.split(None, count)
    return pieces[count] if len(pieces) > count else ""
