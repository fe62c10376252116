"""Turns that French has with its modal verbs and clefts: "aurait d\u00fb", "est-ce que", "c'est ... que", "reprocher"."""

from __future__ import annotations

from collections.abc import Iterator

from nlp.calendar import MONTH, WEEKDAY
from nlp.patterns import late
from nlp.repair.change import Change, Rule, View
from nlp.repair.people import ORG_WORDS
from nlp.repair.rules.verb_forms import base_of
from nlp.repair.verbs import is_base, participle_of_past, past, past_of_participle

_OUGHT = late(
    r"\bwould(?P<not> not)? have (?P<modal>must|had must|should|ought|can|could|may)(?: to)? (?P<verb>[a-z]+)\b"
)
_PERFECT = late(
    r"(?:(?<=^)|(?<=[.!?,;] )|(?<= and )|(?<= but )|(?<= who )|(?<= which ))"
    r"(?P<np>(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Ww]e|[Tt]he [a-z-]+(?: (?!(?:it|he|she|they|we|you|one|who|that)\b)[a-z-]+)?|[A-Z][\w-]+) )?"
    r"(?P<aux>has|have|had)(?P<not> not)? (?P<modal>must|can|could) (?P<verb>[a-z]+)\b"
)  # a subject of its own: "the data that it has must be kept"
_ABLE = {"has": "was able to", "have": "were able to", "had": "had been able to"}


def participle(base: str) -> str | None:
    """The past participle of a base form (``go`` gives ``gone``)."""
    return participle_of_past(past(base))


def modals(text: str, view: View) -> Iterator[Change]:
    """ "would have must go" (aurait d\u00fb) -> "should have gone"; "has must close" (a d\u00fb) -> "had to close"."""
    for m in _OUGHT.finditer(text):
        done = participle(m["verb"]) if is_base(m["verb"]) else None
        if done is None:
            continue
        modal = "could" if m["modal"] in ("can", "could", "may") else "should"
        fixed = f"{modal}{m['not'] or ''} have {done}"
        yield Change(*m.span(), fixed, "no English modal has a perfect")
    for m in _PERFECT.finditer(text):
        if not is_base(m["verb"]):
            continue
        if m["modal"] == "must":
            fixed = f"did not have to {m['verb']}" if m["not"] else f"had to {m['verb']}"
        elif m["not"]:
            fixed = f"could not {m['verb']}"
        else:
            fixed = f"{_ABLE[m['aux']]} {m['verb']}"
        yield Change(m.start("aux"), m.end(), fixed, "no English modal has a perfect")


_NP = r"(?:it|he|she|they|we|you|there|this|that|(?:the|this|that|these|those|its|our|his|her|their|your) (?:[a-z-]+ ){0,2}?[a-z-]+)"
_IS_IT = late(
    rf"(?:(?<=^)|(?<=[.!?:] )|(?<=[\"\u201c]))Is it (?P<that>that )(?P<np>{_NP}) (?P<verb>[a-z]+)(?P<rest>[^.!?\"]*)\?"
)
_AUX = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "will",
        "would",
        "can",
        "could",
        "must",
        "should",
        "may",
        "might",
    ]
)


_EST_CE = late(r"est-ce qu(?:e|['\u2019])")


def asked(text: str, view: View) -> Iterator[Change]:
    """ "Is it that this is not strong?" (est-ce que) -> "Is this not strong?"."""
    if not view.damaged or (view.source and not _EST_CE.search(view.source.lower())):
        return
    for m in _IS_IT.finditer(text):
        if m["verb"] in _AUX:
            fixed = f"{m['verb'].capitalize()} {m['np']}"
        elif m["np"].split()[-1] in ("they", "we", "you") and is_base(m["verb"]):
            fixed = f"Do {m['np']} {m['verb']}"
        elif base := base_of(m["verb"]):
            fixed = f"Does {m['np']} {base}"
        else:
            continue
        yield Change(m.start(), m.end("verb"), fixed, "est-ce que opens a question")


