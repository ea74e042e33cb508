"""`/stem roster`, `/stem roster add` with its form, `/stem roster end`, and giving somebody a name."""

from __future__ import annotations

from bot.chat.cards import Card
from bot.chat.events import ActionCall, CommandCall, FormSubmission
from bot.chat.forms import Form
from bot.chat.parameters import Kind, Parameter
from bot.chat.phrases import N_
from bot.chat.replies import Ask, Correct, Reply, Say, refusal
from bot.chat.routes import Action, Command, Route, Submission
from bot.chat.text import join
from bot.desk import Desk, Seat
from bot.features.roster import cards, forms, permissions
from bot.features.roster.ending import ROLE_EXAMPLE, end
from bot.features.roster.listing import listed, seen
from bot.features.roster.objections import problems
from bot.features.roster.seating import seat_them
from bot.features.roster.typed import STUDENT_EXAMPLE, typed
from bot.features.roster.wishes import Values, looked_up
from bot.permissions import Act
from bot.store.models import Membership, Person
from bot.suggestions import suggest_role


def add(desk: Desk, call: CommandCall) -> Reply:
    """Add somebody from the typed line, or ask in the form who it is."""
    seat = desk.allowed(call, Act.RUN_ROSTER)
    values, form = typed(desk, seat, call), forms.add(desk, seat)
    if not values["person"]:
        return Ask(form.filled(values))
    if found := problems(desk, seat, call, form, values):
        raise refusal(join(" ", [*found.values()]))
    return Say(_seated(desk, seat, call, values))


def open_form(desk: Desk, call: ActionCall) -> Reply:
    """Ask in the form who it is."""
    return Ask(forms.add(desk, desk.allowed_in(call, call.argument, Act.RUN_ROSTER)))


def add_form(desk: Desk, call: FormSubmission) -> Form:
    """The form that was sent."""
    return forms.add(desk, desk.allowed_in(call, call.argument, Act.RUN_ROSTER))


def added(desk: Desk, call: FormSubmission) -> Reply:
    """The form came in."""
    seat, form = desk.allowed_in(call, call.argument, Act.RUN_ROSTER), add_form(desk, call)
    if found := problems(desk, seat, call, form, call.values):
        return Correct(form.filled(call.values), found)
    return Say(_seated(desk, seat, call, call.values))


def ask_name(desk: Desk, call: ActionCall) -> Reply:
    """Add a name was pressed."""
    return Ask(forms.name(desk, _membership(desk, call)))


def name_form(desk: Desk, call: FormSubmission) -> Form:
    """The form that was sent."""
    return forms.name(desk, _membership(desk, call))


def name_given(desk: Desk, call: FormSubmission) -> Reply:
    """A name came in."""
    membership, form = _membership(desk, call), name_form(desk, call)
    if found := form.check(call.values, desk.t):
        return Correct(form.filled(call.values), found)
    person = desk.session.get_one(Person, membership.person_id)
    person.name = call.values["name"].strip()
    seat = desk.allowed_in(call, membership.team_id, Act.RUN_ROSTER)
    desk.note_change(seat, call, "person", person.id, "name changed")
    return Say(cards.named(desk, person.name))


def _seated(desk: Desk, seat: Seat, call: CommandCall | FormSubmission, values: Values) -> Card:
    wish = looked_up(desk, seat, call, values)
    return cards.seated(desk, seat, call, seat_them(desk, seat, call, wish), wish.account)


def _membership(desk: Desk, call: ActionCall | FormSubmission) -> Membership:
    row = desk.session.get(Membership, int(call.argument))
    if row is None:
        raise refusal(desk.t("This is not on the roster any more."))
    desk.allowed_in(call, row.team_id, Act.RUN_ROSTER)
    return row


_PERSON = N_("Who it is; pick them from the list")

ROUTES: tuple[Route, ...] = (
    Command(
        "roster list",
        listed,
        N_("Who is in the team"),
        "/stem roster",
        shorthand="roster",
        reads=True,
        act=Act.LOOK,
    ),
    Command(
        "roster add",
        add,
        N_("Add somebody, or give them a further role"),
        STUDENT_EXAMPLE,
        (
            Parameter("person", Kind.PERSON, _PERSON),
            Parameter("role", Kind.ROLE, N_("Which role they take"), suggest=suggest_role),
            Parameter("name", Kind.TEXT, N_("Their name, for places where I cannot mention them")),
            Parameter(
                "permission",
                Kind.WORD,
                N_("What they may do; member if left out"),
                choices=permissions.CHOICES,
            ),
            Parameter("adviser", Kind.PERSON, N_("Who stands beside them; needed for a student")),
            Parameter("until", Kind.DATE, N_("The last day of the term, such as 2027-06-30")),
            Parameter(
                "zone", Kind.WORD, N_("Their time zone, such as America/Chicago; the team's if left out")
            ),
        ),
        opens_form=True,
        act=Act.RUN_ROSTER,
    ),
    Command(
        "roster end",
        end,
        N_("End somebody's term, or one role of theirs, today"),
        ROLE_EXAMPLE.format(role="teacher"),
        (
            Parameter("person", Kind.PERSON, _PERSON, required=True),
            Parameter("role", Kind.ROLE, N_("Only this role; everything if left out"), suggest=suggest_role),
        ),
        act=Act.RUN_ROSTER,
    ),
    Action("roster", seen, reads=True, act=Act.LOOK),
    Action("roster-form", open_form, opens_form=True, reads=True, act=Act.RUN_ROSTER),
    Action("roster-name", ask_name, opens_form=True, reads=True, act=Act.RUN_ROSTER),
    Submission("roster-add", added, form=add_form, act=Act.RUN_ROSTER),
    Submission("roster-name", name_given, form=name_form, act=Act.RUN_ROSTER),
)
