"""An outbox to which anything happens in any order, and what must be true of it after every step."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar, get_args

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import delete, select

from bot.chat.events import ActionCall
from bot.schedule import claims, dead_letters, outbox, proof
from bot.store.engine import Store
from bot.store.models import Account, Delivery, Membership, Person, Team, TeamChannel
from tests.schedule.model_platform import Find, ModelPlatform, Send
from tests.schedule.outbox_rows import ANA, CHANNEL, Outbox
from tests.schedule.postmen import StepByStep
from tests.schedule.set_clock import SetClock

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

T = TypeVar("T")
ANY = st.integers(0, 7)
MOST = 12
WHO = st.integers(0, 1)
# Leases end after 30 s, calls after 24, what is lost is looked up after 5.
SECONDS = st.sampled_from((0, 5, 25, 31))
# A process may be frozen with letters that it took, or with ends that are not written down; or it may die.
UNTIL = st.sampled_from(("written down", "written down", "taken", "carried", "death"))
# In these states the message must stand nowhere: it would be sent again, or people are told that it was not.
_NOWHERE = {outbox.PENDING, outbox.WAITING, outbox.HELD, outbox.FAILED, outbox.EXPIRED}
_PUT_AWAY = {outbox.FAILED, outbox.PARKED, outbox.EXPIRED, outbox.CANCELLED}
_IN_THE_END = {outbox.SENT, outbox.WAITING, outbox.HELD, *_PUT_AWAY}


@dataclass
class World:
    """A database that is emptied for every run, and the loop that works with it."""

    store: Store
    runner: asyncio.Runner

    def do(self, work: Awaitable[T]) -> T:
        """Run it to its end."""

        async def run() -> T:
            return await work

        return self.runner.run(run())

    def empty(self) -> None:
        """Leave no row."""
        tables = (Delivery, TeamChannel, Account, Membership, Person, Team)

        def clear(session: Session) -> None:
            for table in tables:
                session.execute(delete(table))

        self.do(self.store.write(clear))


class AnythingHappens(RuleBasedStateMachine):
    """Two processes share an outbox; the platform fails, they die, people press, an operator steps in."""

    world: World

    def __init__(self) -> None:
        super().__init__()
        self.clock = SetClock()
        self.box = Outbox(self.world.store, self.clock)
        self.world.do(self.box.set_up())
        self.platform = ModelPlatform(self.clock)
        self.processes = [StepByStep(self.box, self.platform) for _ in range(2)]
        self.written = 0
        # Copies that an operator took the risk of, and what was given up by somebody's decision.
        self.risked: Counter[str] = Counter()
        self.excused: set[str] = set()
        self.something_is_written(minutes=60, public=True)

    @precondition(lambda self: self.written < MOST)
    @rule(minutes=st.sampled_from([1, 60]), public=st.booleans())
    def something_is_written(self, minutes: int, public: bool) -> None:
        window = self.clock.at + timedelta(minutes=minutes)
        self.written += 1
        write = self.box.to_channel if public else self.box.to_ana
        self.world.do(write(f"message:{self.written}", expires_at=window))

    @rule(which=ANY)
    def the_same_is_wanted_again(self, which: int) -> None:
        before = self.rows()
        self.world.do(self.box.to_channel(f"message:{which % self.written + 1}"))
        assert len(self.rows()) == len(before) or which % self.written + 1 not in _numbers(before)

    @rule(who=WHO, after=SECONDS, how=st.sampled_from(get_args(Send)), until=UNTIL)
    def a_process_sends(self, who: int, after: int, how: Send, until: str) -> None:
        if self.written < MOST:
            self.something_is_written(minutes=60, public=True)
        self.clock.goes_on(seconds=after)
        self.world.do(_send(self.processes[who], how, until))

    @rule(who=WHO, after=SECONDS, how=st.sampled_from(("well", "well", *get_args(Find))), until=UNTIL)
    def a_process_looks_up_what_was_lost(self, who: int, after: int, how: Find, until: str) -> None:
        self.clock.goes_on(seconds=after)
        self.world.do(_look_up(self.processes[who], how, until))

    @precondition(lambda self: any(each.is_at_work for each in self.processes))
    @rule(who=WHO, after=SECONDS, sending=st.sampled_from(get_args(Send)), until=UNTIL)
    def a_process_that_was_frozen_goes_on(self, who: int, after: int, sending: Send, until: str) -> None:
        self.clock.goes_on(seconds=after)
        self.world.do(_go_on(self.processes[who], sending, "well", until))

    @rule(seconds=st.sampled_from((5, 31)))
    def time_passes(self, seconds: int) -> None:
        self.clock.goes_on(seconds=seconds)
        self.change(lambda session: len(claims.expire(session, self.clock.at)))

    @precondition(lambda self: self.platform.visible())
    @rule(which=ANY)
    def somebody_presses(self, which: int) -> None:
        seen = self.platform.visible()
        one = seen[which % len(seen)]
        call = ActionCall("1", ANA["slack"], CHANNEL["slack"], "moved", "7", one.ref, delivery=one.key)
        self.world.do(self.box.tell(lambda session: proof.accept(session, call, self.clock.at)))

    @rule(which=ANY, what=st.sampled_from(("cancel", "retry", "retry", "even if twice", "even if twice")))
    def an_operator_steps_in(self, which: int, what: str) -> None:
        row, now = self.row(which), self.clock.at
        if what == "cancel":
            if not self.change(lambda session: dead_letters.cancel(session, [row.id])):
                self.excused.add(row.key)
            return
        risk = what == "even if twice"
        if not self.change(lambda session: dead_letters.retry(session, [row.id], now, even_if_twice=risk)):
            self.risked[row.key] += row.state == outbox.PARKED

    @rule(yes=st.sampled_from((True, True, False)))
    def the_reader_says(self, yes: bool) -> None:
        self.change(lambda session: _say(session, self, yes=yes))

    @invariant()
    def nothing_stands_twice_and_the_record_is_true(self) -> None:
        for row in self.rows():
            copies, risked = self.platform.count(row.key), self.risked[row.key]
            assert copies <= 1 + risked, f"{row.purpose} stands {copies} times"
            assert copies or row.state != outbox.SENT, f"{row.purpose} was never sent"
            assert copies <= risked or row.state not in _NOWHERE, f"{row.purpose} stands, and is {row.state}"

    def teardown(self) -> None:
        try:
            self.everything_comes_to_an_end()
        finally:
            self.world.empty()

    def everything_comes_to_an_end(self) -> None:
        """Let the faults be over: in a few minutes all is sent, or closed by time or by a decision."""
        for process in self.processes:
            process.die()
        last = self.processes[0]
        for _ in range(6 * self.written):
            if all(row.state in _IN_THE_END for row in self.rows()):
                break
            self.time_passes(40)
            self.world.do(_look_up(last, "well"))
            self.world.do(_send(last, "well"))
            self.nothing_stands_twice_and_the_record_is_true()
        for row in self.rows():
            assert row.state in _IN_THE_END, f"{row.purpose} is {row.state} for ever"
            if row.state == outbox.EXPIRED:
                assert row.expires_at <= self.clock.at
            elif row.state in {outbox.FAILED, outbox.PARKED}:
                assert row.trouble
            elif row.state == outbox.CANCELLED:
                assert row.key in self.excused, f"{row.purpose} was lost"

    def rows(self) -> list[Delivery]:
        return self.world.do(
            self.box.ask(lambda session: list(session.scalars(select(Delivery).order_by(Delivery.id))))
        )

    def row(self, which: int) -> Delivery:
        rows = self.rows()
        return rows[which % len(rows)]

    def change(self, job: Callable[[Session], T]) -> T:
        return self.world.do(self.box.tell(job))


def _say(session: Session, machine: AnythingHappens, *, yes: bool) -> None:
    person = session.scalars(select(Person)).one()
    person.agreed_at, person.declined_at = (machine.clock.at, None) if yes else (None, machine.clock.at)
    if yes:
        outbox.release(session, person)
        return
    machine.excused |= set(session.scalars(select(Delivery.key).where(Delivery.person_id == person.id)))
    outbox.cancel_unsent(session, person.id)


def _numbers(rows: list[Delivery]) -> set[int]:
    return {int(row.purpose.partition(":")[2]) for row in rows}


async def _send(process: StepByStep, how: Send, until: str = "written down") -> None:
    await process.claim(2)
    if until != "taken":
        await _go_on(process, how, "well", until)


async def _look_up(process: StepByStep, how: Find, until: str = "written down") -> None:
    await process.recover(2)
    if until != "taken":
        await _go_on(process, "well", how, until)


async def _go_on(process: StepByStep, sending: Send, finding: Find, until: str) -> None:
    while process.to_look_up:
        await process.look_up(finding)
    while process.to_carry:
        await process.carry(sending)
    while process.ends and until == "written down":
        await process.write_down()
    if until == "death":
        process.die()
