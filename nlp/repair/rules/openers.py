"""Sentences that open with what somebody is and lost the subject: "Graduated in law, has worked in Lugo"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.repair.change import Change, Rule, View
from nlp.repair.people import persons_in
from nlp.repair.rules.pronouns import SENTENCE

_OPENER = re.compile(
    r"\s*(?P<opener>(?P<grad>Graduated|Licensed|Licentiate|Titled|Diplomate) (?:in|of|from|by) [^,.;\"]{3,60}|(?:Born|Trained|Educated|Specialized|Specialised|Formed) (?:in|at|as) [^,.;\"]{3,60}"
    r"|(?:An? )?(?:[Dd]octor|[Ee]ngineer|[Ee]xpert|[Nn]urse|[Ll]awyer|[Ee]conomist|[Pp]hysician|[Pp]harmacist|[Gg]raduate|[Ss]pecialist)(?: (?:in|of|by|from|at) [^,.;\"]{3,60})?|Aged \d+)"
    r", (?P<verb>has|had|is|was|will|works|worked|directs|directed|leads|led|joined|joins|arrives|arrived|takes over|took over|began|started|spent|teaches|comes|came|replaces|holds|held|carries|carried) (?P<next>[\w'\u2019\u20ac-]+)"
)
_WHO = re.compile(r"\b(?P<who>[Hh]e|[Ss]he)\b")
_WHY = "the subject was left out"


def openers(text: str, view: View) -> Iterator[Change]:
    """ "Graduated in law, has worked" -> "A graduate in law, she has worked", by who is told of."""
    if not view.damaged or view.title or "\n" in text.strip():
        return
    before = ""
    for sentence in SENTENCE.finditer(text):
        m = _OPENER.match(sentence[0])
        who = _told_of(before, text[sentence.end() :], view) if m is not None else ""
        if m is not None and m["grad"]:
            at = sentence.start() + m.start("grad")
            what = "A graduate in" if m["grad"] != "Diplomate" else "A graduate in"
            end = sentence.start() + m.end("grad") + len(" in")
            if re.match(r" (?:in|of) ", sentence[0][m.end("grad") :]):
                yield Change(at, end, what, "translated word for word", True, "false_friend")
        if m is not None and who:
            at = sentence.start() + m.start("verb")
            yield Change(at, at, f"{who} ", _WHY)
        before = sentence[0]


def _told_of(before: str, after: str, view: View) -> str:
    """He or she: by the sentence before, by the pronoun of the next one, or the only person of the article."""
    people = persons_in(before)
    genders = {person.gender for _, person in people}
    if len({person.name for _, person in people}) == 1 and genders <= {"f", "m"}:
        return "she" if genders == {"f"} else "he"
    cast = {person.gender for person in view.facts.cast.people}
    if cast in ({"f"}, {"m"}):
        return "she" if cast == {"f"} else "he"
    follows = SENTENCE.match(after)
    if follows is not None and not persons_in(follows[0]):
        named = _WHO.search(follows[0])
        return named["who"].lower() if named else ""
    return ""


RULES = (
    Rule(
        "openers",
        "subject_drop",
        openers,
        re.compile(
            r"(?:^|[.!?\n] ?)(?:Graduated|Licensed|Licentiate|Titled|Diplomate|Born|Trained|Educated|Speciali[sz]ed|Formed|Aged|An? [a-z]+|Doctor|Engineer|Expert|Nurse|Lawyer|Economist|Physician|Pharmacist|Graduate|Specialist)\b[^.]*, [a-z]"
        ),
    ),
)
