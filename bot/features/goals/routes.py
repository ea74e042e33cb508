"""`/stem goal`: set, list and end goals, say what is important, and see what is worth a goal."""

from __future__ import annotations

from bot.chat.cards import Option
from bot.chat.events import ActionCall, CommandCall
from bot.chat.parameters import Kind, Parameter
from bot.chat.phrases import N_
from bot.chat.replies import Reply, Say, refusal, say
from bot.chat.routes import Action, Command, Route, Submission
from bot.desk import Desk
from bot.features.goals import cards, setting
from bot.features.goals.ideas import ideas
from bot.features.goals.standing import aims
from bot.permissions import Act
from bot.spoken import indicator_named
from bot.store.lineage import under
from bot.store.models import Importance
from bot.suggestions import suggest_indicator, suggest_level
from rubric import measure

_IMPORTANT = "/stem goal important {id} 4"
_WEIGHTS = tuple(Option(str(number), str(number)) for number in range(1, measure.MOST_IMPORTANT + 1))


def listing(desk: Desk, call: CommandCall) -> Reply:
    """Show all goals."""
    seat = desk.seat(call)
    return Say(cards.listing(desk, seat, list(aims(desk, seat.team).values())))


def see(desk: Desk, call: ActionCall) -> Reply:
    """The same, for the team of the message that the button is on."""
    seat = desk.seat_in(call, call.argument)
    return Say(cards.listing(desk, seat, list(aims(desk, seat.team).values())))


def suggest_goals(desk: Desk, call: CommandCall) -> Reply:
    """Show what might be taken up next."""
    seat = desk.seat(call)
    floor = seat.team.settings.get("group_floor", measure.GROUP_FLOOR)
    return Say(cards.ideas(desk, seat, ideas(desk, seat.team, floor), floor))


def important(desk: Desk, call: CommandCall) -> Reply:
    """Say how important an indicator is to oneself."""
    seat = desk.allowed(call, Act.WEIGH)
    indicator = indicator_named(desk, seat.team, call.options.get("indicator", ""), _IMPORTANT)
    given = call.options.get("weight", "")
    if given not in {option.id for option in _WEIGHTS}:
        raise refusal(
            desk.t(
                "How important is it, from 1 (not now) to 5 (most of all)? Try: `{example}`",
                example=_IMPORTANT.format(id=indicator.id),
            )
        )
    said = Importance(
        team_id=seat.team.id,
        **under(desk.instrument(seat.team)),
        indicator=indicator.id,
        person_id=seat.person.id,
        weight=int(given),
        given_at=desk.now,
    )
    desk.session.add(said)
    desk.session.flush()
    desk.note_change(seat, call, "importance", said.id, "given")
    return say(
        desk.t(
            "Noted: {title} is {weight} of 5 to you. Your team sees the middle of all, without names.",
            title=indicator.short_title,
            weight=given,
        )
    )


_INDICATOR = Parameter(
    "indicator", Kind.INDICATOR, N_("Which indicator"), required=True, suggest=suggest_indicator
)

ROUTES: tuple[Route, ...] = (
    Command(
        "goal set",
        setting.set_goal,
        N_("Set the level that your team wants an indicator to have by a day"),
        "/stem goal set EC1.Leaders2 4 2027-05-28",
        (
            Parameter("indicator", Kind.INDICATOR, N_("Which indicator"), suggest=suggest_indicator),
            Parameter("level", Kind.LEVEL, N_("The level that you want"), suggest=suggest_level),
            Parameter("by", Kind.DATE, N_("By which day")),
        ),
        opens_form=True,
        act=Act.SET_GOALS,
    ),
    Command(
        "goal list",
        listing,
        N_("Your team's goals, and how far it is from them"),
        "/stem goal",
        shorthand="goal",
        reads=True,
        act=Act.LOOK,
    ),
    Command(
        "goal end",
        setting.end_goal,
        N_("End the goal of an indicator"),
        '/stem goal end EC1.Leaders2 "no time this year"',
        (_INDICATOR, Parameter("why", Kind.TEXT, N_("Why, for the record"))),
        act=Act.SET_GOALS,
    ),
    Command(
        "goal important",
        important,
        N_("Say how important an indicator is to you, from 1 to 5"),
        "/stem goal important EC1.Leaders2 4",
        (_INDICATOR, Parameter("weight", Kind.WORD, N_("From 1 to 5"), required=True, choices=_WEIGHTS)),
        act=Act.WEIGH,
    ),
    Command(
        "goal ideas",
        suggest_goals,
        N_("What might be worth a goal: important to many, and rated low"),
        "/stem goal ideas",
        reads=True,
        act=Act.LOOK,
    ),
    Action("goals", see, reads=True, act=Act.LOOK),
    Action("goal-anyway", setting.set_anyway, act=Act.SET_GOALS),
    Submission("goal-set", setting.goal_sent, form=setting.goal_form, act=Act.SET_GOALS),
)
