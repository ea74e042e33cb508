"""Pauses a digest, lets it go on, ends it. A declared one can be paused too: a pause is not declared."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.cards import Button, Buttons, Paragraph, card
from bot.chat.events import ActionCall
from bot.chat.replies import Replace, Reply
from bot.chat.routes import wire
from bot.desk import Desk
from bot.features.digest.commands import choosing, plans
from bot.features.digest.commands.plans import Plans
from bot.features.digest.planner import DigestPlanner
from bot.schedule import due


@dataclass(frozen=True, slots=True)
class States:
    """The handlers."""

    planner: DigestPlanner

    def pause(self, desk: Desk, call: ActionCall) -> Reply:
        """Pause was pressed."""
        seat, schedule = choosing.of_call(desk, call)
        if schedule.paused_at is not None:
            return Replace(Plans(self.planner).one(desk, seat, schedule, desk.t("It is paused already.")))
        schedule.paused_at = desk.now
        desk.note_change(seat, call, "schedule", schedule.id, f"paused: {schedule.slot}")
        said = desk.t("Paused. It goes to nobody until you let it go on.")
        return Replace(Plans(self.planner).one(desk, seat, schedule, said))

    def resume(self, desk: Desk, call: ActionCall) -> Reply:
        """Go on was pressed."""
        seat, schedule = choosing.of_call(desk, call)
        if schedule.paused_at is None:
            return Replace(Plans(self.planner).one(desk, seat, schedule, desk.t("It is not paused.")))
        schedule.paused_at, schedule.next_day, schedule.next_due_at = None, None, None
        due.plan_first(desk, schedule, self.planner)
        desk.note_change(seat, call, "schedule", schedule.id, f"resumed: {schedule.slot}")
        said = desk.t("It goes on. Its next one tells of the time since the last that went out.")
        return Replace(Plans(self.planner).one(desk, seat, schedule, said))

    def ask_end(self, desk: Desk, call: ActionCall) -> Reply:
        """Ask whether End was meant."""
        _, schedule = choosing.of_call(desk, call)
        choosing.refuse_declared(desk, schedule)
        return Replace(
            card(
                Paragraph(
                    desk.t("End {name} for good? What was sent stays.", name=plans.title(desk, schedule))
                ),
                Buttons(
                    (
                        Button(desk.t("End it"), wire("digest-plan-end-now", schedule.id), "danger"),
                        Button(desk.t("Keep it"), wire("digest-plan-keep", schedule.id)),
                    )
                ),
            )
        )

    def end(self, desk: Desk, call: ActionCall) -> Reply:
        """It is."""
        seat, schedule = choosing.of_call(desk, call)
        choosing.refuse_declared(desk, schedule)
        schedule.ended_at, schedule.next_day, schedule.next_due_at = desk.now, None, None
        desk.note_change(seat, call, "schedule", schedule.id, f"ended: {schedule.slot}")
        words = desk.t(
            "{name} has ended: it goes to nobody any more. "
            "What was sent can still be opened: `/stem digest past`",
            name=schedule.title,
        )
        return Replace(card(Paragraph(words)))

    def keep(self, desk: Desk, call: ActionCall) -> Reply:
        """It is not."""
        seat, schedule = choosing.of_call(desk, call)
        return Replace(Plans(self.planner).one(desk, seat, schedule))
