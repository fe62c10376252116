"""Reporting formulas: tags that add nothing go, those that name a source say so in English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.patterns import late
from nlp.repair.change import Change, Rule, View, same_case

_TOLD = "assured|affirmed|noted|recalled|specified|stressed|underlined|pointed out|learned|learnt|indicated|added|reminded|emphasized|emphasised|mentioned|said|told|explained|remembered|highlighted|known"
_TELL = "remark|remarks|constate|constates|signal|signals|note|notes|recall|recalls|specify|specifies|stress|stresses|underline|underlines|learn|learns|indicate|indicates|add|adds|say|says|remind|reminds|precise|precises|point out|points out|observe|observes|explain|explains|tell|tells"
_FITS = (
    r"(?:it|there) (?:fits|fit|befits|is fitting|is convenient|has|is necessary|is to)(?: to)? "
    r"(?:remember(?:ing)?|recall(?:ing)?|remind|not(?:e|ing)|highlight(?:ing)?|underline|point(?:ing)? out|mention(?:ing)?|signal|specify|precise|add|say)"
)
_TAG = late(
    rf",\s+(?:(?:it is|it was|is it|was it) (?:also |further |thus |finally |moreover )?(?:{_TOLD})"
    rf"|(?:we|one|do we|does one|can we|can one|let us|let's|we can|one can) (?:also |can |must )?(?:{_TELL})(?: it| that)?"
    rf"|(?:{_TELL}|did) (?:we|one|they)(?: learn| note| say)?"
    rf"|as a reminder|[a-z]+s? ?-t ?-(?:on|one)|it is to (?:note|be noted|recall)|it should be (?:noted|recalled)|let us remember it"
    r"|it has been (?:learned|learnt|said|noted|specified)|one has learned|we have learned|is said|it is made known|is it made known"
    rf"|{_FITS}(?!\s*,))"
    r"(?=\s*(?:[.,;!?]|$|\n))",
    re.I,
)
_SITE = r"(?:(?:website|site|web site|page|portal|blog|press release|statement|communiqu\u00e9|document|report|notice|text|newsletter|account|brochure|specifications|tender documents|message|tweet|post|letter|email|website)\b)"
_WRITTEN = late(
    rf"\b{_SITE}|(?-i:[A-Z])|\b(?:newspaper|daily|weekly|magazine|journal|press|decree|law|contract|plan|stud(?:y|ies)|letters?|bulletin|gazette|article|interview|book|minutes|ruling|decision|order|file|call|tender|survey|resolution|platform|account|profile|network|agreement|conclusions?|introduction|preamble|editorial|column|forum|files?|records?|results?|announcement|release|offer|advert\w*|summary)\b"
)
_READ = late(
    r",\s+(?:can (?:we|one) read|(?:we|one) can read|can be read|it can be read|as can be read|(?:we|one) reads?|reads? one|it is read|is it read)"
    r"\s+(?:on|in|at|from)\s+(?P<where>(?:the|its|his|her|their|a|this)\s+[^.;!?\n\"]{2,80}?)(?=\s*(?:[.;!?\n]|$|,\s+(?:in particular|including|notably|especially|which|who|where|and|but)\b|,\s+[a-z]+ing\b))",
    re.I,
)
_ONE_AT = late(
    rf",\s+(?:(?:it is|is it|was it|it was) (?:{_TOLD})|one (?:{_TELL})|(?:{_TELL}) one|[a-z]+s? ?-t ?-(?:on|one))\s+"
    r"(?:at|from|within|in|on the side of|close to|among)\s+(?P<where>(?:the|its|his|their)\s+[a-z][^.,;!?\n\"]{2,50}|[A-Z][\w&.-]*(?: [A-Z][\w&.-]*){0,3})(?=\s*(?:[.,;!?\n]|$))",
    re.I,
)
_LEARNED_FROM = late(
    r",\s+(?:(?:we|one) (?:learn|learns|learned|(?:have|has) learn(?:ed|t))|it (?:is|was|has been) learn(?:ed|t)|(?:have|has) (?:we|one) learn(?:ed|t)|did (?:we|one) learn)"
    r" (?:from|by|through|of|with|at|near|close to|next to|on the side of) (?P<where>[^.,;!?\n\"]{3,60})(?=\s*(?:[.,;!?\n]|$))",
    re.I,
)
_LEAD = late(
    r"(?:(?<=^)|(?<=[.!?] )|(?<=[.!?]\" )|(?<=\n))(?P<lead>It (?:is|was) (?:recalled|specified|reminded|precised|remembered) that|"
    r"It is to (?:note|recall|highlight|stress|point out|remember|underline|signal|specify|precise)(?: here| also)? that|It is to be (?:underlined|signalled|signaled|recalled|reminded|precised) that|"
    r"It fits (?:remembering|recalling|noting|highlighting|pointing out|mentioning|underlining)(?: here| also)? that|It (?:must|has to|should) be (?:signalled|signaled|precised|underlined) that|"
    r"It (?:fits|fit|befits) (?:to )?(?:remember|recall|note|highlight|stress|point out|indicate|mention|underline|emphasize)(?: here| also)? that|"
    r"It (?:is|was) necessary to (?:remember|recall|note|highlight|point out) that|To (?:note|remember|recall) that|Let us (?:recall|remember|note|remind) that|"
    r"We (?:recall|remind) that|One (?:recalls|notes|reminds|remembers) that|Recall that|It (?:must|has to) be (?:recalled|remembered|reminded|noted|said) that|"
    r"It is (?:convenient|advisable|appropriate) to (?:recall|remember|note|point out) that|Note that it is to recall that),?\s+(?P<next>\w)"
)
_SOFT_LEAD = late(
    r"(?:(?<=^)|(?<=[.!?] )|(?<=[.!?]\" )|(?<=\n))(?P<lead>It should be (?:noted|recalled|remembered|pointed out|mentioned|highlighted|stressed) that|It is worth (?:mentioning|noting|recalling|"
    r"remembering|highlighting|pointing out|remarking) that|It is (?:noted|noteworthy|important to note|important to remember) that|We note that|It is (?:also )?interesting to note that),?\s+(?P<next>\w)"
)
_SOFT_CUE = late(
    r"\b(?:cabe|conviene|hay que|es preciso|es de|rappel\w+|not(?:e|ons|er)|\u00e0 noter|il convient|soulign\w+|recu?erd\w+|pr\u00e9cis\w+|merece|vale)\b"
)
_MIDDLE = late(
    rf",\s+(?:let us (?:{_TELL})(?: it)?|it is (?!said)(?:{_TOLD})|(?:we|one) (?:recall|recalls|note|notes)|it should be (?:noted|recalled)|let's (?:recall|remember)(?: it)?|is it (?:{_TOLD})|it must be (?:said|recalled)|(?:we|one) (?:remember|remembers) it|{_FITS}),(?=\s)",
    re.I,
)
_PAST = {
    "explained": "explained", "assured": "said", "insured": "said", "indicated": "said", "said": "said", "declared": "said", "affirmed": "said",
    "pointed": "noted", "pointed out": "noted", "signaled": "noted", "signalled": "noted", "added": "added", "stressed": "stressed", "highlighted": "stressed",
    "underlined": "stressed", "recalled": "recalled", "remembered": "recalled", "recognized": "admitted", "recognised": "admitted", "admitted": "admitted",
    "commented": "said", "manifested": "said", "expressed": "said", "sustained": "said", "detailed": "explained", "clarified": "clarified",
    "advanced": "announced", "announced": "announced", "informed": "said", "reported": "said", "remarked": "remarked", "specified": "specified",
    "precised": "specified", "concluded": "concluded", "confirmed": "confirmed", "told": "said", "argued": "argued", "lamented": "lamented", "warned": "warned",
    "celebrated": "said", "valued": "said", "emphasized": "stressed", "punctuated": "clarified", "sentenced": "declared", "summarized": "said", "confided": "said",
}  # fmt: skip
_VERBS = "|".join(sorted(_PAST, key=len, reverse=True))
_HAS_SAID = late(
    rf"(?P<mark>[\"\u201d],?|,)\s+(?:has|have|had) (?P<verb>{_VERBS}) (?P<who>(?:the|its|his|her|a) [a-z]|[A-Z])"
)
_PERSON_TAIL = late(
    r"(?:[A-Z\u00c0-\u00de][\w'\u00c0-\u024f-]*|\b(?:director|minister|president|manager|spokes\w+|counsell?or|mayor|secretary|head|chief|officer|executive|company|vendor|group|hospital|ministry|agency|firm|coordinator|professor|doctor|nurse|union|federation|association|responsible)\b)"
)
_HE_TELLS = late(
    r"(?P<mark>[\"\u201d],?|,)\s+(?P<verb>underlines|tells|says|explains|adds|indicates|notes|recalls|specifies|assures|affirms|recognizes|points out|sighs|insists|summarizes|confides|laughs|declares|regrets|stresses|precises|underlined|told|explained|added|indicated|noted|recalled|assured|affirmed|summarized) (?P<who>he|she|it|they)(?=\s*(?:[.,;!?]|$|\n))"
)
_INFORMED = late(
    r"(?P<mark>[\"\u201d],?|,)\s+(?P<verb>informed|gave to know|has informed|communicated|transferred|has communicated|has made known|made known) (?P<who>(?:the|its) [a-z][\w' -]{2,40}|[A-Z][\w&-]+(?: [A-Z][\w&-]+){0,3})(?=\s*(?:[.;!?]|$|\n))"
)
_KEEP = {
    "said": "said",
    "told": "said",
    "tells": "says",
    "underlines": "stresses",
    "underlined": "stressed",
    "precises": "specifies",
    "assures": "says",
    "assured": "said",
    "affirms": "says",
    "affirmed": "said",
    "indicates": "says",
    "indicated": "said",
}
_OLD_SAID = late(
    r"(?P<mark>[\"\u201d],?|,)\s+then (?P<verb>declared|said|explained|added|indicated) (?P<who>the [a-z]+(?: [a-z]+)?)(?=\s*(?:[.;!?]|$))"
)
_ACCORDING = late(
    r"\b(?P<lead>[Aa]ccording to) (?:what |that )?(?:has |had )?(?:been able to )?(?:learned|learnt|learn|known|know|find out|find) (?P<who>(?:this )?[A-Za-z][\w-]*(?: [A-Z][\w-]*){0,2})(?=\s*[.,;]|$)"
)
_WHAT_LEARNED = late(
    r"\b(?P<lead>[Aa]ccording to) what (?P<who>[A-Z][\w-]*(?: [A-Z][\w-]*){0,2}|this (?:newspaper|agency|publication|medium|media|daily)|(?:the )?[a-z]+) (?:has |had )?(?:learned|learnt|was able to learn|could learn|has been able to learn)(?=\s*[.,;]|$)"
)
_HEARSAY = late(r",\s+it (?:is|was) said,", re.I)
"""Right English between a subject and its verb: "the management, it is said, thinks the opposite"."""
_GONE = "a reporting formula that adds nothing"


def tags(text: str, view: View) -> Iterator[Change]:
    """ ", it is noted" and its like at the end of a clause."""
    middle = {m.start(): m for m in _MIDDLE.finditer(text)}
    for start, m in middle.items():
        yield Change(start, m.end(), "" if _clause(text, start) else ",", _GONE)
    for m in _TAG.finditer(text):
        if m.start() in middle or _HEARSAY.match(text, m.start()) and _clause(text, m.start()):
            continue
        if not re.match(r"\s*,\s*\"", text[m.end() : m.end() + 3]):
            yield Change(*m.span(), "", _GONE)


def _clause(text: str, at: int) -> bool:
    """True when the formula stands between a subject and its verb, with no clause before it."""
    before = re.split(r"[.!?\n;]", text[max(0, at - 200) : at])[-1]
    return "," not in before and len(before.split()) <= 6


def readings(text: str, view: View) -> Iterator[Change]:
    """ "can we read on the website", "explains one at the ministry": the source is named."""
    for pattern in (_READ, _ONE_AT, _LEARNED_FROM):
        for m in pattern.finditer(text):
            if pattern is _READ and not _WRITTEN.search(m["where"]):
                continue  # "it can be read in the length of the dance"
            yield Change(
                *m.span(), f", according to {m['where'].strip()}", "the formula names a source"
            )


def leads(text: str, view: View) -> Iterator[Change]:
    """ "It is recalled that the" -> "The"."""
    for m in _LEAD.finditer(text):
        yield Change(m.start(), m.end(), m["next"].upper(), _GONE)
    if not (view.source_has(_SOFT_CUE) if view.source else view.damaged):
        return
    for m in _SOFT_LEAD.finditer(text):
        yield Change(m.start(), m.end(), m["next"].upper(), _GONE)


def inversions(text: str, view: View) -> Iterator[Change]:
    """ ", has explained the minister", "tells he", "informed the company"."""
    for m in _HAS_SAID.finditer(text):
        end = late(r"[^.;!?\n\"]{0,160}").match(text, m.start("who"))
        who = end[0] if end else ""
        if m["mark"] == "," and (
            not _PERSON_TAIL.search(who) or len(who.split()) > 12 or " that " in who
        ):
            continue
        yield Change(
            m.end("mark"), m.end("verb"), f" {_PAST[m['verb']]}", "reporting verb in the past tense"
        )
    for m in _HE_TELLS.finditer(text):
        verb = _KEEP.get(m["verb"], m["verb"])
        yield Change(m.end("mark"), m.end(), f" {m['who']} {verb}", "the subject goes first")
    for m in _INFORMED.finditer(text):
        yield Change(m.end("mark"), m.end(), f" {m['who']} said", "a verb that wants an object")
    for m in _OLD_SAID.finditer(text):
        verb = "said" if m["verb"] in ("declared", "indicated") else m["verb"]
        yield Change(
            m.end("mark"), m.end(), f" {m['who']} {verb} at the time", "the subject goes first"
        )


def sources(text: str, view: View) -> Iterator[Change]:
    """ "according to what APMnews learned" -> "APMnews has learned"."""
    for pattern in (_WHAT_LEARNED, _ACCORDING):
        for m in pattern.finditer(text):
            who = m["who"]
            who = "this publication" if who in ("this medium", "this media") else who
            yield Change(
                *m.span(), same_case(m[0], f"{who} has learned"), "who learned it is the subject"
            )


_HYPHENED = late(r"\b([a-z]{3,}s) ?-t ?-(it|he|she)\b")


def hyphened(text: str, view: View) -> Iterator[Change]:
    """ "recalls -t-it", of "rappelle-t-il" -> "it recalls"."""
    for m in _HYPHENED.finditer(text):
        yield Change(*m.span(), f"{m[2]} {m[1]}", "reporting formula translated word for word")


RULES = (
    Rule("hyphened", "reporting_calque", hyphened, late(r"-t ?-(?:it|he|she)\b")),
    Rule(
        "readings",
        "reporting_calque",
        readings,
        late(r"\bread|\bone\b|-t ?-on|(?:is|was) it|it (?:is|was)|learn", re.I),
    ),
    Rule(
        "tags",
        "reporting_calque",
        tags,
        late(
            r",\s+(?:it|is|was|we|one|do|does|can|they|let|as a rem|\w+s? ?-t ?-on|remember|[a-z]+ (?:we|one|they)\b|did)",
            re.I,
        ),
    ),
    Rule("leads", "reporting_calque", leads, late(r"\b(?:It|To|Let|We|One|Recall|Note) ")),
    Rule(
        "inversions",
        "reporting_calque",
        inversions,
        late(
            r"[,\"\u201d]\s+(?:has|have|had|then|[a-z]+(?: out)? (?:he|she|it|they|the|to)\b|informed|communicated|transferred|made)"
        ),
    ),
    Rule("sources", "reporting_calque", sources, late(r"ccording to")),
)
