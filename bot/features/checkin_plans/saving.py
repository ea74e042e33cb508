"""Makes a check-in and changes one: from a typed line, or in the two forms, where mistakes come back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from bot.chat.cards import Card
from bot.chat.events import ActionCall, Call, CommandCall, FormSubmission
from bot.chat.forms import Form
from bot.chat.replies import Ask, Correct, Reply, Say, refusal
from bot.chat.routes import wire
from bot.chat.text import Markup, join
from bot.desk import Desk, Seat
from bot.features.checkin_plans import cards, finding, forms
from bot.features.checkin_plans.reading import read
from bot.features.checkin_plans.values import ASKS, AT, FIRST, MORE, NAME, RULE, Draft, Values, values_of
from bot.permissions import Act
from bot.schedule.check_in import KIND, settings_of
from bot.schedule.outlook import Forecast
from bot.store.models import Schedule
from bot.store.queries.roster import IN_CHAT


@dataclass(frozen=True, slots=True)
class Saving:
    """The handlers; the forecast finds the next day of what they save."""

    forecast: Forecast

    def add(self, desk: Desk, call: CommandCall) -> Reply:
        """Make a check-in from the typed line, or ask in the form what it shall be."""
        seat, values = desk.allowed(call, Act.RUN_CHECK_INS), _told_apart(call)
        if not all(values.get(each) for each in (NAME, RULE, AT)) and not any(map(values.get, MORE)):
            return Ask(_add_form(desk, seat.team.id).filled(values))
        draft = self._new(desk, seat, values)
        _refuse_if_wrong(draft)
        return Say(self._made(desk, seat, call, draft))

    def add_form(self, desk: Desk, call: FormSubmission) -> Form:
        """The form that was sent."""
        desk.allowed_in(call, call.argument, Act.RUN_CHECK_INS)
        return _add_form(desk, call.argument)

    def added(self, desk: Desk, call: FormSubmission) -> Reply:
        """The form of a new one came in."""
        seat, form = desk.allowed_in(call, call.argument, Act.RUN_CHECK_INS), _add_form(desk, call.argument)
        draft = self._new(desk, seat, call.values)
        if draft.problems:
            return Correct(form.filled(call.values), draft.problems)
        return Say(self._made(desk, seat, call, draft))

    def edit(self, desk: Desk, call: CommandCall) -> Reply:
        """Change what the typed line names, or ask in the form."""
        seat = desk.allowed(call, Act.RUN_CHECK_INS)
        changes = _told_apart(call)
        if _called_like_a_kind(call):
            del changes[ASKS]
        schedule = finding.named(desk, seat, changes.pop(NAME, ""), "edit")
        finding.refuse_declared(desk, schedule)
        if not changes:
            return Ask(_edit_form(desk, schedule))
        draft = read(desk, seat, values_of(schedule) | changes, schedule)
        _refuse_if_wrong(draft)
        return Say(self._changed(desk, seat, call, schedule, draft))

    def ask_first(self, desk: Desk, call: ActionCall) -> Reply:
        """Change was pressed."""
        _, schedule = finding.of_call(desk, call)
        finding.refuse_declared(desk, schedule)
        return Ask(_edit_form(desk, schedule))

    def ask_more(self, desk: Desk, call: ActionCall) -> Reply:
        """Whom and what was pressed."""
        _, schedule = finding.of_call(desk, call)
        finding.refuse_declared(desk, schedule)
        return Ask(_more_form(desk, schedule))

    def first_form(self, desk: Desk, call: FormSubmission) -> Form:
        """The first form as it was sent."""
        return _edit_form(desk, finding.of_call(desk, call)[1])

    def more_form(self, desk: Desk, call: FormSubmission) -> Form:
        """The second form as it was sent."""
        return _more_form(desk, finding.of_call(desk, call)[1])

    def first_changed(self, desk: Desk, call: FormSubmission) -> Reply:
        """The first form came in."""
        return self._form_came(desk, call, self.first_form(desk, call))

    def more_changed(self, desk: Desk, call: FormSubmission) -> Reply:
        """The second form came in."""
        return self._form_came(desk, call, self.more_form(desk, call))

    def _form_came(self, desk: Desk, call: FormSubmission, form: Form) -> Reply:
        seat, schedule = finding.of_call(desk, call)
        finding.refuse_declared(desk, schedule)
        draft = read(desk, seat, values_of(schedule) | dict(call.values), schedule)
        if draft.problems:
            return Correct(form.filled(call.values), _at_fields(draft, form))
        return Say(self._changed(desk, seat, call, schedule, draft))

    def _new(self, desk: Desk, seat: Seat, values: Values) -> Draft:
        draft = read(desk, seat, values)
        taken = select(Schedule).where(Schedule.team_id == seat.team.id, Schedule.slot == draft.slot)
        if draft.slot and (other := desk.session.scalar(taken)) is not None:
            draft.problems.setdefault(NAME, _taken(desk, other))
        return draft

    def _made(self, desk: Desk, seat: Seat, call: Call, draft: Draft) -> Card:
        schedule = Schedule(
            team_id=seat.team.id, slot=draft.slot, kind=KIND, managed=IN_CHAT, **_columns(draft)
        )
        desk.session.add(schedule)
        desk.session.flush()
        self.forecast.plan(desk, schedule)
        desk.note_change(seat, call, "schedule", schedule.id, f"added: {schedule.slot}, {schedule.rule}")
        return cards.one(desk, seat, schedule, desk.t("The check-in is set up."))

    def _changed(self, desk: Desk, seat: Seat, call: Call, schedule: Schedule, draft: Draft) -> Card:
        for column, value in _columns(draft).items():
            setattr(schedule, column, value)
        self.forecast.plan(desk, schedule)
        desk.note_change(seat, call, "schedule", schedule.id, f"changed: {schedule.slot}, {schedule.rule}")
        kept = desk.t("What was asked already stays as it is.")
        return cards.one(desk, seat, schedule, desk.t("Recorded. From its next day it is:"), small=kept)


def _called_like_a_kind(call: CommandCall) -> bool:
    """Whether the name in a typed line was read as what it asks, because it is called so: `rating`."""
    return (
        bool(call.line) and NAME not in call.options and ASKS in call.options and f"{ASKS}:" not in call.line
    )


def _told_apart(call: CommandCall) -> dict[str, str]:
    given = dict(call.options)
    return {NAME: given[ASKS], **given} if _called_like_a_kind(call) else given


def _columns(draft: Draft) -> Mapping[str, object]:
    return {
        "title": draft.title,
        "rule": draft.rule,
        "at": draft.at,
        "starts_on": draft.starts_on,
        "settings": settings_of(draft.check_in),
    }


def _add_form(desk: Desk, team_id: str) -> Form:
    return forms.first(desk.t, wire("checkin-plan-add", team_id), desk.t("Add a check-in"), desk.t("Add"))


def _edit_form(desk: Desk, schedule: Schedule) -> Form:
    form = forms.first(
        desk.t, wire("checkin-plan-edit", schedule.id), desk.t("Change a check-in"), desk.t("Record")
    )
    return form.filled(values_of(schedule))


def _more_form(desk: Desk, schedule: Schedule) -> Form:
    return forms.more(desk.t, schedule.id).filled(values_of(schedule))


def _at_fields(draft: Draft, form: Form) -> dict[str, str]:
    """The problems, each at a field of this form: what lies in the other one stands at the first."""
    fields = [field.id for field in form.fields]
    found: dict[str, str] = {}
    for name, words in draft.problems.items():
        found.setdefault(name if name in fields else fields[0], words)
    return found


def _refuse_if_wrong(draft: Draft) -> None:
    if draft.problems:
        raise refusal(
            join("\n", [draft.problems[each] for each in (*FIRST, *MORE) if each in draft.problems])
        )


def _taken(desk: Desk, other: Schedule) -> Markup:
    example = f"{other.slot}-2"
    if other.kind == KIND and other.ended_at is None:
        return desk.t(
            "There is a check-in {name} already. Change it with `/stem checkins edit {name}`, or choose "
            "another name, for example: {example}",
            name=other.slot,
            example=example,
        )
    return desk.t(
        "The name {name} was taken before. Choose another one, for example: {example}",
        name=other.slot,
        example=example,
    )
