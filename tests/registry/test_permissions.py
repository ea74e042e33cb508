"""Who may do what: the table, the routes that name its acts, and the docs that repeat it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.features.all import ROUTES
from bot.permissions import RULES, Act, Reach, Who, may, reach

pytestmark = pytest.mark.unit

DOCS = Path(__file__).resolve().parents[2] / "docs" / "permissions.md"
FEATURES = Path(__file__).resolve().parents[2] / "bot" / "features"
IN_DOCS = {Reach.ALL: "yes", Reach.OWN: "own", Reach.NONE: "–"}
# Their handlers know the caller by other things than a seat: an account, a code, a draft of their own.
OPEN = {"help", "hello", "link", "unlink", "practice", "draft", "team", "waiting", "checkins test"}


def table() -> str:
    lines = [f"| | {' | '.join(Who)} |", f"|---|{'---|' * len(Who)}"]
    for rule in RULES.values():
        cells = [IN_DOCS[rule.reach.get(who, Reach.NONE)] for who in Who]
        lines.append(f"| {rule.words} | {' | '.join(cells)} |")
    return "\n".join(lines)


def test_every_act_has_its_rule_and_the_docs_repeat_the_table() -> None:
    assert list(RULES) == list(Act)
    assert table() in DOCS.read_text(encoding="utf-8")


def test_every_route_names_its_act_or_needs_no_seat() -> None:
    for route in ROUTES:
        name = route.path if hasattr(route, "path") else route.name
        word = re.split("[- ]", name)[0]
        assert route.act in set(Act) if route.act else {name, word} & OPEN, name


def test_no_feature_asks_for_a_permission_by_its_name() -> None:
    """Except where a permission is written down or changed: the roster, and two seats that become one."""
    asking = re.compile(r"permission\s*(==|!=|in|not in)\s")
    elsewhere = [
        str(file.relative_to(FEATURES))
        for file in FEATURES.rglob("*.py")
        if file.parent.name not in {"roster", "link"} and asking.search(file.read_text(encoding="utf-8"))
    ]
    assert elsewhere == []


def test_a_facilitator_may_do_everything_and_an_observer_only_look() -> None:
    assert all(may(Who.FACILITATOR, act) for act in Act)
    assert {act for act in Act if may(Who.OBSERVER, act)} == {Act.LOOK, Act.OWN_WISHES}


def test_a_role_adds_to_a_seat_and_takes_nothing_from_it() -> None:
    for act in Act:
        for seat in Who:
            assert reach(act, (seat, Who.STUDENT)) >= reach(act, (seat,))
    assert reach(Act.SEE_STUDENTS, (Who.MEMBER,)) is Reach.NONE
    assert reach(Act.SEE_STUDENTS, (Who.MEMBER, Who.ADVISER)) is Reach.OWN
