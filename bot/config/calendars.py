"""The calendar files that days without school are read from, besides those in `config.yaml` itself."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from bot.config.model import Section
from bot.config.platforms import in_folder
from bot.config.values import Name
from bot.schedule.calendar_files import CalendarSource

CalendarPath = Annotated[str, AfterValidator(in_folder)]


class CalendarEvents(Section):
    """Which events of calendar files are days without school: whole days, and not cancelled."""

    free_time: bool = Field(
        default=False,
        examples=["true"],
        description="Whether events that are shown as free time count too; "
        "calendars of holidays often show them so.",
    )
    only: tuple[Name, ...] = Field(
        default=(),
        examples=["[No school, Break]"],
        description="Words of which one must stand in an event's name; without any, every event counts.",
    )

    def sources(self, paths: tuple[str, ...]) -> tuple[CalendarSource, ...]:
        """The files and folders, with what counts in them."""
        return tuple(CalendarSource(path, self.free_time, self.only) for path in paths)
