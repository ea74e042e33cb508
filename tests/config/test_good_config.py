from __future__ import annotations

import re
from datetime import date, time
from pathlib import Path

import jsonschema
import pytest
import yaml
from pydantic import ValidationError

from bot.config.load import load_settings
from bot.config.settings import json_schema
from bot.schedule.calendar_entries import calendar_of
from bot.schedule.quiet_hours import QuietHours
from tests.config.writing import GOOD, LIBRARY, load

pytestmark = pytest.mark.unit
EXAMPLE = Path(__file__).parents[2] / "config.example.yaml"


def test_the_example_loads_and_has_two_teams_in_two_zones() -> None:
    settings = load_settings(EXAMPLE, LIBRARY)
    assert {name: team.zone for name, team in settings.teams.items()} == {
        "riverbend": "America/New_York",
        "mesa-verde": "America/Denver",
    }
    assert settings.teams["riverbend"].channels.slack[0].channel == "C0RIVERSLT"


def test_the_example_fits_the_schema_that_editors_get() -> None:
    document = yaml.load(EXAMPLE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - texts only
    document["teams"]["riverbend"]["defaults"]["group_floor"] = 5
    jsonschema.Draft202012Validator(json_schema()).validate(document)


def test_the_schema_refuses_an_unknown_key() -> None:
    validator = jsonschema.Draft202012Validator(json_schema())
    assert not validator.is_valid({"platforms": {}, "teams": {}, "databas": {}})


def test_the_example_shows_every_key_that_there_is() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    keys = {key for part in json_schema()["$defs"].values() for key in part.get("properties", {})}
    left_out = {key for key in keys if f"{key}:" not in text}
    assert left_out == {
        "app_token_file",
        "bot_token_file",
        "password_file",
        "secret_file",
    }  # explained in words: `…_file`


def test_closures_are_read_by_the_calendar_of_schedules() -> None:
    team = load_settings(EXAMPLE, LIBRARY).teams["riverbend"]
    calendar = calendar_of([closure.entry() for closure in team.calendar])
    assert not calendar.is_open(date(2026, 11, 11))
    assert not calendar.is_open(date(2026, 12, 22))
    assert calendar.is_open(date(2026, 12, 1))


def test_quiet_hours_may_run_over_midnight() -> None:
    quiet = load_settings(EXAMPLE, LIBRARY).teams["riverbend"].quiet_hours
    assert (quiet.hours().starts, quiet.hours().ends) == (time(20), time(7))


def test_what_is_not_said_has_its_usual_value(tmp_path: Path) -> None:
    settings = load(tmp_path, GOOD)
    team = settings.teams["riverbend"]
    assert settings.database.url == "sqlite:///stem-bot.db"
    assert (team.locale, team.instrument, team.defaults.group_floor) == ("en", "engaged-stem-community", 5)
    assert (team.calendar, team.quiet_hours.hours()) == ((), QuietHours(time(20), time(7)))
    assert settings.platforms.slack is not None
    assert settings.platforms.slack.api_url == "https://slack.com/api/"


def test_settings_never_change(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        load(tmp_path, GOOD).database.url = "sqlite:///other.db"


def test_a_discord_id_may_be_written_without_quotes(tmp_path: Path) -> None:
    bare = GOOD + "      discord: [{server: 700000000000000001, channel: 700000000000000101}]\n"
    channel = load(tmp_path, bare).teams["riverbend"].channels.discord[0]
    assert (channel.server, channel.channel) == ("700000000000000001", "700000000000000101")


def test_a_token_file_is_looked_for_beside_the_config(tmp_path: Path) -> None:
    settings = load(tmp_path, GOOD.replace("bot_token_env: DISCORD_BOT_TOKEN", "bot_token_file: discord.txt"))
    assert settings.platforms.discord is not None
    assert settings.platforms.discord.bot_token_file == str(tmp_path / "discord.txt")


def test_a_locale_with_an_underscore_is_written_with_a_hyphen(tmp_path: Path) -> None:
    settings = load(tmp_path, GOOD.replace("zone:", "locale: es_MX\n    zone:"))
    assert settings.teams["riverbend"].locale == "es-MX"


def test_what_the_page_on_partners_shows_can_be_copied(tmp_path: Path) -> None:
    page = (EXAMPLE.parent / "docs" / "partners.md").read_text(encoding="utf-8")
    shown = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)]
    whole = yaml.safe_load(GOOD)
    for one in shown:
        whole["teams"]["riverbend"] |= one.get("teams", {}).get("riverbend", {})
        whole |= {"email": one["email"]} if "email" in one else {}
    settings = load(tmp_path, yaml.safe_dump(whole))
    team = settings.teams["riverbend"]
    assert settings.email is not None
    assert ([one.id for one in team.partners], [one.id for one in team.webhooks]) == (
        ["rotary"],
        ["district-board"],
    )
