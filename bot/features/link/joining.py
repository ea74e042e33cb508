"""Two people in the records turn out to be one: what is current of the one becomes the other's.

What they have both stays the other's alone, so that everything counts once.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select, update

from bot.desk import Desk
from bot.features.link.carrying import Carried
from bot.features.link.seating import carry_seats
from bot.schedule import outbox
from bot.store.models import (
    Absence,
    Answer,
    ConsensusRound,
    ConsensusVote,
    Delivery,
    Person,
    Prompt,
    Rating,
    Task,
)

_LINKED = "linked"


def carry_over(desk: Desk, keeper: Person, other: Person) -> Carried:
    """Make everything current of `other` `keeper`'s; what was changed."""
    carried = Carried()
    carry_seats(desk, carried, keeper, other)
    for row in (*_work(desk, other), *_votes(desk, keeper, other)):
        carried.set(row, "person_id", keeper.id)
    _questions(desk, carried, keeper, other)
    if keeper.agreed_at is None and keeper.declined_at is None:
        keeper.agreed_at = other.agreed_at
    keeper.greeted_at = keeper.greeted_at or other.greeted_at
    desk.session.flush()
    _letters(desk, keeper, other)
    return carried


def _work(desk: Desk, other: Person) -> Sequence[Task | Rating | Absence]:
    """Open tasks, all ratings (the newest of a person counts), leave that is not over."""
    today = desk.reader(other).today
    lasts = or_(Absence.ends_on.is_(None), Absence.ends_on >= today)
    session = desk.session
    return [
        *session.scalars(select(Task).where(Task.person_id == other.id, Task.done_at.is_(None))),
        *session.scalars(select(Rating).where(Rating.person_id == other.id)),
        *session.scalars(
            select(Absence).where(Absence.person_id == other.id, Absence.ended_at.is_(None), lasts)
        ),
    ]


def _votes(desk: Desk, keeper: Person, other: Person) -> Sequence[ConsensusVote]:
    """The votes in rounds that go on, where the keeper has not voted."""
    votes = (
        select(ConsensusVote)
        .join(ConsensusRound, ConsensusRound.id == ConsensusVote.round_id)
        .where(ConsensusRound.ended_at.is_(None))
    )
    of_keeper, of_other = ConsensusVote.person_id == keeper.id, ConsensusVote.person_id == other.id
    own = {(one.round_id, one.ballot) for one in desk.session.scalars(votes.where(of_keeper))}
    found = desk.session.scalars(votes.where(of_other)).all()
    return [one for one in found if (one.round_id, one.ballot) not in own]


def _questions(desk: Desk, carried: Carried, keeper: Person, other: Person) -> None:
    """Open questions move; of one that a check-in asked both, the keeper's own remains."""
    asked = select(Prompt).where(Prompt.closes_at > desk.now)
    of_keeper = desk.session.scalars(asked.where(Prompt.person_id == keeper.id))
    own = {(one.occurrence_id, one.subject) for one in of_keeper}
    for prompt in desk.session.scalars(asked.where(Prompt.person_id == other.id)).all():
        answers = desk.session.scalars(select(Answer).where(Answer.prompt_id == prompt.id)).all()
        if (prompt.occurrence_id, prompt.subject) not in own:
            carried.set(prompt, "person_id", keeper.id)
            for answer in answers:
                carried.set(answer, "person_id", keeper.id)
        elif not answers and prompt.skipped_at is None:
            prompt.skipped_at, prompt.skip_reason = desk.now, _LINKED


def _letters(desk: Desk, keeper: Person, other: Person) -> None:
    """What is on its way to the other is the keeper's, but for questions that they got themselves."""
    unseen = Delivery.state.in_((*outbox.UNSENT, outbox.CALLED))
    theirs = (Delivery.person_id == other.id, unseen)
    twice = select(Prompt.delivery_id).where(
        Prompt.person_id == other.id, Prompt.skip_reason == _LINKED, Prompt.delivery_id.is_not(None)
    )
    desk.session.execute(
        update(Delivery).where(*theirs, Delivery.id.in_(twice)).values(state=outbox.CANCELLED)
    )
    desk.session.execute(update(Delivery).where(*theirs).values(person_id=keeper.id))
