"""`/stem team log`: what was changed, by whom and when."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Card, Option
from bot.chat.events import ActionCall, CommandCall
from bot.chat.limits import SUGGESTIONS
from bot.chat.parameters import Kind, Parameter
from bot.chat.phrases import N_
from bot.chat.replies import Replace, Reply, Say, refusal
from bot.chat.routes import Action, Command, Route
from bot.chat.text import plain
from bot.desk import Desk, Seat
from bot.features.log import cards, words
from bot.permissions import Act
from bot.store.queries import changes
from bot.store.queries.changes import Wanted

_ABOUT = "about"


def log(desk: Desk, call: CommandCall) -> Reply:
    """The newest changes, of all or of what was named."""
    seat = desk.allowed(call, Act.READ_LOG)
    return Say(_page(desk, seat, _wanted(desk, seat, call.options.get(_ABOUT, "").strip()), None))


def older(desk: Desk, call: ActionCall) -> Reply:
    """The page before."""
    team_id, before, person, record = call.argument.split(":", 3)
    seat = desk.allowed_in(call, team_id, Act.READ_LOG)
    return Replace(_page(desk, seat, Wanted(record, int(person) if person else None), int(before)))


def _page(desk: Desk, seat: Seat, wanted: Wanted, before: int | None) -> Card:
    most = cards.PAGE + 1
    found = changes.logged(desk.session, seat.team.id, wanted, before=before, most=most)
    return cards.page(desk, seat, found, wanted)


def _wanted(desk: Desk, seat: Seat, given: str) -> Wanted:
    """What a word means: a sort of record by its name in either language, or the beginning of a name."""
    if not given:
        return Wanted()
    word, records = given.casefold(), changes.records(desk.session, seat.team.id)
    for record in records:
        if word in {record, plain(words.record(record, desk.t)).casefold()}:
            return Wanted(record=record)
    people = changes.people(desk.session, seat.team.id)
    fitting = [id_ for id_, name in people.items() if name.casefold().startswith(word)]
    if len(fitting) == 1:
        return Wanted(person_id=fitting[0])
    known = [*people.values(), *(plain(words.record(one, desk.t)) for one in records)]
    raise refusal(
        desk.t(
            "The log knows no “{given}”. It can be one of: {known}. Try: `/stem team log {example}`",
            given=given,
            known=", ".join(known) or "–",
            example=known[0] if known else "goal",
        )
    )


def _suggest(desk: Desk, call: CommandCall, typed: str) -> Sequence[Option]:
    seat, word = desk.allowed(call, Act.READ_LOG), typed.casefold()
    known = [
        *changes.people(desk.session, seat.team.id).values(),
        *(plain(words.record(one, desk.t)) for one in changes.records(desk.session, seat.team.id)),
    ]
    return [Option(one, one) for one in known if word in one.casefold()][:SUGGESTIONS]


ROUTES: tuple[Route, ...] = (
    Command(
        "team log",
        log,
        N_("Who changed what in your team, the newest first"),
        "/stem team log",
        (Parameter(_ABOUT, Kind.TEXT, N_("A name, or a sort of record such as goal"), suggest=_suggest),),
        shorthand="log",
        reads=True,
        act=Act.READ_LOG,
    ),
    Action("team-log", older, reads=True, act=Act.READ_LOG),
)
