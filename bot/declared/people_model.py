"""How a person is declared: their accounts, what they may do, the roles that they hold."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, WithJsonSchema, model_validator

from bot.config.model import Section, surroundings
from bot.config.nearest import did_you_mean
from bot.config.problems import Wrong
from bot.config.values import SLACK_USER, SLACK_WORKSPACE, Day, LocaleName, Name, Snowflake, Zone, matching
from rubric.model import UnknownRole

_SLACK_ACCOUNT = rf"{SLACK_WORKSPACE}/{SLACK_USER}"
SlackAccount = Annotated[
    str,
    BeforeValidator(
        matching(
            _SLACK_ACCOUNT,
            "a Slack account (T…/U…)",
            "Write the workspace's id, a slash and the member's id (in Slack: profile, Copy member ID)",
        )
    ),
    WithJsonSchema({"type": "string", "pattern": f"^{_SLACK_ACCOUNT}$"}),
]


def _known_role(given: str, info: ValidationInfo) -> str:
    library = surroundings(info).library
    try:
        return library.role(given).id
    except UnknownRole as error:
        raise Wrong(f"there is no role '{given}'", did_you_mean(given, list(library.roles))) from error


class Accounts(Section):
    """Where a person is reached; messages go to Slack where both are given."""

    slack: SlackAccount | None = Field(default=None, examples=["T0123456789/U0123456789"])
    discord: Snowflake | None = Field(default=None, examples=["800000000000000001"])

    @model_validator(mode="after")
    def _somewhere(self) -> Self:
        if self.slack is None and self.discord is None:
            raise Wrong("the person has no account", "Give slack (T…/U…) or discord (the user's id)")
        return self


class HeldRole(Section):
    """A role for a term: the person's own unless dates are given."""

    role: Annotated[str, AfterValidator(_known_role)] = Field(examples=["instructional-coach"])
    starts_on: Day | None = Field(default=None, examples=["2026-08-01"])
    ends_on: Day | None = Field(default=None, examples=["2027-06-30"])


class DeclaredPerson(Section):
    """Somebody in a team. Who is known already by an account is the same person."""

    name: Name = Field(examples=["Pat Principal"])
    accounts: Accounts = Field(examples=["{slack: T0123456789/U0123456789}"])
    zone: Zone | None = Field(
        default=None,
        examples=["America/Chicago"],
        description="Where the person's clock hangs; the team's zone if left out.",
    )
    locale: LocaleName | None = Field(default=None, examples=["es-MX"])
    permission: Literal["facilitator", "leader", "member", "observer", "adviser"] = Field(
        default="member",
        description="What the person may do: run it, get the leaders' "
        "digest, take part, only read, advise students.",
    )
    roles: tuple[HeldRole, ...] = ()
    adviser: Name | None = Field(
        default=None,
        examples=["Theo Teacher"],
        description="The declared person who stands beside a student; every student role needs one.",
    )
    starts_on: Day | None = Field(default=None, examples=["2026-08-01"])
    ends_on: Day | None = Field(default=None, examples=["2027-06-30"])
