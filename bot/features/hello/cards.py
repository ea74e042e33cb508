"""The hello message and what follows a yes or a no."""

from __future__ import annotations

from bot.chat.cards import Button, Buttons, Card, Paragraph, SmallPrint, card
from bot.chat.routes import wire
from bot.chat.text import Markup
from bot.desk import Desk
from bot.schedule.recurrence import parse_rule
from bot.schedule.rule_words import rule_in_words
from bot.store.models import Person, Team
from bot.store.queries import schedules, seats


def hello(desk: Desk, person: Person, team: Team) -> Card:
    """What will come and how often, who sees answers, how to say no."""
    t, reader = desk.phrases_in(person.locale), desk.reader(person)
    names = ", ".join(who.name for who in seats.facilitators(desk.session, team.id, reader.today))
    return card(
        Paragraph(
            t("Hello, I am stem-bot. I help {team} see how its STEM programme is moving.", team=team.name)
        ),
        Paragraph(_what_comes(desk, team, person)),
        Paragraph(
            t(
                "Your facilitator ({names}) sees your answers with your name; the team sees them without. "
                "It is about the programme, never about you.",
                names=names or t("not named yet"),
            )
        ),
        Buttons(
            (
                Button(t("Sounds good"), wire("hello-yes", team.id), "main"),
                Button(t("Not for me"), wire("hello-no", team.id)),
            )
        ),
        SmallPrint(
            t("I send nothing else before you agree. You can change your mind any time: `/stem hello`")
        ),
    )


def agreed(desk: Desk, person: Person, team: Team) -> Card:
    """What comes next after a yes."""
    t = desk.t
    return card(
        Paragraph(t("Good. {what_comes}", what_comes=_what_comes(desk, team, person))),
        SmallPrint(t("`/stem help` shows what else I can do. To stop: `/stem hello`")),
    )


def declined(desk: Desk) -> Card:
    """What a no means."""
    return card(
        Paragraph(desk.t("Understood: I send you nothing. You can still use `/stem` whenever you like.")),
        SmallPrint(desk.t("If you change your mind: `/stem hello`")),
    )


def _what_comes(desk: Desk, team: Team, person: Person) -> Markup:
    t, today = desk.phrases_in(person.locale), desk.reader(person).today
    if not seats.roles_of(desk.session, team.id, person.id, today):
        return t("You hold no role with indicators, so I ask you nothing; I tell you what needs you.")
    return t(
        "{rhythm} I ask how one of your indicators is moving. One tap is an answer. "
        "I also tell you about tasks that you take on.",
        rhythm=_rhythm(desk, team, person),
    )


def _rhythm(desk: Desk, team: Team, person: Person) -> Markup:
    """`Every Tuesday at 3:00 pm`, or about once a week where no check-in is planned yet."""
    t = desk.phrases_in(person.locale)
    planned = schedules.running(desk.session, team.id, "check-in")
    if not planned:
        return t("About once a week")
    first = planned[0]
    rule = rule_in_words(parse_rule(first.rule, first.starts_on), t)
    return t("{rule} at {time}", rule=rule, time=desk.reader(person).clock_time(first.at))
