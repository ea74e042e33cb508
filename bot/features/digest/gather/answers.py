"""What people wrote in check-ins: what is in the way, who answered what, and what is for one reader alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.charts.gather import Known
from bot.desk import Desk
from bot.features.digest.week import Blocker, InWords, Said
from bot.schedule.check_in import ABOUT_INDICATORS
from bot.store.models import Answer, Person, Prompt
from bot.store.queries import digest

Answered = Sequence[tuple[Prompt, Answer]]


def blockers(desk: Desk, known: Known, said: Answered, people: Mapping[int, Person]) -> tuple[Blocker, ...]:
    """What is in the way, the newest first."""
    in_the_way = [(prompt, answer) for prompt, answer in reversed(said) if answer.blocker]
    helpers = {answer.helper for _, answer in in_the_way if answer.helper}
    names = digest.names_of_accounts(desk.session, known.team.id, helpers) if helpers else {}
    return tuple(
        Blocker(
            indicator,
            answer.blocker,
            people[answer.person_id],
            answer.through,
            answer.helper,
            names.get((answer.through, answer.helper), ""),
        )
        for prompt, answer in in_the_way
        if (indicator := known.lineage.today.finds(prompt.subject)) is not None
    )


def answers(known: Known, said: Answered, people: Mapping[int, Person]) -> tuple[Said, ...]:
    """Every answer about an indicator, those with words first, the newest first among them."""
    every = [
        Said(indicator, answer.movement, answer.words, answer.link, people[answer.person_id])
        for prompt, answer in reversed(said)
        if (indicator := known.lineage.today.finds(prompt.subject)) is not None
    ]
    return tuple(sorted(every, key=lambda one: not one.words))


def in_words(
    known: Known, said: Answered, skipped: Sequence[Prompt], people: Mapping[int, Person]
) -> tuple[InWords, ...]:
    """What was written where no indicator was asked about, then the reasons of skips; the newest first."""
    free = [(prompt, answer) for prompt, answer in reversed(said) if prompt.asks not in ABOUT_INDICATORS]
    titles = {each.id: each.short_title for each in known.lineage.today.indicators}
    written = [InWords(prompt.question, answer.words, people[answer.person_id]) for prompt, answer in free]
    reasons = [
        InWords(titles.get(one.subject, one.question), one.skip_reason, people[one.person_id], skipped=True)
        for one in skipped
    ]
    return tuple(sorted([*written, *reasons], key=lambda one: (one.skipped, not one.words)))
