"""Which language it is, and what can be chosen instead."""

from __future__ import annotations

from bot.chat.cards import Button, Buttons, Card, Paragraph, SmallPrint, card
from bot.chat.phrases import Phrases
from bot.chat.routes import wire
from bot.features.language.names import APP, name_in
from bot.language.catalogue import language_of, languages, own_name
from bot.store.models import Person


def standing(person: Person, t: Phrases) -> Card:
    """How it is now, with a button for each language."""
    name = name_in(language_of(person.locale), t.locale)
    if person.locale_chosen:
        now = t("I write to you in {language}, as you chose.", language=name)
    else:
        now = t("I write to you in {language}, the language of your app.", language=name)
    return card(Paragraph(now), _choice(t), _what_stays(t))


def chosen(person: Person, t: Phrases) -> Card:
    """What follows from a choice, said in the language that was chosen."""
    name = name_in(language_of(person.locale), t.locale)
    if person.locale_chosen:
        now = t("From now on I write to you in {language}.", language=name)
    else:
        now = t("From now on I follow the language of your app: {language} for now.", language=name)
    return card(Paragraph(now), _what_stays(t))


def _choice(t: Phrases) -> Buttons:
    own = [Button(own_name(one), wire("language", one)) for one in languages()]
    return Buttons((*own, Button(t("As my app"), wire("language", APP))))


def _what_stays(t: Phrases) -> SmallPrint:
    return SmallPrint(
        t("Rubrics stay in the language that they were written in, and your team's channel in the team's.")
    )
