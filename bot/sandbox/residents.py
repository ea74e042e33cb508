"""Who and what a local workspace starts with: its people, its channels and the app installed in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LocalPerson:
    """One account in one workspace; `zone` is an IANA name and `locale` a platform locale such as `en-US`."""

    id: str
    name: str
    zone: str = "America/New_York"
    locale: str = "en-US"
    email: str = ""


@dataclass(frozen=True, slots=True)
class LocalGroup:
    """Several people under one name: a Slack user group, a Discord role."""

    id: str
    name: str
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file that a person gives to a form."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class LocalChannel:
    """A channel and the ids of the accounts in it; `has_app` says whether the app was added to it.

    A `private` channel of Slack does not exist for an app that was not added to it.
    """

    id: str
    name: str
    members: tuple[str, ...]
    has_app: bool = True
    private: bool = False


@dataclass(frozen=True, slots=True)
class LocalApp:
    """The app as installed: its ids and its tokens (invented ones).

    `app_token` opens Slack's sockets; `signing_secret` signs what Slack sends to a request URL. `permissions`
    are the bits of the app's role on Discord; None stands for those that a chat bot usually asks for.
    """

    id: str
    bot_user: str
    name: str
    bot_token: str
    app_token: str = ""
    signing_secret: str = "local-signing-secret"  # noqa: S105 - invented, as the tokens are
    permissions: int | None = None


@dataclass(frozen=True, slots=True)
class LocalWorkspace:
    """One Slack workspace (`id` like `T…`) or Discord server (`id` a snowflake) and all that is in it."""

    id: str
    name: str
    app: LocalApp
    people: tuple[LocalPerson, ...]
    channels: tuple[LocalChannel, ...]
    groups: tuple[LocalGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody the page can be: their accounts by platform (`slack`, `discord`) and one line about them."""

    id: str
    name: str
    about: str
    accounts: Mapping[str, str]
