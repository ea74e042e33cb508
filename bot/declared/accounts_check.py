"""Finds accounts that are declared for two people, or in a Slack workspace where the bot is not installed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.config.nearest import did_you_mean
from bot.config.problems import Problem, Wrong
from bot.config.settings import Settings
from bot.declared.people_model import Accounts, DeclaredPerson
from bot.declared.pieces import Piece, Pieces
from bot.declared.plan import PlannedAccount

_Person = Piece[DeclaredPerson]


def accounts_of(declared: Accounts) -> tuple[PlannedAccount, ...]:
    """The accounts, the one that messages go to first."""
    found = []
    if declared.slack:
        workspace, account = declared.slack.split("/")
        found.append(PlannedAccount("slack", workspace, account))
    if declared.discord:
        found.append(PlannedAccount("discord", "", declared.discord))
    return tuple(found)


def account_problems(teams: Iterable[Pieces], settings: Settings) -> Iterator[Problem]:
    """A problem for each account that cannot be whose it is said to be, in all teams of the file."""
    seen: dict[PlannedAccount, _Person] = {}
    for person in (person for team in teams for person in team.people):
        for account in accounts_of(person.value.accounts):
            try:
                _check_platform(account, settings)
                _check_owner(person.value, account, seen.setdefault(account, person))
            except Wrong as wrong:
                yield person.where.problem(wrong)


def _check_platform(account: PlannedAccount, settings: Settings) -> None:
    platforms = settings.platforms
    workspaces = list(platforms.slack.workspaces) if platforms.slack else []
    at = ("accounts", account.platform)
    if account.platform == "slack" and account.workspace not in workspaces:
        what = f"Slack workspace '{account.workspace}' is not among platforms.slack.workspaces of the config"
        raise Wrong(what, did_you_mean(account.workspace, workspaces), *at)
    if account.platform == "discord" and platforms.discord is None:
        what = "this is a Discord account, and the config does not name Discord"
        raise Wrong(what, "Add 'platforms: discord:' to it or take the account out", *at)


def _check_owner(person: DeclaredPerson, account: PlannedAccount, first: _Person) -> None:
    already = f"{account.platform} account {account.account} is declared already, {first.where}"
    if person.name != first.value.name:
        remedy = "Give each person their own account, or use one spelling of the name"
        raise Wrong(f"{already}, for {first.value.name}", remedy, "accounts", account.platform)
    for key in ("zone", "locale"):
        if len({getattr(person, key), getattr(first.value, key)} - {None}) > 1:
            raise Wrong(f"{already}, with another {key}", "Write the same in both places", key)
