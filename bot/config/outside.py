"""Who hears of a team in neither workspace: partners by e-mail, programs by a webhook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from pydantic import Field, model_validator

from bot.config.addresses import EmailAddress, HookAddress, OneLineName, OutsideId
from bot.config.model import Section
from bot.config.platforms import EnvironmentName, TokenFile, just_one
from bot.config.problems import Wrong
from bot.config.values import Day, LocaleName


class Partner(Section):
    """Somebody who asked for the team's digest by e-mail. The address stands here and nowhere else."""

    id: OutsideId = Field(
        examples=["rotary"], description="What the database knows of them; never give it to somebody else."
    )
    name: OneLineName = Field(examples=["Ana Lima"])
    email: EmailAddress = Field(examples=["ana@example.org"])
    agreed_on: Day = Field(
        examples=["2026-09-01"], description="The day on which they said yes; without it they get nothing."
    )
    locale: LocaleName | None = Field(
        default=None, examples=["es-MX"], description="Their language; the team's if left out."
    )

    @model_validator(mode="before")
    @classmethod
    def _agreed(cls, data: Any) -> Any:
        if isinstance(data, Mapping) and data.get("agreed_on") is None:
            what = "agreed_on is missing: nobody gets e-mail who did not agree to it"
            raise Wrong(
                what, "Ask them and add the day of their yes: 'agreed_on: 2026-09-01'; or take them out"
            )
        return data


class Webhook(Section):
    """A program that gets the team's digest as signed JSON (https://www.standardwebhooks.com)."""

    id: OutsideId = Field(examples=["district-board"], description="What the database knows of it.")
    url: HookAddress = Field(
        examples=["https://example.org/hooks/stem"],
        description="Where it listens; https://, or http:// on this machine.",
    )
    secret_env: EnvironmentName | None = Field(
        default=None,
        examples=["BOARD_HOOK_SECRET"],
        description="The environment variable that holds the secret of the signature (whsec_…).",
    )
    secret_file: TokenFile | None = Field(
        default=None,
        examples=["/run/secrets/board-hook"],
        description="A file that holds nothing but the secret; a relative path starts at this file's folder.",
    )
    locale: LocaleName | None = Field(
        default=None, examples=["es-MX"], description="The language of its texts; the team's if left out."
    )

    @model_validator(mode="after")
    def _one_secret(self) -> Self:
        just_one("secret", self.secret_env, self.secret_file)
        return self
