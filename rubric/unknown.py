"""What is raised when a name is not in the library: each says what was given and what is closest."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rubric.model import Indicator, Instrument, Level, Role


class UnknownIndicator(LookupError):  # noqa: N818 - the name says what is wrong
    """No indicator has this id or alias; `nearest` is the most similar one, if any is similar."""

    def __init__(self, given: str, nearest: Indicator | None) -> None:
        self.given = given
        self.nearest = nearest
        hint = f" Closest: {nearest.id} ({nearest.short_title})." if nearest else ""
        super().__init__(f"There is no indicator {given!r}.{hint}")


class UnknownLevel(LookupError):  # noqa: N818 - the name says what is wrong
    """No level, or more than one, fits; `names` are all level names, lowest first."""

    def __init__(self, given: str, nearest: Level | None, names: tuple[str, ...]) -> None:
        self.given = given
        self.nearest = nearest
        self.names = names
        scale = ", ".join(f"{number} {name}" for number, name in enumerate(names, start=1))
        hint = f" Closest: {nearest.number} ({nearest.name})." if nearest else ""
        super().__init__(f"There is no single level {given!r}.{hint} The levels are {scale}.")


class UnknownRole(LookupError):  # noqa: N818 - the name says what is wrong
    """No role has this id or title; `nearest` is the most similar one, if any is similar."""

    def __init__(self, given: str, nearest: Role | None) -> None:
        self.given = given
        self.nearest = nearest
        hint = f" Closest: {nearest.id} ({nearest.title})." if nearest else ""
        super().__init__(f"There is no role {given!r}.{hint}")


class UnknownInstrument(LookupError):  # noqa: N818 - the name says what is wrong
    """No instrument has this id; `nearest` is the most similar one, if any is similar."""

    def __init__(self, given: str, nearest: Instrument | None) -> None:
        self.given = given
        self.nearest = nearest
        hint = f" Closest: {nearest.id} ({nearest.title})." if nearest else ""
        super().__init__(f"There is no instrument {given!r}.{hint}")
