"""What the menu of a check-in does: later, skip, not my indicator, away; and the ways back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.chat.cards import Card, Paragraph, card
from bot.chat.events import ActionCall, FormSubmission
from bot.chat.forms import Form
from bot.chat.replies import Ask, Correct, Replace, Reply, refusal
from bot.chat.routes import Action, Route, Submission
from bot.desk import Desk, Seat
from bot.features.checkins import forms, snoozing, too_late
from bot.features.checkins.elsewhere import answer_with
from bot.features.checkins.menu import AWAY, LATER, NOT_MINE, SKIP
from bot.features.checkins.own import own_prompt, shown
from bot.features.checkins.subject import indicator_of
from bot.features.checkins.too_late import keeping_words
from bot.naming import called
from bot.notices import Recipient, tell
from bot.permissions import Act
from bot.store.models import Prompt
from bot.store.queries import prompts, seats

# Opens the form in which somebody says until when they are away.
AwayForm = Callable[[Desk, ActionCall], Reply]


@dataclass(frozen=True, slots=True)
class NotNow:
    """The menu; `away` is what it does for somebody who is away."""

    away: AwayForm

    def __call__(self, desk: Desk, call: ActionCall) -> Reply:
        """Do what was chosen; nothing is changed where the window is over."""
        what, _, which = call.value.partition(":")
        if what == AWAY:
            return self.away(desk, call)
        seat, prompt = own_prompt(desk, call, which if what in {SKIP, NOT_MINE} else "")
        if prompt.closes_at <= desk.now:
            return Replace(shown(desk, seat, prompt))
        if what == LATER:
            return snoozing.put_off(desk, call, seat, prompt, which)
        if what == SKIP:
            return _skip(desk, call, seat, prompt)
        if what == NOT_MINE:
            return _not_mine(desk, call, seat, prompt)
        raise refusal(desk.t("I do not know this choice any more. Please choose again in a newer message."))


def answer_after_all(desk: Desk, call: ActionCall) -> Reply:
    """Take a skip back."""
    seat, prompt = own_prompt(desk, call)
    if prompt.closes_at > desk.now and prompt.skipped_at is not None:
        prompt.skipped_at, prompt.skip_reason, prompt.not_mine = None, "", False
        desk.note_change(seat, call, "prompt", prompt.id, "open again")
        desk.session.flush()
    return answer_with(desk, call, seat, prompt)


def ask_reason(desk: Desk, call: ActionCall) -> Reply:
    """Open the form for the reason."""
    seat, prompt = own_prompt(desk, call)
    if prompt.closes_at <= desk.now or prompt.skipped_at is None:
        return Replace(shown(desk, seat, prompt))
    return Ask(forms.reason(desk, prompt))


def reason_form(desk: Desk, call: FormSubmission) -> Form:
    """The form that was sent."""
    return forms.reason(desk, own_prompt(desk, call)[1])


@keeping_words
def reason_given(desk: Desk, call: FormSubmission) -> Reply:
    """Keep the reason; it says nothing of a question that was answered meanwhile."""
    seat, prompt = own_prompt(desk, call)
    if prompt.closes_at <= desk.now:
        return too_late.closed(desk, call, seat.reader.moment(prompt.closes_at))
    form = forms.reason(desk, prompt)
    if problems := form.check(call.values, desk.t):
        return Correct(form.filled(call.values), problems)
    if prompt.skipped_at is not None:
        prompt.skip_reason = call.values["reason"].strip()
        desk.session.flush()
    return answer_with(desk, call, seat, prompt)


def _skip(desk: Desk, call: ActionCall, seat: Seat, prompt: Prompt) -> Reply:
    """Skip a question that is not answered; once more changes nothing."""
    if prompt.skipped_at is None and not prompts.answered_among(desk.session, [prompt]):
        prompt.skipped_at = desk.now
        desk.note_change(seat, call, "prompt", prompt.id, "skipped")
        desk.session.flush()
    return answer_with(desk, call, seat, prompt)


def _not_mine(desk: Desk, call: ActionCall, seat: Seat, prompt: Prompt) -> Reply:
    """Note that this person is the wrong one to ask, and tell the facilitators once."""
    if not prompt.not_mine and not prompts.answered_among(desk.session, [prompt]):
        prompt.skipped_at, prompt.not_mine = prompt.skipped_at or desk.now, True
        desk.note_change(seat, call, "prompt", prompt.id, "not mine")
        desk.session.flush()
        for person in seats.facilitators(desk.session, seat.team.id, seat.reader.today):
            if person.id != seat.person.id:
                purpose = f"not-mine:{seat.team.id}:{seat.person.id}:{prompt.subject}:{person.id}"
                tell(desk, person, seat.team.id, purpose, _NotTheirs(desk, seat, prompt))
    return answer_with(desk, call, seat, prompt)


@dataclass(frozen=True, slots=True)
class _NotTheirs:
    """What a facilitator reads."""

    desk: Desk
    seat: Seat
    prompt: Prompt

    def __call__(self, to: Recipient) -> Card:
        """The notice for this facilitator."""
        indicator = indicator_of(self.desk, self.seat.team, self.prompt)
        return card(
            Paragraph(
                to.t(
                    "{who} says that “{title}” ({id}) is not theirs to answer. I ask them about it no more.",
                    who=called(self.desk.session, self.seat.person, to.home),
                    title=indicator.short_title,
                    id=indicator.id,
                )
            ),
            Paragraph(
                to.t(
                    "If nobody else in {team} is asked about it, another role may fit: `/stem role`",
                    team=self.seat.team.name,
                )
            ),
        )


def routes(away: AwayForm) -> tuple[Route, ...]:
    """The menu and the ways back from it."""
    return (
        Action("checkin-not-now", NotNow(away), opens_form=True, act=Act.ANSWER),
        Action("checkin-now", snoozing.answer_now, act=Act.ANSWER),
        Action("checkin-answer", answer_after_all, act=Act.ANSWER),
        Action("checkin-reason", ask_reason, opens_form=True, reads=True, act=Act.ANSWER),
        Submission("checkin-reason", reason_given, form=reason_form, act=Act.ANSWER),
    )
