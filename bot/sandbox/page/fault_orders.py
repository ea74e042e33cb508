"""Orders of faults as JSON: read strictly against the one table of what can go wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from bot.sandbox.fault_desk import OFFERS, FaultOffer, FaultOrder, Takes
from bot.sandbox.page.asked import Asked, Expected
from bot.sandbox.page.malformed import Malformed
from bot.sandbox.page.platform import Platform

_NUMBERS = ("times", "seconds", "status")
_WORDS = tuple(name for name in get_args(Takes) if name not in _NUMBERS)
ORDER = Expected(("platform", "name"), _WORDS, _NUMBERS)
CLEAR = Expected(("platform",))


def fault_order(asked: Asked) -> FaultOrder:
    """Read an order; Malformed for an unknown name, and for what its offer does not take.

    How much of it is possible, the desk knows.
    """
    offer = _offer(asked["name"])
    given = {name: asked[name] for name in _WORDS if name in asked.words}
    unknown = [name for name in (*given, *asked.numbers) if name not in offer.takes]
    if unknown:
        takes = f"It takes: {', '.join(offer.takes)}" if offer.takes else "It takes nothing more"
        raise Malformed(f'{", ".join(unknown)} means nothing to "{offer.name}". {takes}')
    return FaultOrder(
        offer.name,
        given.get("what", ""),
        _whole("times", asked.numbers.get("times", 1)),
        asked.numbers.get("seconds", 0.0),
        _whole("status", asked.numbers.get("status", 500)),
        given.get("error", ""),
        given.get("user", ""),
        given.get("place", ""),
    )


def faults_of(platforms: Mapping[str, Platform]) -> dict[str, object]:
    """Give the offers and what is in effect, by platform."""
    return {
        name: {"offers": OFFERS, "in_effect": list(platform.faults.in_effect())}
        for name, platform in platforms.items()
    }


def _offer(name: str) -> FaultOffer:
    for offer in OFFERS:
        if offer.name == name:
            return offer
    known = ", ".join(offer.name for offer in OFFERS)
    raise Malformed(f'name is "{name}". Expected one of: {known}')


def _whole(name: str, value: float) -> int:
    if value != int(value):
        raise Malformed(f"{name} is {value:g}. Expected a whole number")
    return int(value)
