"""Evidence as messages: an item, those of an indicator, and how much of the rubric is covered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.chat.cards import Button, Buttons, Card, Paragraph, Part, Quote, SmallPrint, card
from bot.chat.phrases import N_, Phrases
from bot.chat.routes import wire
from bot.chat.text import Markup, bold, join, link, shorten
from bot.desk import Desk, Seat
from bot.language.lists import listed
from bot.permissions import Act, Reach
from bot.store.models import AgreedState, Evidence
from rubric import measure
from rubric.model import Indicator

FROM_A_MESSAGE = N_("Save as evidence for…")
QUOTED = 400
SHOWN = 8
# How many indicators without evidence are named.
NAMED = 6
ADDRESS_SHOWN = 60


def kept(desk: Desk, item: Evidence, indicator: Indicator) -> Card:
    """What was saved, and how to take it back."""
    t = desk.t
    return card(
        Paragraph(
            t("Saved as evidence for {title} ({id}).", title=bold(indicator.short_title), id=indicator.id)
        ),
        Quote(shorten(item.words, QUOTED)) if item.words else None,
        Paragraph(_address(item.link)) if item.link else None,
        Buttons((Button(t("Withdraw"), wire("evidence-withdraw", item.id)),)),
        SmallPrint(t("Your team reads it without your name: `/stem evidence list {id}`", id=indicator.id)),
    )


def withdrawn(desk: Desk) -> Card:
    """It counts no more."""
    return card(Paragraph(desk.t("Withdrawn: it is not shown and does not count any more.")))


def of_indicator(desk: Desk, seat: Seat, indicator: Indicator, items: Sequence[Evidence]) -> Card:
    """The items of one indicator, newest first; one's own can be withdrawn."""
    t = desk.t
    if not items:
        return card(
            Paragraph(t("No evidence for {title} yet.", title=indicator.short_title)),
            *_adding(desk, seat, indicator),
        )
    heading = t.plural(
        "{title} ({id}): {count} item.",
        "{title} ({id}): {count} items.",
        len(items),
        title=bold(indicator.short_title),
        id=indicator.id,
    )
    parts: list[Part] = [Paragraph(heading)]
    for item in items[:SHOWN]:
        parts += _item(desk, seat, item)
    left = len(items) - SHOWN
    older = t.plural("And {count} that is older.", "And {count} that are older.", left) if left > 0 else None
    return card(*parts, SmallPrint(older) if older else None, *_adding(desk, seat, indicator))


def coverage(
    desk: Desk, seat: Seat, days: Mapping[str, Sequence[date]], agreed: Mapping[str, AgreedState]
) -> Card:
    """How many indicators have evidence of the last twelve months, which have none, and which should."""
    t, instrument = desk.t, desk.instrument(seat.team)
    covered, count = measure.evidence_coverage(days, seat.reader.today)
    said = t(
        "{team}: {covered} of {count} indicators have evidence from the last {months} months.",
        team=bold(seat.team.name),
        covered=covered,
        count=count,
        months=measure.FRESH_MONTHS,
    )
    lines = [_line(each, days[each.id], seat, t) for each in instrument.indicators if days[each.id]]
    bare = [each for each in instrument.indicators if not days[each.id]]
    wanting = [each for each in bare if _wanting(each, agreed.get(each.id))]
    return card(
        Paragraph(said),
        Paragraph(_wanted(wanting, agreed, t)) if wanting else None,
        Paragraph(join("\n", lines)) if lines else None,
        Paragraph(_bare(bare, t)) if bare else None,
        *_adding(desk, seat, None),
    )


def _adding(desk: Desk, seat: Seat, indicator: Indicator | None) -> list[Part]:
    """The way to the form, and the one from a message, for whoever may add evidence."""
    t = desk.t
    if desk.reach(seat, Act.ADD_EVIDENCE) is Reach.NONE:
        return []
    add = Button(t("Add evidence"), wire("evidence-form", seat.team.id, indicator.id if indicator else ""))
    way = t("A message can be evidence too: in its menu choose “{label}”.", label=t(FROM_A_MESSAGE))
    return [Buttons((add,)), SmallPrint(way)]


def _item(desk: Desk, seat: Seat, item: Evidence) -> list[Part]:
    t, day = desk.t, seat.reader.day(item.dated_on)
    stale = [t("older than {months} months", months=measure.FRESH_MONTHS)] if _stale(item, seat) else []
    own = item.person_id == seat.person.id
    mine = [t("yours")] if own else []
    parts: list[Part] = [
        Paragraph(join(" · ", [bold(day), *mine, *stale, *([_address(item.link)] if item.link else [])]))
    ]
    if item.words:
        parts.append(Quote(shorten(item.words, QUOTED)))
    if own:
        parts.append(Buttons((Button(t("Withdraw"), wire("evidence-withdraw", item.id)),)))
    return parts


def _stale(item: Evidence, seat: Seat) -> bool:
    return measure.evidence_coverage({"": [item.dated_on]}, seat.reader.today)[0] == 0


def _line(indicator: Indicator, days: Sequence[date], seat: Seat, t: Phrases) -> Markup:
    newest = seat.reader.day(max(days))
    return t.plural(
        "• {title} ({id}): {count} item, newest {day}",
        "• {title} ({id}): {count} items, newest {day}",
        len(days),
        title=indicator.short_title,
        id=indicator.id,
        day=newest,
    )


def _wanting(indicator: Indicator, agreed: AgreedState | None) -> bool:
    return agreed is not None and measure.wants_evidence(agreed.level, len(indicator.descriptors), 0)


def _wanted(wanting: Sequence[Indicator], agreed: Mapping[str, AgreedState], t: Phrases) -> Markup:
    each = [
        t("{title} (level {level})", title=one.short_title, level=agreed[one.id].level) for one in wanting
    ]
    return t("Agreed on without evidence: {indicators}.", indicators=listed(each, t))


def _bare(which: Sequence[Indicator], t: Phrases) -> Markup:
    titles = listed([each.short_title for each in which[:NAMED]], t)
    if len(which) > NAMED:
        return t("{count} have none yet, among them: {titles}.", count=len(which), titles=titles)
    return t.plural(
        "{count} has none yet: {titles}.", "{count} have none yet: {titles}.", len(which), titles=titles
    )


def _address(address: str) -> Markup:
    """A web address to follow, without what every one begins with."""
    return link(shorten(address.partition("://")[2], ADDRESS_SHOWN), address)