_CLEFT = late(
    r"\b(?P<it>[Ii]t) is (?P<when>(?:only |also )?(?:at|on|in|during|after|by|thanks to|because of) (?:[^,.;:!?\"]|:\d|(?<=[ap])\.m\.){2,60}?) that (?P<rest>[^.;!?\"]+)"
)
_PAST = late(
    r"(?:[\w'\u2019-]+ ){1,6}?(?:saw|was|were|had|did|began|took|found|went|came|became|made|left|met|won|lost|learned|[a-z]+ed)\b"
)
_HAS_DONE = late(r"(?:[\w'\u2019-]+ ){1,6}?(?P<has>has|have) (?P<done>[a-z]+)\b")
_PRESENT = late(r"\b(?:is|are|has|have|will|can|must|does|do|may)\b")


_TIME = late(rf"\d|{MONTH}|{WEEKDAY}|\b(?:dawn|noon|midnight|night|morning|evening|afternoon)\b")


def clefts(text: str, view: View) -> Iterator[Change]:
    """ "It is at 4 a.m. that a technician saw" (c'est \u00e0 ... que) -> "It was at 4 a.m. that ... saw"."""
    if not view.damaged:
        return
    for m in _CLEFT.finditer(text):
        if (
            _TIME.search(m["when"])
            and _PAST.match(m["rest"])
            and not _PRESENT.search(m["rest"])
            and not _PRESENT.search(m["when"])
        ):
            yield Change(m.end("it"), m.end("it") + 3, " was", "what is told is past")
        elif (done := _HAS_DONE.match(m["rest"])) is not None and _TIME.search(m["when"]):
            simple = past_of_participle(done["done"])
            if simple and not _PRESENT.search(m["when"] + m["rest"][done.end() :]):
                at = m.start("rest")
                yield Change(m.end("it"), m.end("it") + 3, " was", "what is told is past")
                span = at + done.start("has"), at + done.end()
                yield Change(*span, simple, "what is told is past")


_WHO = r"(?:(?:the|its|his|her|their|this|a|an) [a-z-]+(?: [a-z-]+)?|[A-Z\u00c0-\u00de][\w\u00c0-\u024f'\u2019-]*(?: [A-Z\u00c0-\u00de][\w\u00c0-\u024f'\u2019-]*){0,2})"
_CRITICIZE = {
    "reproach": "criticize",
    "reproaches": "criticizes",
    "reproached": "criticized",
    "reproaching": "criticizing",
}
_REPROACH = late(
    rf"\b(?P<verb>reproach(?:es|ed|ing)?)(?P<to> to)? (?P<who>{_WHO}) (?:(?P<prep>to|of|for|with) (?:have|having) (?P<done>[a-z]+)|(?P<noun>(?:its|his|their|her|the|a|an) (?=[a-z])))"
)
_REPROACHED = late(
    rf"(?:(?<=^)|(?<=[.!?] ))(?:It|He|She) (?P<be>is|was|has been) reproached (?:to|at) (?P<who>{_WHO}) (?:to have|of having|for having) "
)


def reproaches(text: str, view: View) -> Iterator[Change]:
    """ "reproach to the hospital to have changed" -> "criticize the hospital for having changed"."""
    for m in _REPROACH.finditer(text) if view.damaged else ():
        if m["noun"]:
            if m["to"]:
                yield Change(
                    *m.span(),
                    f"{_CRITICIZE[m['verb']]} {m['who']} for {m['noun']}",
                    "reprocher \u00e0",
                )
            continue
        if not m["to"] and m["prep"] in ("for", "with"):
            continue  # right English
        yield Change(
            *m.span(),
            f"{_CRITICIZE[m['verb']]} {m['who']} for having {m['done']}",
            "reprocher \u00e0 ... de",
        )
    for m in _REPROACHED.finditer(text):
        who = m["who"][0].upper() + m["who"][1:]
        yield Change(
            *m.span(), f"{who} {m['be']} accused of having ", "il est reproch\u00e9 \u00e0 ... de"
        )


