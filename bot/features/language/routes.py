"""`/stem language`: in which language somebody is spoken to."""

from __future__ import annotations

from bot.chat.cards import Card, Option
from bot.chat.events import ActionCall, Call, CommandCall
from bot.chat.parameters import Kind, Parameter
from bot.chat.phrases import N_
from bot.chat.replies import Replace, Reply, Say, refusal
from bot.chat.routes import Action, Command, Route
from bot.desk import Desk
from bot.features.language import cards
from bot.features.language.names import APP, language_typed
from bot.language.catalogue import language_of, languages, own_name
from bot.permissions import Act
from bot.store.models import Person

_CHOICES = (*(Option(one, own_name(one)) for one in languages()), Option(APP, N_("As my app")))


def language(desk: Desk, call: CommandCall) -> Reply:
    """Say which language it is, or take another."""
    person = _caller(desk, call)
    given = call.options.get("language", "")
    if not given:
        return Say(cards.standing(person, desk.t))
    wanted = language_typed(given)
    if wanted is None:
        names = ", ".join(own_name(one) for one in languages())
        raise refusal(
            desk.t(
                "I do not speak {given}. I speak {languages}. Try: `{example}`",
                given=given,
                languages=names,
                example=f"/stem language {own_name(languages()[-1])}",
            )
        )
    return Say(_taken(desk, person, wanted, call))


def choose(desk: Desk, call: ActionCall) -> Reply:
    """Take the language of the button."""
    person = _caller(desk, call)
    wanted = language_typed(call.argument)
    if wanted is None:
        raise refusal(desk.t("I do not speak that language any more. What I speak: `/stem language`"))
    return Replace(_taken(desk, person, wanted, call))


def _taken(desk: Desk, person: Person, wanted: str, call: Call) -> Card:
    person.locale_chosen = wanted != APP
    locale = call.locale if wanted == APP else wanted
    # Another region of the same language stays as it was.
    if locale and language_of(locale) != language_of(person.locale):
        person.locale = locale
    return cards.chosen(person, desk.phrases_in(person.locale))


def _caller(desk: Desk, call: Call) -> Person:
    """Who called; raises `Refusal` for somebody on no roster."""
    return desk.person(call) or desk.seat(call).person


ROUTES: tuple[Route, ...] = (
    Command(
        "language",
        language,
        N_("The language in which I write to you"),
        f"/stem language {own_name(languages()[-1])}",
        (
            Parameter(
                "language", Kind.WORD, N_("Which language; your app's if you choose that"), choices=_CHOICES
            ),
        ),
        act=Act.OWN_WISHES,
    ),
    Action("language", choose, act=Act.OWN_WISHES),
)
