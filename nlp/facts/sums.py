"""Which amount of money an event is about: the words that stand around it, for each event type."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.facts.money import Money, amounts

_MORE = (
    r"(?:an? )?(?:total(?: value)? of |an? estimated |estimated |maximum of |up to |nearly |almost |some |about"
    r" |around |just over |more than |over |a maximum of |close to )*"
)
_DEAL = r"(?:contract|agreement|deal|framework agreement|award|renewal)"
_BUDGET = r"(?:(?:maximum|official|estimated|base|reference|tender|total) ){0,3}(?:budget|value|amount|price)"

# What stands right before the amount, and right after it; one of the two is enough.
_BEFORE = {
    "contract_award": (
        rf"\b{_DEAL}s?,?(?: [^;:€$£]{{0,60}}?)?,? (?:is |are |was )?(?:worth|valued at|for|capped at|amounting to|totaling|of) {_MORE}$"
        rf"|\b[Vv]alue(?: [^;:€$£]{{0,40}})?: {_MORE}$|^Worth {_MORE}$"
        rf"|\bat an? (?:total )?(?:cost|price) of {_MORE}$|\bfor {_MORE}$(?#role)"
    ),
    "tender": rf"\b{_BUDGET}(?:,| [^;:€$£]{{0,30}}?)?,? (?:of|is set at|is|was|at|stands at|comes to) {_MORE}$"
    rf"|\b(?:tender|procurement|contract|call for tenders|framework agreement)\b[^;:€$£]{{0,60}}?,? (?:is |are )?(?:worth|valued at|estimated at) {_MORE}$",
    "merger_acquisition": rf"\bfor {_MORE}$(?#role)|\b(?:deal|transaction|acquisition|sale) (?:is |was )?(?:valued at|worth) {_MORE}$",
    "funding": rf"\b(?:raised|raises|raise|raising|secured|secures|lands|landed|obtained|will receive|receives|received) {_MORE}$"
    rf"|\b(?:grant|loan|aid|subsidy|financing|funding round|round) of {_MORE}$",
    "litigation_sanction": rf"\bfined? [^;:€$£]{{0,60}}? ?{_MORE}$|\bfine of {_MORE}$|\bordered [^;:]{{3,60}} to pay {_MORE}$",
    "financial_results": rf"\b[Rr]evenue(?: (?!from\b)[^;:€$£,]{{0,40}}?)? (?:of|to|reached|at|totaled) {_MORE}$|\b[Ss]ales of {_MORE}$|\bsales (?:rose|grew|fell|climbed) [^;:€$£]{{1,30}} to {_MORE}$",
}  # fmt: skip
_AFTER = {
    "contract_award": rf"^,?(?: excluding \w+,?| \w+-year,?| \w+-month)*,? (?:[a-z-]+ ){{0,3}}?{_DEAL}\b",
    "tender": r"^,? (?:[a-z-]+ ){0,2}?(?:tender|procurement|framework agreement)\b",
    "merger_acquisition": r"^ (?:acquisition|deal|takeover)\b",
    "funding": r"^ (?:(?:[Ss]eries [A-E]|[Ss]eed|funding|fundraising|financing|investment|bridge) ){0,3}(?:round|fundraising|grant|loan|aid)\b"
    r"|^ in (?:a |its |an? \w+ )?(?:[Ss]eries|seed|funding|fundraising|grants|public money|European aid)\b",
    "litigation_sanction": r"^ fine\b",
    "financial_results": r"^ in (?:revenue|sales)\b|^ of revenue\b",
}
_WHAT = {name: re.compile(words) for name, words in _BEFORE.items()}
_NEXT = {name: re.compile(words) for name, words in _AFTER.items()}
_NOT = re.compile(
    r"\b(?:penalt|previous|former|last year|each|lots?\b|option|reportedly|sources|put at|of which|including|by |rival|second"
    r"|additional|extra|per |may |might |could |would |breaks down|separate|costs|also fined|already fined)[^;:]{0,40}$"
)
_NOT_AFTER = re.compile(r" in (?:legal )?(?:costs|damages|fees)\b|,? according to (?:a|several|two) |, say ")
_ASKED = re.compile(r"\b(?:prosecutors?|sought|seeks|seeking|demand\w*|request\w*|could|may|might|asks?|asked)\b")
_WINDOW = 140


def sums(sentence: str, event: str, in_role: bool) -> Iterator[Money]:
    """The amounts of a sentence that its words tie to ``event``.

    ``in_role`` says that the sentence shows buyer, supplier or target, so that "for €2 million" is
    the price.
    """
    for money in amounts(sentence) if event in _WHAT else ():
        lead = sentence[max(0, money.start - _WINDOW) : money.start]
        if _NOT.search(lead[-60:]) or _NOT_AFTER.match(sentence, money.end):
            continue
        if event == "litigation_sanction" and _ASKED.search(lead):
            continue
        found = _WHAT[event].search(lead)
        if found and lead[found.start() :].startswith("for ") and not in_role:
            found = None
        if found or _NEXT[event].match(sentence[money.end : money.end + 60]):
            yield money
