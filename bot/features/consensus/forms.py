"""The forms of a round: the vote with every level in view, what one saw, and what the facilitator records."""

from __future__ import annotations

from dataclasses import replace

from bot.chat.cards import Option
from bot.chat.forms import ChoiceField, Form, TextField
from bot.chat.routes import wire
from bot.chat.text import Markup, bold, join, shorten
from bot.features.consensus.view import Topic, View
from bot.store.models import ConsensusVote
from bot.store.queries import consensus

WORDS_LONGEST = 600
_HEARD, _QUOTED = 3, 200


def ballot(topic: Topic) -> Form:
    """What a vote consists of, without the texts that are read before voting; nothing is preselected."""
    t = topic.t
    field = TextField("words", t("What did you see?"), "paragraph", longest=WORDS_LONGEST)
    choice = ChoiceField("level", t("What does it look like now?"), _options(topic))
    form = wire("consensus-vote", topic.round.id)
    return Form(form, t("Vote privately"), (choice, field), submit=t("Vote"))


def vote(view: View, own: ConsensusVote | None) -> Form:
    """The levels in full, then the choice; the earlier choice is said in words."""
    mine = [view.t("Your vote so far: {vote}.", vote=in_words(view, own))] if own else []
    texts = (bold(view.title), levels(view), *_heard(view), *mine, who_sees_it(view))
    return replace(ballot(view), intro=texts)


def saw(view: View, own: ConsensusVote) -> Form:
    """What somebody at an end saw."""
    t = view.t
    field = TextField(
        "words", t("What did you see?"), "paragraph", required=True, longest=WORDS_LONGEST, value=own.words
    )
    about = join(" ", [bold(view.title), t("You voted {vote}.", vote=in_words(view, own))])
    return Form(wire("consensus-saw", view.round.id), t("What you saw"), (field,), (about,), t("Send"))


def decide(view: View) -> Form:
    """Which level is recorded, and what those say who see it otherwise."""
    t = view.t
    options = tuple(
        Option(str(each.level.number), view.level(each.level.number)) for each in view.indicator.descriptors
    )
    field = TextField("dissent", t("Does anybody see it otherwise? How?"), "paragraph", longest=WORDS_LONGEST)
    return Form(
        wire("consensus-decide", view.round.id),
        t("Record a level"),
        (ChoiceField("level", t("On which level do you agree?"), options), field),
        (bold(view.title), levels(view)),
        t("Record"),
    )


def in_words(view: Topic, own: ConsensusVote) -> Markup:
    """`3 · Refining and Expanding`, or why there is no level."""
    if own.level is not None:
        return view.level(own.level)
    return view.t("I don't know") if own.answer == consensus.DONT_KNOW else view.t("Not applicable")


def levels(view: Topic) -> Markup:
    """What each level looks like, lowest first."""
    return join(
        "\n",
        [
            join(" ", [bold(f"{each.level.number} · {each.level.name}:"), each.summary])
            for each in view.indicator.descriptors
        ],
    )


def who_sees_it(view: View) -> Markup:
    """That votes are shown together, or not at all."""
    return view.t(
        "Nobody sees how you voted. The votes are shown together, and only if {floor} people or more "
        "give a level. What you write is shown without your name.",
        floor=view.tally.floor,
    )


def _heard(view: View) -> list[Markup]:
    if not view.heard:
        return []
    quotes = [view.t("“{words}”", words=shorten(words, _QUOTED)) for words in view.heard[:_HEARD]]
    return [join("\n", [view.t("What some of you saw:"), *quotes])]


def _options(view: Topic) -> tuple[Option, ...]:
    numbered = tuple(
        Option(str(each.level.number), view.level(each.level.number)) for each in view.indicator.descriptors
    )
    return (
        *numbered,
        Option(consensus.DONT_KNOW, view.t("I don't know")),
        Option(consensus.NOT_APPLICABLE, view.t("Not applicable")),
    )
