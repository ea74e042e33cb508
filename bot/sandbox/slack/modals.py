"""Modals: each person's stack of up to three views, and the published homes."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.sandbox.slack.form_values import slots
from bot.sandbox.slack.records import Entries, Json, View
from bot.sandbox.slack.refusals import Refused

DEEPEST = 3


class Modals:
    """Views by person, the open one last."""

    def __init__(self) -> None:
        self._stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}
        self._told_of_cleared: Callable[[View], None] = lambda _view: None

    def top(self, user: str) -> View | None:
        """The view before the person."""
        stack = self._stacks.get(user)
        return stack[-1] if stack else None

    def when_cleared(self, told: Callable[[View], None]) -> None:
        """Call `told` for each view that is closed with its whole stack."""
        self._told_of_cleared = told

    def open(self, user: str, sent: Json) -> View:
        """Show a modal; one that is still open makes way, and those under it."""
        others = [view for view in self._open_views() if view.user != user]
        _check_external_id(sent, others)
        self.clear(user)
        self._stacks[user] = []
        return self._add(user, sent)

    def push(self, user: str, sent: Json) -> View:
        """Put a view on top of the open ones; Refused without one, and from the fourth on."""
        depth = len(self._stacks.get(user, ()))
        if depth == 0:
            raise Refused("not_found")
        if depth >= DEEPEST:
            raise Refused("push_limit_reached")
        return self._add(user, sent)

    def find(self, view_id: str, external_id: str) -> View:
        """An open view by either id; Refused when it is closed or never was."""
        for view in self._open_views():
            if view.id == view_id or (external_id and view.sent.get("external_id") == external_id):
                return view
        raise Refused("not_found")

    def same(self, view: View) -> View | None:
        """The view as it stands now, None when it was closed meanwhile."""
        return next((one for one in self._stacks.get(view.user, ()) if one.id == view.id), None)

    def update(self, view: View, sent: Json, expected_hash: str = "") -> View:
        """Replace what an open view shows; fields that stay under their two ids keep their values."""
        if expected_hash and expected_hash != view.hash:
            raise Refused("hash_conflict")
        _check_external_id(sent, [one for one in self._open_views() if one.id != view.id])
        entries = view.entries.only(slots(sent["blocks"]))
        return self.keep(replace(view, sent=sent, hash=_new_hash(), entries=entries, errors={}))

    def keep(self, view: View) -> View:
        """Store a new version of an open view, or of a home."""
        if view.sent["type"] == "home":
            self.homes[view.user] = view
            return view
        stack = self._stacks[view.user]
        stack[[one.id for one in stack].index(view.id)] = view
        return view

    def close(self, view: View) -> None:
        """Take one view away; the one below shows again."""
        stack = self._stacks.get(view.user, [])
        self._stacks[view.user] = [one for one in stack if one.id != view.id]

    def clear(self, user: str) -> list[View]:
        """Close all views of a person and return them, the top one first."""
        closed = list(reversed(self._stacks.pop(user, [])))
        for view in closed:
            self._told_of_cleared(view)
        return closed

    def publish(self, user: str, sent: Json, expected_hash: str = "") -> View:
        """Set the app's home of a person."""
        before = self.homes.get(user)
        if expected_hash and (before is None or before.hash != expected_hash):
            raise Refused("hash_conflict")
        view_id = before.id if before else _new_id()
        entries = before.entries.only(slots(sent["blocks"])) if before else Entries()
        self.homes[user] = View(view_id, user, sent, _new_hash(), view_id, entries=entries)
        return self.homes[user]

    def _add(self, user: str, sent: Json) -> View:
        _check_external_id(sent, self._open_views())
        stack = self._stacks[user]
        view_id = _new_id()
        root, previous = (stack[0].root, stack[-1].id) if stack else (view_id, "")
        stack.append(View(view_id, user, sent, _new_hash(), root, previous))
        return stack[-1]

    def _open_views(self) -> list[View]:
        return [view for stack in self._stacks.values() for view in stack]


def _check_external_id(sent: Json, others: Sequence[View]) -> None:
    external_id = sent.get("external_id")
    if external_id and external_id in {view.sent.get("external_id") for view in others}:
        raise Refused("duplicate_external_id")


def _new_id() -> str:
    return "V" + secrets.token_hex(5).upper()


def _new_hash() -> str:
    return f"{secrets.randbelow(10**10)}.{secrets.token_hex(4)}"
