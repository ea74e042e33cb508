"""Answering a check-in: a tap is the answer, a form only adds to it; correct it until the window closes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.chat.cards import Card
from bot.chat.events import ActionCall, FormSubmission
from bot.chat.forms import Form
from bot.chat.replies import Ask, Correct, Replace, Reply, refusal
from bot.chat.routes import Action, Route, Submission
from bot.desk import Desk, Seat
from bot.features.checkins import cards, forms
from bot.features.checkins.elsewhere import answer_with
from bot.store.models import Answer, Prompt
from bot.store.queries import prompts


@dataclass(frozen=True, slots=True)
class Said:
    """What an answer holds; what is left empty keeps what was said before."""

    movement: str
    words: str = ""
    link: str = ""
    blocker: str = ""
    helper: str = ""


def tap(movement: str) -> Callable[[Desk, ActionCall], Reply]:
    """The handler of a button that is an answer in itself."""

    def tapped(desk: Desk, call: ActionCall) -> Reply:
        seat, prompt = _own_prompt(desk, call)
        if prompt.closes_at > desk.now:
            _record(desk, call, seat, prompt, Said(movement))
        return Replace(_shown(desk, seat, prompt))

    return tapped


def change(desk: Desk, call: ActionCall) -> Reply:
    """Show the choices again; what was said stands until another is pressed."""
    seat, prompt = _own_prompt(desk, call)
    return Replace(_shown(desk, seat, prompt, choosing=prompt.id))


def write(desk: Desk, call: ActionCall) -> Reply:
    """Open the form for more than a tap."""
    seat, prompt = _own_prompt(desk, call)
    if prompt.closes_at <= desk.now:
        return Replace(_shown(desk, seat, prompt))
    return Ask(forms.more(desk, seat, prompt, prompts.answer_to(desk.session, prompt.id)))


def written_form(desk: Desk, call: FormSubmission) -> Form:
    """The form that was sent."""
    seat, prompt = _own_prompt(desk, call)
    return forms.more(desk, seat, prompt, prompts.answer_to(desk.session, prompt.id))


def written(desk: Desk, call: FormSubmission) -> Reply:
    """Take what was written in the form."""
    seat, prompt = _own_prompt(desk, call)
    form = written_form(desk, call)
    if problems := form.check(call.values, desk.t):
        return Correct(form.filled(call.values), problems)
    if prompt.closes_at <= desk.now:
        return Replace(_shown(desk, seat, prompt))
    given = {name: call.values.get(name, "").strip() for name in ("movement", "words", "link", "blocker")}
    _record(desk, call, seat, prompt, Said(**given))
    return answer_with(desk, call, prompt, _shown(desk, seat, prompt))


def obstacle(desk: Desk, call: ActionCall) -> Reply:
    """Ask what is in the way, and who could help."""
    seat, prompt = _own_prompt(desk, call)
    if prompt.closes_at <= desk.now:
        return Replace(_shown(desk, seat, prompt))
    return Ask(forms.obstacle(desk, prompt))


def obstacle_form(desk: Desk, call: FormSubmission) -> Form:
    """The form about what is in the way."""
    return forms.obstacle(desk, _own_prompt(desk, call)[1])


def obstacle_written(desk: Desk, call: FormSubmission) -> Reply:
    """Take what is in the way."""
    seat, prompt = _own_prompt(desk, call)
    form = obstacle_form(desk, call)
    if problems := form.check(call.values, desk.t):
        return Correct(form.filled(call.values), problems)
    if prompt.closes_at <= desk.now:
        return Replace(_shown(desk, seat, prompt))
    blocker, helper = call.values["blocker"].strip(), call.values.get("helper", "")
    _record(desk, call, seat, prompt, Said(cards.STUCK, blocker=blocker, helper=helper))
    return answer_with(desk, call, prompt, _shown(desk, seat, prompt))


def _record(desk: Desk, call: ActionCall | FormSubmission, seat: Seat, prompt: Prompt, said: Said) -> None:
    """Write a new answer row; tapping the same again changes nothing."""
    before = prompts.answer_to(desk.session, prompt.id)
    kept = before or Answer(words="", link="", blocker="", helper="")
    answer = Answer(
        team_id=prompt.team_id,
        prompt_id=prompt.id,
        person_id=seat.person.id,
        movement=said.movement,
        words=said.words or kept.words,
        link=said.link or kept.link,
        blocker=said.blocker or (kept.blocker if said.movement == cards.STUCK else ""),
        helper=said.helper or (kept.helper if said.movement == cards.STUCK else ""),
        given_at=desk.now,
        through=call.person.platform,
    )
    if before is not None and _same(before, answer):
        return
    desk.session.add(answer)
    desk.session.flush()
    desk.note_change(seat, call, "answer", answer.id, "corrected" if before else "given")


def _same(one: Answer, other: Answer) -> bool:
    names = ("movement", "words", "link", "blocker", "helper")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _shown(desk: Desk, seat: Seat, prompt: Prompt, *, choosing: int | None = None) -> Card:
    together = prompts.on_the_same_message(desk.session, prompt)
    return cards.message(desk, seat.team, seat.person, together, choosing=choosing)


def _own_prompt(desk: Desk, call: ActionCall | FormSubmission) -> tuple[Seat, Prompt]:
    prompt = desk.session.get(Prompt, int(call.argument))
    if prompt is None:
        raise refusal(desk.t("This check-in is gone."))
    seat = desk.participant_in(call, prompt.team_id)
    if prompt.person_id != seat.person.id:
        raise refusal(desk.t("This check-in is for somebody else."))
    return seat, prompt


ROUTES: tuple[Route, ...] = (
    Action("checkin-moving", tap(cards.MOVING)),
    Action("checkin-no-change", tap(cards.NO_CHANGE)),
    Action("checkin-stuck", tap(cards.STUCK)),
    Action("checkin-change", change, reads=True),
    Action("checkin-write", write, opens_form=True, reads=True),
    Action("checkin-blocker", obstacle, opens_form=True, reads=True),
    Submission("checkin-write", written, form=written_form),
    Submission("checkin-blocker", obstacle_written, form=obstacle_form),
)
