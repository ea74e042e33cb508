"""Of which audiences the turnout may be said: no small group can be told, not even by subtraction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.schedule.participation import Came, Standing
from rubric.measure import publishable


@dataclass(frozen=True, slots=True)
class Share:
    """What one audience answered of what it could have; `people` is how many they are."""

    audience: str
    answered: int
    asked: int
    people: int


def shares(every: Iterable[Standing], audiences: Mapping[int, Sequence[str]]) -> list[Share]:
    """The shares of the audiences; `audiences` are those of each person's roles, by person id.

    Who was excused is in no share.
    """
    groups: dict[str, list[Standing]] = {}
    for one in every:
        if one.came is not Came.EXCUSED:
            groups.setdefault(audience_of(one, audiences.get(one.person_id, ())), []).append(one)
    return [share(audience, group) for audience, group in groups.items() if audience]


def share(audience: str, group: Sequence[Standing]) -> Share:
    """What a group answered of what it could have."""
    answered = sum(1 for one in group if one.came is Came.COMPLETE)
    return Share(audience, answered, len(group), len({one.person_id for one in group}))


def publishable_shares(every: Collection[Share], floor: int) -> tuple[Share, ...]:
    """The shares that may be shown beside the total.

    One below the floor is left out; and as long as those left out are together fewer than the floor, the
    smallest one shown is left out too, for the total less what is shown would tell them.
    """
    shown = sorted((one for one in every if publishable(one.people, floor)), key=lambda one: one.people)
    while shown and 0 < _left_out(every, shown) < floor:
        shown = shown[1:]
    return tuple(one for one in every if one in shown)


def audience_of(standing: Standing, own: Sequence[str]) -> str:
    """With whom somebody is counted; `own` are the audiences of their roles.

    Everybody may be asked about the whole team's indicators, so it is the person's own audience that counts:
    the indicator's if it is one of theirs, else their first.
    """
    asked = next((one.prompt.audience for one in standing.asked if one.prompt.audience), "")
    if own:
        return asked if asked in own else own[0]
    return asked


def _left_out(every: Collection[Share], shown: Collection[Share]) -> int:
    return sum(one.people for one in every if one not in shown)
