"""What somebody can do from their home at any time, and what a facilitator runs from there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.cards import Button, Buttons, Paragraph, Part
from bot.chat.routes import wire
from bot.chat.text import bold
from bot.desk import Desk, Seat
from bot.pages import Piece
from bot.permissions import Act, Reach
from bot.schedule.report import TEAM


class Doing:
    """Rate and add evidence, for each team; be away, for all of them (`bot.pages.Piece`)."""

    def parts(self, desk: Desk, held: Sequence[Seat]) -> Sequence[Part]:
        """A row of buttons a team, the team's name above it where there are several."""
        away = Button(desk.t("Be away…"), wire("away-form"))
        rows = [(seat, _of_team(desk, seat)) for seat in held]
        taking_part = [(seat, row) for seat, row in rows if row]
        if len(taking_part) <= 1:
            return [Buttons((*(button for _, row in taking_part for button in row), away))]
        named = [part for seat, row in taking_part for part in (_name(seat), Buttons(row))]
        return [*named, Buttons((away,))]


@dataclass(frozen=True, slots=True)
class Steering:
    """What somebody runs in each team that they facilitate (`bot.pages.Piece`), with what is `open_now`."""

    open_now: Piece

    def parts(self, desk: Desk, held: Sequence[Seat]) -> Sequence[Part]:
        """What is open in the team, and a row of buttons; nothing for who runs none."""
        return [
            part
            for seat in held
            if desk.reach(seat, Act.RUN_CHECK_INS) is Reach.ALL
            for part in (_team(desk, seat), *self.open_now.parts(desk, [seat]), _row(desk, seat))
        ]


def _of_team(desk: Desk, seat: Seat) -> tuple[Button, ...]:
    t, team_id = desk.t, seat.team.id
    ways = (
        (Act.RATE, Button(t("Rate"), wire("rate-walk", team_id), "main")),
        (Act.ADD_EVIDENCE, Button(t("Add evidence"), wire("evidence-form", team_id, ""))),
    )
    return tuple(button for act, button in ways if desk.reach(seat, act) > Reach.NONE)


def _name(seat: Seat) -> Part:
    return Paragraph(bold(seat.team.name))


def _team(desk: Desk, seat: Seat) -> Part:
    t, team = desk.t, seat.team
    if team.paused_at is None:
        return Paragraph(t("You facilitate {team}.", team=bold(team.name)))
    since = seat.reader.moment(team.paused_at)
    return Paragraph(
        t("You facilitate {team}. It has been paused since {since}.", team=bold(team.name), since=since)
    )


def _row(desk: Desk, seat: Seat) -> Part:
    t, team_id = desk.t, seat.team.id
    paused = seat.team.paused_at is not None
    steps = (
        Button(t("Check-ins"), wire("checkin-plans", team_id)),
        Button(t("Digest…"), wire("digest-share-ask", team_id, TEAM)),
        Button(t("Go on"), wire("team-resume", team_id))
        if paused
        else Button(t("Pause…"), wire("team-pause", team_id)),
    )
    return Buttons(steps)
