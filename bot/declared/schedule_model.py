"""How check-ins, digests and meetings are declared."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)

from bot.config.model import Section
from bot.config.problems import Wrong
from bot.config.values import ClockTime, Day, Name, WholeNumber, matching
from bot.schedule.check_in import (
    ABOUT_INDICATORS,
    MOST_OPEN_DAYS,
    MOST_PER_PERSON,
    MOST_REMINDERS,
    QUESTION,
)
from bot.schedule.digest_settings import DISTRICT, HOLDERS, PARTNERS, ROLE, WEBHOOKS
from bot.schedule.report import TEAM

SectionName = Literal[
    "headline",
    "agreed",
    "moved",
    "no-longer-stuck",
    "stuck",
    "in-the-way",
    "answers",
    "written",
    "closed",
    "voices",
    "focus",
    "gaps",
    "evidence",
    "tasks",
    "seats",
    "meeting",
]
_SLOT = r"[a-z0-9-]{1,40}"
Slot = Annotated[
    str,
    BeforeValidator(
        matching(
            _SLOT, "a name for a schedule", "Use small letters, digits and hyphens, such as weekly-digest"
        )
    ),
    WithJsonSchema({"type": "string", "pattern": f"^{_SLOT}$"}),
]


def _web_address(link: str) -> str:
    if not re.fullmatch(r"https?://[^\s/<>|]+\S*", link):
        raise Wrong(f"'{link}' is not a web address", "Write it with https://, or leave the key out")
    return link


class Recurring(Section):
    """What falls due again and again, on a clock on the wall."""

    title: Name | None = Field(
        default=None, examples=["SLT meeting"], description="What people read; a plain word if left out."
    )
    rule: str = Field(
        examples=["weekly on Tue"],
        description="On which days: weekly on Tue; every 2 weeks on Thu; "
        "monthly on the first Monday; on 2026-12-01.",
    )
    at: ClockTime = Field(
        examples=["15:00"], description="In each person's own zone for a check-in, else in the team's."
    )
    starts_on: Day | None = Field(
        default=None,
        examples=["2026-08-01"],
        description="The first day on which it may fall due; the term's first day if left out.",
    )


class CheckIn(Recurring):
    """A question to each person: about indicators of theirs, for a rating, a reflection, or of your own."""

    asks: Literal["progress", "rating", "reflection", "question"] = Field(
        default="progress",
        description="How indicators have moved, which level they are at, "
        "what somebody learned, or the question below.",
    )
    question: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] = Field(
        default="",
        examples=["What should the next meeting talk about?"],
        description="The words of a check-in that asks a question.",
    )
    audiences: tuple[str, ...] = Field(
        default=(),
        examples=["[Teachers]"],
        description="Whom it asks; everybody who holds a role if neither audiences nor roles are given.",
    )
    roles: tuple[str, ...] = Field(default=(), examples=["[student-leader]"])
    indicators: tuple[str, ...] = Field(
        default=(),
        examples=["[EC1.Leaders2]"],
        description="What it asks about; all indicators of the person's audiences in turn if left out.",
    )
    focus: bool = Field(
        default=False,
        description="Asks only about what the team has a goal for: the four goals that come due next.",
    )
    per_person: WholeNumber = Field(
        default=1,
        ge=1,
        le=MOST_PER_PERSON,
        examples=[1],
        description="How many indicators a person is asked about at a time.",
    )
    per_team_time: bool = Field(
        default=False, description="The time is meant in the team's zone, for everybody at the same moment."
    )
    open_days: WholeNumber = Field(
        default=3,
        ge=0,
        le=MOST_OPEN_DAYS,
        examples=[3],
        description="For how many days after its own it can be answered.",
    )
    closes_at: ClockTime = Field(
        default="17:00",
        examples=["17:00"],
        validate_default=True,
        description="The time on the last of these days.",
    )
    reminders: WholeNumber = Field(
        default=1,
        ge=0,
        le=MOST_REMINDERS,
        examples=[1],
        description="How often somebody who has not answered is reminded.",
    )

    @model_validator(mode="after")
    def _one_choice(self) -> Self:
        if self.audiences and self.roles:
            raise Wrong("audiences and roles are both given", "Keep one of the two")
        if self.indicators and self.focus:
            raise Wrong("indicators are named beside focus", "Keep one of the two")
        return self

    @model_validator(mode="after")
    def _what_it_asks(self) -> Self:
        if self.question and self.asks != QUESTION:
            raise Wrong(
                "there is a question, but asks is not question", "Write asks: question, or leave it out"
            )
        if self.asks == QUESTION and not self.question:
            raise Wrong("asks is question, but there is none", "Write what is asked as question")
        about = self.indicators or self.focus or self.per_person > 1
        if about and self.asks not in ABOUT_INDICATORS:
            what = f"a check-in that asks for a {self.asks} is about no indicators"
            raise Wrong(what, "Leave indicators, focus and per_person out")
        return self


class Digest(Recurring):
    """The periodic summary, or another report."""

    report: Literal["team", "role", "stepback", "district"] = Field(
        default="team",
        description="The team, what concerns one role, the quarter for a stepback meeting, or several teams.",
    )
    role: str = Field(
        default="", examples=["instructional-coach"], description="Whose digest it is, of the report role."
    )
    teams: tuple[str, ...] = Field(
        default=(),
        examples=["[riverbend, mesa-verde]"],
        description="The ids of the teams that the report district is about.",
    )
    to: tuple[Literal["channels", "leaders", "holders", "partners", "webhooks"], ...] | None = Field(
        default=None,
        min_length=1,
        examples=["[channels, leaders]"],
        description="The team's channels, its leaders or the role's holders by direct "
        "message, its partners, its webhooks.\n\nLeft out: channels and leaders; "
        "holders for the report role, leaders for the report district.",
    )
    sections: tuple[SectionName, ...] = Field(
        default=(),
        examples=["[headline, moved, stuck, voices, gaps, meeting]"],
        description="Which sections the team's digest has, in this "
        "order; all in the usual order if left out.",
    )
    picture: Literal["grid", "gaps", "trend", "response", "none"] | None = Field(
        default=None,
        examples=["grid"],
        description="The picture that goes with it; the usual one of whoever reads it if left out.",
    )

    @model_validator(mode="after")
    def _of_a_role(self) -> Self:
        if self.report == ROLE and not self.role:
            raise Wrong("the report is role, but it is not said of which", "Add role: instructional-coach")
        if self.role and self.report != ROLE:
            raise Wrong("there is a role, but the report is not role", "Write report: role, or leave it out")
        if HOLDERS in (self.to or ()) and self.report != ROLE:
            raise Wrong(
                "it goes to holders, but the report is not role",
                "Write report: role and whose, or to: [channels, leaders]",
            )
        return self

    @model_validator(mode="after")
    def _of_teams(self) -> Self:
        if self.report == DISTRICT and not self.teams:
            raise Wrong(
                "the report is district, but no teams are named", "Add teams: [riverbend, mesa-verde]"
            )
        if self.teams and self.report != DISTRICT:
            what = "teams are named, but the report is not district"
            raise Wrong(what, "Write report: district, or leave them out")
        if self.report == DISTRICT and {PARTNERS, WEBHOOKS}.intersection(self.to or ()):
            what = "the report district is about other teams and goes to nobody outside"
            raise Wrong(what, "Write to: [leaders], or leave it out")
        if self.report == DISTRICT and self.picture not in {None, "none"}:
            raise Wrong("the report district has no picture", "Leave the picture out")
        return self

    @model_validator(mode="after")
    def _of_sections(self) -> Self:
        if self.sections and self.report != TEAM:
            what = f"sections are chosen, but the report {self.report} has its own"
            raise Wrong(what, "Leave them out")
        for key, names in (("sections", self.sections), ("to", self.to or ()), ("teams", self.teams)):
            twice = next((name for name in names if names.count(name) > 1), None)
            if twice:
                raise Wrong(f"{key} name {twice} twice", "Keep it once")
        return self


class Meeting(Recurring):
    """A series of meetings; its channel is reminded before each, with a norm."""

    minutes: WholeNumber = Field(default=60, ge=5, le=600, examples=[60], description="How long it takes.")
    place: Annotated[str, StringConstraints(strip_whitespace=True, max_length=100)] = ""
    link: Annotated[str, AfterValidator(_web_address)] | None = Field(
        default=None, examples=["https://example.org/slt"]
    )
    remind_minutes: WholeNumber = Field(
        default=60, ge=0, le=10080, examples=[60], description="How long before it the channel is reminded."
    )
