"""The test message that `stem-bot doctor --to` sends to somebody, through what sends all messages."""

from __future__ import annotations

import asyncio
import re
import secrets

import click

from bot.chat.cards import Card, Paragraph, card
from bot.chat.events import Person
from bot.chat.findings import Finding
from bot.chat.messenger import NotSent, Refused, Unclear
from bot.config.settings import Settings
from bot.config.tokens import Tokens
from bot.config.values import SLACK_USER, SLACK_WORKSPACE, SNOWFLAKE

_SECONDS = 20.0
_REMEDY = {
    "slack": "Check the account (T…/U…), and that the app has the scopes chat:write and im:write.",
    "discord": "Check the user's id, that they share a server with the bot and take its messages.",
}


def account_named(_context: click.Context, _option: click.Parameter, text: str | None) -> Person | None:
    """The account that an option names as declared files do: T…/U… on Slack, the user's id on Discord."""
    if text is None:
        return None
    if re.fullmatch(f"{SLACK_WORKSPACE}/{SLACK_USER}", text):
        return Person("slack", *text.split("/"))
    if re.fullmatch(SNOWFLAKE, text):
        return Person("discord", "", text)
    what = f"'{text}' is no account. Write T0123456789/U0123456789 (Slack) or a user's id (Discord)."
    raise click.BadParameter(what)


async def greet(settings: Settings, tokens: Tokens, to: Person) -> Finding:
    """Send a test message to an account and say how it went."""
    try:
        async with asyncio.timeout(_SECONDS):
            await (_in_slack if to.platform == "slack" else _in_discord)(settings, tokens, to)
    except (NotSent, Refused, Unclear, TimeoutError) as error:
        what = f"The test message to {to.account} was not sent ({str(error) or 'no answer'})."
        return Finding(ok=False, what=what, remedy=_REMEDY[to.platform])
    return Finding(ok=True, what=f"A test message went to {to.account}: see whether it came.")


async def _in_slack(settings: Settings, tokens: Tokens, to: Person) -> None:
    from bot.platforms.slack.client import SlackMessenger  # noqa: PLC0415 - the library is loaded only now
    from bot.platforms.slack.direct import DirectMessages  # noqa: PLC0415
    from bot.platforms.slack.web import new_client, new_session  # noqa: PLC0415

    api_url = settings.platforms.slack.api_url if settings.platforms.slack else ""
    async with new_session() as session:
        clients = {one: new_client(api_url, token, session) for one, token in tokens.slack_bots.items()}
        await SlackMessenger(clients, DirectMessages(clients)).send(to, _message(), _key())


async def _in_discord(settings: Settings, tokens: Tokens, to: Person) -> None:
    from bot.platforms.discord.client import DiscordMessenger  # noqa: PLC0415 - the library is loaded only now
    from bot.platforms.discord.gateway import Gateway, point_at  # noqa: PLC0415
    from bot.platforms.discord.sign_in import CannotSignIn, sign_in  # noqa: PLC0415

    if settings.platforms.discord is None:
        raise Refused("no-permission", "the config does not name Discord")
    point_at(settings.platforms.discord.api_url)
    async with Gateway(lambda _interaction: None) as client:
        try:
            await sign_in(client, tokens.discord_bot)
        except CannotSignIn as refused:
            raise Refused("no-permission", str(refused)) from refused
        await DiscordMessenger(client).send(to, _message(), _key())


def _message() -> Card:
    return card(Paragraph("This is a test message from stem-bot. It works; there is nothing to do."))


def _key() -> str:
    return f"doctor-{secrets.token_hex(6)}"
