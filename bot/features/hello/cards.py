"""The hello message and what follows a yes or a no."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Button, Buttons, Card, Paragraph, SmallPrint, card
from bot.chat.phrases import Phrases
from bot.chat.routes import wire
from bot.chat.text import Markup, join
from bot.desk import Desk
from bot.schedule.recurrence import parse_rule
from bot.schedule.rule_words import rule_in_words
from bot.store.models import Account, Person, Team
from bot.store.queries import schedules, seats


def hello(desk: Desk, person: Person, team: Team, account: Account | None = None) -> Card:
    """What will come and how often, who sees answers, how to say no.

    `account` is whose platform may want a yes of its own to direct messages; the channel is offered instead.
    """
    t, asked = desk.phrases_in(person.locale), _is_asked(desk, team, person)
    return card(
        Paragraph(
            t(
                "Hello, I am stem-bot. I help {team} see how its STEM program is moving. "
                "It is about the program, never about you.",
                team=team.name,
            )
        ),
        Paragraph(_what_comes(desk, team, person)),
        Paragraph(_who_sees_it(desk, team, person)) if asked else None,
        _choices(team, t, asks=account is not None and account.platform in seats.ASKS_BEFORE_DIRECT),
        SmallPrint(_standing(desk, person, account)),
    )


def some_are_new(desk: Desk, team: Team) -> Card:
    """The call in the team's channel: one for everybody who is new, and it names nobody."""
    t = desk.phrases_in(team.locale)
    return card(
        Paragraph(
            t(
                "Some of you are new here, or have not met me yet: I am stem-bot, and I help {team} see how "
                "its STEM program is moving.",
                team=team.name,
            )
        ),
        Buttons((Button(t("Say hello"), wire("hello-me", team.id), "main"),)),
        SmallPrint(t("Only you see what the button shows. I write to nobody who has not said yes.")),
    )


def tried(desk: Desk, team: Team) -> Card:
    """After a yes, while the test message is on its way."""
    t = desk.t
    return card(
        Paragraph(
            t(
                "Good. I am sending you a direct message now, to see that it arrives. "
                "If it cannot, I leave word in the team's channel."
            )
        ),
        Buttons((Button(t("In the channel instead"), wire("hello-channel", team.id)),)),
        SmallPrint(t("To stop: `/stem hello`. All that I can do: `/stem help`")),
    )


def in_channel(desk: Desk) -> Card:
    """What a yes without direct messages means."""
    t = desk.t
    return card(
        Paragraph(
            t(
                "Good. I send you no direct messages. When something is for you, a button stands in the "
                "team's channel; what it shows, only you see."
            )
        ),
        SmallPrint(t("To change that, or to stop: `/stem hello`")),
    )


def agreed(desk: Desk, person: Person, team: Team) -> Card:
    """What comes next after a yes."""
    t = desk.t
    return card(
        Paragraph(t("Good. {what_comes}", what_comes=_what_comes(desk, team, person))),
        SmallPrint(t("To stop: `/stem hello`. All that I can do: `/stem help`")),
    )


def declined(desk: Desk) -> Card:
    """What a no means."""
    return card(
        Paragraph(desk.t("Understood: I send you nothing. You can still use `/stem` whenever you like.")),
        SmallPrint(desk.t("If you change your mind: `/stem hello`")),
    )


def _choices(team: Team, t: Phrases, *, asks: bool) -> Buttons:
    channel = [Button(t("In the channel instead"), wire("hello-channel", team.id))] if asks else []
    return Buttons(
        (
            Button(t("Sounds good"), wire("hello-yes", team.id), "main"),
            *channel,
            Button(t("Change times"), wire("times-form", team.id)),
            Button(t("Not for me"), wire("hello-no", team.id)),
        )
    )


def _standing(desk: Desk, person: Person, account: Account | None) -> Markup:
    """What was said before, and how to change it."""
    t, reader = desk.phrases_in(person.locale), desk.reader(person)
    if person.agreed_at is not None:
        day, no = reader.day_of(person.agreed_at), t("Not for me")
        said = t("You said yes on {day}. To stop, press “{button}”.", day=day, button=no)
        if account is None or seats.gets_direct(account):
            return said
        return join(" ", [said, t("What is for you waits behind a button in the team's channel.")])
    if person.declined_at is not None:
        day = reader.day_of(person.declined_at)
        return t("You said no on {day}, so I send you nothing.", day=day)
    return t("I send nothing else before you agree. You can change your mind any time: `/stem hello`")


def _is_asked(desk: Desk, team: Team, person: Person) -> bool:
    """Whether the person holds a role, and so indicators to be asked about."""
    return bool(seats.roles_of(desk.session, team.id, person.id, desk.reader(person).today))


def _who_sees_it(desk: Desk, team: Team, person: Person) -> Markup:
    t, found = desk.phrases_in(person.locale), _facilitators(desk, team, person)
    others = [who.name for who in found if who.id != person.id]
    if others:
        names = t.plural(
            "Only your facilitator ({names}) sees your name with an answer.",
            "Only your facilitators ({names}) see your name with an answer.",
            len(others),
            names=", ".join(others),
        )
    else:
        names = t("Only a facilitator of your team sees your name with an answer.")
    rest = t(
        "The team sees how an indicator moved and may guess who said so; "
        "leaders also read what is in the way."
    )
    return join(" ", [names, rest])


def _what_comes(desk: Desk, team: Team, person: Person) -> Markup:
    t = desk.phrases_in(person.locale)
    if _is_asked(desk, team, person):
        return join(
            " ", [_question(desk, team, person), t("I also tell you when somebody gives you a task.")]
        )
    if person.id in {who.id for who in _facilitators(desk, team, person)}:
        return t("You run this team, so I write to you when something in it needs you.")
    return t("You hold no role with indicators, so I ask you nothing. I write only when something needs you.")


def _question(desk: Desk, team: Team, person: Person) -> Markup:
    """How often it comes: every Tuesday at 3:00 pm, or about once a week where nothing is planned yet."""
    t = desk.phrases_in(person.locale)
    planned = schedules.running(desk.session, team.id, "check-in")
    if not planned:
        return t("About once a week I ask how one of your indicators is moving; one tap is enough.")
    first = planned[0]
    return t.plural(
        "{rule} at {time} I ask how one of your indicators is moving; one tap is enough.",
        "{rule} at {time} I ask how {count} of your indicators are moving; one tap each is enough.",
        first.settings.get("per_person", 1),
        rule=rule_in_words(parse_rule(first.rule, first.starts_on), t),
        time=desk.reader(person).clock_time(first.at),
    )


def _facilitators(desk: Desk, team: Team, person: Person) -> Sequence[Person]:
    return seats.facilitators(desk.session, team.id, desk.reader(person).today)
