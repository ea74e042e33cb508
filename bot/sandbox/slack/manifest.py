"""The app's manifest, as an administrator pastes it into Slack: what the app may do and wants to hear of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.slack.manifest_data import ManifestError, Section
from bot.sandbox.slack.manifest_shortcuts import ON_MESSAGES, Shortcut, read_shortcuts


@dataclass(frozen=True, slots=True)
class SlashCommand:
    """A command with its slash; `should_escape` turns `@Name` in its line into `<@U…|name>`."""

    name: str
    usage_hint: str = ""
    should_escape: bool = False
    url: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class AppHome:
    """Which tabs people see when they open the app; nobody can write in a read-only messages tab."""

    home_tab: bool = True
    messages_tab: bool = True
    read_only_messages: bool = False

    @property
    def takes_messages(self) -> bool:
        """Whether people can write to the app."""
        return self.messages_tab and not self.read_only_messages


@dataclass(frozen=True, slots=True)
class AppManifest:
    """What the manifest says; the defaults are those of an app that was given everything.

    `scopes`, `commands`, `shortcuts` and `events` are None for every scope, any command, any shortcut, every
    event that is emulated.
    `request_url` takes interactions, `options_url` what people search in a menu (else `request_url` does) and
    `events_url` events where Socket Mode is off.
    """

    scopes: tuple[str, ...] | None = None
    commands: tuple[SlashCommand, ...] | None = None
    shortcuts: tuple[Shortcut, ...] | None = None
    events: frozenset[str] | None = None
    home: AppHome = field(default_factory=AppHome)
    interactive: bool = True
    request_url: str = ""
    options_url: str = ""
    socket_mode: bool = True
    events_url: str = ""

    @classmethod
    def read(cls, data: Mapping[str, Any] | None) -> AppManifest:
        """The manifest as data; None is the generous one. ManifestError says what is wrong and where."""
        if data is None:
            return cls()
        whole = Section(data)
        features, settings = whole.section("features"), whole.section("settings")
        interactivity = settings.section("interactivity")
        subscriptions = settings.section("event_subscriptions")
        return cls(
            scopes=whole.section("oauth_config").section("scopes").texts("bot"),
            commands=tuple(_command(one) for one in features.sections("slash_commands")),
            shortcuts=read_shortcuts(features.sections("shortcuts")),
            events=frozenset(subscriptions.texts("bot_events")),
            home=_home(features.section("app_home")),
            interactive=interactivity.flag("is_enabled"),
            request_url=interactivity.text("request_url"),
            options_url=interactivity.text("message_menu_options_url"),
            socket_mode=settings.flag("socket_mode_enabled"),
            events_url=subscriptions.text("request_url"),
        )

    def command(self, name: str) -> SlashCommand | None:
        """The command with this name, such as `/stem`; None when the app has no such one."""
        if self.commands is None:
            return SlashCommand(name)
        return next((one for one in self.commands if one.name == name), None)

    @property
    def on_messages(self) -> tuple[Shortcut, ...] | None:
        """The shortcuts that stand in the menu of a message."""
        return self.shortcuts and tuple(one for one in self.shortcuts if one.type == ON_MESSAGES)

    def subscribes_to(self, event: str) -> bool:
        """Whether the app asked for this event, such as `message.im`."""
        return self.events is None or event in self.events


def _command(section: Section) -> SlashCommand:
    name = section.text("command")
    if not name.startswith("/") or len(name) == 1 or " " in name:
        raise ManifestError(f'{section.where}.command is {name!r}; it has to be a word behind a "/".')
    return SlashCommand(
        name,
        section.text("usage_hint"),
        section.flag("should_escape"),
        section.text("url"),
        section.text("description"),
    )


def _home(section: Section) -> AppHome:
    return AppHome(
        section.flag("home_tab_enabled"),
        section.flag("messages_tab_enabled", otherwise=True),
        section.flag("messages_tab_read_only_enabled"),
    )
