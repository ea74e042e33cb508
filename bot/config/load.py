"""Reads `config.yaml`: settings, or every problem at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from bot.config.clashes import clash_problems
from bot.config.document import Document
from bot.config.explain import explain
from bot.config.model import Surroundings
from bot.config.problems import Invalid, Problem
from bot.config.read_yaml import read_document
from bot.config.rubrics import library_named_in
from bot.config.secrets import token_problems
from bot.config.settings import Settings, json_schema
from rubric.model import Library

__all__ = ["Installation", "Invalid", "Problem", "Settings", "load_installation", "load_settings"]


@dataclass(frozen=True, slots=True)
class Installation:
    """An installation's settings, and the instruments, roles and norms that they are read against."""

    settings: Settings
    library: Library


def load_settings(file: Path, library: Library | None = None) -> Settings:
    """The settings of a file, read against the instruments that it names unless others are given.

    Tokens are not looked for (see `bot.config.tokens`). Raises Invalid, or RubricInvalid for its rubrics.
    """
    return load_installation(file, library).settings


def load_installation(file: Path, library: Library | None = None) -> Installation:
    """The settings, as `load_settings` reads them, with the library."""
    document = read_document(file)
    folder = file.absolute().parent
    read_in = Surroundings(library or library_named_in(document, folder), folder)
    settings, findings = _validated(document, read_in)
    secret = list(token_problems(document))
    spoiled = {problem.line for problem in secret}
    clashes = clash_problems(document)
    others = [each for each in (*findings, *clashes) if each.line not in spoiled]
    problems = [*document.problems, *secret, *others]
    if problems or settings is None:
        raise Invalid(problems)
    return Installation(settings, read_in.library)


def _validated(document: Document, read_in: Surroundings) -> tuple[Settings | None, list[Problem]]:
    if not isinstance(document.data, dict):
        what = "the file holds no settings"
        return None, [document.problem((), what, "Start from config.example.yaml")]
    try:
        return Settings.model_validate(document.data, context=read_in), []
    except ValidationError as error:
        return None, list(explain(error, document, json_schema()))
