"""Edit answers: opens a form again with what its sender typed, where forms show no mistakes themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.chat.events import ActionCall, FormSubmission
from bot.chat.replies import Ask, Reply, refusal
from bot.chat.routes import Action, MakeForm, Route, Submission
from bot.desk import Desk
from bot.store.models import Draft


@dataclass(frozen=True, slots=True)
class Reopening:
    """Knows how each form is made again, by the name of its submission."""

    forms: dict[str, MakeForm]

    def __call__(self, desk: Desk, call: ActionCall) -> Reply:
        """The form with what was typed, for who typed it."""
        draft = desk.session.get(Draft, int(call.argument))
        if draft is None:
            raise refusal(desk.t("What you typed is not kept any more. Please start again."))
        if draft.account != call.person.account:
            raise refusal(desk.t("These are somebody else's answers."))
        make = self.forms.get(draft.form)
        if make is None:
            raise refusal(desk.t("This form cannot be opened again. Please start from its beginning."))
        return Ask(make(desk, _as_sent(call, draft)).filled(draft.values))


def routes(others: Iterable[Route]) -> tuple[Route, ...]:
    """The route that reopens the forms of the other routes."""
    forms = {
        name: route.form
        for route in others
        if isinstance(route, Submission) and route.form is not None
        for name in (route.name, *route.formerly)
    }
    return (Action("draft", Reopening(forms), opens_form=True, reads=True),)


def _as_sent(call: ActionCall, draft: Draft) -> FormSubmission:
    return FormSubmission(
        key=call.key,
        person=call.person,
        place=call.place,
        form=draft.form,
        argument=draft.argument,
        values=draft.values,
        locale=call.locale,
    )
