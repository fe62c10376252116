"""Small words that French sets around the verb: "ne ... que", "faute de", "\u00e9galement", ages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.calendar import MONTH, WEEKDAY
from nlp.patterns import late
from nlp.repair.change import Change, Rule, View
from nlp.repair.rules.pronouns import inside_quote
from nlp.repair.verbs import past, past_of_participle
from nlp.tables import gender_of, words

_NUMBER = r"(?:\d[\d,.]*%?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|half)"
_ACTIVE = (
    "begin|start|open|close|arrive|come|go|work|return|leave|apply|end|expire|happen|occur|live|function|"
    "operate|exist|last|resume|act|take effect|take place|come into force|enter into force"
)
_TIME = (
    rf"(?:(?:in|on|at) (?P<when>(?:(?:the )?(?:end|beginning|start|middle) of |early |late |mid-)?(?:(?:{MONTH}|{WEEKDAY})(?: \d{{1,4}})?(?:,? (?:19|20)\d\d)?"
    r"|(?:19|20)\d\d|the (?:spring|summer|autumn|fall|winter|evening|morning)(?: of (?:19|20)\d\d)?|\d{1,2}(?::\d\d)? [ap]\.m\.|noon|midnight)))"
)
_END = r"(?=\s*(?:[.,;:!?)\"\u201d]|$))"
_NOT_UNTIL = late(
    rf"\b(?P<head>(?:is|are|was|were|will|would|does|do|did|has|have|had|can|could) not (?:(?:be|been|have been) )?(?:{_ACTIVE}|[a-z]+ed|begun|known|paid|sent|built|given|made|taken|held|ready|available)) that {_TIME}{_END}"
)
_PASSIVE = late(
    rf"\b(?P<aux>is|are|was|were|(?:has|have|had|will|can|could|would)(?= not (?:be|been) )) not (?P<be>be |been )?(?P<done>[a-z]+) that (?P<rest>(?:(?:by|at|in|on|for|from|after|during|with|to) [^.,;:!?\"]{{2,50}}|{_NUMBER} (?:times?|days?|weeks?|months?|years?|hours?|minutes?)(?: later| before| ago| a \w+| per \w+)?)){_END}"
)
_TOLD = words(
    "told taught asked shown given promised assured paid offered sure certain aware said known thought need needed "
    "convinced persuaded satisfied surprised"
)
_COUNTED = late(
    rf"\b(?P<aux>does|do|did|will|can|could|would) not (?P<verb>[a-z]+) that (?P<rest>(?:{_NUMBER}|a|an|the) [^.,;:!?\"]{{2,50}}){_END}"
)
_COUNTS = words(
    "have employ treat cover cost last take represent concern use pay need sell buy read keep open receive count "
    "include affect offer provide contain equip host manage own serve reach leave"
)
_FINITE = late(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|must|should|may|might|did|does|do|[a-z]+ed|went|came|got|took|made|"
    r"left|lost|paid|met|began|fell|rose|said|gave|saw|works|needs|wants|costs)\b"
)
_WHY = "French sets two words around the verb for only"


def only(text: str, view: View) -> Iterator[Change]:
    """ "will not begin that in 2027" -> "until 2027"; "is not used that at night" -> "is only used"."""
    if not view.damaged:
        return  # "He did not say that in 2019"
    taken = set()
    for m in _NOT_UNTIL.finditer(text):
        if m["head"].split()[-1] not in _TOLD:
            taken.add(m.start())
            yield Change(m.end("head"), m.end(), f" until {m['when']}", _WHY)
    for m in _PASSIVE.finditer(text):
        known = past_of_participle(m["done"]) is not None and m["done"] not in _TOLD
        if known and m.start() not in taken and not _FINITE.search(m["rest"]):
            fixed = f"{m['aux']} only {m['be'] or ''}{m['done']} {m['rest']}"
            yield Change(*m.span(), fixed, _WHY)
    for m in _COUNTED.finditer(text):
        if m["verb"] in _COUNTS and not _FINITE.search(m["rest"]):
            yield Change(*m.span(), f"{_said(m['aux'], m['verb'])} only {m['rest']}", _WHY)


def _said(aux: str, verb: str) -> str:
    """A verb with its auxiliary, without "not"."""
    if aux == "did":
        return past(verb)
    if aux == "does":
        return (
            "has" if verb == "have" else verb + ("es" if verb.endswith(("ch", "sh", "s")) else "s")
        )
    return verb if aux == "do" else f"{aux} {verb}"


_LACKED = (
    "staff|money|means|budget|budgets|funds|funding|time|candidates|bids|offers|nurses|doctors|space|room|beds|evidence|proof|agreement|quorum|"
    "answers?|repl(?:y|ies)|training|equipment|spare parts|paper|personnel|resources|interest|technicians|caregivers|volunteers|credits?|"
    "electricity|network|data|bidders|buyers|vehicles|information|stock|anything better|"
    "(?P<one>technician|candidate|buyer|doctor|nurse|budget line|successor|pharmacist|bidder|contract|connection|signature|driver|solution|supplier)"
)
_FAULT = late(
    rf"(?<!\bthe )(?<!\ba )(?<!\bat )(?<!\bno )(?<!\bits )(?<!\bis )(?<!\bthis )(?<!\bown )(?P<for>\bfor )?\b(?P<head>[Ff])ault of (?:an? )?(?P<what>{_LACKED})(?!\s[a-z]+(?:s|ed) (?:the|a|that)\b)\b"
)


def lack(text: str, view: View) -> Iterator[Change]:
    """ "It stopped, fault of means" (faute de moyens) -> "for lack of means"."""
    for m in _FAULT.finditer(text):
        if not m["for"] and m["head"] == "f" and not text.endswith((", ", "; "), 0, m.start()):
            before = text[max(0, m.start() - 24) : m.start()]
            if not re.search(
                r"\b(?:days|hours|weeks|months|stopped|closed|postponed|delayed|abandoned) $",
                before,
            ):
                continue  # "blamed on fault of equipment"
        what = f"a {m['what']}" if m["one"] else m["what"]
        head = "for" if m["for"] or m["head"] == "f" else "For"
        yield Change(*m.span(), f"{head} lack of {what}", "faute de: for lack of")


_SAYING = (
    "includes?|included|plans?|planned|provides?|provided|offers?|offered|allows?|allowed|wants?|wanted|hopes?|announces?|announced|signed|launched|"
    "opened|received|created|asks?|asked|noted|recalled|recalls|equips|manages|sells|hosts|proposes?|presented|contains?|integrates|intends?|expects?|mentions?|"
    "mentioned|specifies|specified|indicates?|indicated|foresees?|requires?|obtained|published|bought|has|have|had"
)
_DONE = (
    "planned|foreseen|expected|provided|scheduled|included|equipped|announced|launched|created|signed|deployed|published|"
    "proposed|asked|invited|president|director|a member|the author|working|active in|part of|one of|on the agenda|at work|mentioned"
)
_EQUALLY = late(
    rf"\b(?:(?P<verb>{_SAYING}) equally (?=(?:the|an?|to|that|its|his|her|their|{_NUMBER})\b)"
    rf"|(?P<aux>(?:is|are|was|were|will|can|must|may|should|could|has|have|had)(?: be| been)?) equally (?=(?:{_DONE})\b))"
)
_FIGURE = late(
    rf"(?:(?<=^)|(?<=[.!?] ))(?P<verb>Figures?|Appears?) (?:equally|also|notably|in particular) (?P<np>the|an?|{_NUMBER}) (?P<noun>[a-z]+)\b"
)


def also(text: str, view: View) -> Iterator[Change]:
    """ "is equally planned" (\u00e9galement) -> "is also planned"; "Figure equally the" -> "Also included is the"."""
    if not view.damaged:
        return
    for m in _EQUALLY.finditer(text):
        has = m["verb"] in ("has", "have", "had")
        if m["aux"]:
            first, _, rest = m["aux"].partition(" ")
            fixed = f"{first} also {rest} " if rest else f"{first} also "
        else:
            fixed = f"{m['verb']} also " if has else f"also {m['verb']} "
        yield Change(*m.span(), fixed, "\u00e9galement: also")
    for m in _FIGURE.finditer(text):
        many = m["np"] not in ("the", "a", "an") or (m["np"] == "the" and m["noun"].endswith("s"))
        head = f"Also included {'are' if many else 'is'} {m['np']} {m['noun']}"
        yield Change(*m.span(), head, "the subject goes before the verb", kind="word_order")


_AGED = late(
    r"\b[A-Z\u00c0-\u00de][\w'\u2019-]+ (?:(?:de|de la|du|Le|La|van|El) )?[A-Z\u00c0-\u00de][\w\u00c0-\u024f'\u2019-]+(?P<age>(?:, | \()(?P<years>[2-9]\d) years)(?=,|\))"
)


_NO_AGE = late(
    r"[,)]? (?:fraud|theft|murder|assault|jail|prison|in (?:jail|prison|service)|service|warranty|of )"
)


def aged(text: str, view: View) -> Iterator[Change]:
    """ "Jean Morel, 44 years, directs" (44 ans) -> "Jean Morel, 44, directs"."""
    for m in _AGED.finditer(text):
        if gender_of(m[0].split()[0]) is None or _NO_AGE.match(text, m.end()):
            continue  # "New Zealand, 20 years,"; "25 years, fraud"
        at = m.end("years")
        yield Change(at, m.end("age"), "", "an age stands without years")


_ONE_CAP = late(
    r"(?<![\w.-])(?P<name>[A-Z]{3,}(?:-[A-Z]+)?|[A-Z][a-z]+[A-Z][A-Za-z]*), who (?=(?:has|is|was|will|had|buys?|[a-z]+s|[a-z]+ed)\b)"
)
_NO_BODY = late(
    r"(?:JFK|FDR|MLK|AOC|LBJ|RFK|Bo[A-Z][a-z]|[A-Z][a-z]{1,2}[A-Z][a-z]{1,3}|CEO|CIO|CISO|CTO|CFO|COO|CMO|CMIO|CNIO|DPO|MEP|PDG|DSI|RSSI|DAF|DRH|PHD|PhD|MBA|FRCP|Mc\w+|Mac[A-Z]\w+|De[A-Z]\w+|La[A-Z]\w+|Le[A-Z]\w+|Di[A-Z]\w+|Van[A-Z]\w+|Du[A-Z]\w+|O[A-Z]\w+)"
)


def bodies_who(text: str, view: View) -> Iterator[Change]:
    """ "UniHA, who buys for" -> "which": no person is written so."""
    if not view.damaged:
        return
    for m in _ONE_CAP.finditer(text):
        before = text[max(0, m.start() - 25) : m.start()]
        if _NO_BODY.fullmatch(m["name"]) or re.search(
            r"(?:[A-Z\u00c0-\u00de][\w\u00c0-\u024f.-]*|\b(?:of|at|from|with|for|by|in|and|to|the)|@) $",
            before,
        ):
            continue  # "Jean MOREL, who"; "the director of ANSM, who"
        if not inside_quote(text, m.start()):
            yield Change(m.end() - 4, m.end() - 1, "which", f"{m['name']} is not a person")


_THEY = late(
    r"(?:(?<=^)|(?<=[.!?] ))(?P<np>The [a-z]+s(?: of the [a-z]+)?) they (?=(?:are|were|will|can|must|have|do)\b(?P<rest>[^.,;:!?\"]*)[.,;!?])"
)


_VERBS = late(
    r"\b(?:are|is|was|were|come|comes|include|includes|depend|depends|need|needs|cost|costs|go|goes|work|works|remain|remains|have|has|had)\b"
)


def said_twice(text: str, view: View) -> Iterator[Change]:
    """ "The hospitals they are free to join later." -> "The hospitals are free to join later."."""
    for m in _THEY.finditer(text):
        if _VERBS.search(m["rest"]):
            continue  # "The services they will offer include a helpline."
        if not _FINITE.search(m["rest"].split(" ", 2)[-1]) and not re.search(
            r"\b[a-z]+(?:s|ing) (?:the|a|to|in)\b", m["rest"]
        ):
            yield Change(m.end("np"), m.end() - 1, "", "the subject is said twice")


RULES = (
    Rule("only", "idiom", only, late(r" not .{0,40}that ")),
    Rule("lack", "idiom", lack, late(r"ault of "), likely=True),
    Rule("also", "false_friend", also, late(r" equally |(?:Figure|Appear)s? ")),
    Rule("aged", "idiom", aged, late(r"\d years[,)]"), likely=True),
    Rule("bodies_who", "org_pronoun", bodies_who, late(r"[A-Z]\w*, who ")),
    Rule("said_twice", "repetition", said_twice, late(r"The [a-z].*s they "), likely=True),
)
