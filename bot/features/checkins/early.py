"""`/stem checkin`: what is open now, else what would be asked next, to be answered before it comes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from bot.chat.cards import Card, Part, Rule
from bot.chat.events import ActionCall, CommandCall
from bot.chat.phrases import N_
from bot.chat.replies import Reply, Say, say
from bot.chat.routes import Action, Command, Route
from bot.desk import Desk, Seat
from bot.features.checkins import cards
from bot.features.checkins.asking import questions
from bot.features.checkins.planner import CheckInPlanner
from bot.features.checkins.storing import store
from bot.permissions import Act, may
from bot.schedule import anew
from bot.store.models import Occurrence, Prompt, Schedule
from bot.store.queries import prompts, schedules, seats


def check_in(desk: Desk, call: CommandCall) -> Reply:
    """Show what is open, else what comes next."""
    held = [seat for seat in desk.own_seats(call) if may(seat.permission, Act.ANSWER)]
    if open_ := open_cards(desk, held):
        return Say(together(open_))
    for seat in held:
        if coming := _coming(desk, seat):
            return Say(_early(desk, seat, coming))
    return say(_nothing(desk, held))


def all_open(desk: Desk, call: ActionCall) -> Reply:
    """Everything that is open now was wanted, from a page that shows the first of it."""
    held = [seat for seat in desk.own_seats(call) if may(seat.permission, Act.ANSWER)]
    every = open_cards(desk, held)
    return Say(together(every)) if every else say(_nothing(desk, held))


def open_cards(desk: Desk, held: Sequence[Seat]) -> list[Card]:
    """A card for each message whose questions can be answered now, in all of somebody's teams."""
    found: list[Card] = []
    for seat in held:
        groups: dict[tuple[int, int | None], list[Prompt]] = {}
        for prompt in prompts.open_for(desk.session, seat.person.id, desk.now):
            if prompt.team_id == seat.team.id:
                own = 0 if prompt.delivery_id else prompt.occurrence_id
                groups.setdefault((own, prompt.delivery_id), []).append(prompt)
        found += [cards.message(desk, seat.team, seat.person, asked) for asked in groups.values()]
    return found


def together(every: Sequence[Card]) -> Card:
    """Several messages as one."""
    parts: list[Part] = []
    for one in every:
        parts += [Rule(), *one.parts] if parts else one.parts
    return Card(tuple(parts))


def _early(desk: Desk, seat: Seat, coming: Sequence[Prompt]) -> Card:
    done = prompts.answered_among(desk.session, coming)
    moment = seat.reader.moment(coming[0].due_at)
    if all(one.id in done or one.skipped_at is not None for one in coming):
        news = desk.t("This is your next check-in. It would come on {moment}; it is answered.", moment=moment)
    else:
        news = desk.t(
            "Nothing waits for you now. This would come on {moment}. Answer it here, and it does not come.",
            moment=moment,
        )
    return cards.message(desk, seat.team, seat.person, coming, look=cards.Look(news=news))


def _coming(desk: Desk, seat: Seat) -> list[Prompt]:
    """The person's next questions: those that are written and not due yet, else the next to be written."""
    written = desk.session.scalars(
        select(Prompt)
        .where(Prompt.person_id == seat.person.id, Prompt.team_id == seat.team.id)
        .where(Prompt.due_at > desk.now)
        .order_by(Prompt.due_at, Prompt.id)
    ).all()
    if written:
        coming = [one for one in written if one.occurrence_id == written[0].occurrence_id]
    else:
        coming = next((made for made in _written_next(desk, seat) if made), [])
    for prompt in coming:
        prompt.early_at = prompt.early_at or desk.now
    desk.session.flush()
    return coming


def _written_next(desk: Desk, seat: Seat) -> Iterator[list[Prompt]]:
    """What each of the team's next check-ins would ask the person, written down when it is wanted."""
    if seat.team.paused_at is not None:
        return
    held = seats.roles_of(desk.session, seat.team.id, seat.person.id, seat.reader.today)
    holder = (seat.person, [one.role for one in held])
    for schedule in schedules.running(desk.session, seat.team.id, "check-in"):
        occurrence = _occurrence(desk, schedule) if held and schedule.paused_at is None else None
        if occurrence is not None:
            _, asked = questions(desk, schedule, occurrence, [holder])
            own = asked.get(seat.person.id, [])
            for prompt in own:
                prompt.early_at = desk.now
            store(desk.session, own, {})
            yield own


def _occurrence(desk: Desk, schedule: Schedule) -> Occurrence | None:
    """The next run of a check-in, begun for those who want it early; the clock takes it over in its time."""
    locked = select(Schedule).where(Schedule.id == schedule.id).with_for_update()
    if desk.session.scalar(locked.execution_options(populate_existing=True)) is None:
        return None
    if schedule.next_day is None or schedule.next_due_at is None or schedule.next_due_at <= desk.now:
        return None
    known = desk.session.scalar(
        select(Occurrence).where(
            Occurrence.schedule_id == schedule.id,
            Occurrence.day == schedule.next_day,
            Occurrence.slot == schedule.slot,
        )
    )
    if known is not None:
        return known if known.state == anew.EARLY else None
    occurrence = Occurrence(
        team_id=schedule.team_id,
        schedule_id=schedule.id,
        day=schedule.next_day,
        slot=schedule.slot,
        due_at=schedule.next_due_at,
        closes_at=CheckInPlanner().closes_at(desk, schedule, schedule.next_day),
        state=anew.EARLY,
        cursor=0,
        details={},
    )
    desk.session.add(occurrence)
    desk.session.flush()
    return occurrence


def _nothing(desk: Desk, held: Sequence[Seat]) -> str:
    if not held:
        return desk.t("You observe your team, so I ask you nothing.")
    return desk.t(
        "I have nothing to ask you: nothing is open, and no check-in is planned for your roles. "
        "What you can do now: `/stem me`"
    )


ROUTES: tuple[Route, ...] = (
    Command(
        "checkin",
        check_in,
        N_("Answer what is open, or the next check-in before it comes"),
        "/stem checkin",
        act=Act.ANSWER,
    ),
    Action("checkin-open", all_open, reads=True, act=Act.ANSWER),
)
