"""Every language says every sentence, with the same placeholders, in the room that the platforms leave."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from bot.language.catalogue import phrases_in
from bot.language.checks import problems, untranslated
from bot.language.extract import TEMPLATE
from bot.language.sentences import Sentence, sentences
from bot.language.update import catalogue_file, catalogue_in, updated, write

pytestmark = pytest.mark.unit

LANGUAGES = sorted(file.parents[1].name for file in TEMPLATE.parent.glob("*/LC_MESSAGES/*.po"))


def template_file() -> Catalog:
    """Every sentence of the source, as it was collected last."""
    return read_po(io.BytesIO(TEMPLATE.read_bytes()))


def words_of(catalogue: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    """What it says for each sentence, in all plural forms."""
    return {_forms(one.id): _forms(one.string) for one in catalogue if one.id}


def _forms(words: str | Iterable[str] | None) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words or ())


def test_spanish_is_among_the_languages() -> None:
    assert "es" in LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_says_every_sentence_safely(language: str) -> None:
    # `make language LOCALE=es` brings the file up to date and lists what has no words yet.
    assert problems(catalogue_in(catalogue_file(language)), template_file()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bot_reads_the_words_that_stand_in_the_catalogue(language: str) -> None:
    with catalogue_file(language).with_suffix(".mo").open("rb") as file:
        compiled = read_mo(file)
    written = words_of(catalogue_in(catalogue_file(language)))
    assert words_of(compiled) == written, f"`make language LOCALE={language}` compiles what was written"


def test_the_source_itself_fits_its_room() -> None:
    english = template_file()
    for message in english:
        message.string = message.id
    assert problems(english, template_file()) == []


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"string": ""}, "no translation"),
        ({"string": "Quedan {count} `/stem tasks`", "flags": {"fuzzy"}}, "no translation"),
        ({"string": "Quedan {cuenta} `/stem tasks`"}, "other placeholders"),
        ({"string": "Quedan `/stem tasks`"}, "other placeholders"),
        ({"string": "Quedan {count `/stem tasks`"}, "a brace"),
        ({"string": "Quedan {count} `/stem tareas`"}, "something to type"),
        ({"string": "Todavía quedan {count} `/stem tasks`"}, "36 characters where 30 are allowed"),
    ],
)
def test_what_is_wrong_in_a_catalogue_is_found(said: dict[str, object], problem: str) -> None:
    template, spanish = Catalog(), Catalog("es")
    template.add("{count} left `/stem tasks`", auto_comments=["At most 30 characters."])
    spanish.add("{count} left `/stem tasks`", **said)  # type: ignore[arg-type]  # as the table above has it
    (found,) = problems(spanish, template)
    assert problem in found


def test_a_sentence_that_counts_needs_each_of_its_forms() -> None:
    template, spanish = Catalog(), Catalog("es")
    template.add(("{count} task", "{count} tasks"))
    spanish.add(("{count} task", "{count} tasks"), ("{count} tarea", ""))
    assert untranslated(spanish, template) == ["{count} task"]
    spanish["{count} task"].string = ("{count} tarea", "{count} tareas")
    assert problems(spanish, template) == []


def test_sentences_are_found_with_the_room_that_they_have() -> None:
    source = """
Form(wire("rate"), t("Rate it"), fields, submit=t("Send"))
Button(t("Yes") if sure else t("No"), "yes")
t.plural("one {of}", "{count} {of}", count, of=rule_in_words(rule, t))
t(LATER)
N_("Two " "parts")
N_plural("{count} day", "{count} days")
"""
    assert set(sentences(source)) == {
        Sentence(("Rate it",), 24),
        Sentence(("Send",), 24),
        Sentence(("Yes",), 75),
        Sentence(("No",), 75),
        Sentence(("one {of}", "{count} {of}")),
        Sentence(("Two parts",)),
        Sentence(("{count} day", "{count} days")),
    }


def test_a_language_begins_empty_and_keeps_its_words_when_it_is_brought_up_to_date(tmp_path: Path) -> None:
    file = tmp_path / "fr" / "LC_MESSAGES" / "stem_bot.po"
    template = Catalog()
    template.add("Yes")
    write(updated(file, template), file)
    assert untranslated(catalogue_in(file), template) == ["Yes"]
    begun = catalogue_in(file)
    begun["Yes"].string = "Oui"
    write(begun, file)
    template.add("No")
    write(updated(file, template), file)
    assert untranslated(catalogue_in(file), template) == ["No"]
    assert catalogue_in(file).header_comment == begun.header_comment


@pytest.mark.parametrize("locale", ["es", "es-ES", "es-419", "es_MX", "es-LA"])
def test_every_spanish_locale_is_spoken_to_in_spanish(locale: str) -> None:
    assert phrases_in(locale)("Stuck") == "Atascado"


def test_another_language_is_spoken_to_in_english() -> None:
    assert phrases_in("fr")("Stuck") == "Stuck"