_CONDEMNED = late(
    r"\b(?P<verb>condemn(?:s|ed|ing)?)(?P<when> (?:on |last )?[A-Z][a-z]+(?: \d{1,2}(?:, (?:19|20)\d\d)?)?)?(?P<at> to)? (?P<who>(?:the|its|a|this|an) [a-z-]+(?: [a-z-]+)?(?: [A-Z\u00c0-\u00de][\w\u00c0-\u024f-]*){0,3}|[A-Z\u00c0-\u00de][\w\u00c0-\u024f'\u2019-]*(?: (?:de |du |des |la |le |of )*[A-Z\u00c0-\u00de][\w\u00c0-\u024f'\u2019-]*){0,4}) to (?P<do>pay|pour|refund|reimburse|repay|compensate|indemnify|return|publish|erase|restore|replace|verse|reinstate)\b"
)
_ORDER = {
    "condemn": "order",
    "condemns": "orders",
    "condemned": "ordered",
    "condemning": "ordering",
}
_DO = {"pour": "pay", "verse": "pay", "indemnify": "compensate"}


_NO_DEBTOR = late(
    r"\b(?:plan|decision|move|bid|proposal|offer|attempt|refusal|failure|idea|promise|call|scheme|intention|deal|vote)s?$"
)


def condemned(text: str, view: View) -> Iterator[Change]:
    """ "condemned CHU de Fontfr\u00e8de to pour" (condamn\u00e9 \u00e0 verser) -> "ordered CHU de Fontfr\u00e8de to pay"."""
    for m in _CONDEMNED.finditer(text):
        if _NO_DEBTOR.search(m["who"]):
            continue  # "condemned the plan to pay nurses less"
        do = _DO.get(m["do"], m["do"])
        when = m["when"] or ""
        fixed = f"{_ORDER[m['verb']]} {m['who']}{when} to {do}"
        yield Change(*m.span(), fixed, "a court orders to pay", kind="false_friend")


_TELLS = "specifies|precises|indicates|indicated|assures|assured|affirms|affirmed|underlines|underlined|declares|communicates|informs|signals|specified|precised|mentions"
_TOLD = late(
    rf"(?P<mark>(?<![,;:]),[\"\u201d]?|[\"\u201d],?) (?P<verb>{_TELLS}) (?P<who>(?:the|its|their) (?:[a-z-]+ ){{0,2}}?(?:{ORG_WORDS}|management|directorate|prefecture|director|president|manager|minister|spokesperson|spokeswoman|spokesman|prosecutor|hospital's \w+)(?: of (?:the )?[A-Za-z\u00c0-\u00de][\w\u00c0-\u024f-]*(?: [A-Z\u00c0-\u00de][\w\u00c0-\u024f-]*)?)?)(?=\s*(?:[.;!?]|$))"
)


def told(text: str, view: View) -> Iterator[Change]:
    """ ", specifies the hospital." (pr\u00e9cise l'h\u00f4pital) -> ", the hospital said."."""
    for m in _TOLD.finditer(text):
        yield Change(m.end("mark"), m.end(), f" {m['who']} said", "the subject goes first")


RULES = (
    Rule(
        "modals",
        "tense",
        modals,
        late(
            r"would (?:not )?have |ha[sd] (?:not )?(?:must|can|could) |have (?:not )?(?:must|can|could) "
        ),
    ),
    Rule("asked", "word_order", asked, late(r"Is it that ")),
    Rule("clefts", "tense", clefts, late(r"[Ii]t is .*that ")),
    Rule("reproaches", "idiom", reproaches, late(r"reproach")),
    Rule("condemned", "false_friend", condemned, late(r"ondemn"), likely=True),
    Rule(
        "told",
        "reporting_calque",
        told,
        late(rf" (?:{_TELLS}) (?:the|its|their) "),
        likely=True,
    ),
)
