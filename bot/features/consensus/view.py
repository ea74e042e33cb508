"""A round as somebody looks at it: with its words, its count and the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.phrases import Phrases
from bot.chat.replies import refusal
from bot.chat.text import Markup, bold, join
from bot.desk import Desk
from bot.features.consensus.tally import Tally, tally
from bot.language.reader import Reader
from bot.store.lineage import Lineage, lineage_of
from bot.store.models import AgreedState, ConsensusRound, Team
from bot.store.queries import consensus, ratings
from bot.store.queries.evidence import evidence_days
from rubric.measure import Round
from rubric.model import Indicator, UnknownIndicator


@dataclass(frozen=True, slots=True)
class Topic:
    """What a round is about, in a reader's language."""

    round: ConsensusRound
    indicator: Indicator
    t: Phrases

    @property
    def title(self) -> Markup:
        """The indicator by its short title, the id behind it."""
        return join(" ", [self.indicator.short_title, f"({self.indicator.id})"])

    def level(self, number: int) -> Markup:
        """`3 · Refining and Expanding`."""
        found = self.indicator.descriptor(number).level
        return join("", [f"{found.number} · {found.name}"])

    def strong_level(self, number: int) -> Markup:
        """The same, to be seen first."""
        found = self.indicator.descriptor(number).level
        return bold(f"{found.number} · {found.name}")


@dataclass(frozen=True, slots=True)
class View(Topic):
    """`before` is what the team had agreed on until then; `heard` what people saw in the ballot before.

    `evidence` counts the items on record for the indicator.
    """

    team: Team
    tally: Tally
    before: AgreedState | None
    heard: Sequence[str]
    evidence: int
    reader: Reader

    @property
    def judged(self) -> Round | None:
        """What the stop rule says of the ballot; None where its spread stays hidden."""
        return self.tally.judged(self.indicator, self.round.ballot)


def team_view(desk: Desk, one: ConsensusRound) -> View:
    """As the team's channels see it."""
    team = desk.session.get_one(Team, one.team_id)
    return view(desk, one, desk.team_reader(team), desk.phrases_in(team.locale))


def topic(desk: Desk, one: ConsensusRound, t: Phrases) -> Topic:
    """What it is about; raises `Refusal` where nobody has the indicator's words any more."""
    team = desk.session.get_one(Team, one.team_id)
    try:
        # Nearly always; only what today's version has dropped needs the others.
        return Topic(one, desk.instrument(team).indicator(one.indicator), t)
    except UnknownIndicator:
        indicator = lineage_of(desk.session, desk.instrument(team)).named(one.indicator)
    if indicator is None:
        raise refusal(t("{id} is in no rubric of your team any more.", id=one.indicator))
    return Topic(one, indicator, t)


def view(desk: Desk, one: ConsensusRound, reader: Reader, t: Phrases) -> View:
    """As a reader sees it; raises `Refusal` where nobody has the indicator's words any more."""
    team = desk.session.get_one(Team, one.team_id)
    lineage = lineage_of(desk.session, desk.instrument(team))
    return View(
        one,
        topic(desk, one, t).indicator,
        t,
        team,
        tally(desk, team, one),
        _before(desk, lineage, one),
        consensus.words_of_ballot(desk.session, one, one.ballot - 1),
        len(evidence_days(desk.session, lineage, team.id).get(one.indicator, ())),
        reader,
    )


def _before(desk: Desk, lineage: Lineage, one: ConsensusRound) -> AgreedState | None:
    every = ratings.agreed(desk.session, lineage, one.team_id).rows.get(one.indicator, [])
    earlier = [state for state in every if state.round_id is None or state.round_id < one.id]
    return earlier[-1] if earlier else None
