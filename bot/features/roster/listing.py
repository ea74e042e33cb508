"""`/stem roster`: the members in groups; students are named to the facilitator and their adviser only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.chat.cards import Card, Heading, Paragraph, Part, SmallPrint, card
from bot.chat.events import ActionCall, CommandCall
from bot.chat.replies import Reply, Say
from bot.chat.text import Markup, bold, join
from bot.desk import Desk, Seat
from bot.features.roster.permissions import NAMES
from bot.naming import Home, called
from bot.permissions import Act, Reach
from bot.store.models import Membership, Person, RoleHolder
from bot.store.queries import roster, seats

# So many lines fit a paragraph even with long names.
_TOGETHER = 8


@dataclass(slots=True)
class Entry:
    """One person of the roster with the roles that they hold."""

    person: Person
    membership: Membership
    roles: list[RoleHolder] = field(default_factory=list)


def listed(desk: Desk, call: CommandCall) -> Reply:
    """The roster as the caller may see it."""
    seat = desk.seat(call)
    return Say(_card(desk, seat, _entries(desk, seat), call.person))


def seen(desk: Desk, call: ActionCall) -> Reply:
    """The same, for the team of the message that the button is on."""
    seat = desk.seat_in(call, call.argument)
    return Say(_card(desk, seat, _entries(desk, seat), call.person))


def _entries(desk: Desk, seat: Seat) -> list[Entry]:
    today = seat.reader.today
    entries = {
        person.id: Entry(person, membership)
        for person, membership in seats.members(desk.session, seat.team.id, today)
    }
    for held in roster.roles_held(desk.session, seat.team.id, today):
        if held.person_id in entries:
            entries[held.person_id].roles.append(held)
    return list(entries.values())


def _card(desk: Desk, seat: Seat, entries: Sequence[Entry], home: Home) -> Card:
    t = desk.t
    parts: list[Part] = [Heading(t("{team}: {count} on the roster", team=seat.team.name, count=len(entries)))]
    usual = _usual_end(entries)
    students = [one for one in entries if _is_student(desk, one)]
    for permission, (_, group) in NAMES.items():
        rest = [one for one in entries if one.membership.permission == permission and one not in students]
        parts += _group(t(group), [_line(desk, seat, one, home, usual) for one in rest])
    named = [one for one in students if _may_name(desk, seat, one)]
    lines = [_line(desk, seat, one, home, usual) for one in named]
    parts += _group(t("Students"), [*lines, *_unnamed(desk, len(students) - len(named), lines)])
    end = (
        SmallPrint(t("Terms end on {day} where nothing else is said.", day=seat.reader.day(usual)))
        if usual
        else None
    )
    return card(*parts, end)


def _usual_end(entries: Sequence[Entry]) -> date | None:
    """The day on which most terms end, to be said once; None where somebody's is open."""
    days = Counter(one.membership.ends_on for one in entries)
    day, times = days.most_common(1)[0] if days else (None, 0)
    return day if times > 1 and None not in days else None


def _group(title: Markup, lines: Sequence[Markup]) -> Iterable[Part]:
    if not lines:
        return ()
    shown = [bold(title), *lines]
    return [
        Paragraph(join("\n", shown[start : start + _TOGETHER])) for start in range(0, len(shown), _TOGETHER)
    ]


def _line(desk: Desk, seat: Seat, entry: Entry, home: Home, usual: date | None) -> Markup:
    ends_on = entry.membership.ends_on
    pieces = [called(desk.session, entry.person, home)]
    pieces += [_role(desk, seat, held, home, said=ends_on) for held in entry.roles]
    if ends_on and ends_on != usual:
        pieces.append(desk.t("until {day}", day=seat.reader.day(ends_on)))
    return join(" · ", pieces)


def _role(desk: Desk, seat: Seat, held: RoleHolder, home: Home, *, said: date | None) -> Markup:
    """A role with its adviser, and its end unless that is the one of the seat, which is `said` anyway."""
    t, title = desk.t, desk.library.roles[held.role].title
    adviser = desk.session.get(Person, held.adviser_id) if held.adviser_id else None
    more = [t("adviser {who}", who=called(desk.session, adviser, home))] if adviser else []
    if held.ends_on and held.ends_on != said:
        more.append(t("until {day}", day=seat.reader.day(held.ends_on)))
    if not more:
        return join("", [title])
    return t("{role} ({more})", role=title, more=join(", ", more))


def _unnamed(desk: Desk, count: int, lines: Sequence[Markup]) -> list[Markup]:
    if not count:
        return []
    if lines:
        return [desk.t.plural("and {count} more student", "and {count} more students", count)]
    return [desk.t.plural("{count} student", "{count} students", count)]


def _is_student(desk: Desk, entry: Entry) -> bool:
    return any(desk.library.roles[held.role].is_student for held in entry.roles)


def _may_name(desk: Desk, seat: Seat, entry: Entry) -> bool:
    if desk.reach(seat, Act.SEE_STUDENTS) is Reach.ALL:
        return True
    advises = any(held.adviser_id == seat.person.id for held in entry.roles)
    return advises or entry.person.id == seat.person.id
