"""Asks Slack whether the tokens, scopes and channels are as the bot needs them."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping, Sequence

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.chat.findings import Finding
from bot.chat.messenger import NotSent, Refused, Unclear
from bot.platforms.slack.failures import asked
from bot.platforms.slack.manifest import APP_SCOPE, SCOPES
from bot.platforms.slack.web import new_client, new_session

_REACH = "Check slack.api_url, the network and any proxy, then run this again."


async def examine(
    api_url: str, app_token: str, bot_tokens: Mapping[str, str], channels: Mapping[str, Sequence[str]]
) -> list[Finding]:
    """What is right and what is not, by asking Slack; posts nothing. `channels` are ids by workspace."""
    async with new_session() as session:
        found = [await _app_token(new_client(api_url, session=session), app_token)]
        for workspace, token in bot_tokens.items():
            client = new_client(api_url, token, session)
            signed_in = await _workspace(client, workspace)
            found += signed_in
            if signed_in[0].ok:
                found += [await _channel(client, one, workspace) for one in channels.get(workspace, ())]
    return found


async def _app_token(client: AsyncWebClient, app_token: str) -> Finding:
    remedy = (
        "Under Basic Information of the app, make an app-level token (xapp-…) with the scope "
        f"{APP_SCOPE} and set it; see that Socket Mode is on."
    )
    answer = await _ask(client.apps_connections_open(app_token=app_token), "The app token", remedy)
    return answer if isinstance(answer, Finding) else Finding(ok=True, what="The app token opens a socket.")


async def _workspace(client: AsyncWebClient, workspace: str) -> list[Finding]:
    remedy = "Install the app in the workspace again and set its Bot User OAuth Token (xoxb-…)."
    answer = await _ask(client.auth_test(), f"The bot token of {workspace}", remedy)
    if isinstance(answer, Finding):
        return [answer]
    if answer["team_id"] != workspace:
        what = f"The bot token of {workspace} belongs to {answer['team_id']} ({answer['team']})."
        return [Finding(ok=False, what=what, remedy="Set each workspace's own token beside its id.")]
    signed_in = Finding(ok=True, what=f"Signed in to {answer['team']} ({workspace}).")
    return [signed_in, *_scopes(answer, workspace)]


def _scopes(answer: AsyncSlackResponse, workspace: str) -> list[Finding]:
    granted = answer.headers.get("x-oauth-scopes")
    if granted is None:
        return []
    missing = sorted(SCOPES.keys() - {scope.strip() for scope in granted.split(",")})
    if not missing:
        return [Finding(ok=True, what=f"All {len(SCOPES)} scopes are granted in {workspace}.")]
    reasons = "; ".join(f"{scope} (to {SCOPES[scope]})" for scope in missing)
    remedy = "Add them under OAuth & Permissions of the app and install it in the workspace again."
    return [Finding(ok=False, what=f"Scopes missing in {workspace}: {reasons}.", remedy=remedy)]


async def _channel(client: AsyncWebClient, channel: str, workspace: str) -> Finding:
    remedy = "Check the id (in Slack: the channel's details, at the bottom); invite the bot if it is private."
    answer = await _ask(
        client.conversations_info(channel=channel), f"The channel {channel} of {workspace}", remedy
    )
    if isinstance(answer, Finding):
        return answer
    found = answer["channel"]
    name = f"#{found.get('name', channel)} ({channel})"
    if found.get("is_archived"):
        return Finding(ok=False, what=f"{name} is archived.", remedy="Unarchive it or name another channel.")
    if not found.get("is_member"):
        return Finding(ok=False, what=f"The bot is not in {name}.", remedy="Type /invite @stem-bot there.")
    return Finding(ok=True, what=f"The bot is in {name}.")


async def _ask(call: Awaitable[AsyncSlackResponse], what: str, remedy: str) -> AsyncSlackResponse | Finding:
    try:
        return await asked(call)
    except Refused as refused:
        return Finding(ok=False, what=f"{what} is refused by Slack ({refused}).", remedy=remedy)
    except (NotSent, Unclear) as problem:
        return Finding(ok=False, what=f"{what} could not be checked: {problem}.", remedy=_REACH)
