"""Loads instruments, roles and norms from YAML files and reports every fault it finds at once."""

from __future__ import annotations

from collections.abc import Collection
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from rubric.as_data import instrument_as_data
from rubric.model import Instrument, Library
from rubric.problems import RubricInvalid, RubricProblem
from rubric.read_instrument import INSTRUMENT_KEYS, read_instrument
from rubric.read_norms import DOCUMENT_KEYS as NORM_DOCUMENT
from rubric.read_norms import read_norms
from rubric.read_roles import DOCUMENT_KEYS as ROLE_DOCUMENT
from rubric.read_roles import read_roles
from rubric.sections import Section, section_of

__all__ = ["RubricInvalid", "RubricProblem", "instrument_as_data", "load_library", "packaged_data"]

ROLES, NORMS = "roles.yaml", "norms.yaml"

if TYPE_CHECKING:
    Loader = yaml.SafeLoader
else:
    Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # several times quicker where libyaml was built in


def packaged_data() -> Traversable:
    """Return the folder of the files that come with the program."""
    return resources.files("rubric") / "data"


def load_library(folder: Path | None = None) -> Library:
    """Load `roles.yaml`, `norms.yaml` and every other *.yaml, an instrument each, of a folder.

    The default is the packaged data. RubricInvalid carries every problem of every file.
    """
    place: Traversable = packaged_data() if folder is None else folder
    problems: list[RubricProblem] = []
    instruments = _load_instruments(place, problems)
    audiences = {audience for each in instruments.values() for audience in each.audiences}
    roles = read_roles(_document(place / ROLES, ROLE_DOCUMENT, problems), audiences)
    norms = read_norms(_document(place / NORMS, NORM_DOCUMENT, problems))
    if problems:
        raise RubricInvalid(problems)
    return Library(instruments, {role.id: role for role in roles}, norms)


def _load_instruments(place: Traversable, problems: list[RubricProblem]) -> dict[str, Instrument]:
    loaded: dict[str, Instrument] = {}
    for file in _instrument_files(place, problems):
        section = _document(file, INSTRUMENT_KEYS, problems)
        instrument = read_instrument(section)
        if instrument.id in loaded:
            section.note("id", f"'{instrument.id}' is the id of another file too", "Choose another id")
        loaded[instrument.id] = instrument
    return loaded


def _instrument_files(place: Traversable, problems: list[RubricProblem]) -> list[Traversable]:
    found = [] if not place.is_dir() else [each for each in place.iterdir() if each.name.endswith(".yaml")]
    instruments = sorted(
        (each for each in found if each.name not in {ROLES, NORMS}), key=lambda each: each.name
    )
    if not instruments:
        what = "the folder holds no instrument"
        problems.append(RubricProblem(str(place), 1, "", what, "Add a file such as my-rubric.yaml"))
    return instruments


def _document(file: Traversable, known: Collection[str], problems: list[RubricProblem]) -> Section:
    try:
        node = yaml.compose(file.read_text(encoding="utf-8"), Loader=Loader)
    except (OSError, UnicodeDecodeError) as error:
        return _unreadable(file, 1, str(error), problems)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return _unreadable(file, line, f"YAML cannot be read here: {error.problem}", problems)
    except yaml.YAMLError as error:
        return _unreadable(file, 1, f"YAML cannot be read: {error}", problems)
    if node is None:
        return _unreadable(file, 1, "the file is empty", problems)
    return section_of(str(file), "", node, known, problems)


def _unreadable(file: Traversable, line: int, what: str, problems: list[RubricProblem]) -> Section:
    remedy = "Mend the file, or bring it back from a copy"
    problems.append(RubricProblem(str(file), line, "", what, remedy))
    return Section(str(file), line, {}, {}, [])  # its missing keys would only repeat the fault
