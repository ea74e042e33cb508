"""The form of a file for `stem-bot apply`."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import Field, StringConstraints, model_validator

from bot.config.model import Section
from bot.config.problems import Wrong
from bot.config.settings import TeamId
from bot.config.values import Day, WholeNumber
from bot.declared.people_model import DeclaredPerson
from bot.declared.schedule_model import CheckIn, Digest, Meeting, Slot


class Term(Section):
    """A school year or another term: what is declared holds for it unless something else is said."""

    starts_on: Day = Field(examples=["2026-08-01"])
    ends_on: Day | None = Field(default=None, examples=["2027-06-30"])

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.ends_on and self.ends_on < self.starts_on:
            raise Wrong(f"it ends on {self.ends_on}, before it begins", "Swap the two dates")
        return self


IndicatorId = Annotated[str, StringConstraints(min_length=1)]
LevelNumber = Annotated[WholeNumber, Field(ge=1, le=7)]


class DeclaredGoal(Section):
    """The level that an indicator should have by a day."""

    indicator: IndicatorId = Field(examples=["EC1.Leaders2"])
    level: LevelNumber = Field(examples=[4], description="1 is the lowest.")
    by: Day = Field(examples=["2027-06-30"])


class AgreedLevel(Section):
    """The level that a team agreed on before, such as in last year's at-a-glance."""

    indicator: IndicatorId = Field(examples=["EC1.Leaders2"])
    level: LevelNumber = Field(examples=[2])
    on: Day = Field(examples=["2026-05-29"])
    people: WholeNumber = Field(ge=1, examples=[9], description="How many agreed on it.")


class DeclaredTeam(Section):
    """A team's people, schedules and goals. What stood here and is taken out is ended, never deleted."""

    term: Term = Field(examples=["{starts_on: 2026-08-01, ends_on: 2027-06-30}"])
    people: tuple[DeclaredPerson, ...] = ()
    roster: str | None = Field(
        default=None,
        examples=["roster.csv"],
        description="More people, in a CSV file; a relative path starts at this file's folder.",
    )
    check_ins: dict[Slot, CheckIn] = Field(default_factory=dict)
    digests: dict[Slot, Digest] = Field(default_factory=dict)
    meetings: dict[Slot, Meeting] = Field(default_factory=dict)
    goals: tuple[DeclaredGoal, ...] = ()
    agreed: tuple[AgreedLevel, ...] = ()


class DeclaredFile(Section):
    """What is declared, by team. Teams that are not named are left as they are."""

    teams: dict[TeamId, DeclaredTeam] = Field(min_length=1, examples=["{riverbend: …}"])


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a file for `stem-bot apply`, for editors."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **DeclaredFile.model_json_schema(),
        "title": "stem-bot apply",
    }
