"""Loads instruments, roles, norms and the rest of the data, and reports every fault it finds at once."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from rubric import (
    read_equity_team,
    read_facilitation,
    read_implementation_lead,
    read_norms,
    read_responsibilities,
    read_roles,
)
from rubric.as_data import instrument_as_data
from rubric.model import Instrument, Library
from rubric.problems import RubricInvalid, RubricProblem
from rubric.read_instrument import INSTRUMENT_KEYS, read_instrument
from rubric.sections import Section
from rubric.yaml_file import yaml_section

__all__ = [
    "RubricInvalid",
    "RubricProblem",
    "instrument_as_data",
    "load_instrument",
    "load_library",
    "packaged_data",
]

ROLES, RESPONSIBILITIES, NORMS = "roles.yaml", "responsibilities.yaml", "norms.yaml"
FACILITATION, EQUITY_TEAM, LEAD = "facilitation.yaml", "equity-team.yaml", "implementation-lead.yaml"
KEYS_OF_NO_INSTRUMENT = {
    ROLES: read_roles.DOCUMENT_KEYS,
    RESPONSIBILITIES: read_responsibilities.DOCUMENT_KEYS,
    NORMS: read_norms.DOCUMENT_KEYS,
    FACILITATION: read_facilitation.DOCUMENT_KEYS,
    EQUITY_TEAM: read_equity_team.DOCUMENT_KEYS,
    LEAD: read_implementation_lead.DOCUMENT_KEYS,
}
NOTHING = Library(
    {},
    {},
    {},
    read_responsibilities.NOTHING,
    read_facilitation.NOTHING,
    read_equity_team.NOTHING,
    read_implementation_lead.NOBODY,
)


def packaged_data() -> Traversable:
    """Return the folder of the files that come with the program."""
    return resources.files("rubric") / "data"


def load_library(*folders: Path) -> Library:
    """Load the packaged data, and after it a district's own folders, each changing what came before.

    A file of a known name (`roles.yaml`, `norms.yaml` …) adds entries or words known ones anew, by id; every
    other *.yaml is an instrument, a new one or one in place of that with its id. RubricInvalid carries every
    problem of every file.
    """
    problems: list[RubricProblem] = []
    library = NOTHING
    for folder in (packaged_data(), *folders):
        library = _with_folder(library, folder, problems)
    if problems:
        raise RubricInvalid(problems)
    return library


def load_instrument(file: Path) -> Instrument:
    """Load one instrument from a file; RubricInvalid carries every problem of it."""
    problems: list[RubricProblem] = []
    instrument = read_instrument(yaml_section(file, INSTRUMENT_KEYS, problems))
    if problems:
        raise RubricInvalid(problems)
    return instrument


def _with_folder(before: Library, folder: Traversable, problems: list[RubricProblem]) -> Library:
    found = _sections(folder, problems)
    own = _read_instruments(found)
    instruments = {**before.instruments, **own}
    audiences = {audience for each in instruments.values() for audience in each.audiences}
    if not all(each.audiences for each in own.values()):
        audiences.clear()  # an instrument that cannot be read may declare what a role names
    absent = Section(str(folder), 1, {}, {}, [])  # reads as nothing, and nobody is told what is missing in it
    roles = {**before.roles, **read_roles.read_roles(found.get(ROLES, absent), audiences)}
    norm_sets, lead = before.norm_sets, before.implementation_lead
    if NORMS in found:
        norm_sets = read_norms.read_norms(found[NORMS], norm_sets)
    if LEAD in found:
        lead = read_implementation_lead.read_implementation_lead(found[LEAD])
    return Library(
        instruments=instruments,
        roles=roles,
        norm_sets=norm_sets,
        responsibilities=read_responsibilities.read_responsibilities(
            found.get(RESPONSIBILITIES, absent), roles, before.responsibilities
        ),
        facilitation=read_facilitation.read_facilitation(
            found.get(FACILITATION, absent), before.facilitation
        ),
        equity_team=read_equity_team.read_equity_team(
            found.get(EQUITY_TEAM, absent), roles, before.equity_team
        ),
        implementation_lead=lead,
    )


def _sections(folder: Traversable, problems: list[RubricProblem]) -> dict[str, Section]:
    """Every YAML file of a folder by name, those of instruments first."""
    files = [each for each in folder.iterdir() if each.name.endswith(".yaml")] if folder.is_dir() else []
    if not files:
        empty = "the folder holds no .yaml file", "Add a file such as my-rubric.yaml"
        fault = empty if folder.is_dir() else ("there is no such folder", "Check the path")
        problems.append(RubricProblem(str(folder), 1, "", *fault))
    files.sort(key=lambda each: (each.name in KEYS_OF_NO_INSTRUMENT, each.name))
    keys = KEYS_OF_NO_INSTRUMENT
    return {each.name: yaml_section(each, keys.get(each.name, INSTRUMENT_KEYS), problems) for each in files}


def _read_instruments(found: Mapping[str, Section]) -> dict[str, Instrument]:
    loaded: dict[str, Instrument] = {}
    for section in (each for name, each in found.items() if name not in KEYS_OF_NO_INSTRUMENT):
        instrument = read_instrument(section)
        if instrument.id in loaded:
            section.note("id", f"'{instrument.id}' is the id of another file too", "Choose another id")
        loaded[instrument.id] = instrument
    return loaded
