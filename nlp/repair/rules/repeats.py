"""Words and phrases said twice, and loops that a decoder fell into."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.patterns import late
from nlp.repair.change import Change, Rule, View
from nlp.tables import fold, words

_TWICE = late(r"(?<![\w'\u2019.-])([^\W\d_]+)((?:[ \t\u00a0]+\1)+)(?![\w'\u2019-])", re.I)
# Doubled on purpose, or by grammar ("had had", "what it is is", "that that").
_ALLOWED = words(
    "had that is does was do did very so no bye ha ho hee wait many really long far too well "
    "now there it her him you they who what which knock chop chin cha yo bling blah tut pom tsk "
    "tuk dum hush night please again more walla pago bora baden duran boutros sing wagga papua "
    "corpus johnson paris berber ylang aye hear hip row dear bang boom ding dong tick beep ping "
    "mama papa bebe nana coco lolo kiki mimi gigi jojo didi zaza never much same big small old "
    "new hot cold right left out off one two three four five nine zero double may can will mark "
    "bill pat art sue grant chase drew frank rob bob jack "
)
# Doubled only by a machine: no English sentence has these side by side (particles excepted below).
_NEVER = words(
    "the a an of for with and or but we our his its their these those from by at are were be "
    "has have been being this as than into onto between among during to in on if when because "
    "who also would could should must shall said says "
)
_PARTICLE = words("in on by to up out off over")
_WHEN = late(
    r"for for (?:[\w-]+ ){0,2}(?:years|months|weeks|days|decades|hours|long)\b"
    r"|at at (?:night|noon|once|first|least|last|the (?:end|moment|time)|\d)"
)
_VERB_BEFORE = late(
    r"\b(?:log|logs|logged|logging|sign\w*|check\w*|switch\w*|turn\w*|carr\w+|mov\w+|pass\w*|stand\w*|"
    r"stood|hand\w*|buil\w+|go|goes|going|went|gone|rel\w+|depend\w*|liv\w+|believ\w+|put\w*|set\w*|take\w*|"
    r"taking|took|bring\w*|brought|drop\w*|plug\w*|listen\w*|agree\w*|work\w*|used|spok\w+|talk\w*|look\w*|"
    r"car\w+|deal\w*|done|kept|found|hold\w*|held|came|come\w*|bought|step\w*|think\w*|thought|know\w*|"
    r"fill\w*|key\w*|typ(?:e[sd]?|ing)|tun\w+|dial\w*|phon\w+|cav\w+|br[eo]ak\w*|broke\w*|kick\w*|opt\w*|join\w*|"
    r"phas\w+|factor\w*|settl\w+|giv\w+|gave|pitch\w*|clock\w*|trad\w+|call\w*|zoom\w*|sleep\w*|refer\w*|"
    r"sen[dt]\w*|sta(?:y|ys|yed|ying)|s[ai]t|sitting|mail\w*|l[eo]t|fl(?:y|ew|ies)|fax\w*|pair\w*|lock\w*|wir(?:e|ed|ing)|driv\w+|drove|"
    r"amount\w*|link\w*|writ\w+|wrote|respon\w+|subscrib\w+|point\w*|connect\w*|expand\w*|draw\w*|drew|insist\w*|"
    r"act\w*|based|built|focus\w*|touch\w*|rais\w+|giv\w+|back\w*|end\w*|add\w*|wind\w*|wound|start\w*|get\w*|got)\s$"
    r"|\b(?:fill|key|typ|hand|phas|factor|plug|build|br[eo]ak)\w*(?: [\w'\u2019-]+){1,3}\s$",
    re.I,
)
_STRANDED = late(
    r"\b(?:that|which|who|whom|what|it|he|she|they|we|you|I|\w+s) (?:\w+ ){0,3}?(?:ask|wait|pa[iy]|look|hop|appl|car|account|call|"
    r"work|start|fight|fought|push|use|liv|star|laugh|point|aim|dream|hear|think|thought|talk|deal|begin|began)\w* $",
    re.I,
)
"""A verb of a clause that ends in its own preposition: "the ward they had asked for for years"."""
_RELATIVE = late(
    r"(?:^|[.!?,;:] |\b(?:[Hh]ad|[Ii]f|[Ww]hen|[Tt]hat|[Bb]ecause|[Aa]nd|[Bb]ut|[Ww]hile|[Ii]n|[Ff]or|[Aa]t) )[\"\u201c]?(?:[Tt]he|[Tt]hose|[Aa]ll|[Aa]ny|[Aa]|[Ee]very|[Nn]o|[Oo]ne|[Ww]hatever|[Ww]hat|[Ee]verything)(?: (?!is\b|was\b|are\b|were\b|has\b|had\b|have\b|will\b)[\w'\u2019-]+){0,4}?"
    r" (?:who|that|which|he|she|they|we|you|I) $"
)
"""A subject whose clause of its own ends in a verb, as the sentence may begin with the same: "the staff who worked worked hard"."""
_WE = late(
    r"\b(?:[Ww]hat|[Tt]hose|[Aa]ll|[Ee]verything|[Tt]he [\w-]+)(?: that| which)? (?:we|they|you|I) $"
)
_OWN_VERBS = words("have are were")
_FINITE = late(
    r"(?<!to )\b(?:is|are|was|were|has|have|had|will|can|must|should|would|could|may|might|did|does|do)\b"
)
_NEXT_CLAUSE = late(
    r"[.!?;:,]|\b(?:that|which|who|because|when|while|if|where|as|than|after|before|since|and|but)\b"
)
_THAT_THAT = late(
    r"(?<=[a-z] )(that)( that)+(?= (?:the|an?|its|their|our|his|these|those|they|it|this|there|all|some|several|many|two|three|\d+)\b)"
)
_LOOP = late(
    r"(?<![\w'\u2019%-])((?:[\w'\u2019%-]+[ ,]+){1,7}?[\w'\u2019%-]+)((?:,? \1){1,12})(?![\w'\u2019-])",
    re.I,
)
_ONE = late(r"\b([a-z]{3,})\. (?:\1\.\s?)+", re.I)
_TRIPLE = late(r"(?<![\w'-])([A-Za-z]{4,})((?:,? \1){2,})(?![\w'-])", re.I)
_TOKEN = late(r"[\w'\u2019-]+")
_SAID_TWICE = late(r"(?<!\w)(\w+(?: \w+){1,6}),? \1(?!\w)")
_OPENERS = words("of in for to with from by at on the a an into during between")
_PAIRING = words("and by after over upon to or not no than ")
_NUMBER_LOOP = late(
    r"\b((?:The )?(\d+(?:[.,]\d+)?) ?%)(?:,? \2 ?(?:%|percent)(?: percent)?)+,?", re.I
)
_WHOLE = late(r"(?<![^\s.!?])[^\s.!?\n](?:[^.!?\n]|\.(?=\S)){1,400}[.!?](?!\S)")
_REASON = "said twice in a row"


def twice(text: str, view: View) -> Iterator[Change]:
    """A word doubled by the machine; the allow-list keeps what English doubles itself."""
    for m in _THAT_THAT.finditer(text) if "that that" in text else ():
        yield Change(m.end(1), m.end(), "", _REASON, True)
    for m in _TWICE.finditer(text):
        word = m[1]
        if _doubled_by_machine(word, m, text, view):
            yield Change(m.end(1), m.end(), "", _REASON, True)


def _doubled_by_machine(word: str, m: re.Match[str], text: str, view: View) -> bool:
    low = word.lower()
    copies = m[2].split()
    if view.source_has(rf"\b{re.escape(low)}\s+{re.escape(low)}\b"):
        return False
    if low in _NEVER:
        if low in _OWN_VERBS and _WE.search(text, max(0, m.start() - 80), m.start()):
            return False  # "what we have have others too"
        if all(c in (word, low) for c in copies) or word[0].isupper():
            return not _own_particle(low, text, m.start())
        return False
    if fold(low) in _ALLOWED or len(low) < 3 or _two_verbs(m, text):
        return False
    if any(c.isupper() and len(c) > 1 for c in (word, *copies)):
        return False
    if word[0].isupper():  # a name, or the first word of a sentence
        if all(c[0].islower() for c in copies):
            return True
        return view.source is not None or _once_elsewhere(word, m, text)
    return all(c.lower() == c for c in copies) or (view.damaged and len(low) > 3)


def _two_verbs(m: re.Match[str], text: str) -> bool:
    """True where the first of two verbs ends a clause, and the second is that of the sentence."""
    if m[2].count(" ") > 1 or _RELATIVE.search(text, max(0, m.start() - 80), m.start()) is None:
        return False
    rest = text[m.end() : m.end() + 200]
    after = _NEXT_CLAUSE.search(rest)
    return _FINITE.search(rest[: after.start()] if after else rest) is None


def _own_particle(word: str, text: str, at: int) -> bool:
    """True where the first of two small words ends a verb, and the second begins what follows."""
    if word in _PARTICLE:
        return _VERB_BEFORE.search(text, max(0, at - 48), at) is not None
    if _WHEN.match(text, at) is None:
        return False
    return _STRANDED.search(text, max(0, at - 60), at) is not None


def _once_elsewhere(word: str, m: re.Match[str], text: str) -> bool:
    rest = text[max(0, m.start() - 3000) : m.start()] + text[m.end() : m.end() + 3000]
    return re.search(rf"\b{re.escape(word)}\b", rest) is not None


def loops(text: str, view: View) -> Iterator[Change]:
    """A phrase repeated at once ("of the region of the region"), which only a decoder does."""
    if not _repeats_pair(text):
        return
    for m in _LOOP.finditer(text):
        phrase, copies = m[1], m[2]
        tokens = _TOKEN.findall(phrase)
        times = copies.lower().count(phrase.lower())
        if len(tokens) < 2 or len({w.lower() for w in tokens}) < len(tokens):
            continue
        if _is_loop(tokens, copies, times, view):
            yield Change(m.end(1), m.end(), "", "a phrase repeated in a row", True)


def _repeats_pair(text: str) -> bool:
    """True when two neighbouring words come back within a few words."""
    tokens = _TOKEN.findall(text.lower())
    seen: dict[tuple[str, str], int] = {}
    for at, pair in enumerate(zip(tokens, tokens[1:], strict=False)):
        before = seen.get(pair)
        if before is not None and at - before <= 8:
            return True
        seen[pair] = at
    return False


def _is_loop(tokens: list[str], copies: str, times: int, view: View) -> bool:
    """Tell a decoder's loop from "again and again" and "what is not there is not there"."""
    first, last = tokens[0].lower(), tokens[-1].lower()
    listed = (
        "," in copies and times > 1 and len(tokens) > 2
    )  # "to pay, to make a call, to make a call"
    if listed and first == "to":
        return True
    if first in _PAIRING or last in _PAIRING or (last in ("is", "which", "that") and times == 1):
        return False
    if times == 1 and all(w[0].isupper() for w in tokens) and view.source is None:
        return False  # a heading, then a sentence that begins with the same name
    if times == 1 and view.source_has(_SAID_TWICE):
        return False
    if view.source is not None and "," not in copies:
        return True
    if "," in copies:
        return times > 1 and len(tokens) > 2
    return times > 1 or first in _OPENERS or len(tokens) > 3


