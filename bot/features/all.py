"""The explicit list of what the bot can do: a new capability is its folder and one line here."""

from __future__ import annotations

from bot.chat.events import Happening, Joined, Wrote
from bot.chat.routes import Route
from bot.desk import Desk
from bot.features.answers.mine import OpenRuns
from bot.features.answers.routes import routes as answer_routes
from bot.features.away import routes as away
from bot.features.away.mine import OwnLeave
from bot.features.checkin_plans.finding import named, suggest_check_in
from bot.features.checkin_plans.routes import routes as checkin_plan_routes
from bot.features.checkins import cards as checkin_cards
from bot.features.checkins import routes as checkins
from bot.features.checkins.closing import Closing
from bot.features.checkins.forecast import CheckInForecast
from bot.features.checkins.mine import OpenQuestions, OwnAnswers
from bot.features.checkins.planner import CheckInPlanner
from bot.features.checkins.rated import shown_in_check_ins
from bot.features.checkins.rehearsal import CheckInRehearsal
from bot.features.consensus import routes as consensus
from bot.features.consensus.keeper import RoundKeeper
from bot.features.digest.commands.files import FileMaker
from bot.features.digest.commands.pictures import PictureMaker
from bot.features.digest.commands.routes import digest_routes
from bot.features.digest.planner import DigestPlanner
from bot.features.district import routes as district
from bot.features.district.exporting import TeamsMaker
from bot.features.drafts import routes as drafts
from bot.features.evidence import routes as evidence
from bot.features.goals import routes as goals
from bot.features.hello import routes as hello
from bot.features.hello.greeter import Greeter
from bot.features.hello.joining import joined
from bot.features.help.routes import help_routes
from bot.features.help.writing import wrote
from bot.features.history import routes as history
from bot.features.home.doing import Doing, Steering
from bot.features.home.routes import routes as home_routes
from bot.features.indicator import routes as indicator
from bot.features.language import routes as language
from bot.features.link import routes as link
from bot.features.log import routes as log
from bot.features.me.routes import routes as me_routes
from bot.features.meetings.mine import NextMeetings
from bot.features.meetings.planner import MeetingPlanner
from bot.features.norms import routes as norms
from bot.features.practice.routes import routes as practice_routes
from bot.features.rating import routes as rating
from bot.features.rating.unfinished import UnfinishedRatings
from bot.features.reminders.chore import Reminding
from bot.features.role import routes as role
from bot.features.roster import routes as roster
from bot.features.roster.inheriting import Inheriting
from bot.features.roster.leaving import Leaving
from bot.features.snapshot import routes as snapshot
from bot.features.snapshot.exporting import SnapshotMaker
from bot.features.status import routes as status
from bot.features.status.mine import StateGrids
from bot.features.tasks import routes as tasks
from bot.features.tasks.mine import OpenTasks
from bot.features.team_choice import routes as team_choice
from bot.features.team_pause import routes as team_pause
from bot.features.times import routes as times
from bot.features.times.mine import OwnTimes
from bot.features.undeliverable.failures import on_failure
from bot.features.waiting import routes as waiting
from bot.features.waiting.caller import Caller
from bot.pages import Piece
from bot.schedule.asked_for import Maker
from bot.schedule.digest_settings import REPORTS as KINDS_OF_REPORT
from bot.schedule.long_work import OldFiles
from bot.schedule.planner import Chore, Planner
from bot.schedule.report import LoadedLater, Report


def _report(name: str) -> Report:
    """A report by name; what they are made of is much, and no start waits for it."""
    from bot.features.digest.role_report import RoleReport  # noqa: PLC0415 - loaded for the first report
    from bot.features.digest.team_report import TeamReport  # noqa: PLC0415 - as above
    from bot.features.district.report import DistrictReport  # noqa: PLC0415 - as above
    from bot.features.stepback.report import StepbackReport  # noqa: PLC0415 - as above

    reports: tuple[Report, ...] = (TeamReport(), RoleReport(), StepbackReport(), DistrictReport())
    return next(one for one in reports if one.name == name)


# What waits for somebody, on each of their pages.
WAITING: tuple[Piece, ...] = (OpenQuestions(), UnfinishedRatings(), OpenTasks(), NextMeetings())
HOME: tuple[Piece, ...] = (OwnLeave(), *WAITING, Doing(), StateGrids(), Steering(OpenRuns()))
# What a digest can report; the first is the team's own.
REPORTS: tuple[Report, ...] = tuple(LoadedLater(name, _report) for name in KINDS_OF_REPORT)
CAPABILITIES: tuple[Route, ...] = (
    *away.ROUTES,
    *checkins.routes(away.ask_days),
    *checkin_plan_routes(CheckInForecast()),
    *answer_routes(named, suggest_check_in),
    *digest_routes(REPORTS),
    *district.ROUTES,
    *hello.ROUTES,
    *indicator.ROUTES,
    *language.ROUTES,
    *link.ROUTES,
    *me_routes((*WAITING, OwnAnswers(), OwnTimes())),
    *home_routes(HOME),
    *role.ROUTES,
    *norms.ROUTES,
    *practice_routes(CheckInRehearsal()),
    *shown_in_check_ins(rating.ROUTES),
    *consensus.ROUTES,
    *goals.ROUTES,
    *evidence.ROUTES,
    *history.ROUTES,
    *snapshot.ROUTES,
    *status.ROUTES,
    *roster.ROUTES,
    *tasks.ROUTES,
    *team_choice.ROUTES,
    *team_pause.ROUTES,
    *log.ROUTES,
    *times.ROUTES,
    *waiting.ROUTES,
)
ROUTES = (*CAPABILITIES, *drafts.routes(CAPABILITIES), *help_routes(CAPABILITIES))
PLANNERS: tuple[Planner, ...] = (CheckInPlanner(), DigestPlanner(REPORTS), MeetingPlanner())
CHORES: tuple[Chore, ...] = (
    Greeter(),
    Closing(),
    Caller(),
    RoundKeeper(),
    Reminding(checkin_cards.message),
    Leaving(),
    Inheriting(),
    OldFiles(),
)
MAKERS: tuple[Maker, ...] = (SnapshotMaker(), TeamsMaker(), FileMaker(), PictureMaker())
ON_FAILURE = on_failure


def on_happening(desk: Desk, happening: Happening) -> None:
    """What follows when somebody joined a channel, or wrote to the bot."""
    match happening:
        case Joined():
            joined(desk, happening)
        case Wrote():
            wrote(desk, happening)
