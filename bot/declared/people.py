"""Brings declared people and their accounts into the database; an account says who is the same person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.config.problems import Invalid, Problem, Wrong
from bot.declared.ledger import Ledger, Verb
from bot.declared.plan import PlannedAccount, PlannedPerson, TeamPlan
from bot.declared.rows import set_values
from bot.schedule import anew
from bot.store.models import Account, Person
from bot.store.queries.seats import person_of

KIND = "person"


def apply_people(ledger: Ledger, plan: TeamPlan) -> Mapping[str, Person]:
    """The people of a team by their declared names. Raises Invalid where the database says otherwise."""
    known = {planned.name: _known(ledger.session, planned) for planned in plan.people}
    problems = list(_problems(plan.people, known))
    if problems:
        raise Invalid(problems)
    return {planned.name: _apply(ledger, planned, known[planned.name], plan) for planned in plan.people}


def _known(session: Session, planned: PlannedPerson) -> list[Person]:
    found = [person_of(session, each.platform, each.workspace, each.account) for each in planned.accounts]
    return list(dict.fromkeys(person for person in found if person is not None))


def _problems(people: Iterable[PlannedPerson], known: Mapping[str, list[Person]]) -> Iterable[Problem]:
    owner: dict[int, PlannedPerson] = {}
    for planned in people:
        found = known[planned.name]
        if len(found) > 1:
            names = " and ".join(person.name for person in found)
            what = f"the accounts belong to two people in the database: {names}"
            remedy = "Declare them apart, or have the person tie them in chat: /stem link"
            yield planned.where.problem(Wrong(what, remedy, "accounts"))
        for person in found:
            other = owner.setdefault(person.id, planned)
            if other is not planned:
                what = f"{other.name} ({other.where}) is the same person in the database"
                yield planned.where.problem(Wrong(what, "Declare one person with both accounts", "accounts"))


def _apply(ledger: Ledger, planned: PlannedPerson, found: list[Person], plan: TeamPlan) -> Person:
    if found:
        person, zone = found[0], found[0].zone
        changed = list(_update(ledger.session, person, planned))
        if person.zone != zone:
            anew.person_moved(ledger.session, person.id, ledger.now)
        verb = Verb.CHANGED if changed else Verb.UNCHANGED
    else:
        person, changed, verb = _new(ledger.session, planned, plan), [], Verb.ADDED
    about = f"{planned.name}: {'; '.join(changed)}" if changed else planned.name
    ledger.note(KIND, verb, about, person, "person")
    return person


def _new(session: Session, planned: PlannedPerson, plan: TeamPlan) -> Person:
    person = Person(
        name=planned.name,
        zone=planned.zone or plan.zone,
        locale=planned.locale or plan.locale,
        locale_chosen=planned.locale is not None,
    )
    session.add(person)
    session.flush()
    for number, account in enumerate(planned.accounts):
        session.add(_account(person, account, preferred=number == 0))
    session.flush()
    return person


def _update(session: Session, person: Person, planned: PlannedPerson) -> Iterable[str]:
    """What changed, in words. A zone that is not declared stays as the person chose it.

    So does a language that they chose; a declared one holds against that of their app, like a choice.
    """
    locale = None if person.locale_chosen else planned.locale
    person.locale_chosen = person.locale_chosen or locale is not None
    said = {"name": planned.name, "zone": planned.zone, "locale": locale}
    yield from set_values(person, {key: value for key, value in said.items() if value}).values()
    has = session.scalars(select(Account).where(Account.person_id == person.id)).all()
    for account in planned.accounts:
        place = (account.platform, account.workspace)
        row = next((each for each in has if (each.platform, each.workspace) == place), None)
        if row is None:
            session.add(_account(person, account, preferred=not has))
            yield f"{account.platform} account {account.account}"
        elif row.account != account.account:
            changed = set_values(row, {"account": account.account, "unreachable_since": None})
            yield f"{account.platform} {changed['account']}"


def _account(person: Person, planned: PlannedAccount, *, preferred: bool) -> Account:
    return Account(
        person_id=person.id,
        platform=planned.platform,
        workspace=planned.workspace,
        account=planned.account,
        preferred=preferred,
    )
