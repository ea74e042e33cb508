"""Why a team may want support, in plain reasons; nobody is ranked by them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from dateutil.relativedelta import relativedelta

from bot.chat.phrases import Phrases
from bot.chat.text import Markup
from bot.features.district.shown import Movement, Response, Told

_LONG_AGO: Final = relativedelta(months=12)


def reasons(one: Told, today: date, t: Phrases) -> list[Markup]:
    """All that hold, each a few words."""
    return [*_about_levels(one, today, t), *_about_goals(one, t), *_about_check_ins(one, t)]


def _about_levels(one: Told, today: date, t: Phrases) -> Iterator[Markup]:
    if one.levels.newest is None:
        yield t("nothing agreed yet")
    elif one.levels.newest < today - _LONG_AGO:
        yield t("nothing agreed for a year")


def _about_goals(one: Told, t: Phrases) -> Iterator[Markup]:
    if one.goals.late:
        yield t.plural("{count} goal past its day", "{count} goals past their day", one.goals.late)


def _about_check_ins(one: Told, t: Phrases) -> Iterator[Markup]:
    if one.team.paused_at is not None:
        yield t("paused")
    elif not one.was_asked:
        yield t("no check-in closed")
    if one.response is not None and _few(one.response):
        yield t(
            "{answered} of {asked} check-ins answered",
            answered=one.response.answered,
            asked=one.response.eligible,
        )
    if one.movement is not None and _stands_still(one.movement):
        stuck = len(one.movement.stuck)
        yield t.plural("{count} stuck and none moving", "{count} stuck and none moving", stuck)


def _few(response: Response) -> bool:
    """Whether less than half answered."""
    return response.answered * 2 < response.eligible


def _stands_still(movement: Movement) -> bool:
    return bool(movement.stuck) and not movement.moved


def wanting(told: Sequence[Told], today: date, most: int) -> Sequence[Told]:
    """The teams with a reason, in their order; of more than `most` those with the most reasons."""
    count = {id(one): len(reasons(one, today, Phrases())) for one in told}
    with_one = [one for one in told if count[id(one)]]
    chosen = {id(one) for one in sorted(with_one, key=lambda one: -count[id(one)])[:most]}
    return [one for one in with_one if id(one) in chosen]
