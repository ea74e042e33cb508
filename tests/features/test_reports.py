from __future__ import annotations

import pytest

from bot.features.all import REPORTS
from bot.schedule.digest_settings import REPORTS as KINDS
from bot.schedule.report import LoadedLater

pytestmark = pytest.mark.unit


def test_every_kind_of_report_that_a_schedule_may_name_is_found_by_its_name() -> None:
    later = [report for report in REPORTS if isinstance(report, LoadedLater)]
    assert tuple(report.find(report.name).name for report in later) == KINDS
