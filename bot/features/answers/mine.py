"""What answers show on a facilitator's own page: how many have come to each check-in that is open."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Button, Buttons, Paragraph, Part
from bot.chat.routes import wire
from bot.chat.text import bold
from bot.desk import Desk, Seat
from bot.features.answers.runs import Run, open_runs
from bot.permissions import Act, Reach
from bot.schedule.participation_words import answered


class OpenRuns:
    """The open check-ins of each team that somebody facilitates (`bot.pages.Piece`)."""

    def parts(self, desk: Desk, held: Sequence[Seat]) -> Sequence[Part]:
        """A line each with a button that tells who has answered; nothing for who may not know it."""
        return [
            part
            for seat in held
            if desk.reach(seat, Act.SEE_WHO_ANSWERED) is Reach.ALL
            for run in open_runs(desk, seat)
            for part in _run(desk, seat, run)
        ]


def _run(desk: Desk, seat: Seat, run: Run) -> tuple[Part, Part]:
    words = desk.t(
        "{title}, {day}: {answered} Open until {moment}.",
        title=bold(run.schedule.title),
        day=seat.reader.day(run.occurrence.day),
        answered=answered(run.every, desk.t),
        moment=seat.reader.moment(run.occurrence.closes_at),
    )
    see = Button(desk.t("Who has answered"), wire("answers", run.occurrence.id))
    return Paragraph(words), Buttons((see,))
