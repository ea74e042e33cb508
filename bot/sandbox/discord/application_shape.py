"""An application as the JSON that Discord sends."""

from __future__ import annotations

from bot.sandbox.discord.directory import Directory
from bot.sandbox.discord.records import App, Json
from bot.sandbox.discord.shapes import user_json


def application_json(directory: Directory, app: App) -> Json:
    """Return the application object of both `applications/@me` addresses."""
    owner = next(account for account in directory.accounts.values() if not account.bot)
    return {
        "id": app.id,
        "name": app.name,
        "icon": None,
        "description": "",
        "summary": "",
        "type": None,
        "bot": user_json(directory.accounts[app.bot_user]),
        "owner": user_json(owner),
        "team": None,
        "bot_public": False,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": 0,
        "hook": True,
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "approximate_guild_count": sum(1 for _ in directory.guilds_of(app.id)),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "flags_new": "0",
        "explicit_content_filter": 0,
        "eligible_oauth2_scopes": [],
        "integration_types_config": {"0": {}},
    }
