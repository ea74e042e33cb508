"""Whom an indicator is about, as free text, read as one of the audiences that roles answer for."""

from __future__ import annotations

from rubric.importers.doubts import Doubts
from rubric.importers.options import Options
from rubric.nearest import closest, plain

# Our reading; `--audience` overrides it. Families and parents are left out on purpose: districts differ.
USUAL_WORDS = {
    "Leaders": "administration administrators districtleaders leader leadership leadershipteam principals"
    " schooladministrators schoolleaders schoolleadership",
    "Teachers": "classroomteachers educators faculty instructionalstaff instructors teacher teachingstaff",
    "Students": "learners pupils student youth",
    "Strategic Alliances": "alliances businesspartners communitypartners externalpartners industrypartners"
    " partner partners partnerships strategicalliance strategicpartners",
}


def audience_of(given: str, where: str, options: Options, doubts: Doubts) -> str:
    """The audience here, or an empty text with a doubt that blocks; a word of our table leaves a note."""
    said = {plain(name): meant for name, meant in options.audiences.items()}
    known = {plain(name): name for name in options.known_audiences}
    if plain(given) in said:
        return _as_said(given, said[plain(given)], known, where, doubts)
    if plain(given) in known:
        return known[plain(given)]
    usual = _usual(given)
    if usual in options.known_audiences:
        remedy = f'If it is another audience, say so with --audience "{given}=…"'
        doubts.note(where, f"“{given}” is read as the audience {usual}", remedy)
        return usual
    _refuse(given, where, options, doubts)
    return ""


def _as_said(given: str, meant: str, known: dict[str, str], where: str, doubts: Doubts) -> str:
    if known and plain(meant) not in known:
        what = f"no role answers for the audience “{meant}”, so nobody would be asked about it"
        doubts.note(where, what, f"Add a role to roles.yaml in your folder with “audience: {meant}”")
        return meant
    return known.get(plain(meant), meant) or given


def _usual(given: str) -> str:
    word = plain(given).replace("-", "")
    for audience, words in USUAL_WORDS.items():
        if word in words.split():
            return audience
    return ""


def _refuse(given: str, where: str, options: Options, doubts: Doubts) -> None:
    names = list(options.known_audiences)
    nearest = closest(given, {each: each for each in names}) or (names[0] if names else given)
    what = f"“{given}” is no audience that a role answers for ({', '.join(names)})"
    doubts.block(where, what, f'Say which one it is, for example --audience "{given}={nearest}"')
