"""`/stem consensus`, and what the buttons of a round do."""

from __future__ import annotations

from bot.chat.parameters import Kind, Parameter
from bot.chat.phrases import N_
from bot.chat.routes import Action, Command, Route, Submission
from bot.features.consensus import deciding, starting, voting
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
        for_facilitators=True,
    ),
    Command(
        "consensus list",
        starting.listing,
        N_("Which consensus rounds are open, and what was agreed last"),
        "/stem consensus",
        shorthand="consensus",
        reads=True,
    ),
    Action("consensus-vote", voting.ask, opens_form=True, reads=True),
    Action("consensus-saw", voting.ask_what_one_saw, opens_form=True, reads=True),
    Action("consensus-reveal", deciding.reveal),
    Action("consensus-extend", deciding.extend),
    Action("consensus-cancel", deciding.call_off),
    Action("consensus-again", deciding.vote_again),
    Action("consensus-record", deciding.record),
    Action("consensus-open", deciding.leave_open),
    Action("consensus-decide", deciding.decide, opens_form=True),
    Submission("consensus-vote", voting.sent, form=voting.form),
    Submission("consensus-saw", voting.saw_sent, form=voting.saw_form),
    Submission("consensus-decide", deciding.decided, form=deciding.decide_form),
)
