"""A report as a file: what a reader may see of it, as a document with its picture."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from bot.chat.text import Markup
from bot.documents import making
from bot.documents.document import Document, Picture, where_to_act, words
from bot.documents.making import Drawing
from bot.schedule.report import TEAM, Issue, Recipient, Report
from bot.store.models import Team

FORMATS: Final = tuple(making.FORMATS)
# Who makes the file, in a process of its own.
MODULE: Final = making.MODULE


def given(
    form: str, team: Team, report: Report, title: Markup, issue: Issue, to: Recipient
) -> dict[str, Any]:
    """What the function `make` of `MODULE` needs; `title` is what the report is called.

    People are called by their names: an account means nothing outside of its platform.
    """
    outside = replace(to, platform="")
    picture, day = issue.picture(outside), to.reader.today
    document = Document(
        title=to.t("{team}: {report}", team=team.name, report=title),
        cards=(issue.card(outside),),
        made_on=day,
        words=words(to.t),
        locale=to.t.locale,
        about=to.t("As of {day}", day=to.reader.day_with_year(day)),
        act=where_to_act(to.t, _command(report)),
        picture=None if picture is None else Picture(picture.alternative, picture.numbers),
    )
    drawing = None if picture is None else Drawing(picture.module, picture.given)
    return making.given(form, f"{team.id}-{report.name}-{day}", document, drawing)


def _command(report: Report) -> str:
    return "/stem digest" if report.name == TEAM else f"/stem digest now {report.name}"
