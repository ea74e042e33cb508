"""`/stem digest`: the digest of now, the next, those that were sent, and how they are planned."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Option
from bot.chat.events import CommandCall
from bot.chat.parameters import Kind, Parameter
from bot.chat.phrases import N_
from bot.chat.routes import Action, Command, Route, Submission
from bot.desk import Desk
from bot.features.digest.commands import correcting, files, past, pictures, reading
from bot.features.digest.commands.choosing import suggest_digest
from bot.features.digest.commands.files import Files
from bot.features.digest.commands.finding import REPORT
from bot.features.digest.commands.now import Now
from bot.features.digest.commands.planning import Planning
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
        *_made(reports),
    )


def _looking(reports: Sequence[Report], planner: DigestPlanner) -> tuple[Route, ...]:
    preview = Preview(planner)
    return (
        Command(
            "digest now",
            Now(reports).now,
            N_("What happened since the last digest, for you alone"),
            "/stem digest",
            (_report([one.name for one in reports]),),
            shorthand="digest",
            reads=True,
            act=Act.LOOK,
        ),
        Command(
            "digest preview",
            preview.preview,
            N_("What the next digest would say, when and to whom"),
            "/stem digest preview",
            (Parameter(reading.NAME, Kind.WORD, N_("Which digest"), suggest=suggest_digest),),
            reads=True,
            act=Act.RUN_DIGESTS,
        ),
        Action("digest-plan-preview", preview.pressed, reads=True, act=Act.RUN_DIGESTS),
    )


def _sharing(sharing: Sharing) -> tuple[Route, ...]:
    return (
        Command(
            "digest share",
            sharing.share,
            N_("Post the digest of now; you see it first"),
            "/stem digest share",
            (_report(SHAREABLE),),
            reads=True,
            act=Act.RUN_DIGESTS,
        ),
        Action("digest-share-ask", sharing.asked, reads=True, act=Act.RUN_DIGESTS),
        Action("digest-share", sharing.post, act=Act.RUN_DIGESTS),
        Action("digest-share-not", sharing.not_now, reads=True, act=Act.RUN_DIGESTS),
    )


def _past() -> tuple[Route, ...]:
    day = Parameter(past.DAY, Kind.DATE, N_("Its day"))
    return (
        Command(
            "digest past",
            past.past,
            N_("A digest that was sent, as it was"),
            "/stem digest past",
            (day,),
            reads=True,
            act=Act.LOOK,
        ),
        Command(
            "digest correct",
            correcting.correct,
            N_("Say what was wrong in a digest"),
            correcting.EXAMPLE,
            (Parameter(correcting.WORDS, Kind.TEXT, N_("What was wrong, and what is right?")), day),
            act=Act.RUN_DIGESTS,
        ),
        Action("digest-past", past.opened, reads=True, act=Act.LOOK),
        Action("digest-past-picture", past.picture, act=Act.LOOK),
        Action("digest-correct", correcting.ask, opens_form=True, reads=True, act=Act.RUN_DIGESTS),
        Submission("digest-correct", correcting.came, form=correcting.form, act=Act.RUN_DIGESTS),
    )


def _planning(planning: Planning, states: States) -> tuple[Route, ...]:
    return (
        Command(
            "digest schedule",
            planning.schedule,
            N_("The digests and their next times; set one up"),
            reading.EXAMPLE,
            (
                Parameter(reading.RULE, Kind.RULE, N_("Such as: weekly on Fri at 16:00")),
                Parameter(reading.NAME, Kind.WORD, N_("Which digest"), suggest=suggest_digest),
                Parameter(reading.REPORT, Kind.WORD, N_("team, stepback, or a role")),
                Parameter(reading.TO, Kind.TEXT, N_("channels, leaders, partners, webhooks")),
                _one_of(reading.PICTURE, N_("Its picture"), (reading.USUAL, *PICTURES)),
                Parameter(reading.PARTS, Kind.TEXT, N_("Its sections, in order")),
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


def _made(reports: Sequence[Report]) -> tuple[Route, ...]:
    """What is drawn or set first, and comes by direct message."""
    return (
        Command(
            "digest picture",
            pictures.picture,
            N_("A picture of where the team stands"),
            pictures.EXAMPLE,
            (_one_of(pictures.WHICH, N_("Which picture"), pictures.NAMES),),
            act=Act.LOOK,
        ),
        Command(
            "digest file",
            Files(reports).file,
            N_("The digest of now as a file"),
            files.EXAMPLE,
            (_one_of(files.FORMAT, N_("pdf or html"), files.FORMATS), _report([one.name for one in reports])),
            act=Act.LOOK,
        ),
        Action("digest-picture", pictures.chosen, act=Act.LOOK),
    )


def _report(names: Sequence[str]) -> Parameter:
    return _one_of(REPORT, N_("Which report"), names)


def _one_of(name: str, summary: str, words: Sequence[str]) -> Parameter:
    """A word of a few, completed while it is typed: declared choices would fill a platform's command tree."""

    def suggest(desk: Desk, call: CommandCall, typed: str) -> Sequence[Option]:  # noqa: ARG001 - for anybody
        return [Option(one, one) for one in words if typed.casefold() in one]

    return Parameter(name, Kind.WORD, summary, suggest=suggest)
