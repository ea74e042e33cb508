"""Two small tables, and jobs on them, with which the store is tried."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Text, UniqueConstraint, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Tables(DeclarativeBase):
    pass


class Counter(Tables):
    __tablename__ = "counter"
    id: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[int]


class Note(Tables):
    __tablename__ = "note"
    __table_args__ = (UniqueConstraint("words"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    words: Mapped[str] = mapped_column(Text)


class Parcel(Tables):
    """Each has a label made of its purpose, as deliveries have a key."""

    __tablename__ = "parcel"
    __table_args__ = (UniqueConstraint("label"), UniqueConstraint("purpose"))
    id: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str]
    purpose: Mapped[str]


def create_tables(url: str) -> None:
    engine = create_engine(url)
    Tables.metadata.create_all(engine)
    with Session(engine) as session, session.begin():
        session.add(Counter(id=1, value=0))
    engine.dispose()


def notes_of(url: str) -> set[str]:
    """What another connection sees now."""
    engine = create_engine(url)
    with Session(engine) as session:
        found = set(session.scalars(select(Note.words)))
    engine.dispose()
    return found


def increment(session: Session) -> int:
    counter = session.get_one(Counter, 1)
    counter.value += 1
    return counter.value


def count(session: Session) -> int:
    return session.get_one(Counter, 1).value


def note(words: str) -> Callable[[Session], str]:
    def job(session: Session) -> str:
        session.add(Note(words=words))
        return words

    return job


def refuse(session: Session) -> None:
    session.add(Note(words="refused"))
    session.flush()
    raise LookupError("refused")
