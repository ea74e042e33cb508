"""What tasks show on somebody's own page: the next ones, and the way to all of them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Button, Buttons, Heading, Paragraph, Part
from bot.chat.routes import wire
from bot.chat.text import join
from bot.desk import Desk, Seat
from bot.features.tasks import cards
from bot.features.tasks.own import open_tasks

MOST = 3


class OpenTasks:
    """The tasks that are open for somebody (`bot.pages.Piece`)."""

    def parts(self, desk: Desk, held: Sequence[Seat]) -> Sequence[Part]:
        """The next ones of each team, with a button that opens the list."""
        found: list[Part] = []
        for seat in held:
            if tasks := open_tasks(desk, seat):
                heading = desk.t.plural("Your task ({count})", "Your tasks ({count})", len(tasks))
                lines = [cards.line(task, seat.reader, desk.t) for task in tasks[:MOST]]
                see = Button(desk.t("See and finish"), wire("tasks", seat.team.id, 0))
                found += [Heading(heading), Paragraph(join("\n", lines)), Buttons((see,))]
        return found
