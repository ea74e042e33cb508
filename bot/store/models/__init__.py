"""The tables. Every platform id stands with its workspace, every row of a team with its team.

Instants are UTC; days and wall-clock times are meant in a zone that stands beside them. Nothing that people
said is overwritten.
"""

from bot.store.models.absences import Absence, OptOut
from bot.store.models.base import Base
from bot.store.models.consensus import ConsensusRound, ConsensusVote
from bot.store.models.deliveries import Delivery
from bot.store.models.evidence import Evidence, Importance
from bot.store.models.instruments import InstrumentVersion
from bot.store.models.journal import Change, Draft, SeenEvent
from bot.store.models.leases import Lease
from bot.store.models.links import AccountLink, LinkCode
from bot.store.models.long_work import LongWork, StoredFile
from bot.store.models.outside import Outside
from bot.store.models.people import Account, Membership, Person, RoleHolder
from bot.store.models.ratings import AgreedState, Goal, Rating
from bot.store.models.records import AtAGlance, Publication
from bot.store.models.reminders import NotAsked, Reminder
from bot.store.models.schedules import Answer, Occurrence, Prompt, Schedule
from bot.store.models.tasks import Task
from bot.store.models.teams import Team, TeamChannel

__all__ = [
    "Absence",
    "Account",
    "AccountLink",
    "AgreedState",
    "Answer",
    "AtAGlance",
    "Base",
    "Change",
    "ConsensusRound",
    "ConsensusVote",
    "Delivery",
    "Draft",
    "Evidence",
    "Goal",
    "Importance",
    "InstrumentVersion",
    "Lease",
    "LinkCode",
    "LongWork",
    "Membership",
    "NotAsked",
    "Occurrence",
    "OptOut",
    "Outside",
    "Person",
    "Prompt",
    "Publication",
    "Rating",
    "Reminder",
    "RoleHolder",
    "Schedule",
    "SeenEvent",
    "StoredFile",
    "Task",
    "Team",
    "TeamChannel",
]
