"""Invented people: as many as somebody wants to try a bot with, always the same ones in the same order."""

from __future__ import annotations

from dataclasses import dataclass

MOST = 500

_FIRST = (
    "Ada", "Bruno", "Carmen", "Dmitri", "Elif", "Farid", "Greta", "Hana", "Imani", "Jonas",
    "Keiko", "Liam", "Mei", "Noor", "Olga", "Pablo", "Quinn", "Rosa", "Samir", "Tala",
)  # fmt: skip
_LAST = (
    "Abara", "Brandt", "Castillo", "Demir", "Eriksen", "Fontaine", "Gallo", "Hassan", "Ivanova", "Jansen",
    "Kimura", "Lindqvist", "Moreau", "Novak", "Okoye", "Pereira", "Quist", "Rossi", "Sato", "Tran",
    "Ueda", "Vega", "Weiss", "Yilmaz", "Zamora",
)  # fmt: skip
_ZONES = ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "Europe/Berlin")


@dataclass(frozen=True, slots=True)
class Invented:
    """Somebody who does not exist; `number` counts from 1."""

    number: int
    first: str
    last: str
    zone: str

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first} {self.last}"

    @property
    def email(self) -> str:
        """An address at a domain that is kept for examples."""
        return f"{self.first}.{self.last}@example.org".lower()


def invented_people(count: int) -> tuple[Invented, ...]:
    """Invent people, at most `MOST`; no name comes twice."""
    return tuple(_invented(number) for number in range(count))


def _invented(number: int) -> Invented:
    # Every last name meets every first name once before a pair could repeat.
    rounds, place = divmod(number, len(_FIRST))
    last = _LAST[(place + rounds) % len(_LAST)]
    return Invented(number + 1, _FIRST[place], last, _ZONES[number % len(_ZONES)])
