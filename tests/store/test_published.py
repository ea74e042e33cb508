"""What a team is shown of its ratings over random years, and somebody who keeps every screen of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from bot.chat.phrases import Phrases
from bot.desk import Desk, WritesNeeded
from bot.published import Board
from bot.store.lineage import lineage_of
from bot.store.models import Rating, Team
from bot.store.models.base import Base
from bot.store.queries import publications, ratings
from rubric.load import load_library
from tests.builders import TEAM, Someone, add_rating, add_team, person_called

pytestmark = pytest.mark.unit

NAMES = ("fay", "pat", "cora", "theo", "sam", "stella", "liv", "dina")
GROUPS = ("Leaders", "Students")
INDICATOR = "EC1.Leaders2"
START = datetime(2026, 9, 1, tzinfo=UTC)

# Who rates, who takes their newest rating back, and whether the audiences are looked at.
Turn = tuple[Sequence[str], Sequence[str], bool]
some = st.lists(st.sampled_from(NAMES), unique=True)
most = st.sampled_from(NAMES).map(lambda left_out: [name for name in NAMES if name != left_out])
turns = st.lists(
    st.tuples(st.one_of(most, some, st.just([])), st.one_of(st.just([]), some, most), st.booleans()),
    min_size=1,
    max_size=5,
)


def look(session: Session, now: datetime, *, audiences: bool, writes: bool = True) -> frozenset[int]:
    """What is shown now, by the ratings behind it; then the audiences too."""
    library = load_library()
    desk = Desk(session, now, library, Phrases(), lambda _: Phrases(), None, writes)
    team = session.get_one(Team, TEAM)
    board = Board(desk, team, lineage_of(session, desk.instrument(team)))
    rows = ratings.standing(session, board.lineage, TEAM).rows.get(INDICATOR, [])
    shown = board.figures({INDICATOR: rows})[INDICATOR]
    if audiences and shown.is_newest:
        groups = {name: [row for row in rows if row.person_id % 2 == n] for n, name in enumerate(GROUPS)}
        board.groups(INDICATOR, "", {name: own for name, own in groups.items() if own})
    return frozenset(row.id for row in shown.shown)


def take_back(session: Session, name: str, now: datetime) -> None:
    person = person_called(session, name).id
    own = session.query(Rating).filter(Rating.person_id == person, Rating.undone_at.is_(None))
    if newest := own.order_by(Rating.id.desc()).first():
        newest.undone_at = now


@given(turns, st.integers(3, 5))
@settings(max_examples=30, deadline=None)
def test_no_two_screens_differ_by_fewer_people_than_the_floor(year: Sequence[Turn], floor: int) -> None:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        add_team(session, tuple(Someone(name, ("slack",)) for name in NAMES))
        session.get_one(Team, TEAM).settings = {"group_floor": floor}
        screens = []
        for month, (rating, taken_back, audiences) in enumerate(year):
            now = START + timedelta(days=30 * month)
            for name in rating:
                add_rating(session, name, INDICATOR, 1 + month)
            for name in taken_back:
                take_back(session, name, now)
            screens.append(look(session, now, audiences=audiences))
        ever = [one.answers for one in publications.ever(session, TEAM, [INDICATOR])]
        assert {one for one in screens if one} <= set(ever)
        whose = {row.id: row.person_id for row in session.query(Rating)}
        for one, other in combinations(set(ever) | {frozenset()}, 2):
            assert len({whose[id_] for id_ in one ^ other}) >= floor
    engine.dispose()


def test_what_only_reads_says_that_it_would_have_to_write() -> None:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        add_team(session, tuple(Someone(name, ("slack",)) for name in NAMES))
        for name in NAMES:
            add_rating(session, name, INDICATOR, 3)
        with pytest.raises(WritesNeeded):
            look(session, START, audiences=False, writes=False)
        assert len(look(session, START, audiences=False)) == len(NAMES)
        assert len(look(session, START, audiences=False, writes=False)) == len(NAMES)
    engine.dispose()
