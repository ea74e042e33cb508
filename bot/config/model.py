"""What every section of an operator's file has in common: it never changes, and unknown keys are refused."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler, ValidationInfo

from bot.config.docstrings import docstrings_of
from rubric.model import Library


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a file is read against: the instruments and roles, and the folder that its paths start from."""

    library: Library
    folder: Path


class Section(BaseModel):
    """One mapping of a file; the docstring below each of its keys says in the JSON Schema what it is for."""

    # A section is usually read as part of a file, whose validator holds those of all its sections.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: Any, handler: GetJsonSchemaHandler, /
    ) -> dict[str, Any]:
        # Pydantic's own option would read the source of every class at each start of the bot.
        made = handler(core_schema)
        properties = handler.resolve_ref_schema(made).get("properties", {})
        for key, said in docstrings_of(cls, Section).items():
            properties[cls.model_fields[key].alias or key]["description"] = said
        return made


def surroundings(info: ValidationInfo) -> Surroundings:
    """What the reading was given; a TypeError is a mistake in this program, not in a file."""
    if not isinstance(info.context, Surroundings):
        raise TypeError("files are read with Surroundings")
    return info.context
