"""`/stem digest`: the digest of now, the next, those that were sent, and how they are planned."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Option
from bot.chat.parameters import Kind, Parameter
from bot.chat.phrases import N_
from bot.chat.routes import Action, Command, Route, Submission
from bot.features.digest.commands import correcting, past, reading
from bot.features.digest.commands.finding import REPORT
from bot.features.digest.commands.now import Now
from bot.features.digest.commands.planning import Planning
from bot.features.digest.commands.plans import NAME, suggest_digest
from bot.features.digest.commands.preview import Preview
from bot.features.digest.commands.sharing import SHAREABLE, Sharing
from bot.features.digest.commands.states import States
from bot.features.digest.planner import DigestPlanner
from bot.permissions import Act
from bot.schedule.digest_settings import PICTURES
from bot.schedule.report import Report


def digest_routes(reports: Sequence[Report]) -> tuple[Route, ...]:
    """The routes; `reports` are all that can be sent."""
    planner = DigestPlanner(reports)
    return (
        *_looking(reports, planner),
        *_sharing(Sharing(reports)),
        *_past(),
        *_planning(Planning(planner), States(planner)),
    )


def _looking(reports: Sequence[Report], planner: DigestPlanner) -> tuple[Route, ...]:
    names = tuple(Option(one.name, one.name) for one in reports)
    preview = Preview(planner)
    return (
        Command(
            "digest now",
            Now(reports).now,
            N_("What happened since the last digest, for you alone"),
            "/stem digest",
            (Parameter(REPORT, Kind.WORD, N_("Which report; the team's digest if left out"), choices=names),),
            shorthand="digest",
            reads=True,
            act=Act.LOOK,
        ),
        Command(
            "digest preview",
            preview.preview,
            N_("What the next digest would say, when it goes and to whom; nothing is sent"),
            "/stem digest preview",
            (Parameter(NAME, Kind.WORD, N_("Which digest"), suggest=suggest_digest),),
            reads=True,
            act=Act.RUN_DIGESTS,
        ),
        Action("digest-plan-preview", preview.pressed, reads=True, act=Act.RUN_DIGESTS),
    )


def _sharing(sharing: Sharing) -> tuple[Route, ...]:
    names = tuple(Option(one, one) for one in SHAREABLE)
    return (
        Command(
            "digest share",
            sharing.share,
            N_("Post the digest of now in the team's channels; you see it first"),
            "/stem digest share",
            (Parameter(REPORT, Kind.WORD, N_("Which report; the team's digest if left out"), choices=names),),
            reads=True,
            act=Act.RUN_DIGESTS,
        ),
        Action("digest-share-ask", sharing.asked, reads=True, act=Act.RUN_DIGESTS),
        Action("digest-share", sharing.post, act=Act.RUN_DIGESTS),
        Action("digest-share-not", sharing.not_now, reads=True, act=Act.RUN_DIGESTS),
    )


def _past() -> tuple[Route, ...]:
    day = Parameter(past.DAY, Kind.DATE, N_("The day of the digest; the last one if left out"))
    words = Parameter(correcting.WORDS, Kind.TEXT, N_("What was wrong, and what is right; no names"))
    return (
        Command(
            "digest past",
            past.past,
            N_("A digest that was sent, as it was, with what was corrected since"),
            "/stem digest past",
            (day,),
            reads=True,
            act=Act.LOOK,
        ),
        Command(
            "digest correct",
            correcting.correct,
            N_("Say to everybody who got a digest what was wrong in it"),
            correcting.EXAMPLE,
            (words, day),
            act=Act.RUN_DIGESTS,
        ),
        Action("digest-past", past.opened, reads=True, act=Act.LOOK),
        Action("digest-past-picture", past.picture, act=Act.LOOK),
        Action("digest-correct", correcting.ask, opens_form=True, reads=True, act=Act.RUN_DIGESTS),
        Submission("digest-correct", correcting.came, form=correcting.form, act=Act.RUN_DIGESTS),
    )


def _planning(planning: Planning, states: States) -> tuple[Route, ...]:
    pictures = tuple(Option(one, one) for one in (reading.USUAL, *PICTURES))
    return (
        Command(
            "digest schedule",
            planning.schedule,
            N_("The team's digests and their next times; with days and a time, set one up or change it"),
            reading.EXAMPLE,
            (
                Parameter(reading.RULE, Kind.RULE, N_("Its days and time, such as weekly on Fri at 16:00")),
                Parameter(reading.AT, Kind.WORD, N_("Its time on the team's clock, such as 16:00")),
                Parameter(
                    reading.NAME,
                    Kind.WORD,
                    N_("Which one, or what a new one is called"),
                    suggest=suggest_digest,
                ),
                Parameter(reading.REPORT, Kind.WORD, N_("What it reports: team, role or stepback")),
                Parameter(reading.OF_ROLE, Kind.WORD, N_("Of which role, if it reports a role")),
                Parameter(
                    reading.TO, Kind.TEXT, N_("To whom: channels, leaders, holders, partners, webhooks")
                ),
                Parameter(reading.PICTURE, Kind.WORD, N_("Its picture"), choices=pictures),
                Parameter(reading.PARTS, Kind.TEXT, N_("Its sections in their order: headline, moved, gaps")),
            ),
            act=Act.LOOK,
        ),
        Action("digest-plan-add", planning.ask_new, opens_form=True, reads=True, act=Act.RUN_DIGESTS),
        Action("digest-plan-edit", planning.ask_change, opens_form=True, reads=True, act=Act.RUN_DIGESTS),
        Submission("digest-plan-add", planning.added, form=planning.new_form, act=Act.RUN_DIGESTS),
        Submission("digest-plan-edit", planning.changed, form=planning.change_form, act=Act.RUN_DIGESTS),
        Action("digest-plan-pause", states.pause, act=Act.RUN_DIGESTS),
        Action("digest-plan-resume", states.resume, act=Act.RUN_DIGESTS),
        Action("digest-plan-end", states.ask_end, reads=True, act=Act.RUN_DIGESTS),
        Action("digest-plan-end-now", states.end, act=Act.RUN_DIGESTS),
        Action("digest-plan-keep", states.keep, reads=True, act=Act.RUN_DIGESTS),
    )
