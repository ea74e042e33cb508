"""Evidence as it is typed or filled in: read, checked, and written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from bot.chat.events import Call
from bot.chat.forms import is_link
from bot.chat.phrases import Phrases
from bot.desk import Desk, Seat
from bot.store.lineage import under
from bot.store.models import Evidence
from rubric.model import Indicator

WORDS_LONGEST = 1000
LINK_LONGEST = 1000
TRY_THIS = '/stem evidence add {id} "three partners came to the meeting"'
Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Item:
    """What somebody saw, a web address, or both; and the day on which it was so."""

    words: str
    link: str
    dated_on: date


def parted(words: str, link: str) -> tuple[str, str]:
    """Words and link, whichever of them was typed in the other's place."""
    if not link and is_link(words):
        return "", words
    return words, link


def problems(t: Phrases, seat: Seat, values: Values) -> dict[str, str]:
    """What is wrong beyond what the form itself checks, by field."""
    words, link = parted(values.get("words", "").strip(), values.get("link", "").strip())
    if not words and not link:
        return {"words": t("Write what you saw, or paste a link.")}
    if link and not is_link(link):
        return {
            "link": t(
                "{link} is not a web address. It begins with https://, such as {example}",
                link=link,
                example="https://example.org/notes",
            )
        }
    if len(words) > WORDS_LONGEST:
        return {
            "words": t(
                "This has {length} characters; {longest} fit. Please shorten it.",
                length=len(words),
                longest=WORDS_LONGEST,
            )
        }
    if (day := values.get("day", "")) and date.fromisoformat(day) > seat.reader.today:
        return {"day": t("That day is still to come. Choose today or a day before.")}
    return {}


def item(seat: Seat, values: Values) -> Item:
    """The evidence of values that are in order."""
    words, link = parted(values.get("words", "").strip(), values.get("link", "").strip())
    day = values.get("day", "")
    return Item(words, link, date.fromisoformat(day) if day else seat.reader.today)


def keep(desk: Desk, call: Call, seat: Seat, indicator: Indicator, new: Item) -> Evidence:
    """Write it down; what the person saved just so before is not saved twice."""
    if earlier := _saved_before(desk, seat, indicator, new):
        return earlier
    kept = Evidence(
        team_id=seat.team.id,
        **under(desk.instrument(seat.team)),
        indicator=indicator.id,
        person_id=seat.person.id,
        link=new.link,
        words=new.words,
        dated_on=new.dated_on,
        given_at=desk.now,
        through=call.person.platform,
    )
    desk.session.add(kept)
    desk.session.flush()
    desk.note_change(seat, call, "evidence", kept.id, "added")
    return kept


def _saved_before(desk: Desk, seat: Seat, indicator: Indicator, new: Item) -> Evidence | None:
    same = select(Evidence).where(
        Evidence.team_id == seat.team.id,
        Evidence.indicator == indicator.id,
        Evidence.person_id == seat.person.id,
        Evidence.link == new.link,
        Evidence.words == new.words,
        Evidence.dated_on == new.dated_on,
        Evidence.withdrawn_at.is_(None),
    )
    return desk.session.scalars(same.limit(1)).first()
