"""The teams of an installation: where they live, their zone, their school days."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AfterValidator, Field, ValidationInfo, model_validator

from bot.config.addresses import OneLineName
from bot.config.calendars import CalendarEvents, CalendarPath
from bot.config.model import Section, surroundings
from bot.config.nearest import did_you_mean
from bot.config.outside import Partner, Webhook
from bot.config.problems import Wrong
from bot.config.values import (
    ClockTime,
    Day,
    LocaleName,
    Name,
    SlackChannelId,
    SlackWorkspaceId,
    Snowflake,
    WholeNumber,
    Zone,
)
from bot.schedule.calendar_files import CalendarSource
from bot.schedule.quiet_hours import QuietHours
from rubric.measure import GROUP_FLOOR, LOWEST_GROUP_FLOOR
from rubric.model import UnknownInstrument

USUAL_INSTRUMENT = "engaged-stem-community"


def _known_instrument(given: str, info: ValidationInfo) -> str:
    library = surroundings(info).library
    try:
        return library.instrument(given).id
    except UnknownInstrument as error:
        remedy = did_you_mean(given, list(library.instruments))
        raise Wrong(f"there is no instrument '{given}'", remedy) from error


class SlackChannel(Section):
    """A channel in a Slack workspace."""

    workspace: SlackWorkspaceId = Field(examples=["T0123456789"])
    channel: SlackChannelId = Field(examples=["C0123456789"])


class DiscordChannel(Section):
    """A channel in a Discord server."""

    server: Snowflake = Field(examples=["700000000000000001"])
    channel: Snowflake = Field(examples=["700000000000000101"])


class TeamChannels(Section):
    """The channels that a team lives in, on each platform."""

    slack: tuple[SlackChannel, ...] = ()
    discord: tuple[DiscordChannel, ...] = ()

    @model_validator(mode="after")
    def _somewhere(self) -> Self:
        if not self.slack and not self.discord:
            raise Wrong("the team has no channel", "Add one: 'slack: [{workspace: T…, channel: C…}]'")
        return self


class Closure(Section):
    """Days without school: one day, or from a first to a last."""

    on: Day | None = Field(default=None, examples=["2026-11-11"])
    first: Day | None = Field(default=None, alias="from", examples=["2026-12-21"])
    last: Day | None = Field(default=None, alias="to", examples=["2027-01-01"])
    name: Name = Field(examples=["Winter break"], description="Why there is no school; people read it.")

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if (self.on is None) == (self.first is None) or (self.first is None) != (self.last is None):
            remedy = "Write {on: 2026-11-11, name: …} or {from: 2026-12-21, to: 2027-01-01, name: …}"
            raise Wrong("give either one day or a first and a last", remedy)
        if self.first and self.last and self.last < self.first:
            raise Wrong(f"{self.last} is before {self.first}", "Swap the two dates")
        return self

    def entry(self) -> dict[str, str]:
        """The closure as `calendar_of` reads it."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)


class QuietHoursSettings(Section):
    """The hours, on each person's own clock, in which nobody is written to; they may run over midnight."""

    starts: ClockTime = Field(alias="from", examples=["20:00"])
    ends: ClockTime = Field(alias="to", examples=["07:00"])

    @model_validator(mode="after")
    def _some_hours(self) -> Self:
        if self.starts == self.ends:
            raise Wrong(
                "the two times are the same: none or all of the day would be quiet",
                "Write 20:00 to 07:00 or the like",
            )
        return self

    def hours(self) -> QuietHours:
        """The hours as a schedule asks them."""
        return QuietHours(self.starts, self.ends)


class Defaults(Section):
    """What holds in a team unless something else is said."""

    group_floor: WholeNumber = Field(
        default=GROUP_FLOOR,
        ge=LOWEST_GROUP_FLOOR,
        le=50,
        examples=[GROUP_FLOOR],
        description="The smallest group whose levels and votes are shown.",
    )


class TeamSettings(Section):
    """A STEM leadership team."""

    name: OneLineName = Field(examples=["Riverbend STEM Leadership Team"])
    zone: Zone = Field(
        examples=["America/New_York"],
        description="Where the team's own clock hangs, a place of the IANA list.",
    )
    locale: LocaleName = Field(
        default="en",
        examples=["en-US"],
        description="The language and the way of writing dates of what is posted in the team's channels.",
    )
    instrument: Annotated[str, AfterValidator(_known_instrument)] = Field(
        default=USUAL_INSTRUMENT,
        examples=[USUAL_INSTRUMENT],
        description="The rubric that the team works with.",
    )
    channels: TeamChannels = Field(examples=["{slack: [{workspace: T…, channel: C…}]}"])
    partners: tuple[Partner, ...] = Field(
        default=(), description="Who asked for the team's digest by e-mail, and is in neither workspace."
    )
    webhooks: tuple[Webhook, ...] = Field(
        default=(), description="Programs that get the team's digest as signed JSON."
    )
    calendar: tuple[Closure, ...] = Field(
        default=(),
        description="Days without school: nothing falls due on them. Saturdays and Sundays are known.",
    )
    calendar_files: tuple[CalendarPath, ...] = Field(
        default=(),
        examples=["[holidays.ics]"],
        description="Calendar files (.ics), or folders of them, with more days without school.",
    )
    calendar_events: CalendarEvents = Field(
        default=CalendarEvents(), description="Which events of those files are days without school."
    )
    quiet_hours: QuietHoursSettings = Field(
        default=QuietHoursSettings.model_validate({"from": "20:00", "to": "07:00"}),
        description="When nobody is written to; from 20:00 to 07:00 if left out.",
    )
    defaults: Defaults = Defaults()

    def calendar_sources(self) -> tuple[CalendarSource, ...]:
        """Where more days without school are read from, and what counts there."""
        return self.calendar_events.sources(self.calendar_files)
