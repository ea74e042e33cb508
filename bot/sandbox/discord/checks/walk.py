"""What every component check shares: where it stands, what was seen so far, what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.sandbox.discord.checks.component_shapes import SHAPES
from bot.sandbox.discord.checks.kinds import Path
from bot.sandbox.discord.records import Json
from bot.sandbox.discord.refusals import FormErrors


@dataclass(slots=True)
class Walk:
    """One pass over a message's or a modal's components; counts what Discord limits in all."""

    errors: FormErrors
    files: Sequence[str] = ()
    custom_ids: set[str] = field(default_factory=set)
    ids: set[int] = field(default_factory=set)
    count: int = 0
    letters: int = 0

    def visit(self, path: Path, component: Json, checks: Mapping[int, Check]) -> None:
        """Check one component: its kind by what is allowed here, its parts, then its kind's own rules."""
        kind = component.get("type")
        if kind is None:
            self.errors.required((*path, "type"))
            return
        if not isinstance(kind, int) or isinstance(kind, bool) or kind not in checks:
            self.errors.wrong_choice((*path, "type"), ", ".join(map(str, checks)))
            return
        self.count += 1
        noted = self.errors.count
        SHAPES[kind].check(self.errors, path, component)
        if self.errors.count == noted:
            self._unique(path, component)
            checks[kind](self, path, component)

    def _unique(self, path: Path, component: Json) -> None:
        """Check that numeric and custom ids are used once."""
        number, name = component.get("id"), component.get("custom_id")
        if number and number in self.ids:
            self.errors.add((*path, "id"), "COMPONENT_ID_DUPLICATED", "Component id is already in use.")
        if name is not None and name in self.custom_ids:
            words = "Component custom id cannot be duplicated"
            self.errors.add((*path, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", words)
        self.ids |= {number} if number else set()
        self.custom_ids |= {name} if name is not None else set()


Check = Callable[[Walk, Path, Json], None]


def nothing_more(walk: Walk, path: Path, component: Json) -> None:
    """Accept a component that has no rules beyond its shape."""
    del walk, path, component


def listed(path: Path, components: object) -> list[tuple[Path, Json]]:
    """Return each component of a list with its place; what is no object is left out."""
    found = components if isinstance(components, list | tuple) else []
    return [((*path, place), each) for place, each in enumerate(found) if isinstance(each, dict)]


def flat(components: Sequence[Json]) -> list[Json]:
    """Return every component, nested ones after the one that holds them."""
    found: list[Json] = []
    for component in components:
        nested = [component[key] for key in ("accessory", "component") if component.get(key)]
        found.append(component)
        found.extend(flat([*component.get("components", ()), *nested]))
    return found
