"""`/stem consensus`, and what the buttons of a round do."""

from __future__ import annotations

from bot.chat.parameters import Kind, Parameter
from bot.chat.phrases import N_
from bot.chat.routes import Action, Command, Route, Submission
from bot.features.consensus import deciding, starting, voting
from bot.permissions import Act
from bot.suggestions import suggest_indicator

ROUTES: tuple[Route, ...] = (
    Command(
        "consensus start",
        starting.start,
        N_("Let your team agree on an indicator: silent votes, revealed together"),
        "/stem consensus start EC1.Leaders2",
        (
            Parameter(
                "indicator", Kind.INDICATOR, N_("Which indicator"), required=True, suggest=suggest_indicator
            ),
            Parameter("until", Kind.DATE, N_("The last day to vote; three days from now if left out")),
        ),
        act=Act.RUN_CONSENSUS,
    ),
    Command(
        "consensus list",
        starting.listing,
        N_("Which consensus rounds are open, and what was agreed last"),
        "/stem consensus",
        shorthand="consensus",
        reads=True,
        act=Act.LOOK,
    ),
    Action("consensus-vote", voting.ask, opens_form=True, reads=True, act=Act.VOTE),
    Action("consensus-saw", voting.ask_what_one_saw, opens_form=True, reads=True, act=Act.VOTE),
    Action("consensus-reveal", deciding.reveal, act=Act.RUN_CONSENSUS),
    Action("consensus-extend", deciding.extend, act=Act.RUN_CONSENSUS),
    Action("consensus-cancel", deciding.call_off, act=Act.RUN_CONSENSUS),
    Action("consensus-again", deciding.vote_again, act=Act.RUN_CONSENSUS),
    Action("consensus-record", deciding.record, act=Act.RUN_CONSENSUS),
    Action("consensus-open", deciding.leave_open, act=Act.RUN_CONSENSUS),
    Action("consensus-decide", deciding.decide, opens_form=True, act=Act.RUN_CONSENSUS),
    Submission("consensus-vote", voting.sent, form=voting.form, act=Act.VOTE),
    Submission("consensus-saw", voting.saw_sent, form=voting.saw_form, act=Act.VOTE),
    Submission("consensus-decide", deciding.decided, form=deciding.decide_form, act=Act.RUN_CONSENSUS),
)
