"""The "a" that Spanish puts before a person it acts on: "replaces to Ana Ruiz" is "replaces Ana Ruiz"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.calendar import MONTH
from nlp.patterns import late
from nlp.repair.change import Change, Rule, View, same_case
from nlp.repair.verbs import is_base
from nlp.tables import gender_of, words

_CAP = r"[A-Z\u00c0-\u00de][\w\u00c0-\u024f'\u2019-]+"
_BASES = (
    "replac/e substitut/e designat/e nam/e reliev/e accus/e denounc/e criticiz/e criticis/e congratulat/e prais/e "
    "defend/ appoint/ elect/ thank/ condemn/ sanction/ arrest/ detain/ interview/ dismiss/ visit/ consult/ "
    "surpris/e convinc/e persuad/e supersed/e nominat/e proclaim/ interrogat/e investigat/e prosecut/e su/e fir/e "
    "blam/e represent/ greet/ receiv/e welcom/e identif/y disqualif/y reelect/ quot/e oblig/e"
)
_IRREGULAR = "acquitted|acquitting|choose|chooses|chose|chosen|choosing|meet|meets|met|meeting|forgive|forgave"


def _forms() -> str:
    found = []
    for verb in _BASES.split():
        stem, end = verb.split("/")
        third, done = ("ies", "ied") if end == "y" else (f"{end}s", "ed")
        found.append(
            rf"{stem}(?:{end}|{third}|{done}|ying)"
            if end == "y"
            else rf"{stem}(?:{end}|{third}|{done}|ing)"
        )
    return "|".join(found) + "|" + _IRREGULAR


_BEFORE_PERSON = late(
    rf"\b(?P<verb>(?i:{_forms()})) (?P<to>to )(?=(?:(?:Dr|Dra|Mr|Mrs|Ms|Professor|Doctor)\.? )?(?P<first>{_CAP}) (?:(?:de|del|de la|la) )?{_CAP})"
)
_IS_DONE = late(r"\b(?:is|are|was|were|be|been|being|the|an?|his|her|its|their|of|no|many) $", re.I)
_NOUNS = words(
    "name names thank thanks sanction sanctions arrest arrests interview interviews visit visits surprise surprises "
    "fire fires blame quote quotes welcome consult meeting meetings greeting greetings substitute substitutes "
    "praise elect appoint designate nominate"
)
_VERB_BEFORE = late(r"\b(?:to|will|can|could|would|must|not|who|he|she|they|it|we|and) $", re.I)
_TITLES = words("Dr Dra Mr Mrs Ms Professor Doctor")


def persons(text: str, view: View) -> Iterator[Change]:
    """ "He replaces to Ana Ruiz" -> "He replaces Ana Ruiz"; what a passive says stays."""
    for m in _BEFORE_PERSON.finditer(text):
        if _IS_DONE.search(text[max(0, m.start() - 12) : m.start()]) and m["verb"].endswith(
            ("ed", "en", "et")
        ):
            continue  # "was elected to Saint Mary"
        if m["verb"].lower() in _NOUNS and not _VERB_BEFORE.search(
            text[max(0, m.start() - 12) : m.start()]
        ):
            continue  # "thanks to Ana Ruiz", "a visit to Saint Mary"
        first = m["first"]
        if first in _TITLES or gender_of(first) is not None:
            yield Change(*m.span("to"), "", "no preposition before whom it is done to")


_DATE = rf"(?: on (?:{MONTH}) \d{{1,2}}(?:, (?:19|20)\d\d)?| on \d{{1,2}} (?:{MONTH})| on [A-Z][a-z]+day| last [A-Z]?[a-z]+| yesterday| in (?:19|20)\d\d)?"
_ORDERED = late(
    rf"\b(?P<verb>[Cc]ondemn(?:s|ed)|[Oo]blig(?:es|ed)|[Ff]orced|[Oo]rdered|[Ss]entenced)(?P<when>{_DATE}) to"
    rf" (?P<whom>(?:the |its |an? |both |two |three )?(?:{_CAP}|[a-z-]+)(?:(?: of the| of| de la| del| de| los| las| la| el| y| and)? (?:{_CAP}|\d+)| (?!to\b|pay\b)[a-z-]+){{0,6}}?) to (?P<what>[a-z]+)\b"
)
_COMMANDS = {
    "condemns": "orders",
    "condemned": "ordered",
    "sentences": "orders",
    "sentenced": "ordered",
    "obliges": "requires",
    "obliged": "required",
}
_NO_WHOM = late(
    r"(?:death|prison|jail|life|exile|pay|be|have|make|give|use|return|compensate|stop|close)\b"
)


_NO_PARTY = late(r"\b(?:left|right|ground|surface|border|sea|shore|wall|floor|troops|sideline)s?\b")


def ordered(text: str, view: View) -> Iterator[Change]:
    """ "condemned on July 17 to the clinic to pay" -> "ordered the clinic on July 17 to pay"."""
    for m in _ORDERED.finditer(text):
        if _NO_PARTY.search(m["whom"]):
            continue  # "forced to the left relative to the car"
        if (
            not is_base(m["what"])
            or _NO_WHOM.match(m["whom"])
            or (
                m["whom"][0].islower()
                and not re.match(r"(?:the|its|an?|both|two|three) ", m["whom"])
            )
            or (_IS_DONE.search(text[max(0, m.start() - 12) : m.start()]))
        ):
            continue
        verb = _COMMANDS.get(m["verb"].lower(), m["verb"].lower())
        fixed = f"{verb} {m['whom']}{m['when']} to {m['what']}"
        yield Change(*m.span(), same_case(m[0], fixed), "no preposition before whom it is done to")


_LEFT = late(
    r"\b(?P<verb>[Ll]eav(?:e|es|ing)|[Ll]eft) (?P<state>without (?!the\b|a\b|an\b)(?:[a-z-]+ ?){1,4}?(?:(?: or| and)(?: an?)? [a-z-]+)?|out of service|in the dark|offline|incommunicado)"
    r"(?P<long> (?:for|during) (?:more than |almost |nearly |about |over )?(?:\d+|an?|two|three|four|five|six|seven|eight|nine|ten|twelve|several) [a-z]+)? to"
    r" (?P<whom>(?:(?:more than |almost |nearly |about |over )?(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|half|thousands|hundreds|dozens|several|many|all|the|its|both|part)\b|[A-Z\u00c0-\u00de])[^,.;:!?\n\"]{2,70})(?=[,.;:!?\n\"]|$)"
)
_GOES_ON = late(
    r" (?:after|because|since|when|while|due|before|until|by|on|as|during|for|from|in) "
)
_PLURAL = {"system": "systems", "computer": "computers", "telephone": "telephones"}


def left_without(text: str, view: View) -> Iterator[Change]:
    """ "leaves without service to 40 clinics" -> "leaves 40 clinics without service"."""
    for m in _LEFT.finditer(text) if view.damaged or view.title else ():
        whom, rest = m["whom"], ""
        if re.search(
            r"\b(?:warning|notice|answers?|word|explanations?|apology|compensation|comment|pay|regard|reference|harm|damage|prejudice)\b",
            m["state"],
        ):
            continue  # "left without warning to the staff"
        if cut := _GOES_ON.search(whom):
            whom, rest = whom[: cut.start()], whom[cut.start() :]
        state = m["state"].strip()
        last = state.split()[-1]
        state = state.removesuffix(last) + _PLURAL.get(last, last)
        long = (m["long"] or "").replace("during", "for")
        fixed = f"{m['verb']} {whom} {state}{long}{rest}"
        yield Change(*m.span(), fixed, "the object comes first", True, "word_order")


_ALLOWED = late(
    r"\b(?P<verb>(?i:allow|enable|permit|oblige|require|force|encourage|help)(?:s|ed|ing|es|d)?) (?P<whom>(?:the |its |their |our |all |these |those )?(?:[a-z-]+ ){0,2}?(?:doctors|nurses|patients|hospitals|users|professionals|pharmacists|pharmacies|clinics|companies|citizens|teams|researchers|families|staff|suppliers|caregivers|physicians|managers|parents|centers|centres))"
    r" (?P<base>consult|access|manage|share|see|check|obtain|book|make|send|receive|follow|print|order|use|save|avoid|reduce|carry|take|detect|choose|pay|request|know|connect|monitor|improve|identify|exchange|download|prescribe|read|work) (?=(?:an?|the|their|its|his|her|in|from|on|more|all|any|with|up|out|\d+|which|what|who)\b)"
)


_NOUNS_TOO = words("access use exchange order work share check save book print request pay")
_HERE = late(r" ?(?:in|from|on|with|any|up|out|more)\b")


def allowed(text: str, view: View) -> Iterator[Change]:
    """ "allows family doctors consult a file" -> "allows family doctors to consult a file"."""
    for m in _ALLOWED.finditer(text):
        if m["base"] in _NOUNS_TOO and _HERE.match(text, m.end()):
            continue  # "allows patients access in the ward"
        if re.search(r"\bthat (?:the |all |these )?(?:\w+ ){0,2}$", text[: m.start("base")][-40:]):
            continue  # "rules require that doctors share"
        if m["verb"].lower().startswith("help"):
            continue  # "helps doctors consult" is right
        at = m.start("base")
        yield Change(at, at, "to ", "an infinitive with to")


RULES = (
    Rule(
        "personal_a",
        "preposition",
        persons,
        late(r"[a-z] to [A-Z\u00c0-\u00de]"),
        likely=True,
    ),
    Rule(
        "ordered",
        "preposition",
        ordered,
        late(r"(?:ondemn(?:s|ed)|blig(?:es|ed)|orced|rdered|entenced) "),
        likely=True,
    ),
    Rule(
        "left_without",
        "word_order",
        left_without,
        late(
            r"[Ll](?:eav(?:e|es|ing)|eft) (?:without|out of service|in the dark|offline|incommunicado)"
        ),
    ),
    Rule(
        "allowed_to",
        "preposition",
        allowed,
        late(r"(?:llow|nabl|rmit|blig|quir|orc|urag)(?:e?s|e?d|ing|ted|ting|e)? [a-z]"),
        likely=True,
    ),
)
