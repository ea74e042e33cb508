"""What reaches people and programs in neither workspace: made from the settings, and only sending."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from bot.chat.messenger import Messenger
from bot.config.email import EmailSettings
from bot.config.settings import Settings
from bot.config.tokens import Tokens
from bot.language.catalogue import phrases_in
from bot.platforms.email.limits import sending_limits
from bot.platforms.email.mailbox import Mailbox, Mailboxes, Server
from bot.platforms.webhook.hook import Hook, Hooks
from bot.schedule.clock_time import Clock


class Outlet(Messenger, Protocol):
    """A messenger to where nothing comes from."""

    async def stop(self) -> None:
        """Close what is open."""


def outlets(settings: Settings, tokens: Tokens, clock: Clock) -> tuple[Outlet, ...]:
    """Those that the settings name; what they need is loaded only then."""
    return tuple(_outlets(settings, tokens, clock))


def _outlets(settings: Settings, tokens: Tokens, clock: Clock) -> Iterator[Outlet]:
    if settings.email:
        from bot.platforms.email.client import EmailMessenger  # noqa: PLC0415 - the libraries are loaded only now

        server = server_of(settings.email, tokens)
        limits = sending_limits(settings.email.messages_per_minute)
        yield EmailMessenger(server, mailboxes_of(settings), clock.now, phrases_in, limits)
    if hooks := hooks_of(settings, tokens):
        from bot.platforms.webhook.client import WebhookMessenger  # noqa: PLC0415

        yield WebhookMessenger(hooks, clock.now, clock.real, phrases_in)


def server_of(email: EmailSettings, tokens: Tokens) -> Server:
    """The mail server."""
    return Server(
        email.host,
        email.port_used,
        email.security,
        email.from_address,
        email.reply_to,
        email.username or "",
        tokens.email_password,
    )


def mailboxes_of(settings: Settings) -> Mailboxes:
    """The partners of all teams."""
    return {
        (team_id, one.id): Mailbox(one.name, one.email, one.locale or team.locale, team.name, team.zone)
        for team_id, team in settings.teams.items()
        for one in team.partners
    }


def hooks_of(settings: Settings, tokens: Tokens) -> Hooks:
    """The webhooks of all teams."""
    return {
        (team_id, one.id): Hook(
            one.url,
            tokens.webhook_secrets[team_id, one.id],
            one.locale or team.locale,
            team_id,
            team.name,
            team.zone,
        )
        for team_id, team in settings.teams.items()
        for one in team.webhooks
    }
