"""A consensus round as its message in the channel: while people vote, revealed, and over."""

from __future__ import annotations

from bot.chat.cards import Button, Buttons, Card, Heading, Paragraph, Part, Quote, SmallPrint, card
from bot.chat.routes import wire
from bot.chat.text import Markup, bold, join, shorten
from bot.features.consensus.view import View
from bot.store.queries import consensus
from rubric.measure import Round, wants_evidence

_HEARD, _QUOTED = 4, 300
_MARK = "●"


def message(view: View) -> Card:
    """The round as it is now."""
    match view.round.state:
        case consensus.VOTING:
            return _voting(view)
        case consensus.REVEALED:
            return _revealed(view)
        case consensus.CANCELLED:
            words = view.t("This round was called off. Nothing is recorded.")
            return card(_heading(view), Paragraph(words))
        case _:
            return _ended(view)


def _voting(view: View) -> Card:
    t, one = view.t, view.round
    return card(
        _heading(view),
        Paragraph(_count(view)),
        *_heard(view),
        Buttons((Button(t("Vote privately"), wire("consensus-vote", one.id), "main"),)),
        Buttons(
            (
                Button(t("Reveal"), wire("consensus-reveal", one.id)),
                Button(t("One day more"), wire("consensus-extend", one.id)),
                Button(t("Call it off"), wire("consensus-cancel", one.id)),
            )
        ),
        SmallPrint(join(" ", [*_until(view), t("The lower buttons are for the facilitator.")])),
    )


def _count(view: View) -> Markup:
    t, count = view.t, view.tally
    words = t("Votes in: {votes} of {seats}.", votes=bold(str(count.votes)), seats=count.seats)
    rest = t("Only the count is shown until everyone has voted or the facilitator reveals.")
    again = [t("Second vote: please vote again, even if you see it as before.")] if view.heard else []
    return join(" ", [words, rest, *again])


def _until(view: View) -> list[Markup]:
    closes = view.round.closes_at
    return [] if closes is None else [view.t("Open until {moment}.", moment=view.reader.moment(closes))]


def _heard(view: View) -> list[Part]:
    """What people said that they saw, without names."""
    if not view.heard:
        return []
    quotes = [Quote(shorten(words, _QUOTED)) for words in view.heard[:_HEARD]]
    return [Paragraph(view.t("What some of you saw:")), *quotes]


def _revealed(view: View) -> Card:
    t, judged = view.t, view.judged
    if judged is None:
        return card(_heading(view), Paragraph(_withheld(view)), _deciding(view, None))
    return card(
        _heading(view),
        Paragraph(_spread(view)),
        Paragraph(_measures(view, judged)),
        Paragraph(_verdict(view, judged)),
        _deciding(view, judged),
        SmallPrint(t("The buttons are for the facilitator. Nobody sees who voted how.")),
    )


def _withheld(view: View) -> Markup:
    count = view.tally
    said = view.t.plural(
        "{count} vote with a level came in.", "{count} votes with a level came in.", len(count.levels)
    )
    why = view.t(
        "That is fewer than {floor}, so the votes stay hidden: one could guess whose they are. "
        "Talk it over; the facilitator then records what you agree on.",
        floor=count.floor,
    )
    return join(" ", [said, why])


def _spread(view: View) -> Markup:
    lines = [
        _line(view, each.level.number, view.tally.levels.count(each.level.number))
        for each in view.indicator.descriptors
    ]
    return join("\n", [*lines, *_apart(view)])


def _line(view: View, number: int, votes: int) -> Markup:
    marks = f"{_MARK * votes} {votes}" if votes else "0"
    return join(": ", [view.level(number), marks])


def _apart(view: View) -> list[Markup]:
    count, t = view.tally, view.t
    lines = []
    if count.dont_know:
        lines.append(t("I don't know: {count}", count=count.dont_know))
    if count.not_applicable:
        lines.append(t("Not applicable: {count}", count=count.not_applicable))
    return lines


def _measures(view: View, judged: Round) -> Markup:
    return view.t(
        "Median {median} · range {lowest}–{highest} · agreement {agreement} of 1",
        median=f"{judged.median:g}",
        lowest=judged.lowest,
        highest=judged.highest,
        agreement=f"{judged.agreement or 0:.2f}",
    )


def _verdict(view: View, judged: Round) -> Markup:
    t, level = view.t, view.strong_level(judged.suggested)
    match judged.verdict:
        case "agreed":
            return t("You agree. To be recorded: {level}.", level=level)
        case "vote again":
            return t(
                "Not agreed yet. I have asked those who stand apart what they saw, in private. "
                "Talk it over, then vote again."
            )
        case _:
            return t(
                "Still not agreed. The facilitator can record {level} with what others see, "
                "or that there is no consensus.",
                level=level,
            )


def _deciding(view: View, judged: Round | None) -> Buttons:
    t, one = view.t, view.round
    agreed = judged is not None and judged.verdict == "agreed"
    again = judged is not None and judged.verdict == "vote again"
    record = [
        Button(t("Record {level}", level=judged.suggested), wire("consensus-record", one.id), "main")
        for judged in ([judged] if judged and agreed else [])
    ]
    return Buttons(
        (
            *record,
            Button(t("Vote again"), wire("consensus-again", one.id), "main" if again else "plain"),
            Button(t("Record a level…"), wire("consensus-decide", one.id)),
            Button(t("No consensus"), wire("consensus-open", one.id)),
        )
    )


def _ended(view: View) -> Card:
    t, one = view.t, view.round
    if one.level is None:
        return card(_heading(view), Paragraph(t("No consensus this time. What was agreed before stands.")))
    if one.state == consensus.NO_CONSENSUS:
        said = t("No consensus. {level} stands until the next round.", level=view.strong_level(one.level))
    else:
        said = t("Recorded: {level}.", level=view.strong_level(one.level))
    return card(
        _heading(view),
        Paragraph(join(" ", [said, *_moved(view)])),
        Quote(t("Seen otherwise: {words}", words=shorten(one.dissent, _QUOTED))) if one.dissent else None,
        Buttons((Button(t("See status"), wire("status", one.team_id)),)),
        SmallPrint(join(" ", [_how(view), *_unsupported(view, one.level)])),
    )


def _unsupported(view: View, level: int) -> list[Markup]:
    """That nothing on record supports the level, where something should."""
    if not wants_evidence(level, len(view.indicator.descriptors), view.evidence):
        return []
    return [view.t("No evidence is on record for it yet.")]


def _moved(view: View) -> list[Markup]:
    before = view.before
    if before is None:
        return [view.t("It is the first time that you agree on it.")]
    words = view.t(
        "Before: {level} ({day}).", level=view.level(before.level), day=view.reader.day(before.agreed_on)
    )
    return [words]


def _how(view: View) -> Markup:
    one, t = view.round, view.t
    people = one.people or 0
    day = view.reader.day_of(one.ended_at) if one.ended_at else ""
    if one.agreement is None:
        return t.plural("{day}, {count} vote.", "{day}, {count} votes.", people, day=day)
    return t.plural(
        "{day}, {count} vote, agreement {agreement} of 1.",
        "{day}, {count} votes, agreement {agreement} of 1.",
        people,
        day=day,
        agreement=f"{one.agreement:.2f}",
    )


def _heading(view: View) -> Heading:
    return Heading(view.t("Consensus round · {title}", title=view.title))
