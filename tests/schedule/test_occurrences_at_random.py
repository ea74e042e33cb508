"""Whatever happens to a daily check-in, each of its days begins once, or is written down as missed.

With STEM_BOT_SOAK=1 for some minutes instead of seconds.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from datetime import UTC, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.schedule import anew, claims, outbox, outcomes
from bot.schedule.pace import Pace
from bot.store.engine import open_store
from bot.store.migrate import migrate
from bot.store.models import Delivery, Prompt
from tests.builders import Someone, person_called
from tests.schedule.diary import Diary
from tests.schedule.keeping import FAY, Keeping
from tests.schedule.set_clock import SetClock

# On Sunday the clocks of most of the zones changed, or change in the weeks that a run takes.
BEGINS = datetime(2026, 10, 23, 9, 7, tzinfo=UTC)
ZONES = st.sampled_from(
    ["America/New_York", "America/Los_Angeles", "Europe/London", "Australia/Lord_Howe", "Pacific/Kiritimati"]
)
TIMES = st.sampled_from([time(7, 30), time(15), time(17, 59), time(18), time(19, 45)])
QUIET = {"quiet_hours": {"from": "23:00", "to": "05:00"}}
PAT = Someone("pat", ("slack",), ("building-administration",))
LIV = Someone("liv", ("discord",), ("ecosystem-liaison",))


@cache
def template() -> Path:
    """A database with all tables, made once."""
    file = Path(tempfile.mkdtemp(prefix="stem-bot-")) / "template.db"
    migrate(f"sqlite:///{file}")
    return file


class DailyCheckIn(RuleBasedStateMachine):
    """A team with a check-in on school days, and everything that may happen to it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="stem-bot-"))
        shutil.copyfile(template(), self.folder / "stem-bot.db")
        self.runner = asyncio.Runner()
        self.clock = SetClock(BEGINS)
        self.store = open_store(f"sqlite:///{self.folder}/stem-bot.db")
        self.kept = Keeping(self.store, self.clock)

    def do(self, work: Any) -> Any:
        return self.runner.run(work)

    @initialize(at=TIMES)
    def begin(self, at: time) -> None:
        zone = "America/New_York"
        self.diary = Diary(at, {"fay": zone, "pat": zone, "liv": zone})
        people = (FAY, PAT, LIV)
        self.schedule = self.do(
            self.kept.check_in("weekly on Mon, Tue, Wed, Thu and Fri", at, people, **QUIET)
        )
        self.tick()

    def tick(self) -> None:
        self.do(self.kept.tick_at(self.clock.at))
        self.diary.tick(self.clock.at)

    @rule(minutes=st.integers(1, 300), steps=st.integers(1, 8))
    def time_passes(self, minutes: int, steps: int) -> None:
        for _ in range(steps):
            self.clock.at += timedelta(minutes=minutes)
            self.tick()

    @rule(hours=st.integers(1, 24 * 9))
    def the_bot_is_away(self, hours: int) -> None:
        self.clock.at += timedelta(hours=hours)
        self.tick()

    @rule(at=TIMES)
    def the_time_is_edited(self, at: time) -> None:
        self.do(self.kept.change(self.schedule, at=at))
        self.diary.at = at
        self.diary.forget_plan()

    @rule(who=st.sampled_from(["fay", "pat", "liv"]), zone=ZONES)
    def somebody_moves(self, who: str, zone: str) -> None:
        def move(session: Session) -> None:
            person = person_called(session, who)
            person.zone = zone
            anew.person_moved(session, person.id, self.clock.at)

        self.do(self.kept.tell(move))
        self.diary.zones[who] = zone

    @rule()
    def the_postman_comes(self) -> None:
        self.do(self.kept.tell(lambda session: _send_what_is_due(session, self.clock.at)))

    @rule()
    def the_calendar_is_read_again(self) -> None:
        self.do(self.kept.tell(lambda session: anew.team_changed(session, "riverbend", self.clock.at)))

    @precondition(lambda self: not self.diary.paused)
    @rule()
    def the_team_pauses(self) -> None:
        self.do(self.kept.team(paused_at=self.clock.at))
        self.diary.paused = True

    @precondition(lambda self: self.diary.paused)
    @rule()
    def the_team_goes_on(self) -> None:
        self.do(self.kept.team(paused_at=None))
        self.do(self.kept.change(self.schedule))
        self.diary.paused = False
        self.diary.forget_plan()

    @invariant()
    def every_day_is_begun_once_or_missed(self) -> None:
        written = self.do(self.kept.occurrences())
        assert len(written) == len({day for day, _state in written})
        states = {day: "missed" if state == "missed" else "filled" for day, state in written}
        assert states == self.diary.begun
        assert set(states) >= self.diary.expected()

    @invariant()
    def everybody_is_asked_once_and_within_the_window(self) -> None:
        self.do(self.kept.ask(lambda session: _check_messages(session, self.clock.at)))

    def teardown(self) -> None:
        self.do(self.store.close())
        self.runner.close()
        shutil.rmtree(self.folder)


def _send_what_is_due(session: Session, now: datetime) -> None:
    claims.expire(session, now)
    pace = Pace({})
    gate = claims.Gate(pace, 0.0, pace.shut(0.0), limit=100)
    for letter in claims.claim_due(session, now, now, gate).letters:
        assert now < letter.expires_at
        outcomes.note(session, [outcomes.Stands(letter.attempt.delivery_id, now, "D1", "1.0")])


def _check_messages(session: Session, now: datetime) -> None:
    asked = select(func.count(Prompt.id)).group_by(Prompt.occurrence_id, Prompt.person_id, Prompt.subject)
    assert set(session.scalars(asked)) <= {1}
    for delivery in session.scalars(select(Delivery).where(Delivery.kind == "prompt")):
        if delivery.state == outbox.SENT:
            assert delivery.sent_at is not None
            assert delivery.not_before <= delivery.sent_at < delivery.expires_at
        else:
            # What has closed already is not sent, whatever else its row says.
            assert delivery.not_before < delivery.expires_at or delivery.expires_at <= now


DailyCheckIn.TestCase.settings = settings(
    max_examples=400 if os.environ.get("STEM_BOT_SOAK") else 12,
    stateful_step_count=25,
    deadline=None,
    # A shorter way to the same failure would take minutes to be found.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestDailyCheckIn = DailyCheckIn.TestCase
