"""The form that is open before a person: seen, sent and put away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.sandbox.discord.checks import numbers
from bot.sandbox.discord.interactions import FORM
from bot.sandbox.discord.people.acting import Act, act
from bot.sandbox.discord.people.choosing import Choices
from bot.sandbox.discord.people.fields import component_of, seen_form, shown_value
from bot.sandbox.discord.people.filling import filled
from bot.sandbox.discord.people.looking import Looking
from bot.sandbox.discord.people.resolving import resolved
from bot.sandbox.discord.records import Json
from bot.sandbox.discord.screens import OpenForm
from bot.sandbox.discord.world import World
from bot.sandbox.hands import CannotDo
from bot.sandbox.residents import LocalFile
from bot.sandbox.seen import SeenForm

FORM_FAILED = "Something went wrong. Try again."
_Files = Mapping[str, Sequence[LocalFile]]


class Forms:
    """The open forms of everybody; at most one is open before each person."""

    def __init__(self, world: World, looking: Looking) -> None:
        self._world = world
        self._looking = looking

    def seen(self, user: str) -> SeenForm | None:
        """Return the form that is open before the person."""
        form = self._world.screens.forms.get(user)
        return seen_form(form, self._looking.viewer(user), self._guild(form)) if form else None

    async def submits(self, user: str, values: Mapping[str, str], files: _Files) -> None:
        """Send the open form; unnamed fields keep what they showed. A refusal leaves it open with errors."""
        world = self._world
        given = _given(self._open(user), values, files)
        sent = filled(given, Choices(self._looking.viewer(user), self._guild(given)), world.ids)
        world.screens.forms[user] = kept = replace(given, errors=sent.errors)
        world.changes.tell()
        if sent.errors:
            return
        for file in sent.files:
            world.uploads.keep(file)
        told = resolved(world, world.directory.channels[kept.channel], sent.ids, sent.files)
        data = sent.data | ({"resolved": told} if told else {})
        _, in_time = await act(
            world, Act(FORM, kept.app, user, kept.channel, data, kept.source, kept.opened_by)
        )
        if not in_time:
            world.screens.troubled(user, FORM_FAILED)
            world.changes.tell()
        elif world.screens.forms.get(user) is kept:
            self.dismisses(user)

    def dismisses(self, user: str) -> None:
        """Close the open form without sending it; the app is not told."""
        self._open(user)
        del self._world.screens.forms[user]
        self._world.changes.tell()

    def _guild(self, form: OpenForm) -> str:
        return self._world.directory.channels[form.channel].guild

    def _open(self, user: str) -> OpenForm:
        form = self._world.screens.forms.get(user)
        if form is None:
            raise CannotDo(f"No form is open before {user}")
        return form


def _given(form: OpenForm, values: Mapping[str, str], files: _Files) -> OpenForm:
    """Return the form filled in; files replace those that were given to the same field before."""
    fields = {field["custom_id"]: field for field in map(component_of, form.modal["components"]) if field}
    for name in (*values, *files):
        if name not in fields:
            raise CannotDo(f"The form has no field {name!r}; it has {', '.join(fields)}")
    for name in files:
        if not _takes_files(fields[name]):
            raise CannotDo(f"The field {name!r} takes no files")
    shown = {name: shown_value(field) for name, field in fields.items() if not _takes_files(field)}
    typed = {name: value for name, value in values.items() if name in shown}
    return replace(form, filled={**shown, **form.filled, **typed}, files={**form.files, **files})


def _takes_files(field: Json) -> bool:
    return bool(field["type"] == numbers.FILE_UPLOAD)
