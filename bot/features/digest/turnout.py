"""How many answered, and of which audiences that may be said: no small group can be told by subtraction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.schedule import outbox
from bot.store.queries.digest import Asked
from rubric.measure import publishable

# Its message never stood before the person: nobody can be said not to have answered it.
_NEVER_SEEN = frozenset({"", outbox.WAITING, outbox.CANCELLED, outbox.FAILED, outbox.EXPIRED, outbox.PARKED})


@dataclass(frozen=True, slots=True)
class Share:
    """What one audience answered of what it was asked; `people` is how many were asked."""

    audience: str
    answered: int
    asked: int
    people: int


@dataclass(frozen=True, slots=True)
class Turnout:
    """Answers of the prompts that could be delivered (`asked`); `due` counts the others too."""

    answered: int
    asked: int
    due: int
    shares: tuple[Share, ...] = ()
    not_counted_out: tuple[str, ...] = ()
    not_agreed: int = 0
    declined: int = 0


def delivered(prompts: Iterable[Asked]) -> list[Asked]:
    """Those that stood before somebody; an answer is proof of it."""
    return [one for one in prompts if one.answered or one.delivery not in _NEVER_SEEN]


def shares(prompts: Iterable[Asked], audiences: Mapping[int, Sequence[str]]) -> list[Share]:
    """The shares of the audiences; `audiences` are those of each person's roles, by person id.

    Everybody may be asked about the whole team's indicators, so it is the person's own audience that counts:
    the indicator's if it is one of theirs, else their first.
    """
    groups: dict[str, list[Asked]] = {}
    for one in prompts:
        own = audiences.get(one.prompt.person_id) or [one.prompt.audience]
        groups.setdefault(one.prompt.audience if one.prompt.audience in own else own[0], []).append(one)
    return [
        Share(
            audience,
            sum(1 for one in group if one.answered),
            len(group),
            len({one.prompt.person_id for one in group}),
        )
        for audience, group in groups.items()
    ]


def publishable_shares(every: Collection[Share], floor: int) -> tuple[Share, ...]:
    """The shares that may be shown beside the total.

    One below the floor is left out; and as long as those left out are together fewer than the floor, the
    smallest one shown is left out too, for the total less what is shown would tell them.
    """
    shown = sorted((one for one in every if publishable(one.people, floor)), key=lambda one: one.people)
    while shown and 0 < _left_out(every, shown) < floor:
        shown = shown[1:]
    return tuple(one for one in every if one in shown)


def _left_out(every: Collection[Share], shown: Collection[Share]) -> int:
    return sum(one.people for one in every if one not in shown)
