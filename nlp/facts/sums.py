"""Which amount of money an event is about: the words that stand around it, for each event type."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.facts.money import Money, amounts

_MORE = (
    r"(?:an? )?(?:total(?: value)? of |estimated |maximum of |up to |nearly |almost |some |about"
    r" |around |just over |more than |over |close to |an? estimated |a maximum of )*"
)
_DEAL = r"(?:contract|agreement|deal|award|renewal)"
_ITS = r"(?:(?:maximum|official|estimated|base|reference|tender|total) ){0,3}"
_PRICE = re.compile(rf"\bfor {_MORE}$")

# What stands right before the amount, and right after it: one of the two is enough.
_BEFORE: dict[str, tuple[str, ...]] = {
    "contract_award": (
        rf"\b{_DEAL}s?,?(?: [^;:€$£]{{0,60}}?)?,? (?:is |are |was )?"
        r"(?:worth|valued at|for|capped at|amounting to|totaling|of) ",
        r"\b[Vv]alue(?: [^;:€$£]{0,40})?: ",
        r"^Worth ",
        r"\bat an? (?:total )?(?:cost|price) of ",
    ),
    "tender": (
        rf"\b{_ITS}(?:budget|value|amount|price)(?:,| [^;:€$£]{{0,30}}?)?,? "
        r"(?:of|is set at|is|was|at|stands at|comes to) ",
        r"\b(?:tender|procurement|contract|call for tenders|framework agreement)\b[^;:€$£]{0,60}?,? "
        r"(?:is |are )?(?:worth|valued at|estimated at) ",
    ),
    "merger_acquisition": (
        r"\b(?:deal|transaction|acquisition|sale) (?:is |was )?(?:valued at|worth) ",
    ),
    "funding": (
        r"\b(?:raised|raises|raise|raising|secured|secures|lands|landed|obtained|will receive"
        r"|receives|received) ",
        r"\b(?:grant|loan|aid|subsidy|financing|round) of ",
    ),
    "litigation_sanction": (
        r"\bfined? [^;:€$£]{0,60}? ?",
        r"\bordered [^;:]{3,60} to pay ",
    ),
    "financial_results": (
        r"\b[Rr]evenue(?: (?!from\b)[^;:€$£,]{0,40}?)? (?:of|to|reached|at|totaled) ",
        r"\b[Ss]ales of ",
        r"\bsales (?:rose|grew|fell|climbed) [^;:€$£]{1,30} to ",
    ),
}  # fmt: skip
_AFTER = {
    "contract_award": r",?(?: excluding \w+,?| \w+-year,?| \w+-month)*,? (?:[a-z-]+ ){0,3}?"
    rf"{_DEAL}\b",
    "tender": r",? (?:[a-z-]+ ){0,2}?(?:tender|procurement|framework agreement)\b",
    "merger_acquisition": r" (?:acquisition|deal|takeover)\b",
    "funding": r" (?:(?:[Ss]eries [A-E]|[Ss]eed|funding|fundraising|financing|investment|bridge) )"
    r"{0,3}(?:round|fundraising|grant|loan|aid)\b"
    r"| in (?:a |its |an? \w+ )?(?:[Ss]eries|seed|funding|fundraising|grants|public money"
    r"|European aid)\b",
    "litigation_sanction": r" fine\b",
    "financial_results": r" in (?:revenue|sales)\b| of revenue\b",
}
_LEADS = {
    event: re.compile("|".join(f"{words}{_MORE}$" for words in forms))
    for event, forms in _BEFORE.items()
}
_FOLLOWS = {event: re.compile(words) for event, words in _AFTER.items()}

_ANOTHER = re.compile(  # a part, a former or another amount, or one that nobody vouches for
    r"\b(?:penalt|previous|former|last year|each|lots?\b|option|reportedly|sources|put at|of which"
    r"|including|by |rival|second|additional|extra|per |may |might |could |would |breaks down"
    r"|separate|costs|also fined|already fined)[^;:]{0,40}$"
)
_ANOTHER_AFTER = re.compile(
    r" (?:in|as|for) (?:\w+ ){0,2}(?:costs|damages|fees)\b|,? according to (?:a|several|two) |, say "
)
_ASKED = re.compile(
    r"\b(?:prosecutors?|sought|seeks|seeking|demand\w*|request\w*|could|may|might|asks?|asked)\b"
)
_WINDOW, _NEAR = 140, 60  # characters before an amount that are read, and that are near


def sums(sentence: str, event: str, in_role: bool) -> Iterator[Money]:
    """The amounts of a sentence that its words tie to ``event``.

    ``in_role`` says that the sentence shows a buyer, a supplier or a target, so that "for €2
    million" is the price.
    """
    for money in amounts(sentence) if event in _LEADS else ():
        lead = sentence[max(0, money.start - _WINDOW) : money.start]
        if _is_another(sentence, money, lead, event):
            continue
        priced = in_role and event in ("contract_award", "merger_acquisition")
        tied = _LEADS[event].search(lead) or (priced and _PRICE.search(lead))
        if tied or _FOLLOWS[event].match(sentence[money.end : money.end + _NEAR]):
            yield money


def _is_another(sentence: str, money: Money, lead: str, event: str) -> bool:
    if _ANOTHER.search(lead[-_NEAR:]) or _ANOTHER_AFTER.match(sentence, money.end):
        return True
    return event == "litigation_sanction" and _ASKED.search(lead) is not None
