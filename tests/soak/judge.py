"""What stands before people by the platforms' own history, against the bot's record and the calendar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.sandbox.hands import Hands
from bot.schedule import outbox
from bot.schedule.missed import MISSED
from bot.store.models import Delivery, Occurrence, Prompt
from tests.soak.district import SoakTeam

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Verdict:
    """Nothing may be in the first two."""

    lost: Sequence[str]
    twice: Sequence[str]
    messages: int
    check_ins: int


def judge(session: Session, teams: Sequence[SoakTeam], weeks: int, hands: Mapping[str, Hands]) -> Verdict:
    """Compare both."""
    written = session.scalars(select(Delivery).where(Delivery.kind != outbox.EDIT)).all()
    stands = Counter(key for team in teams for key in _seen(team, hands[team.platform]))
    known = Counter((one.platform, one.message or "") for one in written if one.state == outbox.SENT)
    lost = [f"{one.purpose} is {one.state}: {one.trouble}" for one in written if one.state != outbox.SENT]
    lost += [f"{key} is not there" for key in known - stands]
    twice = [f"{key} stands unknown or again" for key in stands - known]
    for team in teams:
        missing, extra = _check_ins(session, team, weeks)
        lost += missing
        twice += extra
    asked = [one for one in written if one.purpose.startswith("check-in:")]
    return Verdict(lost, twice, stands.total(), len(asked))


def _seen(team: SoakTeam, hands: Hands) -> list[tuple[str, str]]:
    found: set[str] = set()
    for account in team.people:
        for place in hands.places(account):
            found |= {one.id for one in hands.messages(account, place.id) if one.from_app and not one.private}
    return [(team.platform, each) for each in found]


def _check_ins(session: Session, team: SoakTeam, weeks: int) -> tuple[list[str], list[str]]:
    """Of each of its days one occurrence, and in it everybody asked once."""
    days = Counter(
        session.scalars(
            select(Occurrence.day).where(Occurrence.team_id == team.id, Occurrence.state != MISSED)
        )
    )
    wanted = Counter(team.days(weeks))
    prompted = session.execute(
        select(Occurrence.day, Prompt.person_id, Prompt.subject)
        .join(Occurrence, Prompt.occurrence_id == Occurrence.id)
        .where(Prompt.team_id == team.id)
    ).tuples()
    prompts = Counter(prompted)
    asked = {(day, person) for day, person, _subject in prompts}
    missing = [f"{team.id}: {day}" for day in wanted - days]
    missing += [
        f"{team.id}: {day}, somebody was not asked"
        for day in wanted
        if sum(d == day for d, _ in asked) < len(team.people)
    ]
    return missing, [
        f"{team.id}: {what}" for what in [*(days - wanted), *(key for key, n in prompts.items() if n > 1)]
    ]
