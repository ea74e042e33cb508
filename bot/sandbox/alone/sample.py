"""The sample workspaces for somebody else's bot: one Slack, one Discord server, the same people in both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.sandbox.alone.people import Invented, invented_people
from bot.sandbox.residents import LocalApp, LocalChannel, LocalGroup, LocalPerson, LocalWorkspace, Persona

# Invented tokens in the shape that client libraries insist on.
SLACK_APP = LocalApp("A0LOCALAPP", "U0LOCALAPP", "your-app", "xoxb-local-workspace", "xapp-local-workspace")
DISCORD_APP = LocalApp(
    "900000000000000001", "900000000000000001", "your-app", "OTAwMDAwMDAwMDAwMDAwMDAx.local.workspace"
)
GUILD = "900000000000000002"
_LEADING = 2  # the first people are in the sample group


@dataclass(frozen=True, slots=True)
class Sample:
    """Both workspaces, and whom the page can be."""

    slack: LocalWorkspace
    discord: LocalWorkspace
    personas: tuple[Persona, ...]


def sample(people: int, slack_name: str = "") -> Sample:
    """Make the workspaces of so many invented people; `slack_name` is what the Slack app is called.

    The app is in `general` and not in `random`, so that both can be tried.
    """
    invented = invented_people(people)
    app = replace(SLACK_APP, name=slack_name or SLACK_APP.name)
    return Sample(_slack(invented, app), _discord(invented), tuple(map(_persona, invented)))


def _slack(invented: Sequence[Invented], app: LocalApp) -> LocalWorkspace:
    ids = tuple(map(_slack_id, invented))
    channels = (
        LocalChannel("C0GENERAL", "general", ids),
        LocalChannel("C0RANDOM", "random", ids, has_app=False),
    )
    people = tuple(LocalPerson(_slack_id(one), one.name, one.zone, email=one.email) for one in invented)
    group = LocalGroup("S0LEADS", "leads", ids[:_LEADING])
    return LocalWorkspace("T0LOCAL", "Sample workspace", app, people, channels, (group,))


def _discord(invented: Sequence[Invented]) -> LocalWorkspace:
    ids = tuple(map(_discord_id, invented))
    channels = (
        LocalChannel("900000000000000011", "general", ids),
        LocalChannel("900000000000000012", "random", ids, has_app=False),
    )
    people = tuple(LocalPerson(_discord_id(one), one.name, one.zone) for one in invented)
    group = LocalGroup("900000000000000021", "leads", ids[:_LEADING])
    return LocalWorkspace(GUILD, "Sample server", DISCORD_APP, people, channels, (group,))


def _persona(one: Invented) -> Persona:
    city = one.zone.rpartition("/")[2].replace("_", " ")
    accounts = {"slack": _slack_id(one), "discord": _discord_id(one)}
    return Persona(one.name.lower().replace(" ", "-"), one.name, city, accounts)


def _slack_id(one: Invented) -> str:
    return f"U0PERSON{one.number:03}"


def _discord_id(one: Invented) -> str:
    return f"{800_000_000_000_000_000 + one.number}"
