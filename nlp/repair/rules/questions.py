"""Questions in the order of a statement, and adverbs between a verb and its object."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.patterns import late
from nlp.repair.change import Change, Rule, View, same_case
from nlp.repair.rules.verb_forms import PASTS, base_of
from nlp.repair.verbs import past_of_participle

_NP = (
    r"(?:it|he|she|they|we|you|(?:the|this|that|these|those|its|our|his|her|their|so many|some) (?:[\w\u00c0-\u024f'\u2019-]+ ){0,3}?[\w\u00c0-\u024f'\u2019-]+"
    r"|[A-Z\u00c0-\u00de][\w\u00c0-\u024f-]+(?: [A-Z\u00c0-\u00de][\w\u00c0-\u024f-]+)?)"
)
_WH = r"(?P<wh>(?:[Aa]nd |[Bb]ut |[Ss]o )?(?:[Ww]hy|[Ww]hen|[Hh]ow|[Ww]here|[Ss]ince when|[Uu]ntil when|[Ww]hat|[Hh]ow much|[Hh]ow long))"
_START = r"(?:(?<=^)|(?<=[.!?:] )|(?<=[\"\u201c\n]))"
_AUX = r"(?P<aux>has|have|had|is|are|was|were|will|can|could|should|must|would)"
_ASKED = late(
    rf"{_START}{_WH} (?P<np>{_NP}) {_AUX}(?P<not> not)? (?P<rest>[^,;:.!?\n\"\u201c]{{2,160}})\?"
)
_VERB = late(
    rf"{_START}{_WH} (?P<np>{_NP}) (?P<verb>[a-z]+)(?P<rest>(?: [^,;:.!?\n\"\u201c]{{2,160}})?)\?"
)
_MANY = late(
    rf"{_START}(?P<wh>How many [a-z]+(?: [a-z]+)?s) (?P<np>{_NP}) (?P<verb>[a-z]+)(?P<rest>(?: [^,;:.!?\n\"\u201c]{{2,100}})?)\?"
)
_WILL_FIRST = late(
    rf"{_START}(?P<wh>Why|When|How|Where) (?P<aux>will|can|must|should|did|does) (?P<verb>start|begin|end|open|close|work|stop|take place|arrive|change|come) (?P<np>the (?:[\w-]+ ){{0,3}}?[\w-]+)(?P<when>(?: (?:in|on|at|from|after|before) [\w ]{{2,40}})?)\?"
)
_EVERY = late(
    r"\b(?P<verb>us(?:es?|ed)|check(?:s|ed)?|consult(?:s|ed)?|receiv(?:es?|ed)|send(?:s)?|sent|fill(?:s|ed)? in|updat(?:es?|ed)|read|open(?:s|ed)?|print(?:s|ed)?|enter(?:s|ed)?|record(?:s|ed)?|sign(?:s|ed)?|publish(?:es|ed)?)"
    r" (?P<when>every (?:day|week|month|year|morning|evening|night|hour)|each (?:day|week|month|year)) (?P<np>(?:the|its|their|a|an|his|her|\d[\d,]*) (?:[a-z-]+ ){0,2}[a-z]+)(?=[.,;!?]|\s*$)"
)
_FINITE = late(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|must|does|did|do|that|which|who|if|when|and)\b"
)
_ADVERB = late(
    r"\b(?P<aux>has|have|had) (?P<done>[a-z]+) (?P<adverb>already|also|never|always|often)"
    r" (?=(?:the|a|an|its|his|her|their|our|this|these|two|three|four|five|several|many|more|\d))"
)
_STILL = late(
    r"\b(?P<aux>has|have|had|is|are|was|were) not still (?P<done>[a-z]+ed|been|given|paid|sent|found|made|begun|come|signed)\b"
)
_MORE = late(
    r"\b(?P<verb>interests?|concerns?|affects?|attracts?|worr(?:y|ies)|uses?|seduces?|convinces?|involves?) more and more"
    r" (?P<np>the [a-z]+(?: [a-z]+)?s)(?=[.,;!?]|\s*$| (?:and|in|who|which|of|for|since)\b)"
)


def questions(text: str, view: View) -> Iterator[Change]:
    """ "Why the ministry has suspended it?" -> "Why has the ministry suspended it?"."""
    taken = set()
    for m in _ASKED.finditer(text):
        named = m["np"][0].isupper() and m["wh"].lower().endswith("what")  # "What Doctor Who was"
        if named or _FINITE.search(m["np"]) or _is_clause(m["wh"], m["rest"]):
            continue
        taken.add(m.start())
        subject = f"{m['np']} not" if m["not"] else m["np"]
        yield Change(
            m.start(),
            m.start("rest"),
            f"{m['wh']} {m['aux']} {subject} ",
            "a question begins with its verb",
        )
    for m in _WILL_FIRST.finditer(text):
        taken.add(m.start())
        fixed = f"{m['wh']} {m['aux']} {m['np']} {m['verb']}{m['when']}"
        yield Change(m.start(), m.end() - 1, fixed, "the subject goes before the verb")
    for m in _MANY.finditer(text):
        base, aux = ("have", "does") if m["verb"] == "has" else (base_of(m["verb"]), "does")
        if base and not _FINITE.search(f"{m['wh']} {m['np']}{m['rest']}"):
            fixed = f"{m['wh']} {aux} {m['np']} {base}"
            yield Change(m.start(), m.end("verb"), fixed, "a question begins with its verb")
    for m in _VERB.finditer(text):
        if m.start() not in taken and not _FINITE.search(f"{m['np']} {m['verb']}{m['rest']}"):
            yield from _with_do(m)


def _is_clause(wh: str, rest: str) -> bool:
    """True where the question word may open a clause, and the question comes behind it."""
    return _FINITE.search(rest) is not None and wh.lower().split()[-1] in ("when", "where", "what")


def _with_do(m: re.Match[str]) -> Iterator[Change]:
    base, aux = base_of(m["verb"]), "does"
    if base is None:
        base, aux = PASTS.get(m["verb"]), "did"
    if base is None or m["wh"].lower().endswith("what") or m["np"].endswith(" who"):
        return
    if aux == "does" and m["np"].split()[-1].endswith("s"):  # "how the hospital groups?"
        return
    yield Change(
        m.start(),
        m.end("verb"),
        f"{m['wh']} {aux} {m['np']} {base}",
        "a question begins with its verb",
    )


def adverbs(text: str, view: View) -> Iterator[Change]:
    """ "has received already the certificate" -> "has already received the certificate"."""
    for m in _ADVERB.finditer(text):
        if past_of_participle(m["done"]) and m["done"] not in ("had", "been"):
            fixed = f"{m['aux']} {m['adverb']} {m['done']} "
            yield Change(*m.span(), fixed, "the adverb goes before the participle")
    for m in _STILL.finditer(text):
        yield Change(*m.span(), f"{m['aux']} still not {m['done']}", "the adverb goes before not")
    for m in _EVERY.finditer(text):
        yield Change(*m.span(), f"{m['verb']} {m['np']} {m['when']}", "the object follows its verb")
    for m in _MORE.finditer(text):
        fixed = f"{m['verb']} {m['np']} more and more"
        yield Change(*m.span(), same_case(m[0], fixed), "the object follows its verb")


RULES = (
    Rule("questions", "word_order", questions, late(r"\?")),
    Rule(
        "adverbs",
        "word_order",
        adverbs,
        late(r" (?:already|also|never|always|often|not still) |more and more| (?:every|each) "),
    ),
)
