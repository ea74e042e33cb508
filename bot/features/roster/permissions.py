"""What a person may do in a team, in words."""

from __future__ import annotations

from bot.chat.cards import Option
from bot.chat.phrases import N_, Phrases

MEMBER = "member"
FACILITATOR = "facilitator"
# In the order of the roster; its plural heads a group there.
NAMES = {
    FACILITATOR: (N_("Facilitator"), N_("Facilitators")),
    "leader": (N_("Leader"), N_("Leaders")),
    MEMBER: (N_("Member"), N_("Members")),
    "adviser": (N_("Adviser"), N_("Advisers")),
    "observer": (N_("Observer"), N_("Observers")),
}
_ABOUT = {
    FACILITATOR: N_("runs the team"),
    "leader": N_("takes part, and gets the leaders' digest"),
    MEMBER: N_("takes part"),
    "adviser": N_("stands beside a student"),
    "observer": N_("looks on, and is asked nothing"),
}
# A command's choices are declared before anybody's language is known.
CHOICES = tuple(Option(name, one) for name, (one, _) in NAMES.items())


def options(t: Phrases) -> tuple[Option, ...]:
    """The permissions as a form's options."""
    return tuple(Option(name, t(one), t(_ABOUT[name])) for name, (one, _) in NAMES.items())
