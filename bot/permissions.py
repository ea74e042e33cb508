"""Who may do what in a team: one table of acts, which features ask, the help shows and the docs repeat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cache


class Who(StrEnum):
    """What a person is in a team: the permission of their seat, and `student` or `adviser` by a role."""

    FACILITATOR = "facilitator"
    LEADER = "leader"
    MEMBER = "member"
    STUDENT = "student"
    ADVISER = "adviser"
    OBSERVER = "observer"


class Reach(IntEnum):
    """How far somebody may go: not at all, with what is their own, with everything of the team."""

    NONE = 0
    OWN = 1
    ALL = 2


class Act(StrEnum):
    """What people do in a team; a route names the one that it lets people do."""

    LOOK = "look"
    OWN_WISHES = "own-wishes"
    ANSWER = "answer"
    RATE = "rate"
    VOTE = "vote"
    WEIGH = "weigh"
    HOLD_TASKS = "hold-tasks"
    ADD_EVIDENCE = "add-evidence"
    WITHDRAW_EVIDENCE = "withdraw-evidence"
    RUN_CONSENSUS = "run-consensus"
    SET_GOALS = "set-goals"
    GIVE_TASKS = "give-tasks"
    RUN_ROSTER = "run-roster"
    RUN_CHECK_INS = "run-check-ins"
    RUN_DIGESTS = "run-digests"
    SEE_WHO_ANSWERED = "see-who-answered"
    SEE_STUDENTS = "see-students"
    PAUSE = "pause"
    PREPARE_RECORD = "prepare-record"
    CONFIRM_RECORD = "confirm-record"
    GET_LEADERS_DIGEST = "get-leaders-digest"
    READ_LOG = "read-log"


@dataclass(frozen=True, slots=True)
class Rule:
    """An act in words for the docs, and how far each may go with it; who is not named may not."""

    words: str
    reach: Mapping[Who, Reach]


_TAKING_PART = (Who.FACILITATOR, Who.LEADER, Who.MEMBER, Who.STUDENT, Who.ADVISER)


def _all(*who: Who) -> Mapping[Who, Reach]:
    return dict.fromkeys(who, Reach.ALL)


def _own(*who: Who) -> Mapping[Who, Reach]:
    return dict.fromkeys(who, Reach.OWN)


_OWN_BUT_FACILITATORS_ALL = {**_own(*_TAKING_PART), **_all(Who.FACILITATOR)}

RULES: Mapping[Act, Rule] = {
    Act.LOOK: Rule(
        "See status, indicators, history, goals, evidence, records, norms and the roster", _all(*Who)
    ),
    Act.OWN_WISHES: Rule("Choose one's own times, days off, language and accounts", _own(*Who)),
    Act.ANSWER: Rule("Be asked in check-ins, and answer", _own(*_TAKING_PART)),
    Act.RATE: Rule("Rate indicators (own: those of one's roles and of the team)", _OWN_BUT_FACILITATORS_ALL),
    Act.VOTE: Rule("Vote in consensus rounds", _own(*_TAKING_PART)),
    Act.WEIGH: Rule("Say how important an indicator is", _own(*_TAKING_PART)),
    Act.HOLD_TASKS: Rule("Be given tasks, by name or by role", _own(*_TAKING_PART)),
    Act.ADD_EVIDENCE: Rule("Add evidence", _own(*_TAKING_PART)),
    Act.WITHDRAW_EVIDENCE: Rule("Withdraw evidence", _OWN_BUT_FACILITATORS_ALL),
    Act.RUN_CONSENSUS: Rule("Start, reveal and record consensus rounds", _all(Who.FACILITATOR)),
    Act.SET_GOALS: Rule("Set and end goals", _all(Who.FACILITATOR)),
    Act.GIVE_TASKS: Rule("Give tasks", _all(Who.FACILITATOR)),
    Act.RUN_ROSTER: Rule("Add people to the roster, change and end their seats", _all(Who.FACILITATOR)),
    Act.RUN_CHECK_INS: Rule("Plan, change, stop and send check-ins", _all(Who.FACILITATOR)),
    Act.RUN_DIGESTS: Rule("Plan, preview, share and correct digests", _all(Who.FACILITATOR)),
    Act.SEE_WHO_ANSWERED: Rule("See who answered a check-in and who did not", _all(Who.FACILITATOR)),
    Act.SEE_STUDENTS: Rule(
        "See students' names (own: oneself, and the students one stands beside)",
        {**_own(Who.STUDENT, Who.ADVISER), **_all(Who.FACILITATOR)},
    ),
    Act.PAUSE: Rule("Pause the team's messages, and resume them", _all(Who.FACILITATOR)),
    Act.PREPARE_RECORD: Rule("Prepare the yearly at-a-glance", _all(Who.FACILITATOR)),
    Act.CONFIRM_RECORD: Rule(
        "Confirm the at-a-glance that somebody else prepared", _all(Who.FACILITATOR, Who.LEADER)
    ),
    Act.GET_LEADERS_DIGEST: Rule("Get the leaders' digest", _all(Who.FACILITATOR, Who.LEADER)),
    Act.READ_LOG: Rule("Read the log of changes", _all(Who.FACILITATOR)),
}


@cache
def reach(act: Act, hats: tuple[str, ...]) -> Reach:
    """How far somebody may go who is all of `hats`: what one of them allows, no other takes away."""
    allowed = RULES[act].reach
    return max((allowed.get(Who(hat), Reach.NONE) for hat in hats), default=Reach.NONE)


def may(permission: str, act: Act) -> bool:
    """Whether the permission of a seat alone is enough."""
    return reach(act, (permission,)) > Reach.NONE


def allowed_to(act: Act) -> frozenset[Who]:
    """Who may do it, at least with what is their own."""
    return frozenset(who for who, far in RULES[act].reach.items() if far > Reach.NONE)
