"""The platforms that an installation speaks on, and where their tokens are found; never the tokens."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, WithJsonSchema, model_validator

from bot.config.model import Section, surroundings
from bot.config.problems import Wrong
from bot.config.values import SlackWorkspaceId, matching

SLACK_API = "https://slack.com/api/"
DISCORD_API = "https://discord.com/api/v10/"
DISCORD_GATEWAY = "wss://gateway.discord.gg/"


def in_folder(path: str, info: ValidationInfo) -> str:
    """The path, a relative one from the folder of the file that is read."""
    return str(surroundings(info).folder / Path(path).expanduser())


def _url(*schemes: str) -> AfterValidator:
    def check(url: str) -> str:
        if not re.fullmatch(rf"(?:{'|'.join(schemes)})://[^\s/]+\S*", url):
            raise Wrong(
                f"'{url}' is not an address that begins with {schemes[0]}://",
                "Leave the key out for the usual one",
            )
        return url if url.endswith("/") else f"{url}/"

    return AfterValidator(check)


EnvironmentName = Annotated[
    str,
    BeforeValidator(
        matching(
            r"[A-Za-z_][A-Za-z0-9_]*",
            "the name of an environment variable",
            "Write a name such as SLACK_BOT_TOKEN here, and the token itself in the environment",
        )
    ),
    WithJsonSchema({"type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$"}),
]
TokenFile = Annotated[str, AfterValidator(in_folder)]
HttpUrl = Annotated[str, _url("https", "http")]
SocketUrl = Annotated[str, _url("wss", "ws")]


class BotTokenPlace(Section):
    """Where a bot token is found: in an environment variable or in a file of its own."""

    bot_token_env: EnvironmentName | None = Field(
        default=None,
        examples=["SLACK_BOT_TOKEN"],
        description="The environment variable that holds the bot token.",
    )
    bot_token_file: TokenFile | None = Field(
        default=None,
        examples=["/run/secrets/bot-token"],
        description="A file that holds nothing but the bot token; a "
        "relative path starts at this file's folder.",
    )

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        just_one("bot_token", self.bot_token_env, self.bot_token_file)
        return self


class SlackWorkspace(BotTokenPlace):
    """One Slack workspace that the app is installed in."""


class SlackSettings(Section):
    """Slack: one app in Socket Mode, installed in any number of workspaces."""

    api_url: HttpUrl = Field(
        default=SLACK_API, examples=[SLACK_API], description="The Web API's address; GovSlack has another."
    )
    app_token_env: EnvironmentName | None = Field(
        default=None,
        examples=["SLACK_APP_TOKEN"],
        description="The environment variable that holds the app-level token (xapp-…).",
    )
    app_token_file: TokenFile | None = Field(
        default=None,
        examples=["/run/secrets/slack-app-token"],
        description="A file that holds nothing but the app-level token.",
    )
    workspaces: dict[SlackWorkspaceId, SlackWorkspace] = Field(
        min_length=1,
        examples=[{"T0123456789": {"bot_token_env": "SLACK_BOT_TOKEN"}}],
        description="Workspaces by id.",
    )
    posts_per_minute: int = Field(
        default=500,
        ge=60,
        le=6000,
        examples=[500],
        description="The most messages that this process posts in a workspace "
        "in any minute; share it between processes.",
    )

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        just_one("app_token", self.app_token_env, self.app_token_file)
        return self


class DiscordSettings(BotTokenPlace):
    """Discord: one bot, in any number of servers."""

    api_url: HttpUrl = Field(
        default=DISCORD_API,
        examples=[DISCORD_API],
        description="The REST API's address, its version included.",
    )
    gateway_url: SocketUrl = Field(
        default=DISCORD_GATEWAY, examples=[DISCORD_GATEWAY], description="The gateway's address."
    )
    requests_per_second: int = Field(
        default=50,
        ge=5,
        le=500,
        examples=[50],
        description="The most requests that this process makes for messages "
        "in any second; share it between processes.",
    )


class Platforms(Section):
    """Where the bot speaks: Slack, Discord or both."""

    slack: SlackSettings | None = None
    discord: DiscordSettings | None = None

    @model_validator(mode="after")
    def _at_least_one(self) -> Self:
        if self.slack is None and self.discord is None:
            raise Wrong("no platform is named", "Add 'slack:' or 'discord:' with its tokens' places below")
        return self


def just_one(token: str, env: str | None, file: str | None) -> None:
    """Raise `Wrong` unless a secret is looked for in exactly one place."""
    if (env is None) == (file is None):
        what = f"{token}_env and {token}_file are both given" if env else f"{token}_env is missing"
        raise Wrong(what, f"Give one: '{token}_env: NAME' or '{token}_file: PATH'")
