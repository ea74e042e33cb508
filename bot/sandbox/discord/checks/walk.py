"""What every component check shares: where it stands, what was seen so far, what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.sandbox.discord.records import Json
from bot.sandbox.discord.refusals import FormErrors, Step

Path = tuple[Step, ...]


@dataclass(slots=True)
class Walk:
    """One pass over a message's or a modal's components; counts what Discord limits in all."""

    errors: FormErrors
    files: Sequence[str] = ()
    custom_ids: set[str] = field(default_factory=set)
    ids: set[int] = field(default_factory=set)
    count: int = 0
    letters: int = 0

    def enter(self, path: Path, component: Json) -> None:
        """Count a component and check its numeric id."""
        self.count += 1
        number = component.get("id") or 0
        if not isinstance(number, int):
            self.errors.add((*path, "id"), "NUMBER_TYPE_COERCE", f'Value "{number}" is not int.')
        elif number in self.ids:
            self.errors.add((*path, "id"), "COMPONENT_ID_DUPLICATED", "Component id is already in use.")
        elif number:
            self.ids.add(number)

    def custom_id(self, path: Path, component: Json) -> None:
        """Check that a custom id is there, short enough and used once."""
        name = component.get("custom_id")
        if name is None:
            self.errors.required((*path, "custom_id"))
            return
        self.errors.length((*path, "custom_id"), name, 1, 100)
        if name in self.custom_ids:
            words = "Component custom id cannot be duplicated"
            self.errors.add((*path, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", words)
        self.custom_ids.add(str(name))

    def optional(self, path: Path, component: Json, key: str, most: int) -> None:
        """Check the length of a text that may be absent."""
        if component.get(key) is not None:
            self.errors.length((*path, key), component[key], 0, most)

    def within(self, path: Path, component: Json, key: str, least: int, most: int) -> None:
        """Check the range of a number that may be absent."""
        value = component.get(key)
        if value is None:
            return
        if not isinstance(value, int) or not least <= value <= most:
            self.errors.add((*path, key), "NUMBER_TYPE_RANGE", f"Value must be between {least} and {most}.")

    def children(self, path: Path, component: Json, least: int, most: int) -> list[tuple[Path, Json]]:
        """Return the nested components with their places, after checking how many there are."""
        nested = component.get("components")
        if nested is None:
            self.errors.required((*path, "components"))
            return []
        self.errors.length((*path, "components"), nested, least, most)
        return self.objects((*path, "components"), nested)

    def objects(self, path: Path, found: object) -> list[tuple[Path, Json]]:
        """Return each object of a list with its place, noting what is none."""
        for place, each in enumerate(found if isinstance(found, list | tuple) else ()):
            if not isinstance(each, dict):
                self.errors.add((*path, place), "DICT_TYPE_CONVERT", "Only dictionaries may be used here")
        return listed(path, found)


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
