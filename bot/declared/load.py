"""Reads a declared file: a plan for each of its teams, or every problem at once."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from bot.config.document import Document
from bot.config.explain import explain
from bot.config.model import Surroundings
from bot.config.nearest import did_you_mean
from bot.config.problems import Invalid, Problem
from bot.config.read_yaml import read_document
from bot.config.secrets import token_problems
from bot.config.settings import Settings
from bot.declared.accounts_check import account_problems
from bot.declared.model import DeclaredFile, json_schema
from bot.declared.pieces import Picker, Pieces
from bot.declared.plan import TeamPlan
from bot.declared.team_planning import plan_team
from rubric.model import Library


def load_declared(file: Path, settings: Settings, library: Library) -> tuple[TeamPlan, ...]:
    """What the file declares for the teams of the settings. Raises Invalid."""
    document = read_document(file)
    read_in = Surroundings(library, file.absolute().parent)
    secret = list(token_problems(document))
    problems: list[Problem] = [
        *_form_problems(document, read_in),
        *_unknown_teams(document, settings),
        *_unknown_reported(document, settings),
    ]
    pieces = list(Picker(document, read_in, problems).teams())
    problems += account_problems(pieces, settings)
    plans = [plan for each in pieces for plan in _planned(each, settings, library, problems)]
    spoiled = {problem.line for problem in secret}
    others = [each for each in problems if each.file != document.file or each.line not in spoiled]
    if document.problems or secret or others:
        raise Invalid([*document.problems, *secret, *others])
    return tuple(plans)


def _form_problems(document: Document, read_in: Surroundings) -> list[Problem]:
    if not isinstance(document.data, dict):
        remedy = "Begin with 'teams:' and a team's id below it"
        return [document.problem((), "the file declares nothing", remedy)]
    try:
        DeclaredFile.model_validate(document.data, context=read_in)
    except ValidationError as error:
        return list(explain(error, document, json_schema()))
    return []


def _unknown_teams(document: Document, settings: Settings) -> list[Problem]:
    return [
        document.problem(
            path, f"there is no team '{path[-1]}'", did_you_mean(str(path[-1]), list(settings.teams))
        )
        for path, _ in document.found("teams", "*")
        if path[-1] not in settings.teams
    ]


def _unknown_reported(document: Document, settings: Settings) -> list[Problem]:
    """The teams that a digest is to report and that nobody knows."""
    return [
        document.problem(path, f"there is no team '{name}'", did_you_mean(str(name), list(settings.teams)))
        for path, name in document.found("teams", "*", "digests", "*", "teams", "*")
        if name not in settings.teams
    ]


def _planned(pieces: Pieces, settings: Settings, library: Library, problems: list[Problem]) -> list[TeamPlan]:
    team = settings.teams.get(pieces.team_id)
    return [] if team is None else [plan_team(pieces, team, library, problems)]
