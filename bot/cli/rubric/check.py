"""`stem-bot rubric check`: whether the rubric files are right, and how much is in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import click

from bot.cli.rubric.folders import installation_option, library_with, settings_of
from rubric.equity_team import EquityTeam
from rubric.facilitation import Facilitation
from rubric.implementation_lead import ImplementationLead
from rubric.load import load_instrument
from rubric.model import Instrument, Library
from rubric.problems import RubricInvalid, RubricProblem


@click.command
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@installation_option
def check(paths: tuple[Path, ...], config: Path | None) -> None:
    """Check the rubric files and print what is in them, by number.

    PATHS are folders of your own, taken after all others, or single files of one instrument each. Every
    problem is told at once, with its file, line, key and what to do.
    """
    folders = tuple(each for each in paths if not each.is_file())
    files = [each for each in paths if each.is_file()]
    checks: list[Callable[[], list[str]]] = [partial(_file_report, each) for each in files]
    if folders or not files:
        checks.append(partial(_library_report, folders, config))
    click.echo("\n".join(_reports(checks)))


def _reports(checks: list[Callable[[], list[str]]]) -> list[str]:
    lines: list[str] = []
    problems: list[RubricProblem] = []
    for report in checks:
        try:
            lines += report()
        except RubricInvalid as error:
            problems += error.problems
    if problems:
        raise RubricInvalid(problems)
    return lines


def _file_report(file: Path) -> list[str]:
    return [f"{file} is fine: {_instrument(load_instrument(file))}."]


def _library_report(folders: tuple[Path, ...], config: Path | None) -> list[str]:
    library = library_with(settings_of(config), folders)
    return ["The rubric files are fine:", *(f"  {line}" for line in _counts(library))]


def _instrument(instrument: Instrument) -> str:
    described = [each for indicator in instrument.indicators for each in indicator.descriptors]
    behaviours = sum(len(each.behaviours) for each in described)
    indicators = f"{len(instrument.indicators)} indicators x {len(instrument.levels)} levels"
    size = f"{indicators} = {len(described)} descriptors"
    outcomes = f"{len(instrument.outcomes)} outcomes"
    return f"{instrument.id}, version {instrument.version}: {outcomes}, {size} with {behaviours} behaviours"


def _counts(library: Library) -> Iterator[str]:
    yield from map(_instrument, library.instruments.values())
    yield from _role_counts(library)
    for each in library.norm_sets.values():
        yield f"{len(each.norms)} norms in the set {each.id}"
    yield from _facilitation_counts(library.facilitation)
    yield from _equity_counts(library.equity_team)
    yield from _lead_counts(library.implementation_lead)


def _role_counts(library: Library) -> Iterator[str]:
    held = library.responsibilities
    roles = {each.role_id for each in held.cells.values()}
    empty = sum(each.not_applicable for each in held.cells.values())
    yield f"{len(library.roles)} roles, {len(held.lines)} accountability lines"
    yield f"{len(roles)} roles x {len(held.areas)} areas: {len(held.cells)} cells, {empty} of them N/A"


def _facilitation_counts(held: Facilitation) -> Iterator[str]:
    minutes = sorted(each.minutes for each in held.protocols.values())
    yield f"{len(held.protocols)} protocols of {minutes[0]} to {minutes[-1]} minutes"
    yield f"{len(held.agenda)} agenda elements, {len(held.groupings)} grouping structures"
    yield f"{len(held.learning)} prompts to learn facilitating, {len(held.reflection)} to reflect on it"
    yield f"{len(held.practices)} practices of networks"


def _equity_counts(team: EquityTeam) -> Iterator[str]:
    expected = sum(len(each.expectations) for each in team.roles.values())
    yield f"{len(team.roles)} equity roles with {expected} expectations, {len(team.also_named)} also named"
    yield f"{len(team.concerns)} lines for concerns, {len(team.composition)} composition checks"


def _lead_counts(lead: ImplementationLead) -> Iterator[str]:
    yield f"{len(lead.duties)} duties of the implementation leader, {len(lead.criteria)} criteria"
    yield f"{len(lead.stepback)} parts of the stepback brief, {len(lead.stakeholders)} stakeholder groups"
