"""Fetches the tokens from where the settings say they are: the environment or files of their own."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.config.platforms import BotTokenPlace
from bot.config.problems import Invalid, Problem, Wrong
from bot.config.settings import Settings

_SLACK_APP, _SLACK_BOT = "xapp-", "xoxb-"
_HOOK = "whsec_"
# Bytes; what the scheme of the signatures asks for.
_SHORTEST_HOOK_SECRET = 24
_MAKE_ANEW = "Make a new one: echo whsec_$(openssl rand -base64 32)"
_PASSWORD = "email.password"  # noqa: S105 - where it is looked for


@dataclass(frozen=True, slots=True)
class Tokens:
    """The secrets of an installation; empty where a platform is not used. Never logged, never shown."""

    slack_app: str = field(default="", repr=False)
    slack_bots: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Bot tokens by workspace id."""
    discord_bot: str = field(default="", repr=False)
    email_password: str = field(default="", repr=False)
    webhook_secrets: Mapping[tuple[str, str], bytes] = field(default_factory=dict, repr=False)
    """What webhooks are signed with, by the team's id and theirs."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where one secret is found, and what it begins with ("" where that is not known)."""

    key: str
    variable: str | None
    file: str | None
    prefix: str
    one_word: bool = True


def resolve_tokens(settings: Settings, environment: Mapping[str, str], source: str) -> Tokens:
    """All tokens; raises Invalid with a problem for each that is missing. `source` names the config file."""
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for place in _places(settings):
        try:
            found[place.key] = _token(place, environment)
        except Wrong as wrong:
            problems.append(Problem(source, 0, place.key, wrong.what, wrong.remedy))
    if problems:
        raise Invalid(problems)
    workspaces = settings.platforms.slack.workspaces if settings.platforms.slack else {}
    bots = {workspace: found[_workspace_key(workspace)] for workspace in workspaces}
    return Tokens(
        found.get("platforms.slack.app_token", ""),
        bots,
        found.get("platforms.discord.bot_token", ""),
        found.get(_PASSWORD, ""),
        {hook: b64decode(found[key].removeprefix(_HOOK)) for hook, key in _hooks(settings)},
    )


def missing_tokens(settings: Settings, environment: Mapping[str, str], source: str) -> tuple[Problem, ...]:
    """A problem for each token that is not there yet."""
    try:
        resolve_tokens(settings, environment, source)
    except Invalid as invalid:
        return invalid.problems
    return ()


def _places(settings: Settings) -> Iterator[_Place]:
    slack, discord = settings.platforms.slack, settings.platforms.discord
    if slack:
        yield _Place("platforms.slack.app_token", slack.app_token_env, slack.app_token_file, _SLACK_APP)
        for workspace, place in slack.workspaces.items():
            yield _bot_place(_workspace_key(workspace), place, _SLACK_BOT)
    if discord:
        yield _bot_place("platforms.discord.bot_token", discord, "")
    email = settings.email
    if email and email.username:
        yield _Place(_PASSWORD, email.password_env, email.password_file, "", one_word=False)
    for (team_id, hook_id), key in _hooks(settings):
        hook = next(one for one in settings.teams[team_id].webhooks if one.id == hook_id)
        yield _Place(key, hook.secret_env, hook.secret_file, _HOOK)


def _hooks(settings: Settings) -> Iterator[tuple[tuple[str, str], str]]:
    for team_id, team in settings.teams.items():
        for hook in team.webhooks:
            yield (team_id, hook.id), f"teams.{team_id}.webhooks.{hook.id}.secret"


def _bot_place(key: str, place: BotTokenPlace, prefix: str) -> _Place:
    return _Place(key, place.bot_token_env, place.bot_token_file, prefix)


def _workspace_key(workspace: str) -> str:
    return f"platforms.slack.workspaces.{workspace}.bot_token"


def _token(place: _Place, environment: Mapping[str, str]) -> str:
    where = f"environment variable {place.variable}" if place.variable else f"file {place.file}"
    token = (environment.get(place.variable, "") if place.variable else _content(place.file or "")).strip()
    if not token:
        what = "token" if place.one_word else "password"
        how = f"Set it: export {place.variable}=…" if place.variable else f"Write the {what} into it"
        state = "is not set" if place.variable else "is empty"
        raise Wrong(f"{where} {state}", how)
    if not token.startswith(place.prefix):
        remedy = _MAKE_ANEW if place.prefix == _HOOK else _exchanged(token)
        raise Wrong(f"{where} holds something that does not begin with {place.prefix}", remedy)
    if place.prefix == _HOOK:
        _refuse_weak(token, where)
    if place.one_word and len(token.split()) > 1:
        remedy = "Leave out words such as 'Bot', quotes and line breaks: only the token itself"
        raise Wrong(f"{where} holds more than a token", remedy)
    return token


def _refuse_weak(secret: str, where: str) -> None:
    """Raise `Wrong` unless a webhook's secret is base 64 of enough bytes."""
    try:
        held = len(b64decode(secret.removeprefix(_HOOK), validate=True))
    except ValueError as error:
        raise Wrong(f"{where} holds something that is not {_HOOK} and base 64", _MAKE_ANEW) from error
    if held < _SHORTEST_HOOK_SECRET:
        what = f"{where} holds a secret of {held} bytes, {_SHORTEST_HOOK_SECRET} are the least"
        raise Wrong(what, _MAKE_ANEW)


def _exchanged(token: str) -> str:
    if token.startswith((_SLACK_APP, _SLACK_BOT)):
        return "The app-level token (xapp-) and the bot token (xoxb-) seem to be exchanged"
    return "Copy the token again: xapp- from Basic Information, xoxb- from OAuth & Permissions"


def _content(file: str) -> str:
    try:
        return Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "no text"
        raise Wrong(f"file {file} cannot be read ({reason})", "Check its name and who may read it") from error
