"""Negations as Spanish builds them: "we not can", "the students not pay nothing"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.repair.change import Change, Rule, View, same_case
from nlp.repair.rules.verb_forms import base_of, third
from nlp.repair.verbs import is_base, past
from nlp.tables import words

_PLURAL_NOUN = (
    r"(?:[Tt]he|[Tt]hese|[Tt]hose|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]any|[Mm]ost|[Ss]ome|[Aa]ll) (?:[a-z-]+ )?(?:students|doctors|nurses|patients|hospitals|clinics|companies|users|workers|"
    r"employees|unions|members|firms|suppliers|systems|computers|servers|teams|citizens|families|pharmacies|pharmacists|professionals|regions|centers|centres|services|"
    r"insurers|attackers|hackers|authorities|neighbors|neighbours|residents|managers|data|people|staff|police)"
)
_SINGULAR_NOUN = (
    r"(?:[Tt]he|[Tt]his|[Ii]ts|[Tt]heir|[Oo]ur) (?:[a-z-]+ )?(?:hospital|clinic|company|firm|ministry|minister|director|doctor|nurse|patient|union|supplier|system|app|"
    r"application|service|government|region|plan|law|decree|budget|contract|platform|program|software|tool|agency|council|network|insurer|group|manager|judge|court)"
)
_THEY = re.compile(
    rf"(?P<who>\b(?:[Ww]e|[Tt]hey|[Yy]ou|I|{_PLURAL_NOUN})|(?<=it said, )|(?<=they said, )|(?<=he said, )|(?<=she said, )) ?not (?P<verb>have|pay|want|know|use|need|see|receive|work|understand|believe|think|"
    r"exist|dispose|agree|share|go|find|remember|accept|expect|reach|cover|include|give|get|ask|exclude|plan|intend|come|depend|belong|arrive|allow|"
    r"serve|count|fear|like|trust|sell|buy|speak|answer|respond|appear)(?P<rest>(?: of)?)(?![\w'\u2019-])"
)
_IT = re.compile(
    rf"(?P<who>\b(?:[Hh]e|[Ss]he|[Ii]t|{_SINGULAR_NOUN})|(?<=, (?:but|and))) not (?P<verb>[a-z]+s)(?![\w'\u2019-])"
)
_CAN = re.compile(
    r"\b(?P<who>[Ww]e|[Tt]hey|[Yy]ou|I|[Hh]e|[Ss]he|[Ii]t) not (?P<verb>can|will|could|would|must|should|is|are|was|were|has|had) (?!to\b)"
)
_QUESTION = re.compile(
    r"\b(?:do|does|did|can|could|will|would|should|must|why|have|has|is|are|if|whether|may|might|let|or) $",
    re.I,
)
_SUGGESTED = re.compile(
    r"\b(?:that|ask\w*|recommend\w*|suggest\w*|request\w*|insist\w*|demand\w*|prefer\w*|important|essential|advis\w*|urg\w*|provided|condition|lest)\b[^.;]*$",
    re.I,
)
_NO_THIRD = words(
    "always perhaps sometimes yes this his its us as was is has does across less unless besides thus plus towards afterwards indoors"
)


def without_do(text: str, view: View) -> Iterator[Change]:
    """ "the students not pay" -> "the students do not pay"; "it not works" -> "it does not work"."""
    if not view.damaged:
        return
    for m in _THEY.finditer(text):
        before = text[max(0, m.start() - 70) : m.start()]
        if _QUESTION.search(before) or (m["who"] and _SUGGESTED.search(before)):
            continue
        verb = "have" if m["verb"] == "dispose" and m["rest"] else m["verb"]
        rest = "" if verb == "have" else m["rest"]
        lead = f"{m['who']} " if m["who"] else ""
        yield Change(*m.span(), f"{lead}do not {verb}{rest}", "a negation wants do")
    for m in _IT.finditer(text):
        base = base_of(m["verb"])
        if (
            base is None
            or m["verb"] in _NO_THIRD
            or _QUESTION.search(text[max(0, m.start() - 12) : m.start()])
        ):
            continue
        yield Change(m.end("who"), m.end(), f" does not {base}", "a negation wants do")


def behind_not(text: str, view: View) -> Iterator[Change]:
    """ "We not can confirm it" -> "We cannot confirm it"."""
    for m in _CAN.finditer(text):
        if _QUESTION.search(text[max(0, m.start() - 12) : m.start()]):
            continue
        fixed = "cannot" if m["verb"] == "can" else f"{m['verb']} not"
        yield Change(
            m.end("who"), m.end(), f" {fixed} ", "not goes behind the verb", True, "word_order"
        )


_TWICE = re.compile(
    r"\b(?P<no>(?:do|does|did|can|could|will|would|is|are|was|were|has|have|had|must|should) not|cannot|(?:do|does|did|ca|could|wo|would|is|are|was|were|has|have|had)n['\u2019]t)"
    r"(?P<what> (?!(?:but|and|or|if|that|because|only)\b)[a-z]+(?: (?:to|in|with|of|for|on))?)? (?P<nothing>nothing|nobody|no one|none of (?:them|the)|nowhere|never|no (?:doctor|nurse|patient|file|record|data|money|software|hospital|penalty|fine|answer|response|date|change|problem|copy|copies|plan|budget|system|computer|bed|patients|doctors|nurses|beds|plans))\b"
)
_ANY = {
    "nothing": "anything",
    "nobody": "anybody",
    "no one": "anyone",
    "nowhere": "anywhere",
    "never": "ever",
}


_WEIGHED = words("do have mean say imply guarantee believe think promise told saying meant said")
"""Verbs behind which two negations stand rightly in English."""


def doubled(text: str, view: View) -> Iterator[Change]:
    """ "did not know nothing" -> "did not know anything"."""
    for m in _TWICE.finditer(text):
        if m["nothing"] == "never" and m["what"] is None:
            continue
        if not _WEIGHED.isdisjoint((m["what"] or "").split()[:1]) or text.endswith(
            "for ", 0, m.start("nothing")
        ):
            continue  # "We cannot do nothing"; "It was not for nothing"
        fixed = _ANY.get(m["nothing"]) or re.sub(r"^no(?:ne)?\b", "any", m["nothing"])
        yield Change(
            *m.span("nothing"), same_case(m["nothing"], fixed), "denied twice", True, "idiom"
        )


_KNOWN = re.compile(
    r"\b(?P<it>[Ii]t )(?P<be>was|is|has been|had been|will be) not (?P<done>known|said|done|found|explained|published|decided|paid|told|heard|changed|signed|lost|agreed|learned) (?P<what>nothing|anything)\b"
)


def nothing_known(text: str, view: View) -> Iterator[Change]:
    """ "it was not known nothing" -> "nothing was known"."""
    for m in _KNOWN.finditer(text):
        fixed = same_case(m["it"], f"nothing {m['be']} {m['done']}")
        yield Change(*m.span(), fixed, "denied twice", True, "idiom")


_NO_SUBJECT = re.compile(
    r"(?P<who>\b(?:[Nn]either\b[^.,;:\"]{3,60}?\bnor\b[^.,;:\"]{2,50}?|[Nn]obody|[Nn]o one|[Nn]othing|[Nn]one of (?:them|(?:the|its|these) [a-z]+(?: [a-z]+)?)))"
    r" (?:(?P<aux>will|would|could|has|have|had|is|are|was|were) not|(?P<can>cannot)|(?P<do>do|does|did) not (?P<base>[a-z]+))(?![\w'\u2019-])"
)


def denied_subject(text: str, view: View) -> Iterator[Change]:
    """ "Neither doctors nor patients do not know it" -> "Neither doctors nor patients know it"."""
    for m in _NO_SUBJECT.finditer(text):
        if m["do"] is None:
            fixed = "can" if m["can"] else m["aux"]
        elif is_base(m["base"]):
            fixed = {"does": third, "did": past}.get(m["do"], str)(m["base"])
        else:
            continue
        yield Change(m.end("who") + 1, m.end(), fixed, "denied twice", True, "idiom")


RULES = (
    Rule(
        "denied_subject",
        "idiom",
        denied_subject,
        re.compile(r"(?:either|obody|[Nn]o one|othing|one of)\b.*not\b", re.S),
        likely=True,
    ),
    Rule(
        "nothing_known", "idiom", nothing_known, re.compile(r"not \w+ (?:no|any)thing"), likely=True
    ),
    Rule("without_do", "word_order", without_do, re.compile(r" not [a-z]")),
    Rule(
        "behind_not",
        "word_order",
        behind_not,
        re.compile(r" not (?:can|will|could|would|must|should|is|are|was|were|has|had) "),
        likely=True,
    ),
    Rule(
        "denied_twice",
        "idiom",
        doubled,
        re.compile(r"(?:not|n['\u2019]t) (?:[a-z]+ ){0,2}no"),
        likely=True,
    ),
)
