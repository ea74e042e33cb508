"""`/stem digest schedule`: lists the digests, makes one and changes one, from a typed line or in a form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from bot.chat.cards import Card
from bot.chat.events import ActionCall, Call, CommandCall, FormSubmission
from bot.chat.forms import Form
from bot.chat.replies import Ask, Correct, Reply, Say, refusal
from bot.chat.text import Markup, join
from bot.desk import Desk, Seat
from bot.features.digest.commands import choosing, forms
from bot.features.digest.commands.finding import running
from bot.features.digest.commands.plans import Plans
from bot.features.digest.commands.reading import (
    EXAMPLE,
    NAME,
    ORDER,
    REPORT,
    RULE,
    Draft,
    given_values,
    read,
    values_of,
)
from bot.features.digest.planner import DigestPlanner
from bot.features.digest.sending import KIND
from bot.permissions import Act
from bot.schedule import due
from bot.schedule.digest_settings import ROLE, settings_to_store
from bot.schedule.report import TEAM
from bot.store.models import Schedule
from bot.store.queries.roster import IN_CHAT


@dataclass(frozen=True, slots=True)
class Planning:
    """The handlers."""

    planner: DigestPlanner

    def schedule(self, desk: Desk, call: CommandCall) -> Reply:
        """List them all; with more, make the digest that is typed, or change it."""
        values = given_values(call.options)
        if not values:
            seat = desk.allowed(call, Act.LOOK)
            return Say(Plans(self.planner).listed(desk, seat))
        seat = desk.allowed(call, Act.RUN_DIGESTS)
        meant = _meant(desk, seat, values)
        changes = {name: said for name, said in values.items() if name != NAME}
        if meant is None:
            return Say(self._add(desk, seat, call, values))
        if not changes:
            return Say(Plans(self.planner).one(desk, seat, meant))
        choosing.refuse_declared(desk, meant)
        draft = read(desk, seat, values_of(meant) | changes, meant)
        _refuse_if_wrong(draft)
        return Say(self._changed(desk, seat, call, meant, draft))

    def ask_new(self, desk: Desk, call: ActionCall) -> Reply:
        """Add was pressed."""
        desk.allowed_in(call, call.argument, Act.RUN_DIGESTS)
        return Ask(forms.new(desk.t, call.argument))

    def new_form(self, desk: Desk, call: FormSubmission) -> Form:
        """The form that was sent."""
        desk.allowed_in(call, call.argument, Act.RUN_DIGESTS)
        return forms.new(desk.t, call.argument)

    def added(self, desk: Desk, call: FormSubmission) -> Reply:
        """The form of a new one came in."""
        seat, form = desk.allowed_in(call, call.argument, Act.RUN_DIGESTS), self.new_form(desk, call)
        draft = _new(desk, seat, given_values(call.values))
        if draft.problems:
            return Correct(form.filled(call.values), draft.problems)
        return Say(self._made(desk, seat, call, draft))

    def ask_change(self, desk: Desk, call: ActionCall) -> Reply:
        """Change was pressed."""
        return Ask(_change_form(desk, call))

    def change_form(self, desk: Desk, call: FormSubmission) -> Form:
        """The form as it was sent."""
        return _change_form(desk, call)

    def changed(self, desk: Desk, call: FormSubmission) -> Reply:
        """The form of a change came in."""
        form = _change_form(desk, call)
        seat, schedule = choosing.of_call(desk, call)
        draft = read(desk, seat, values_of(schedule) | given_values(call.values), schedule)
        if draft.problems:
            return Correct(form.filled(call.values), draft.problems)
        return Say(self._changed(desk, seat, call, schedule, draft))

    def _add(self, desk: Desk, seat: Seat, call: Call, values: Mapping[str, str]) -> Card:
        draft = _new(desk, seat, values)
        _refuse_if_wrong(draft)
        return self._made(desk, seat, call, draft)

    def _made(self, desk: Desk, seat: Seat, call: Call, draft: Draft) -> Card:
        schedule = Schedule(
            team_id=seat.team.id, slot=draft.slot, kind=KIND, managed=IN_CHAT, **_columns(draft)
        )
        desk.session.add(schedule)
        desk.session.flush()
        due.plan_first(desk, schedule, self.planner)
        desk.note_change(seat, call, "schedule", schedule.id, f"added: {schedule.slot}, {schedule.rule}")
        return Plans(self.planner).one(desk, seat, schedule, desk.t("The digest is set up."))

    def _changed(self, desk: Desk, seat: Seat, call: Call, schedule: Schedule, draft: Draft) -> Card:
        for column, value in _columns(draft).items():
            setattr(schedule, column, value)
        schedule.next_day, schedule.next_due_at = None, None
        due.plan_first(desk, schedule, self.planner)
        desk.note_change(seat, call, "schedule", schedule.id, f"changed: {schedule.slot}, {schedule.rule}")
        return Plans(self.planner).one(desk, seat, schedule, desk.t("Recorded. From its next time on it is:"))


def _meant(desk: Desk, seat: Seat, values: Mapping[str, str]) -> Schedule | None:
    """The digest that is to be changed; None for a new one."""
    every = running(desk, seat)
    if NAME in values:
        found = choosing.called(every, values[NAME])
        return found if found or RULE in values else choosing.named(desk, seat, values[NAME], "schedule")
    wanted = values.get(REPORT, "").casefold()
    fitting = [one for one in every if not wanted or values_of(one)[REPORT] == wanted]
    if len(fitting) <= 1:
        return next(iter(fitting), None)
    raise refusal(join(" ", _which(desk, seat, fitting)))


def _which(desk: Desk, seat: Seat, fitting: Sequence[Schedule]) -> list[Markup]:
    """Whom to name, with an example for one that can be changed in chat, and how to make a new one."""
    words = [desk.t("Which one? The digests are {names}.", names=", ".join(one.slot for one in fitting))]
    own = [one for one in fitting if one.managed == IN_CHAT]
    if own:
        words.append(desk.t("Try: `{example}`", example=f"{EXAMPLE} name:{own[0].slot}"))
    else:
        words.append(desk.t("All of them stand in the file that I was set up from, and are changed there."))
    new = f"{EXAMPLE} name:{_free('digest', _taken(desk, seat))}"
    return [*words, desk.t("With a new name it becomes one more: `{example}`", example=new)]


def _taken(desk: Desk, seat: Seat) -> set[str]:
    return set(desk.session.scalars(select(Schedule.slot).where(Schedule.team_id == seat.team.id)))


def _new(desk: Desk, seat: Seat, values: Mapping[str, str]) -> Draft:
    draft, taken = read(desk, seat, values), _taken(desk, seat)
    if not draft.slot:
        draft.slot = _free(_usual_name(draft), taken)
        draft.title = draft.slot
    elif draft.slot in taken:
        draft.problems.setdefault(
            NAME,
            desk.t(
                "The name {name} is taken. Choose another one, for example: {example}",
                name=draft.slot,
                example=_free(draft.slot, taken),
            ),
        )
    return draft


def _usual_name(draft: Draft) -> str:
    settings = draft.settings
    if settings.report == TEAM:
        return "digest"
    return f"{settings.role}-digest" if settings.report == ROLE else settings.report


def _free(name: str, taken: set[str]) -> str:
    numbered = (f"{name}-{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (name, *numbered) if one not in taken)


def _columns(draft: Draft) -> Mapping[str, object]:
    return {
        "title": draft.title,
        "rule": draft.rule,
        "at": draft.at,
        "starts_on": draft.starts_on,
        "settings": settings_to_store(draft.settings),
    }


def _change_form(desk: Desk, call: ActionCall | FormSubmission) -> Form:
    _, schedule = choosing.of_call(desk, call)
    choosing.refuse_declared(desk, schedule)
    return forms.change(desk.t, schedule.id).filled(values_of(schedule))


def _refuse_if_wrong(draft: Draft) -> None:
    if draft.problems:
        raise refusal(join("\n", [draft.problems[each] for each in ORDER if each in draft.problems]))
