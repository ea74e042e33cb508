"""The forms of a check-in: to say more, what is in the way, an answer in words, why it was skipped."""

from __future__ import annotations

from bot.chat.cards import Option
from bot.chat.forms import ChoiceField, Field, Form, PersonField, TextField, TicksField
from bot.chat.limits import FIELD_HINT, OPTIONS
from bot.chat.phrases import Phrases
from bot.chat.routes import wire
from bot.chat.text import Markup, bold, join, shorten
from bot.desk import Desk, Seat
from bot.features.checkins.kinds.progress import MOVEMENTS
from bot.features.checkins.kinds.written import REFLECTION
from bot.features.checkins.level import current_level
from bot.features.checkins.subject import indicator_of
from bot.schedule.check_in import PROGRESS
from bot.store.models import Answer, Prompt
from bot.suggestions import behaviour_option
from rubric import behaviours
from rubric.model import Indicator

LONGEST, LONGEST_REASON = 1500, 300


def answer(desk: Desk, seat: Seat, prompt: Prompt, before: Answer | None) -> Form:
    """What Write opens: how it moved and more, or a text, as the kind of question is."""
    if prompt.asks == PROGRESS:
        return more(desk, seat, prompt, before)
    return words(desk, prompt, before)


def more(desk: Desk, seat: Seat, prompt: Prompt, before: Answer | None) -> Form:
    """How it moved, in the person's words, with what they saw, evidence and what is in the way."""
    t, said = desk.t, before or _nothing()
    indicator = indicator_of(desk, seat.team, prompt)
    options = tuple(Option(name, t(label)) for name, label in MOVEMENTS.items())
    movement = ChoiceField(
        "movement", t("How has it moved?"), options, _about(indicator, t), value=said.movement
    )
    fields = (movement, *_details(desk, seat, indicator, said))
    return Form(wire("checkin-write", prompt.id), t("Check-in"), fields, (), t("Record"))


def detail(desk: Desk, seat: Seat, prompt: Prompt, said: Answer) -> Form:
    """What can be added to an answer: with who could help in place of how it moved, which is said."""
    t, indicator = desk.t, indicator_of(desk, seat.team, prompt)
    own = _details(desk, seat, indicator, said, _about(indicator, t))
    return Form(wire("checkin-detail", prompt.id), t("Check-in"), (*own, _helper(said, t)), (), t("Record"))


def obstacle(desk: Desk, seat: Seat, prompt: Prompt, before: Answer | None) -> Form:
    """What is in the way, and who could help."""
    t, said = desk.t, before or _nothing()
    indicator = indicator_of(desk, seat.team, prompt)
    blocker = TextField(
        "blocker",
        t("What is in the way?"),
        "paragraph",
        t("Your facilitator and leaders read this; leaders see no name"),
        required=True,
        longest=LONGEST,
        value=said.blocker,
    )
    about = join(" ", [bold(indicator.short_title), f"({indicator.id})"])
    return Form(
        wire("checkin-blocker", prompt.id), t("Check-in"), (blocker, _helper(said, t)), (about,), t("Record")
    )


def words(desk: Desk, prompt: Prompt, before: Answer | None) -> Form:
    """An answer in the person's own words."""
    t = desk.t
    label = t("What comes to mind?") if prompt.asks == REFLECTION else t("Your answer")
    value = before.words if before else ""
    field = TextField("words", label, "paragraph", required=True, longest=LONGEST, value=value)
    intro = (bold(prompt.question),) if prompt.question else ()
    return Form(wire("checkin-write", prompt.id), t("Check-in"), (field,), intro, t("Record"))


def reason(desk: Desk, prompt: Prompt) -> Form:
    """Why a question was skipped."""
    t = desk.t
    field = TextField(
        "reason",
        t("Why did you skip it?"),
        "paragraph",
        t("Only your facilitator reads this"),
        required=True,
        longest=LONGEST_REASON,
        value=prompt.skip_reason,
    )
    return Form(wire("checkin-reason", prompt.id), t("Skipped"), (field,), (), t("Record"))


def _details(
    desk: Desk, seat: Seat, indicator: Indicator, said: Answer, about: str = ""
) -> tuple[Field, ...]:
    t = desk.t
    level = current_level(desk, seat, indicator)
    offered = behaviours.of_levels(indicator, (level, level + 1))[:OPTIONS]
    ticked = ",".join(one.id for one in offered if one.id in said.seen)
    options = tuple(behaviour_option(one) for one in offered)
    return (
        TextField("words", t("What moved?"), "paragraph", about, longest=LONGEST, value=said.words),
        TicksField("seen", t("Which of these have you seen?"), options, value=ticked),
        TextField("link", t("A link that shows it"), "link", longest=500, value=said.link),
        TextField(
            "blocker",
            t("Is anything in the way?"),
            "paragraph",
            t("Your facilitator and leaders read this; leaders see no name"),
            longest=LONGEST,
            value=said.blocker,
        ),
    )


def _helper(said: Answer, t: Phrases) -> PersonField:
    hint = t("Only your facilitator sees this name")
    return PersonField("helper", t("Who could help?"), hint, value=said.helper)


def _about(indicator: Indicator, t: Phrases) -> Markup:
    """What the form is about, where its first field has room for it: the five places are taken."""
    room = FIELD_HINT - len(indicator.id) - len(t("About: {title} ({id})", title="", id=""))
    return t("About: {title} ({id})", title=shorten(indicator.short_title, room), id=indicator.id)


def _nothing() -> Answer:
    return Answer(movement="", words="", link="", blocker="", helper="", seen=[])
