"""Collects every sentence that a person sees from the source into the message template (`make messages`)."""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = Path(__file__).with_name("locale") / "stem_bot.pot"
ROOMS = ("bot",)
# `t("…")`, `desk.t("…")`, `t.plural("…", "…", n)` and `N_("…")`.
KEYWORDS = {"t": None, "N_": None, "plural": (1, 2)}


def template() -> str:
    """The template as text: sentences in order, each with the files that say it; no dates or line numbers."""
    catalogue = Catalog(project="stem-bot", charset="utf-8", fuzzy=False)
    for room in ROOMS:
        found = extract_from_dir(str(ROOT / room), [("**.py", "python")], keywords=KEYWORDS)
        for file, _, message, _, _ in found:
            catalogue.add(message, locations=[(f"{room}/{file}", 0)])
    text = io.BytesIO()
    write_po(text, catalogue, sort_output=True, omit_header=True, width=110, include_lineno=False)
    return text.getvalue().decode()


if __name__ == "__main__":
    TEMPLATE.parent.mkdir(exist_ok=True)
    TEMPLATE.write_text(template(), encoding="utf-8")
