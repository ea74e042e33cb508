"""`/stem checkins` and what facilitators can do with a check-in."""

from __future__ import annotations

from bot.chat.cards import Option
from bot.chat.parameters import Kind, Parameter
from bot.chat.phrases import N_
from bot.chat.routes import Action, Command, Route, Submission
from bot.features.checkin_plans.finding import suggest_check_in
from bot.features.checkin_plans.looking import Looking
from bot.features.checkin_plans.running import Running
from bot.features.checkin_plans.saving import Saving
from bot.features.checkin_plans.states import States
from bot.features.checkin_plans.values import (
    ABOUT,
    ASKS,
    AT,
    EACH,
    FOR,
    NAME,
    OPEN,
    QUESTION,
    REMINDERS,
    RULE,
)
from bot.permissions import Act
from bot.schedule.check_in import ASKS as KINDS
from bot.schedule.outlook import Forecast

_WHICH = Parameter(NAME, Kind.WORD, N_("Which check-in"), suggest=suggest_check_in)
_ABILITIES = (
    Parameter(RULE, Kind.RULE, N_("Its days, such as weekly on Tue, or quarterly on the first Monday")),
    Parameter(AT, Kind.WORD, N_("Its time, such as 15:00; “15:00 team” is the same moment for all")),
    Parameter(
        ASKS,
        Kind.WORD,
        N_("What it asks; progress if left out"),
        choices=tuple(Option(one, one) for one in KINDS),
    ),
    Parameter(QUESTION, Kind.TEXT, N_("The words of a question of your own")),
    Parameter(FOR, Kind.TEXT, N_("Whom it asks: everyone, or audiences, or roles")),
    Parameter(ABOUT, Kind.TEXT, N_("Which indicators: all in turn, focus, or their ids")),
    Parameter(EACH, Kind.TEXT, N_("How many for each person, 1 to 4")),
    Parameter(OPEN, Kind.TEXT, N_("How long it is open, such as 3 days until 17:00")),
    Parameter(REMINDERS, Kind.TEXT, N_("How many reminders at most: 0, 1 or 2")),
)


def routes(forecast: Forecast) -> tuple[Route, ...]:
    """The routes; `forecast` looks ahead with the code that asks people."""
    saving, states, looking = Saving(forecast), States(forecast), Looking(forecast)
    return (
        *_planning(saving, looking),
        *_steering(states, Running(forecast)),
        *_pressed(saving, states, looking),
    )


def _planning(saving: Saving, looking: Looking) -> tuple[Route, ...]:
    """Seeing what there is and what would come, and changing it."""
    return (
        Command(
            "checkins list",
            looking.listed,
            N_("The team's check-ins: when they come and whom they ask"),
            "/stem checkins",
            shorthand="checkins",
            reads=True,
            act=Act.LOOK,
        ),
        Command(
            "checkins add",
            saving.add,
            N_("Set up a check-in; without anything behind it a form opens"),
            '/stem checkins add weekly rule:"weekly on Tue" time:15:00',
            (Parameter(NAME, Kind.WORD, N_("What it is called, such as weekly")), *_ABILITIES),
            opens_form=True,
            act=Act.RUN_CHECK_INS,
        ),
        Command(
            "checkins edit",
            saving.edit,
            N_("Change a check-in; with only its name a form opens"),
            "/stem checkins edit weekly time:16:00",
            (_WHICH, *_ABILITIES),
            opens_form=True,
            act=Act.RUN_CHECK_INS,
        ),
        Command(
            "checkins preview",
            looking.preview,
            N_("What each person would get next, or all runs until a day; nothing is sent"),
            "/stem checkins preview weekly",
            (_WHICH, Parameter("until", Kind.DATE, N_("A day such as 2027-06-11, or term"))),
            reads=True,
            act=Act.RUN_CHECK_INS,
        ),
    )


def _steering(states: States, running: Running) -> tuple[Route, ...]:
    """Holding one, letting it go on, ending it, asking at once."""
    return (
        Command(
            "checkins pause",
            states.pause,
            N_("Let a check-in ask nobody for a while"),
            "/stem checkins pause weekly",
            (_WHICH,),
            act=Act.RUN_CHECK_INS,
        ),
        Command(
            "checkins resume",
            states.resume,
            N_("Let a check-in go on; what was due in the pause is left out"),
            "/stem checkins resume weekly",
            (_WHICH,),
            act=Act.RUN_CHECK_INS,
        ),
        Command(
            "checkins end",
            states.end,
            N_("End a check-in for good; what was said stays"),
            "/stem checkins end weekly",
            (_WHICH,),
            act=Act.RUN_CHECK_INS,
        ),
        Command(
            "checkins now",
            running.now,
            N_("Ask at once, whatever its day and time are"),
            "/stem checkins now weekly",
            (_WHICH,),
            act=Act.RUN_CHECK_INS,
        ),
    )


def _pressed(saving: Saving, states: States, looking: Looking) -> tuple[Route, ...]:
    """What the buttons and forms do."""
    return (
        Action("checkin-plans", looking.listed_pressed, reads=True, act=Act.LOOK),
        Action("checkin-plan-preview", looking.preview_pressed, reads=True, act=Act.RUN_CHECK_INS),
        Action("checkin-plan-edit", saving.ask_first, opens_form=True, reads=True, act=Act.RUN_CHECK_INS),
        Action("checkin-plan-more", saving.ask_more, opens_form=True, reads=True, act=Act.RUN_CHECK_INS),
        Action("checkin-plan-pause", states.pause_pressed, act=Act.RUN_CHECK_INS),
        Action("checkin-plan-resume", states.resume_pressed, act=Act.RUN_CHECK_INS),
        Submission("checkin-plan-add", saving.added, form=saving.add_form, act=Act.RUN_CHECK_INS),
        Submission("checkin-plan-edit", saving.first_changed, form=saving.first_form, act=Act.RUN_CHECK_INS),
        Submission("checkin-plan-more", saving.more_changed, form=saving.more_form, act=Act.RUN_CHECK_INS),
    )
