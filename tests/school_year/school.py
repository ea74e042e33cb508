"""The team at its school: days off, quiet hours, check-ins of every rhythm, and the rows for all of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from bot.sandbox.residents import LocalApp, LocalChannel, LocalPerson, LocalWorkspace
from bot.store.models import Account, Membership, Person, RoleHolder, Schedule, Team, TeamChannel
from tests.school_year.members import ACCOUNTS, FIRST_DAY, MEMBERS, NEW_YORK, Member

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TEAM: Final = "riverbend"
WORKSPACES: Final = {"slack": "T0YEAR", "discord": "700000000000000001"}
CHANNELS: Final = {"slack": "C0YEAR", "discord": "700000000000000101"}
QUIET: Final = (time(20), time(7))
DAYS_OFF: Final = (
    (date(2026, 9, 7), date(2026, 9, 7), "Labor Day"),
    (date(2026, 10, 12), date(2026, 10, 12), "Fall holiday"),
    (date(2026, 11, 25), date(2026, 11, 27), "Thanksgiving"),
    (date(2026, 12, 21), date(2027, 1, 1), "Winter break"),
    (date(2027, 1, 18), date(2027, 1, 18), "Martin Luther King Day"),
    (date(2027, 2, 15), date(2027, 2, 16), "Winter weekend"),
    (date(2027, 4, 5), date(2027, 4, 9), "Spring break"),
    (date(2027, 5, 31), date(2027, 5, 31), "Memorial Day"),
)
_AGREED = datetime(2026, 8, 1, 12, tzinfo=UTC)
_LOCALES = {"en": "en-US", "es": "es-ES"}

PROGRESS, REFLECTION, RATING = "weekly", "looking-back", "quarter"
SCHEDULES: Final[tuple[tuple[str, str, str, time, dict[str, Any]], ...]] = (
    (PROGRESS, "check-in", "weekly on Tue", time(9), {}),
    (
        REFLECTION,
        "check-in",
        "monthly on the first Thursday",
        time(14),
        {"asks": "reflection", "open_days": 5, "reminders": 2},
    ),
    (
        RATING,
        "check-in",
        "quarterly on the second Monday",
        time(10),
        {"asks": "rating", "open_days": 11, "per_person": 2, "reminders": 2},
    ),
    ("digest", "digest", "weekly on Fri", time(15), {}),
)
ALL: Final = {slot: settings for slot, kind, _, _, settings in SCHEDULES if kind == "check-in"}


@dataclass(frozen=True, slots=True)
class Term:
    """The days that are lived through, and when there is no school meanwhile."""

    first: date
    last: date
    days_off: tuple[tuple[date, date, str], ...] = DAYS_OFF

    def is_off(self, day: date) -> bool:
        """Whether there is no school on a day."""
        return any(first <= day <= last for first, last, _ in self.days_off)


YEAR: Final = Term(FIRST_DAY, date(2027, 6, 18))
# Five weeks around each change of the clocks, and a long winter break between them.
_WINTER: Final = (date(2026, 11, 16), date(2027, 2, 26), "A long winter break")
QUARTER: Final = Term(date(2026, 10, 12), date(2027, 4, 3), (*DAYS_OFF, _WINTER))


def workspace(platform: str) -> LocalWorkspace:
    """The platform's workspace with those who are there, one channel, and the app."""
    here = [one for one in MEMBERS if one.platform == platform]
    people = tuple(LocalPerson(ACCOUNTS[one.name], one.name, one.zone, _LOCALES[one.locale]) for one in here)
    channel = LocalChannel(CHANNELS[platform], "slt", tuple(one.id for one in people))
    bot = {"slack": "U0BOT", "discord": "900000000000000001"}[platform]
    app = LocalApp(
        bot if platform == "discord" else "A0BOT", bot, "stem-bot", f"xoxb-{platform}", "xapp-year"
    )
    return LocalWorkspace(WORKSPACES[platform], "Riverbend", app, people, (channel,))


def seat(session: Session, term: Term) -> None:
    """Write the team, its schedules and everybody in it, also who comes only later."""
    off = [{"from": str(first), "to": str(last), "name": name} for first, last, name in term.days_off]
    quiet = {"from": f"{QUIET[0]:%H:%M}", "to": f"{QUIET[1]:%H:%M}"}
    session.add(
        Team(
            id=TEAM,
            name="Riverbend",
            zone=NEW_YORK,
            locale="en",
            instrument="engaged-stem-community",
            settings={"calendar": off, "quiet_hours": quiet},
        )
    )
    session.flush()
    for platform, channel in CHANNELS.items():
        home = WORKSPACES[platform]
        session.add(TeamChannel(team_id=TEAM, platform=platform, workspace=home, channel=channel))
    for member in MEMBERS:
        _seat(session, member)
    for slot, kind, rule, at, settings in SCHEDULES:
        session.add(
            Schedule(
                team_id=TEAM,
                slot=slot,
                kind=kind,
                title=slot,
                rule=rule,
                at=at,
                starts_on=FIRST_DAY,
                settings=settings,
                managed="chat",
            )
        )


def _seat(session: Session, member: Member) -> None:
    person = Person(
        name=member.name,
        zone=member.zone,
        locale=member.locale,
        greeted_at=_AGREED,
        agreed_at=_AGREED,
        own_time=member.own_time,
        own_days=member.days,
        quiet_from=member.quiet[0] if member.quiet else None,
        quiet_until=member.quiet[1] if member.quiet else None,
    )
    session.add(person)
    session.flush()
    term = {"team_id": TEAM, "person_id": person.id, "starts_on": member.joins, "ends_on": member.leaves}
    session.add(
        Account(
            person_id=person.id,
            platform=member.platform,
            workspace=WORKSPACES["slack"] if member.platform == "slack" else "",
            account=ACCOUNTS[member.name],
            preferred=True,
            direct_agreed_at=_AGREED,
        )
    )
    session.add(Membership(permission=member.permission, managed="chat", **term))
    session.add(RoleHolder(role=member.role, managed="chat", **term))
