"""When somebody joins a team's channel: they are greeted, or a facilitator hears of them."""

from __future__ import annotations

from datetime import timedelta

from bot.chat.events import Joined
from bot.chat.text import Markup, mention
from bot.desk import Desk
from bot.features.hello.greeter import by_direct_message
from bot.schedule.telling import tell_facilitators
from bot.store.models import Person, Team
from bot.store.queries import roster, seats

# A hello of yesterday is not said again today.
FRESH = timedelta(days=1)


def joined(desk: Desk, happening: Joined) -> None:
    """Greet them, or tell the facilitators, once for each team that lives there."""
    place = happening.place
    for team_id in seats.teams_in(desk.session, place.platform, place.workspace, place.channel):
        team = desk.session.get_one(Team, team_id)
        if team.removed_at is None:
            _joined(desk, happening, team)


def _joined(desk: Desk, happening: Joined, team: Team) -> None:
    who, today = happening.person, desk.team_reader(team).today
    person = seats.person_of(desk.session, who.platform, who.workspace, who.account)
    if person is not None and roster.seat_of(desk.session, team.id, person.id, today) is not None:
        _greet(desk, person, team)
        return
    about = f"joined:{team.id}:{who.platform}:{who.workspace}:{who.account}"
    tell_facilitators(desk, team, about, lambda own, to: _stranger(own, to, team, happening))


def _greet(desk: Desk, person: Person, team: Team) -> None:
    """Once more for who was greeted before they came and has not answered; the greeter greets all others."""
    undecided = person.agreed_at is None and person.declined_at is None
    if undecided and person.greeted_at is not None and person.greeted_at < desk.now - FRESH:
        seats.reachable_again(desk.session, person.id)
        by_direct_message(desk, person, team, f"hello:{person.id}:joined:{team.id}")


def _stranger(desk: Desk, to: Person, team: Team, happening: Joined) -> Markup:
    """Called by name only where the reader's account knows them."""
    who, home = happening.person, seats.account_for(desk.session, to.id)
    t, platform = desk.t, who.platform.capitalize()
    if home is not None and (home.platform, home.workspace) == (who.platform, who.workspace):
        return t(
            "{who} joined the channel of {team} and is not on its roster, so I send them nothing. "
            "To add them: `/stem roster add` and {who}.",
            who=mention(who.account),
            team=team.name,
        )
    return t(
        "Somebody joined the channel of {team} on {platform} and is not on its roster, so I send them "
        "nothing. To add them, type `/stem roster add` and their name there.",
        team=team.name,
        platform=platform,
    )