def one_word_sentences(text: str, view: View) -> Iterator[Change]:
    """ "results. Results. Results.": the same one-word sentence again and again."""
    for m in _ONE.finditer(text):
        again = m[0].rstrip()
        keep = f"{m[1]}."
        if again.lower().count(m[1].lower()) >= 3 or view.damaged:
            yield Change(
                m.start(), m.start() + len(again), keep, "a word repeated as sentences", True
            )


def triples(text: str, view: View) -> Iterator[Change]:
    """ "slides, slides, slides" where the source does not say it three times."""
    if view.source is None:
        return
    source_words = [w for w in re.findall(r"[^\W\d_]{4,}", view.source_folded)]
    if any(
        a == b == c
        for a, b, c in zip(source_words, source_words[1:], source_words[2:], strict=False)
    ):
        return
    for m in _TRIPLE.finditer(text):
        yield Change(m.end(1), m.end(), "", "repeated; the source says it once", True)


def sentences(text: str, view: View) -> Iterator[Change]:
    """The same sentence again and again; twice in a row where it is long or the text is damaged."""
    told = list(_WHOLE.finditer(text))
    at = 0
    while at < len(told):
        last = at
        while last + 1 < len(told) and told[last + 1][0] == told[at][0]:
            last += 1
        if last > at and _said_again(told[at][0], last - at, view):
            yield Change(told[at].end(), told[last].end(), "", "a sentence repeated", True)
        at = last + 1


def _said_again(sentence: str, times: int, view: View) -> bool:
    size = sentence.count(" ") + 1
    if '"' in sentence or not sentence.endswith(".") or size < 4:
        return False
    if view.source and view.source.count(".") > times:
        return False  # the source may say it as often
    return times > 1 or size > 4 or view.damaged


def figures(text: str, view: View) -> Iterator[Change]:
    """ "87%, 87% percent": a percentage said twice."""
    for m in _NUMBER_LOOP.finditer(text):
        yield Change(m.end(1), m.end(), "," if m[0].endswith(",") else "", _REASON, True)


RULES = (
    Rule("figures", "repetition", figures, late(r"%,? \d")),
    Rule("loops", "repetition", loops),
    Rule(
        "one_word_sentences",
        "hallucination",
        one_word_sentences,
        late(r"\b[A-Za-z]{3,}\. [A-Za-z]+\."),
    ),
    Rule("sentences", "repetition", sentences, late(r"\. [^\s]")),
    Rule("triples", "repetition", triples),
    Rule("twice", "dup_word", twice),
)
