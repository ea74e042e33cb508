"""What a feature works at: one transaction, the time, the instruments and the words; nothing is global."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from bot.chat.cards import Buttons, Paragraph, card
from bot.chat.events import ActionCall, Call, CommandCall, FormSubmission, MessageCall
from bot.chat.phrases import Phrases
from bot.chat.replies import Refusal, refusal
from bot.chat.text import Markup, join
from bot.language.reader import Reader
from bot.permissions import Act, Reach, Who, allowed_to, may, reach
from bot.store import choices
from bot.store.models import Change, Person, Team
from bot.store.prepared import Prepared
from bot.store.queries import digest, seats
from rubric.model import Indicator, Instrument, Library

_CHANGE: Table = Change.__table__  # type: ignore[assignment]
_CHANGED = Prepared(insert(_CHANGE), [name for name in _CHANGE.c.keys() if name != "id"])  # noqa: SIM118
FACILITATOR = "facilitator"


class WritesNeeded(Exception):  # noqa: N818 - says what is wanted
    """What only reads has something to write after all; it is run again where it may."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A person in a team: what they may do there and how they read days and times."""

    person: Person
    team: Team
    permission: str
    reader: Reader


@dataclass(frozen=True, slots=True)
class Desk:
    """The transaction, the instant (UTC), the instruments, and the sentences in the caller's language.

    `caller` is the person behind an event, where there is one and they are known. `writes`: not only reads.
    """

    session: Session
    now: datetime
    library: Library
    t: Phrases
    phrases_in: Callable[[str], Phrases]
    caller: Person | None = None
    writes: bool = True

    def seat(self, call: Call) -> Seat:
        """The caller's seat: in the team of the channel they are in, else in their only team.

        Raises `Refusal` for somebody who is on no roster, or in several teams with none of them here.
        """
        held = self.own_seats(call)
        if len(held) == 1:
            return held[0]
        here = seats.teams_in(self.session, call.place.platform, call.place.workspace, call.place.channel)
        fitting = [seat for seat in held if seat.team.id in here] or held
        return fitting[0] if len(fitting) == 1 else self._meant(call, fitting)

    def _meant(self, call: Call, fitting: Sequence[Seat]) -> Seat:
        """The seat in the team that the caller chose lately; else they are asked with buttons."""
        chosen = choices.team_of(self.session, call.person, self.now)
        for seat in fitting:
            if seat.team.id == chosen:
                return seat
        names = ", ".join(seat.team.name for seat in fitting)
        ask = self.t(
            "You are in several teams ({teams}). Which one is this for? Choose, then type it again; "
            "or type it in that team's channel.",
            teams=names,
        )
        buttons = [choices.button(seat.team) for seat in fitting]
        raise Refusal(card(Paragraph(ask), Buttons(tuple(buttons[: choices.MOST]))))

    def own_seats(self, call: Call) -> list[Seat]:
        """The caller's seats in all their teams; raises `Refusal` for somebody who is on no roster."""
        held = self._seats_of_caller(call)
        if not held:
            raise refusal(
                self.t(
                    "You are not on a team's roster yet, so nothing was stored. "
                    "Ask your team's facilitator to add you: `/stem roster add` and your name."
                )
            )
        return held

    def seat_in(self, call: Call, team_id: str) -> Seat:
        """The caller's seat in one team; raises `Refusal` when they have none."""
        for seat in self._seats_of_caller(call):
            if seat.team.id == team_id:
                return seat
        raise refusal(self.t("This belongs to a team that you are not in any more."))

    def allowed(self, call: Call, act: Act) -> Seat:
        """The caller's seat if they may do this in the team; raises `Refusal` when they may not."""
        return self._if_allowed(self.seat(call), act)

    def allowed_in(self, call: Call, team_id: str, act: Act) -> Seat:
        """The same in one team."""
        return self._if_allowed(self.seat_in(call, team_id), act)

    def reach(self, seat: Seat, act: Act) -> Reach:
        """How far somebody may go with an act, by the permission of their seat and by their roles."""
        own = reach(act, (seat.permission,))
        if reach(act, (Who.STUDENT, Who.ADVISER)) <= own:
            return own
        return reach(act, (seat.permission, *self._by_role(seat)))

    def instrument(self, team: Team) -> Instrument:
        """The instrument that the team works with."""
        return self.library.instrument(team.instrument)

    def audiences(self, seat: Seat) -> frozenset[str]:
        """The audiences of the roles that somebody holds in their team today."""
        held = seats.role_names_of(self.session, seat.team.id, seat.person.id, seat.reader.today)
        return frozenset(self.library.roles[role].audience for role in held)

    def may_rate(self, seat: Seat, indicator: Indicator) -> bool:
        """Whether an indicator is somebody's to rate: one of their roles or of the whole team, else any."""
        far = self.reach(seat, Act.RATE)
        if far is Reach.OWN:
            return indicator.is_for(self.audiences(seat))
        return far is Reach.ALL

    def reader(self, person: Person) -> Reader:
        """How a person reads days and times."""
        return Reader(person.zone, person.locale, self.now)

    def team_reader(self, team: Team) -> Reader:
        """How a team's channel reads days and times."""
        return Reader(team.zone, team.locale, self.now)

    def note_change(self, seat: Seat, call: Call, record: str, record_id: object, what: str) -> None:
        """Write down who changed a record, when and through what."""
        _CHANGED.run(
            self.session,
            {
                "team_id": seat.team.id,
                "at": self.now,
                "who": f"person:{seat.person.id}",
                "through": through(call),
                "record": record,
                "record_id": str(record_id),
                "what": what,
            },
        )

    def _by_role(self, seat: Seat) -> list[Who]:
        """What somebody is in the team by a role that they or their students hold."""
        today, team_id = seat.reader.today, seat.team.id
        held = seats.role_names_of(self.session, team_id, seat.person.id, today)
        student = any(self.library.roles[role].is_student for role in held)
        adviser = bool(digest.advised_by(self.session, team_id, seat.person.id, today))
        return [who for who, is_one in ((Who.STUDENT, student), (Who.ADVISER, adviser)) if is_one]

    def _if_allowed(self, seat: Seat, act: Act) -> Seat:
        if self.reach(seat, act) > Reach.NONE:
            return seat
        if may(Who.MEMBER, act):
            raise refusal(
                self.t(
                    "You observe this team, so you can look at everything but not add to it. "
                    "If that should change, ask your facilitator."
                )
            )
        raise refusal(join(" ", [self._reserved(seat, act), self._whom_to_ask(seat)]))

    def _reserved(self, seat: Seat, act: Act) -> Markup:
        if Who.LEADER in allowed_to(act):
            return self.t("Only a facilitator or a leader of {team} can do this.", team=seat.team.name)
        return self.t("Only a facilitator of {team} can do this.", team=seat.team.name)

    def _whom_to_ask(self, seat: Seat) -> Markup:
        who = seats.facilitators(self.session, seat.team.id, seat.reader.today)
        if not who:
            return self.t("The team has no facilitator yet.")
        return self.t("Please ask {names}.", names=", ".join(one.name for one in who))

    def person(self, call: Call) -> Person | None:
        """Who called, if they are known."""
        who = call.person
        return self.caller or seats.person_of(self.session, who.platform, who.workspace, who.account)

    def _seats_of_caller(self, call: Call) -> list[Seat]:
        person = self.person(call)
        return self._seats_of(person) if person else []

    def _seats_of(self, person: Person) -> list[Seat]:
        today = self.now.astimezone(ZoneInfo(person.zone)).date()
        held = seats.permissions(self.session, person.id, today)
        return [Seat(person, team, permission, self.reader(person)) for permission, team in held]


def through(call: Call) -> str:
    """Through what something came: the platform, and the command, button or form."""
    match call:
        case CommandCall():
            return f"{call.person.platform} command {call.command}"
        case ActionCall():
            return f"{call.person.platform} button {call.action}"
        case FormSubmission():
            return f"{call.person.platform} form {call.form}"
        case MessageCall():
            return f"{call.person.platform} shortcut {call.shortcut}"
