"""What a declared digest becomes: the settings that its planner reads."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from bot.declared.schedule_model import SectionName
from bot.schedule.digest_settings import SECTIONS, DigestSettings, digest_settings, settings_to_store
from tests.declared.writing import GOOD, load

pytestmark = pytest.mark.unit


def declared(folder: Path, keys: str) -> tuple[str, DigestSettings]:
    digest = f'    digests:\n      friday: {{rule: weekly on Fri, at: "16:00"{keys}}}\n    meetings:'
    (plan,) = load(folder, GOOD.replace("    meetings:", digest, 1))
    (schedule,) = [one for one in plan.schedules if one.kind == "digest"]
    return schedule.title, digest_settings(schedule.settings)


def test_a_digest_of_which_nothing_is_said_is_the_teams_to_channels_and_leaders(tmp_path: Path) -> None:
    title, settings = declared(tmp_path, "")
    assert title == "Digest"
    assert settings == DigestSettings("team", ("channels", "leaders"), SECTIONS)


def test_sections_picture_and_recipients_are_kept_in_their_order(tmp_path: Path) -> None:
    keys = ", sections: [headline, tasks, moved], picture: gaps, to: [channels, partners, webhooks]"
    _, settings = declared(tmp_path, keys)
    assert settings.sections == ("headline", "tasks", "moved")
    assert settings.picture == "gaps"
    assert settings.to == ("channels", "partners", "webhooks")


def test_a_role_digest_goes_to_the_holders_of_the_role_by_any_of_its_names(tmp_path: Path) -> None:
    title, settings = declared(tmp_path, ", report: role, role: Instructional coach")
    assert title == "Role digest"
    assert (settings.report, settings.role, settings.to) == ("role", "instructional-coach", ("holders",))


def test_a_district_report_goes_to_leaders_unless_something_else_is_said(tmp_path: Path) -> None:
    _, settings = declared(tmp_path, ", report: district, teams: [riverbend, mesa]")
    assert (settings.teams, settings.to) == (("riverbend", "mesa"), ("leaders",))
    _, settings = declared(tmp_path, ", report: district, teams: [mesa], to: [channels]")
    assert settings.to == ("channels",)


def test_what_is_kept_is_read_as_it_was_and_nothing_usual_is_written_down() -> None:
    chosen = DigestSettings("role", ("holders",), picture="none", role="teacher")
    assert digest_settings(settings_to_store(chosen)) == chosen
    assert settings_to_store(DigestSettings()) == {"to": ["channels", "leaders"]}


def test_the_file_and_the_program_know_the_same_sections() -> None:
    assert get_args(SectionName) == SECTIONS
