"""Collects every sentence that a person sees from the source into the message template (`make messages`)."""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from bot.language.sentences import Sentence, sentences

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = Path(__file__).with_name("locale") / "stem_bot.pot"
ROOM = ROOT / "bot"
WIDTH = 110


def template() -> str:
    """The template as text: sentences in order, each with the files that say it; no dates or line numbers."""
    text = io.BytesIO()
    write_po(text, collected(), sort_output=True, omit_header=True, width=WIDTH, include_lineno=False)
    return text.getvalue().decode()


def collected() -> Catalog:
    """Every sentence of the source, with how long it may be where its room is small."""
    catalogue = Catalog(project="stem-bot", charset="utf-8", fuzzy=False)
    longest: dict[str, int] = {}
    for file in sorted(ROOM.rglob("*.py")):
        for one in sentences(file.read_text(encoding="utf-8")):
            _add(catalogue, one, str(file.relative_to(ROOT)))
            if one.longest is not None:
                longest[one.words[0]] = min(one.longest, longest.get(one.words[0], one.longest))
    for words, most in longest.items():
        if message := catalogue.get(words):
            message.auto_comments = [f"At most {most} characters."]
    return catalogue


def _add(catalogue: Catalog, one: Sentence, file: str) -> None:
    catalogue.add(one.words[0] if len(one.words) == 1 else one.words, locations=[(file, 0)])


if __name__ == "__main__":
    TEMPLATE.parent.mkdir(exist_ok=True)
    TEMPLATE.write_text(template(), encoding="utf-8")
