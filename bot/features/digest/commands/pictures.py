"""`/stem digest picture`: one picture for whoever asks, with its numbers as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from bot.charts.kinds import GRID, MODULE
from bot.chat.cards import Button, Buttons, Card, Paragraph, SmallPrint, card
from bot.chat.events import ActionCall, Call, CommandCall
from bot.chat.messenger import File
from bot.chat.phrases import N_
from bot.chat.replies import Refusal, Reply, Say, refusal
from bot.chat.routes import wire
from bot.chat.text import Markup, bold, join
from bot.desk import Desk, Seat
from bot.features.digest.commands.plans import PICTURES as NAMED
from bot.permissions import Act
from bot.schedule import long_work
from bot.schedule.digest_settings import PICTURES
from bot.schedule.long_work import Order
from bot.schedule.report import Picture, Recipient
from bot.store.models import Team
from rubric.nearest import closest

KIND: Final = "digest-picture"
WHICH: Final = "which"
VOTES: Final = "votes"
EXAMPLE: Final = "/stem digest picture grid"
NAMES: Final = (*(one for one in PICTURES if one != "none"), VOTES)
LABELS: Final = {**{one: NAMED[one] for one in NAMES if one in NAMED}, VOTES: N_("How the last votes fell")}
_NOTHING: Final = {
    "grid": N_(
        "Nothing is agreed yet. After a consensus round there is: `/stem consensus start EC1.Leaders2`"
    ),
    "gaps": N_("There is no goal yet. A facilitator sets one: `/stem goal set EC1.Leaders2 4 2027-05-28`"),
    "trend": N_("No indicator with a goal has an agreed level yet. The goals: `/stem goal`"),
    "response": N_(
        "No check-in that enough people were asked in has closed yet. The check-ins: `/stem checkins`"
    ),
    VOTES: N_(
        "No round that enough people voted in was revealed in the last year. The levels: `/stem status`"
    ),
}
# So many lines fit a part even with long titles.
_TOGETHER: Final = 10
_VOTES_OF: Final = timedelta(days=365)


def picture(desk: Desk, call: CommandCall) -> Reply:
    """Have it drawn: where the indicators stand, or what was named."""
    seat = desk.allowed(call, Act.LOOK)
    return Say(_ordered(desk, call, seat, call.options.get(WHICH, "").strip().casefold() or GRID))


def chosen(desk: Desk, call: ActionCall) -> Reply:
    """Another one was pressed."""
    team_id, name = call.argument.split(":")
    return Say(_ordered(desk, call, desk.allowed_in(call, team_id, Act.LOOK), name))


class PictureMaker:
    """What is drawn was gathered when it was asked for."""

    kind = KIND
    module = MODULE

    def gather(self, desk: Desk, order: Order) -> Mapping[str, Any]:  # noqa: ARG002 - all is in the order
        """What it was ordered with."""
        given: Mapping[str, Any] = order.given["picture"]
        return given

    def message(self, desk: Desk, order: Order, file: File) -> Card:
        """Whose it is, and what it tells."""
        team = desk.session.get_one(Team, order.team_id)
        return card(Paragraph(bold(team.name)), Paragraph(file.alternative))


def _ordered(desk: Desk, call: Call, seat: Seat, name: str) -> Card:
    if name not in NAMES:
        raise _unknown(desk, name)
    drawn = _drawn(desk, call, seat, name)
    if drawn is None:
        raise refusal(desk.t(_NOTHING[name]))
    given = {"picture": dict(drawn.given)}
    order = Order(call.key, KIND, given, seat.team.id, seat.person.id, call.person)
    long_work.ask_for(desk.session, order, desk.now)
    others = tuple(
        Button(desk.t(LABELS[one]), wire("digest-picture", seat.team.id, one)) for one in NAMES if one != name
    )
    return card(
        Paragraph(bold(desk.t(LABELS[name]))),
        Paragraph(drawn.alternative),
        *_lines(drawn.numbers),
        Paragraph(desk.t("The picture comes to you by direct message.")),
        Buttons(others),
    )


def _drawn(desk: Desk, call: Call, seat: Seat, name: str) -> Picture | None:
    from bot.charts.album import Album  # noqa: PLC0415 - no start waits for what the first picture needs
    from bot.charts.gather import distribution_of, known  # noqa: PLC0415 - as above
    from bot.charts.picture import picture as picture_of  # noqa: PLC0415 - as above

    of_team, to = known(desk, seat.team), Recipient(desk.t, seat.reader, call.person.platform)
    if name != VOTES:
        return Album(desk, of_team, desk.now).only(name, to)
    votes = distribution_of(desk, of_team, to.t, to.reader, desk.now - _VOTES_OF, desk.now)
    return None if votes is None else picture_of(votes, to.t)


def _lines(numbers: Sequence[Markup]) -> list[SmallPrint]:
    starts = range(0, len(numbers), _TOGETHER)
    return [SmallPrint(join("\n", numbers[first : first + _TOGETHER])) for first in starts]


def _unknown(desk: Desk, given: str) -> Refusal:
    nearest = closest(given, {one: one for one in NAMES}) or GRID
    words = desk.t("There is no picture {given}. There are: {names}.", given=given, names=", ".join(NAMES))
    example = f"/stem digest picture {nearest}"
    return refusal(join(" ", [words, desk.t("Try: `{example}`", example=example)]))
