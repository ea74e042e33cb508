"""All local Slack workspaces together: whose a token is, what was issued, who wants to hear of changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.sandbox.residents import LocalWorkspace
from bot.sandbox.slack.manifest import AppManifest
from bot.sandbox.slack.modals import Modals
from bot.sandbox.slack.records import Content, Post
from bot.sandbox.slack.refusals import Refused
from bot.sandbox.slack.stamps import Stamps
from bot.sandbox.slack.tickets import HookOrigin, Hooks, SocketTickets, Triggers
from bot.sandbox.slack.uploads import Uploads
from bot.sandbox.slack.windows import Windows
from bot.sandbox.slack.workspace import Workspace


class Town:
    """The state behind the server; `address` is its base URL once it listens."""

    def __init__(
        self,
        workspaces: Sequence[LocalWorkspace],
        now: Callable[[], datetime],
        windows: Windows,
        manifest: AppManifest,
    ) -> None:
        self.manifest = manifest
        self.workspaces = tuple(Workspace(home) for home in workspaces)
        self.stamps = Stamps(now)
        self.triggers = Triggers(windows)
        self.hooks = Hooks(windows)
        self.socket_tickets = SocketTickets(windows)
        self.modals = Modals()
        self.uploads = Uploads()
        self.address = ""
        self._watchers: list[Callable[[], None]] = []

    def of_bot(self, token: str) -> Workspace | None:
        """The workspace that a bot token belongs to."""
        return next((one for one in self.workspaces if one.app.bot_token == token), None)

    def of_app(self, token: str) -> Workspace | None:
        """A workspace in which the app with this app-level token is installed."""
        return next((one for one in self.workspaces if token and one.app.app_token == token), None)

    def of_team(self, team: str) -> Workspace:
        """The workspace with this id; Refused when there is none."""
        for workspace in self.workspaces:
            if workspace.home.id == team:
                return workspace
        raise Refused("team_not_found")

    def of_user(self, user: str) -> Workspace:
        """The workspace in which this person has the account; Refused when there is none."""
        for workspace in self.workspaces:
            if user in workspace.people:
                return workspace
        raise Refused("user_not_found")

    def says(
        self, workspace: Workspace, channel: str, content: Content, *, only_for: str = "", thread_ts: str = ""
    ) -> Post:
        """The app puts a message into a channel."""
        post = Post(
            self.stamps.next(),
            channel,
            workspace.app.bot_user,
            content,
            from_app=True,
            only_for=only_for,
            thread_ts=thread_ts,
        )
        workspace.keep(post)
        self.changed()
        return post

    def response_url(self, origin: HookOrigin) -> str:
        """A new response URL on this server."""
        return f"{self.address}/hooks/{origin.team}/{self.hooks.issue(origin)}"

    def changed(self) -> None:
        """Tell everyone who watches that a person may now see something else."""
        for told in tuple(self._watchers):
            told()

    def watch(self, told: Callable[[], None]) -> Callable[[], None]:
        """Call `told` after every change; returns how to stop."""
        self._watchers.append(told)

        def stop() -> None:
            if told in self._watchers:
                self._watchers.remove(told)

        return stop
