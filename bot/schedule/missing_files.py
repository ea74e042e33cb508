"""What a message says in place of a file that cannot come with it: why, and what to do."""

from __future__ import annotations

from bot.chat.card_data import card_from_data, card_to_data
from bot.chat.cards import Card, Paragraph
from bot.chat.phrases import Phrases
from bot.chat.text import Markup
from bot.desk import Desk
from bot.schedule import pictures
from bot.store.models import Delivery, LongWork, Person, StoredFile, Team


def not_taken(desk: Desk, delivery: Delivery) -> None:
    """The platform did not take the file: the words are to go alone."""
    t, platform = _words_of(desk, delivery), delivery.platform.capitalize()
    picture = t("The picture is missing: {platform} did not take it.", platform=platform)
    file = t(
        "The file itself is missing: {platform} did not take it. "
        "Whoever runs me finds the reason in my log; then ask for it again.",
        platform=platform,
    )
    delivery.card = card_to_data(_without(desk, delivery, t, picture, file))
    delivery.file_id = None


def behind_a_button(desk: Desk, delivery: Delivery) -> Card:
    """What is shown of it behind a button in a channel, where no file can come."""
    if delivery.file_id is None and delivery.waits_for is None:
        return card_from_data(delivery.card)
    t = _words_of(desk, delivery)
    picture = t("The picture is missing: I bring pictures by direct message only, and you take none here.")
    file = t(
        "The file itself is missing: I bring files by direct message only, and you take none here. "
        "Allow direct messages, then ask for it again."
    )
    return _without(desk, delivery, t, picture, file)


def _without(desk: Desk, delivery: Delivery, t: Phrases, picture: Markup, file: Markup) -> Card:
    shows = _shown_by_picture(desk, delivery)
    words = Paragraph(file) if shows is None else pictures.missing(t, picture, shows)
    return Card((*card_from_data(delivery.card).parts, words))


def _shown_by_picture(desk: Desk, delivery: Delivery) -> str | None:
    """What its picture shows, in words; None when its file is something else."""
    if delivery.waits_for is not None:
        return str(desk.session.get_one(LongWork, delivery.waits_for).arguments["given"]["alternative"])
    file = desk.session.get_one(StoredFile, delivery.file_id)
    return file.alternative if file.media_type.startswith("image/") else None


def _words_of(desk: Desk, delivery: Delivery) -> Phrases:
    person = desk.session.get(Person, delivery.person_id) if delivery.person_id else None
    team = desk.session.get(Team, delivery.team_id) if delivery.team_id else None
    reader = person or team
    return desk.t if reader is None else desk.phrases_in(reader.locale)
