"""Which subjects a person can be asked about in a check-in, which of them it is this time, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.chat.phrases import N_, Phrases
from bot.chat.text import Markup
from bot.desk import Desk
from bot.language.lists import listed
from bot.schedule.check_in import ABOUT_INDICATORS, CheckIn, check_in_of
from bot.schedule.unasked import scope_of
from bot.store.models import Person, Prompt, Schedule, Team
from bot.store.queries import rotation
from rubric.asking import askable
from rubric.model import Library
from rubric.rotation import next_subjects

_TURN = N_("it is this indicator's turn")
_FOCUS = N_("your team has a goal for it")
_NAMED = N_("this check-in is about it")


@dataclass(slots=True)
class Turns:
    """Who was asked about what, each once, the longest ago first: by person id, and by anybody in the team.

    It grows with every choice, so that the next one knows.
    """

    own: dict[int, list[str]] = field(default_factory=dict)
    team: list[str] = field(default_factory=list)

    def next(self, person_id: int, possible: Sequence[str], count: int) -> list[str]:
        """Take the person's next subjects."""
        own = self.own.get(person_id, [])
        chosen = next_subjects(possible, own, self.team, count)
        self.own[person_id] = _last(own, chosen)
        self.team = _last(self.team, chosen)
        return chosen


def _last(before: Sequence[str], chosen: Sequence[str]) -> list[str]:
    return [*(subject for subject in before if subject not in chosen), *chosen]


def turns_of(desk: Desk, team_id: str, asks: str, people: Sequence[Person]) -> Turns:
    """The turns of one kind of check-in as they stand, for these people."""
    before = rotation.asked_before(desk.session, team_id, [person.id for person in people], asks)
    return Turns(before, rotation.team_asked(desk.session, team_id, asks))


def candidates(desk: Desk, schedule: Schedule, roles: Sequence[str]) -> list[str]:
    """What a check-in can ask holders of the roles about: indicators, or the one question that it has."""
    team, check_in = desk.session.get_one(Team, schedule.team_id), check_in_of(schedule)
    scope = scope_of(desk, team, check_in)
    if check_in.is_about_indicators:
        return [each.id for each in askable(desk.library, desk.instrument(team), scope, roles)]
    held = [desk.library.roles[role] for role in roles if role in desk.library.roles]
    return [check_in.asks] if any(scope.reaches(role) for role in held) else []


def why_asked(
    t: Phrases, library: Library, prompt: Prompt, roles: Sequence[str], check_in: CheckIn
) -> Markup:
    """Why somebody who holds these roles is asked this, in a sentence."""
    held = [library.roles[role] for role in roles if role in library.roles]
    titles = listed([role.title for role in held if prompt.audience in ("", role.audience)], t)
    if prompt.asks not in ABOUT_INDICATORS:
        return t("You are asked because of your role in the team: {roles}.", roles=titles)
    reason = t(_reason(check_in))
    if not titles:
        return t("You are asked because this is about the whole team; {reason}.", reason=reason)
    return t("You are asked because of your role, {roles}; {reason}.", roles=titles, reason=reason)


def _reason(check_in: CheckIn) -> str:
    if check_in.focus:
        return _FOCUS
    return _NAMED if check_in.scope.indicators else _TURN
