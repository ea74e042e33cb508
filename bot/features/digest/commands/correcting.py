"""`/stem digest correct`: says to everybody who got a digest what was wrong in it."""

from __future__ import annotations

from typing import Final

from bot.chat.cards import Card, Paragraph, Quote, card
from bot.chat.events import ActionCall, Call, CommandCall, FormSubmission
from bot.chat.forms import Form, TextField
from bot.chat.replies import Ask, Correct, Reply, Say, refusal
from bot.chat.routes import wire
from bot.chat.text import Markup
from bot.desk import Desk, Seat
from bot.features.digest.commands import corrections, past, sent
from bot.features.digest.commands.corrections import Correction
from bot.features.digest.commands.followers import Followers
from bot.features.digest.commands.sent import Sent
from bot.features.digest.sending import KIND
from bot.permissions import Act
from bot.schedule.students import students_of

WORDS: Final = "words"
LONGEST: Final = 600
EXAMPLE: Final = '/stem digest correct "The meeting is on Thursday, not on Tuesday."'
_OF_DAY: Final = '/stem digest correct "The meeting is on Thursday." day:{day}'


def correct(desk: Desk, call: CommandCall) -> Reply:
    """Correct the last one that went to the channels, or that of a day."""
    seat = desk.allowed(call, Act.RUN_DIGESTS)
    said = " ".join(call.options.get(WORDS, "").split())
    one = past.chosen(desk, seat, sent.readable(desk, seat), call, _OF_DAY)
    if problem := _problem(desk, seat, one, said):
        raise refusal(problem)
    return Say(_corrected(desk, seat, call, one, said))


def ask(desk: Desk, call: ActionCall) -> Reply:
    """Correct was pressed, under a digest that was opened again."""
    return Ask(form(desk, call))


def form(desk: Desk, call: ActionCall | FormSubmission) -> Form:
    """Ask what was wrong in it."""
    seat, one = _of_call(desk, call)
    t = desk.t
    field = TextField(
        WORDS,
        t("What was wrong, and what is right?"),
        "paragraph",
        t("No names"),
        required=True,
        longest=LONGEST,
    )
    day = seat.reader.day(one.run.day)
    intro = t("It goes to everybody who got the digest of {day}, which itself stays as it is.", day=day)
    return Form(wire("digest-correct", one.run.id), t("Correct a digest"), (field,), (intro,), t("Send"))


def came(desk: Desk, call: FormSubmission) -> Reply:
    """The form came in."""
    seat, one = _of_call(desk, call)
    said = " ".join(call.values.get(WORDS, "").split())
    if problem := _problem(desk, seat, one, said):
        return Correct(form(desk, call).filled(call.values), {WORDS: problem})
    return Say(_corrected(desk, seat, call, one, said))


def _of_call(desk: Desk, call: ActionCall | FormSubmission) -> tuple[Seat, Sent]:
    seat, one = past.of_call(desk, call, call.argument)
    return desk.allowed_in(call, seat.team.id, Act.RUN_DIGESTS), one


def _problem(desk: Desk, seat: Seat, one: Sent, said: str) -> Markup | None:
    t = desk.t
    if not said:
        return t("Say what was wrong, for example: `{example}`", example=EXAMPLE)
    if len(said) > LONGEST:
        return t(
            "This has {length} characters; {longest} fit. Please shorten it.",
            length=len(said),
            longest=LONGEST,
        )
    if students_of(desk, seat.team).named_in(said):
        return t(
            "This names a student, and it goes to channels too. "
            "Say it without the name, for example: {example}",
            example=t("a student leader"),
        )
    if any(each.words == said for each in corrections.of_run(one.run)):
        return t("This was sent already: `/stem digest past`")
    return None


def _corrected(desk: Desk, seat: Seat, call: Call, one: Sent, said: str) -> Card:
    number = corrections.keep(one.run, Correction(said, desk.now))
    told = Followers(desk, seat.team, one.run).tell(said, number)
    desk.note_change(seat, call, KIND, one.run.id, "corrected")
    t = desk.t
    words = t(
        "Sent to {channels} and {people} who got the digest of {day}. "
        "It stands under it whenever that is opened.",
        channels=t.plural("{count} channel", "{count} channels", told.channels),
        people=t.plural("{count} person", "{count} people", told.people),
        day=seat.reader.day(one.run.day),
    )
    return card(Paragraph(words), Quote(said))
