"""Who is asked about what next, and which norm a meeting hears: fair rotation without a memory of its own."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rubric.model import Norm

PATIENCE = 2  # rounds: how long a subject may be put off because others are given it


def next_subject(
    candidates: Sequence[str], asked_before: Sequence[str], taken_now: Collection[str]
) -> str | None:
    """Choose the subject for a person's next prompt; None only where there is no candidate.

    `asked_before` is oldest first, `taken_now` is what others were given in the same occurrence. Never the
    last one again if there is another; then one that nobody else has; among those the one not asked for
    longest, never-asked first, ties in the order of `candidates`. A subject put off for PATIENCE rounds goes
    first even if it is taken, so each comes at least every PATIENCE + 1 rounds. The rule is our own.
    """
    subjects = list(dict.fromkeys(candidates))
    if not subjects:
        return None
    asked = [each for each in asked_before if each in subjects]
    others = [each for each in subjects if each not in asked_before[-1:]] or subjects
    last_asked = {subject: place for place, subject in enumerate(asked)}
    waiting = sorted(others, key=lambda subject: last_asked.get(subject, -1))
    longest = waiting[0]
    waited = len(asked) - 1 - last_asked.get(longest, -1)
    free = [each for each in waiting if each not in taken_now]
    return longest if not free or waited >= PATIENCE * len(subjects) else free[0]


def next_norm(norms: Sequence[Norm], used_before: Sequence[str]) -> Norm:
    """Choose the next meeting's norm; `used_before` holds ids, oldest first; ValueError without norms."""
    by_id = {each.id: each for each in norms}
    chosen = next_subject(list(by_id), used_before, ())
    if chosen is None:
        raise ValueError("there are no norms to choose from")
    return by_id[chosen]
