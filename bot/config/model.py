"""What every section of an operator's file has in common: it never changes, and unknown keys are refused."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationInfo

from rubric.model import Library


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a file is read against: the instruments and roles, and the folder that its paths start from."""

    library: Library
    folder: Path


class Section(BaseModel):
    """One mapping of a file."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def surroundings(info: ValidationInfo) -> Surroundings:
    """What the reading was given; a TypeError is a mistake in this program, not in a file."""
    if not isinstance(info.context, Surroundings):
        raise TypeError("files are read with Surroundings")
    return info.context
