"""The whole of an installation's settings, as `config.yaml` has them."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from bot.config.email import EmailSettings
from bot.config.model import Section
from bot.config.operations import Operations
from bot.config.platforms import Platforms
from bot.config.problems import Wrong
from bot.config.rubrics import RubricFolder
from bot.config.teams import TeamSettings
from bot.config.values import matching
from bot.store.engine import StoreProblem, database_url

TEAM_ID = r"[a-z0-9-]{1,24}"


def _readable_url(url: str) -> str:
    try:
        database_url(url)
    except StoreProblem as error:
        raise Wrong(error.what, error.remedy.rstrip(".")) from error
    return url


TeamId = Annotated[
    str,
    BeforeValidator(
        matching(TEAM_ID, "a team's id", "Use up to 24 small letters, digits and hyphens, such as riverbend")
    ),
    WithJsonSchema({"type": "string", "pattern": f"^{TEAM_ID}$"}),
]


class Database(Section):
    """Where everything is kept."""

    url: Annotated[str, AfterValidator(_readable_url)] = Field(
        default="sqlite:///stem-bot.db",
        examples=["sqlite:///stem-bot.db", "postgresql+psycopg://stem_bot@db.example.org/stem_bot"],
        description="An SQLite file (from the folder that stem-bot runs in) or a PostgreSQL database.",
    )


class Settings(Section):
    """An installation of stem-bot: its platforms, its database, its teams."""

    database: Database = Database()
    platforms: Platforms = Field(examples=["{slack: …}"])
    email: EmailSettings | None = Field(
        default=None,
        examples=["{host: smtp.example.org, …}"],
        description="The mail server for partners; left out, no e-mail is sent.",
    )
    operations: Operations | None = Field(
        default=None,
        examples=["{port: 9090}"],
        description="Where probes and measures are answered; left out, nothing listens.",
    )
    rubrics: tuple[RubricFolder, ...] = Field(
        default=(),
        examples=[["rubrics"]],
        description="Folders with rubrics, roles and norms of your own; "
        "relative paths start at this file's folder.",
    )
    teams: dict[TeamId, TeamSettings] = Field(
        min_length=1,
        examples=["{riverbend: …}"],
        description="Teams by id. The id never changes: everything that is stored hangs on it.",
    )


def json_schema() -> dict[str, Any]:
    """The JSON Schema of `config.yaml`, for editors."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Settings.model_json_schema(),
        "title": "stem-bot config.yaml",
    }
