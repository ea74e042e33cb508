"""How fast messages go out: within what each platform takes, and what people wait for before a fan-out.

Every budget is a meter after the generic cell rate algorithm (ITU-T I.371): one number, the instant by which
what was booked is paid off. Nothing here reads a clock; instants are seconds of a clock that only goes on.
"""

from __future__ import annotations

import math
from bisect import bisect_right, insort
from collections import ChainMap, Counter
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from bot.chat.sending_limits import Allowance, SendingLimits

Lane = Literal["urgent", "edit", "fan-out"]
LANES: tuple[Lane, ...] = ("urgent", "edit", "fan-out")
# The platform, and the workspace or None for all of them.
Line = tuple[str, str | None]
# The platform, the workspace, and the account or channel.
Place = tuple[str, str, str]

# A message is claimed at most so many seconds before its turn. A line opens for more when half of that is
# used up: so messages are claimed a few at a time, and the line never runs dry.
AHEAD = 1.0
_REFILL = AHEAD / 2
_MANY_PLACES = 2000


@dataclass(frozen=True, slots=True)
class Parcel:
    """What the pace must know of a message."""

    place: Place
    lane: Lane


@dataclass(frozen=True, slots=True)
class Shut:
    """What may not be claimed for now, and when the first of it that waits for its budget opens."""

    lanes: frozenset[tuple[Line, Lane]] = frozenset()
    places: frozenset[Place] = frozenset()
    until: float | None = None


@dataclass(frozen=True, slots=True)
class _Charge:
    """So many calls against one budget, of which `reserve` must be left."""

    budget: tuple[Line, str] | Place
    allowance: Allowance
    calls: float = 1.0
    reserve: float = 0.0

    def turn(self, paid_off: Mapping[object, float]) -> float:
        """The first instant at which the budget has room for it."""
        wait = (self.calls + self.reserve - self.allowance.burst) / self.allowance.per_second
        return paid_off.get(self.budget, float("-inf")) + wait

    def pay(self, paid_off: MutableMapping[object, float], at: float) -> None:
        """Take it from the budget."""
        before = max(paid_off.get(self.budget, at), at)
        paid_off[self.budget] = before + self.calls / self.allowance.per_second


