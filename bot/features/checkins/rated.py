"""Lets a check-in that asks for a rating show what was rated, however that was done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import bindparam, or_, select

from bot.chat.events import Call
from bot.chat.replies import Replace, Reply, Say
from bot.chat.routes import Route
from bot.desk import Desk
from bot.features.checkins.elsewhere import keep_up
from bot.store.loaded import columns_of, loaded
from bot.store.models import Person, Prompt, Rating
from bot.store.prepared import Prepared
from bot.store.queries import prompts

# The routes of ratings that write or undo one.
_WRITE: Final = frozenset({"rate", "rate-all", "rate-evidence", "rate-undo"})
_CHANGED: Final = Prepared(
    select(*columns_of(Prompt))
    .join(Rating, (Rating.indicator == Prompt.subject) & (Rating.team_id == Prompt.team_id))
    .where(Prompt.person_id == bindparam("person"), Rating.person_id == bindparam("person"))
    .where(or_(Rating.given_at == bindparam("now"), Rating.undone_at == bindparam("now")))
    .where(Prompt.asks == prompts.RATING, Prompt.closes_at > bindparam("now"))
    .where(Prompt.delivery_id.is_not(None))
    .order_by(Prompt.id)
)


def shown_in_check_ins(routes: Iterable[Route]) -> tuple[Route, ...]:
    """The routes of ratings, after which the check-ins show what was said."""
    return tuple(_followed(route) for route in routes)


def _followed(route: Route) -> Route:
    name = getattr(route, "path", "") or getattr(route, "name", "")
    return replace(route, run=_then_shown(route.run)) if name in _WRITE else route


def _then_shown(run: Callable[[Any, Any], Reply]) -> Callable[[Any, Any], Reply]:
    def both(desk: Desk, call: Call) -> Reply:
        reply = run(desk, call)
        if isinstance(reply, Say | Replace):
            _show(desk, call)
        return reply

    return both


def _show(desk: Desk, call: Call) -> None:
    person = desk.person(call)
    for prompt in _rated_just_now(desk, person) if person is not None else ():
        keep_up(desk, desk.seat_in(call, prompt.team_id), prompt, call.key)


def _rated_just_now(desk: Desk, person: Person) -> list[Prompt]:
    """One prompt for each of the person's messages in which a rating changes something now."""
    found = _CHANGED.rows(desk.session, {"person": person.id, "now": desk.now})
    every = [loaded(desk.session, Prompt, row) for row in found]
    return list({prompt.delivery_id: prompt for prompt in every}.values())
