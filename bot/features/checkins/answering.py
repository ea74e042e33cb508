"""Answering: a tap is the answer, a form only adds to it; correct it until the window closes."""

from __future__ import annotations

from collections.abc import Callable

from bot.chat.events import ActionCall, FormSubmission
from bot.chat.forms import Form, ticks
from bot.chat.replies import Ask, Correct, Replace, Reply, refusal
from bot.chat.routes import Action, Route, Submission
from bot.desk import Desk, Seat
from bot.features.checkins import forms, helper, too_late
from bot.features.checkins.cards import Look
from bot.features.checkins.elsewhere import answer_with
from bot.features.checkins.kinds.progress import MOVING, NO_CHANGE, STUCK
from bot.features.checkins.kinds.written import NO_NEWS, SAID
from bot.features.checkins.own import own_prompt, shown
from bot.features.checkins.recording import Said, record, said_in, tapped
from bot.features.checkins.too_late import keeping_words
from bot.permissions import Act
from bot.schedule.check_in import PROGRESS
from bot.store.models import Answer, Prompt
from bot.store.queries import prompts


def tap(movement: str) -> Callable[[Desk, ActionCall], Reply]:
    """The handler of a button that is an answer in itself."""

    def answered(desk: Desk, call: ActionCall) -> Reply:
        seat, prompt = own_prompt(desk, call)
        if prompt.closes_at <= desk.now:
            return Replace(shown(desk, seat, prompt))
        said = Said(movement) if movement == NO_NEWS else tapped(_before(desk, prompt), movement)
        record(desk, call, seat, prompt, said)
        return answer_with(desk, call, seat, prompt)

    return answered


def change(desk: Desk, call: ActionCall) -> Reply:
    """Show the choices again; what was said stands until another is pressed."""
    seat, prompt = own_prompt(desk, call)
    return Replace(shown(desk, seat, prompt, Look(choosing=prompt.id)))


def opens(make: Callable[[Desk, Seat, Prompt], Form]) -> Callable[[Desk, ActionCall], Reply]:
    """The handler of a button that opens a form while the window is open."""

    def opened(desk: Desk, call: ActionCall) -> Reply:
        seat, prompt = own_prompt(desk, call)
        closed = prompt.closes_at <= desk.now
        return Replace(shown(desk, seat, prompt)) if closed else Ask(make(desk, seat, prompt))

    return opened


def sent(make: Callable[[Desk, Seat, Prompt], Form]) -> Callable[[Desk, FormSubmission], Form]:
    """What makes that form again when it was sent."""
    return lambda desk, call: make(desk, *own_prompt(desk, call))


def takes(
    make: Callable[[Desk, Seat, Prompt], Form], read: Callable[[Desk, FormSubmission, Prompt], Said]
) -> Callable[[Desk, FormSubmission], Reply]:
    """The handler of a form: `read` tells what it says."""

    @keeping_words
    def taken(desk: Desk, call: FormSubmission) -> Reply:
        seat, prompt = own_prompt(desk, call)
        if prompt.closes_at <= desk.now:
            return too_late.closed(desk, call, seat.reader.moment(prompt.closes_at))
        form = make(desk, seat, prompt)
        if problems := {**form.check(call.values, desk.t), **helper.problem(desk, call, seat)}:
            return Correct(form.filled(call.values), problems)
        record(desk, call, seat, prompt, read(desk, call, prompt))
        return answer_with(desk, call, seat, prompt)

    return taken


def _write_form(desk: Desk, seat: Seat, prompt: Prompt) -> Form:
    return forms.answer(desk, seat, prompt, _before(desk, prompt))


def _detail_form(desk: Desk, seat: Seat, prompt: Prompt) -> Form:
    before = _before(desk, prompt)
    if before is None:
        raise refusal(desk.t("There is no answer to add to yet. Press one of the answers first."))
    return forms.detail(desk, seat, prompt, before)


def _obstacle_form(desk: Desk, seat: Seat, prompt: Prompt) -> Form:
    return forms.obstacle(desk, seat, prompt, _before(desk, prompt))


def _written(desk: Desk, call: FormSubmission, prompt: Prompt) -> Said:
    if prompt.asks != PROGRESS:
        return Said(SAID, call.values["words"].strip())
    before = _before(desk, prompt)
    helper_before = before.helper if before is not None and _text(call, "blocker") else ""
    return _said(call, call.values["movement"], helper_before)


def _detailed(desk: Desk, call: FormSubmission, prompt: Prompt) -> Said:
    before = _before(desk, prompt)
    movement = before.movement if before is not None else MOVING
    return _said(call, movement, _text(call, "helper"))


def _in_the_way(desk: Desk, call: FormSubmission, prompt: Prompt) -> Said:
    before = _before(desk, prompt)
    kept = said_in(before) if before is not None else Said(STUCK)
    blocker, who = _text(call, "blocker"), _text(call, "helper")
    return Said(kept.movement, kept.words, kept.link, blocker, who, kept.seen)


def _said(call: FormSubmission, movement: str, who: str) -> Said:
    words, link, blocker = (_text(call, name) for name in ("words", "link", "blocker"))
    return Said(movement, words, link, blocker, who, ticks(call.values.get("seen", "")))


def _text(call: FormSubmission, name: str) -> str:
    return call.values.get(name, "").strip()


def _before(desk: Desk, prompt: Prompt) -> Answer | None:
    return prompts.answer_to(desk.session, prompt.id)


ROUTES: tuple[Route, ...] = (
    Action("checkin-moving", tap(MOVING), act=Act.ANSWER),
    Action("checkin-no-change", tap(NO_CHANGE), act=Act.ANSWER),
    Action("checkin-stuck", tap(STUCK), act=Act.ANSWER),
    Action("checkin-no-news", tap(NO_NEWS), act=Act.ANSWER),
    Action("checkin-change", change, reads=True, act=Act.ANSWER),
    Action("checkin-write", opens(_write_form), opens_form=True, reads=True, act=Act.ANSWER),
    Action("checkin-detail", opens(_detail_form), opens_form=True, reads=True, act=Act.ANSWER),
    Action("checkin-blocker", opens(_obstacle_form), opens_form=True, reads=True, act=Act.ANSWER),
    Submission("checkin-write", takes(_write_form, _written), form=sent(_write_form), act=Act.ANSWER),
    Submission("checkin-detail", takes(_detail_form, _detailed), form=sent(_detail_form), act=Act.ANSWER),
    Submission(
        "checkin-blocker", takes(_obstacle_form, _in_the_way), form=sent(_obstacle_form), act=Act.ANSWER
    ),
)