@dataclass(slots=True)
class Pace:
    """The budgets of the platforms that have limits, by platform; the others take everything at once."""

    limits: Mapping[str, SendingLimits]
    _paid_off: MutableMapping[object, float] = field(default_factory=dict)
    _under_way: Counter[Line] = field(default_factory=Counter)
    # The turns of what is under way, in their order; those that have come are dropped now and then.
    _turns: dict[Line, list[float]] = field(default_factory=dict)
    _met: set[Place] = field(default_factory=set)
    _lines: set[Line] = field(default_factory=set)
    _crowded: set[tuple[Line, Lane]] = field(default_factory=set)
    _places: set[Place] = field(default_factory=set)
    # Of these the budget was used up when a message was booked.
    _used_up: set[Place] = field(default_factory=set)

    def line(self, platform: str, workspace: str) -> Line:
        """Whose budget a message counts against."""
        limits = self.limits.get(platform)
        return (platform, None if limits and limits.whole_bot else workspace)

    def trial(self) -> Pace:
        """A copy to try bookings on."""
        paid_off: MutableMapping[object, float] = ChainMap({}, self._paid_off)
        turns = {line: turns.copy() for line, turns in self._turns.items()}
        return Pace(self.limits, paid_off, self._under_way.copy(), turns, self._met)

    def fits(self, parcel: Parcel, now: float) -> bool:
        """Book it if its turn is near and few enough are on their way."""
        limits = self.limits.get(parcel.place[0])
        if limits is None:
            return True
        line, charges = self.line(*parcel.place[:2]), self._charges(parcel, limits)
        turn = self._turn(charges, now)
        if turn > now + AHEAD or self._flying(line, now) >= _most(limits, parcel.lane):
            return False
        self._pay(parcel, charges, turn, now)
        return True

    def book(self, parcel: Parcel, now: float) -> float:
        """The instant of its turn, taken from everything later; `landed` has to follow.

        What waits of a fan-out goes in steps, with all whose turn has come since the last: to wake up for
        each alone costs more than to send it, and who comes late never exceeds a budget.
        """
        limits = self.limits.get(parcel.place[0])
        if limits is None:
            return now
        charges = self._charges(parcel, limits)
        turn = self._turn(charges, now)
        self._pay(parcel, charges, turn, now)
        if turn <= now or not limits.step or parcel.lane != "fan-out":
            return turn
        return math.ceil(turn / limits.step) * limits.step

    def landed(self, parcel: Parcel, now: float) -> bool:
        """Note that a booked message is through; whether that opens its line for more.

        Where the budget is used up as well, the clock opens it.
        """
        limits = self.limits.get(parcel.place[0])
        if limits is None:
            return False
        line = self.line(*parcel.place[:2])
        self._under_way[line] -= 1
        self._met.add(parcel.place)
        crowded = {key for key in self._crowded if key[0] == line}
        if not crowded or self._flying(line, now) > _refilled_from(limits):
            return False
        self._crowded -= crowded
        return any(self._opens(*key) <= now for key in crowded)

    def is_shut(self, parcel: Parcel, shut: Shut) -> bool:
        """Whether a message is among what may not be claimed for now."""
        return (self.line(*parcel.place[:2]), parcel.lane) in shut.lanes or parcel.place in shut.places

    def shut(self, now: float) -> Shut:
        """What has no turn soon, or too much under way."""
        if len(self._places) > _MANY_PLACES:
            self._forget(now)
        self._used_up = {place for place in self._used_up if self._place_opens(place) > now}
        lanes = {(line, lane): self._opens(line, lane) for line in self._lines for lane in LANES}
        crowded = {key for key in lanes if self._is_crowded(*key, now)}
        self._crowded |= crowded
        opening = (*lanes.values(), *(self._place_opens(place) for place in self._used_up))
        return Shut(
            frozenset(crowded | {key for key, at in lanes.items() if at > now}),
            frozenset(self._used_up),
            min((at for at in opening if at > now), default=None),
        )

    def _turn(self, charges: Sequence[_Charge], now: float) -> float:
        return max(now, *(charge.turn(self._paid_off) for charge in charges))

    def _pay(self, parcel: Parcel, charges: Sequence[_Charge], turn: float, now: float) -> None:
        for charge in charges:
            charge.pay(self._paid_off, turn)
        line = self.line(*parcel.place[:2])
        self._lines.add(line)
        self._under_way[line] += 1
        insort(self._turns.setdefault(line, []), turn)
        if parcel.lane != "edit":
            self._places.add(parcel.place)
            if self._place_opens(parcel.place) > now:
                self._used_up.add(parcel.place)

    def _flying(self, line: Line, now: float) -> int:
        """How many are on their way; the others have their turn still to come."""
        turns = self._turns.get(line, [])
        del turns[: bisect_right(turns, now)]
        return self._under_way[line] - len(turns)

    def _charges(self, parcel: Parcel, limits: SendingLimits) -> Sequence[_Charge]:
        line = self.line(*parcel.place[:2])
        if parcel.lane == "edit":
            return (_edit_charge(line, limits),)
        first = limits.first_contact if parcel.place not in self._met else 0
        return (_post_charge(line, limits, parcel.lane, 1 + first), _Charge(parcel.place, limits.place))

    def _opens(self, line: Line, lane: Lane) -> float:
        limits = self.limits[line[0]]
        charge = _edit_charge(line, limits) if lane == "edit" else _post_charge(line, limits, lane, 1)
        return charge.turn(self._paid_off) - _REFILL

    def _place_opens(self, place: Place) -> float:
        return _Charge(place, self.limits[place[0]].place).turn(self._paid_off) - _REFILL

    def _is_crowded(self, line: Line, lane: Lane, now: float) -> bool:
        limits = self.limits[line[0]]
        most = _refilled_from(limits) + 1 if lane == "fan-out" else _most(limits, lane)
        return self._flying(line, now) >= most

    def _forget(self, now: float) -> None:
        """Drop what is paid off, so that a year of messages takes no more room than a day."""
        paid = {place for place in self._places if self._paid_off[place] <= now}
        self._places -= paid
        for place in paid:
            del self._paid_off[place]


def _post_charge(line: Line, limits: SendingLimits, lane: Lane, calls: float) -> _Charge:
    reserve = limits.reserve if lane == "fan-out" else 0.0
    return _Charge((line, "posts"), limits.posts, calls, reserve)


def _edit_charge(line: Line, limits: SendingLimits) -> _Charge:
    if limits.edits is None:
        return _Charge((line, "posts"), limits.posts, limits.calls_to_edit)
    return _Charge((line, "edits"), limits.edits)


def _most(limits: SendingLimits, lane: Lane) -> int:
    """How many may be under way; what people wait for finds room beside a full fan-out."""
    return limits.at_once if lane == "fan-out" else 2 * limits.at_once


def _refilled_from(limits: SendingLimits) -> int:
    return limits.at_once // 2
