"""Who is asked about what next, and which norm a meeting hears: fair rotation without a memory of its own."""

from __future__ import annotations

from collections.abc import Sequence

from rubric.model import Norm


def next_subjects(
    candidates: Sequence[str], asked_before: Sequence[str], team_asked: Sequence[str], count: int = 1
) -> list[str]:
    """Choose the subjects for a person's next prompts: `count` of them, or as many as there are candidates.

    `asked_before` is what the person was asked, `team_asked` what anybody in the team was asked, this time
    included; both oldest first. The one not asked for longest comes first, never-asked before all; among
    those that are alike for the person the one that the team was not asked for longest; ties in the order of
    `candidates`. So whoever stays is asked each of theirs once in as many questions as there are, nothing
    comes twice running while there is another, and a newcomer takes up what the team has left longest. The
    rule is our own.
    """
    own, team = _places(asked_before), _places(team_asked)
    subjects = dict.fromkeys(candidates)
    longest_ago = sorted(subjects, key=lambda subject: (own.get(subject, -1), team.get(subject, -1)))
    return longest_ago[:count]


def next_norm(norms: Sequence[Norm], used_before: Sequence[str]) -> Norm:
    """Choose the next meeting's norm; `used_before` holds ids, oldest first; ValueError without norms."""
    by_id = {each.id: each for each in norms}
    chosen = next_subjects(list(by_id), used_before, used_before)
    if not chosen:
        raise ValueError("there are no norms to choose from")
    return by_id[chosen[0]]


def _places(subjects: Sequence[str]) -> dict[str, int]:
    """Where each subject stands last."""
    return {subject: place for place, subject in enumerate(subjects)}
