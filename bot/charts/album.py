"""The pictures of a team that go with reports, each made once for everybody who reads the same language."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.charts.data import Chart
from bot.charts.gather import Known, gaps_of, grid_of, response_of, trend_of
from bot.charts.kinds import GAPS, GRID
from bot.charts.picture import picture
from bot.desk import Desk
from bot.schedule.report import Picture, Recipient


@dataclass(frozen=True, slots=True)
class Album:
    """The pictures of what is known of a team at an instant (UTC), by name and language."""

    desk: Desk
    known: Known
    until: datetime
    _made: dict[tuple[str, str], Picture | None] = field(default_factory=dict)

    def picture(self, name: str, to: Recipient) -> Picture | None:
        """The picture of that name; where goals are wanted and there are none, where the team stands."""
        key = (name, to.reader.locale)
        if key not in self._made:
            drawn = self.only(name, to)
            self._made[key] = self.only(GRID, to) if drawn is None and name == GAPS else drawn
        return self._made[key]

    def only(self, name: str, to: Recipient) -> Picture | None:
        """The picture of that name and no other."""
        chart = self._chart(name, to)
        return None if chart is None else picture(chart, to.t)

    def _chart(self, name: str, to: Recipient) -> Chart | None:
        match name:
            case "grid":
                return grid_of(self.known, to.t, to.reader)
            case "gaps":
                return gaps_of(self.known, to.t, to.reader)
            case "trend":
                return trend_of(self.known, to.t, to.reader)
            case "response":
                return response_of(self.desk, self.known.team, to.t, to.reader, self.until)
            case _:
                return None
