"""Which amount of money an event is about: the words that stand around it, for each event type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from nlp.facts.earlier import is_earlier
from nlp.facts.money import Money, amounts
from nlp.facts.outlook import is_outlook, is_portrait
from nlp.facts.unreal import is_unreal
from nlp.patterns import late

_MORE = (
    r"(?:an? )?(?:total(?: value)? of |estimated |maximum of |up to |nearly |almost |some |about"
    r" |around |just over |more than |over |close to |an? estimated |a maximum of )*"
)
_DEAL = r"(?:contract|agreement|deal|award|renewal)"
_ITS = r"(?:(?:maximum|official|estimated|base|reference|tender|total) ){0,3}"
_PRICE = late(rf"\bfor {_MORE}$")
_FINES = (  # "fines Lumenor €2 million", not "fines of", "fines on X totaling"
    r"\bfines (?!(?:of|on|for|in|from|against|under|by|at|to|over|since|up)\b)(?:(?!(?:total\w*|reach\w*"
    r"|worth|exceed\w*|amount\w*|between|up|have|has|had|is|are|was|were|be|imposed|issued|and|or|that"
    rf"|which|can)\b|(?:of|in|for|at|to|over|than|by|from|on) {_MORE}$)[^\s;:€$£]+ ){{0,8}}?"
)
_PENALTY = (
    r"\b(?:impos(?:ed|es|ing)|issu(?:ed|es)|upheld|upholds|confirm(?:ed|s)|hand(?:ed|s) down) (?:an? |the )"
    r"(?!daily)(?:(?!daily)[a-z]+ ){0,2}penalty of "
)
_ORDERED = (  # not "asks that X be ordered to pay", nor of an earlier ruling
    r"(?<!not )(?<!never )(?<!n't )(?<!be )(?<!if )(?<!had been )\bordered(?: [^;:]{3,60})? to pay "
    r"(?:(?:(?!(?:costs|fees|expenses|bail|interest|each|every)\b)[^;:€$£\d]){1,40} )?"
)
_TOLD = (  # a line of a notice, or a sentence of it
    r"^(?:[Tt]he |[Ii]ts )?(?:(?:[Mm]aximum|[Tt]otal|[Oo]verall|[Ee]stimated|[Cc]ontract|[Tt]ender|[Aa]warded) )"
    r"{0,2}[Aa]mount(?: (?:of|for) the (?:contract|tender|framework agreement|deal))?(?: \([^()]{1,30}\))?"
    r" ?(?::| is| was| comes to| stands at) ",
    r"^(?:[Tt]he|[Tt]his) (?:(?!(?:of|in|under|for|on)\b)[a-z-]+ ){0,3}(?:contract|agreement|deal|award|tender)"
    r"(?: (?:with|for|signed|awarded)\b[^;:,€$£]{0,60}?)? (?:amounts|amounted) to ",
)

# What stands right before the amount, and right after it: one of the two is enough.
_BEFORE: dict[str, tuple[str, ...]] = {
    "contract_award": (
        rf"\b{_DEAL}s?,?(?: [^;:€$£]{{0,60}}?)?,? (?:is |are |was )?"
        r"(?:worth|valued at|for|capped at|amounting to|totaling|of) ",
        r"\b[Vv]alue(?: [^;:€$£]{0,40})?: ",
        r"^Worth ",
        r"\bat an? (?:total )?(?:cost|price) of ",
        r"\b(?:for|with|has|have) an? (?:total|maximum|overall|estimated) amount of ",
        *_TOLD,
    ),
    "tender": (
        *_TOLD,
        r"\bputs? out to tender for ",
        rf"(?<![Mm]inimum )(?<![Aa]nnual )\b{_ITS}(?:budget|value|amount|price)(?:,| [^;:€$£]{{0,30}}?)?,? "
        r"(?:of|is set at|is|was|at|stands at|comes to) ",
        r"\b(?:tender|procurement|contract|call for tenders|framework agreement)\b[^;:€$£]{0,60}?,? "
        r"(?:is |are )?(?:worth|valued at|estimated at) ",
    ),
    "deployment": (
        r"\b[Tt]h(?:e|is) (?!(?:second|additional|extra|former|old|previous|same)\b)(?:[a-z-]+ ){0,2}?"
        r"(?:equipment|machine|robot|system|software|platform|tool|solution|project|program|rollout|installation|module)"
        r"(?:, [^;:€$£]{3,80},)? (?:has |have )?costs? ",
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
        _FINES,
        _PENALTY,
        _ORDERED,
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
    "deployment": r" (?:deployment|rollout|installation)\b",
    "merger_acquisition": r" (?:acquisition|deal|takeover)\b",
    "funding": r" (?:(?:[Ss]eries [A-E]|[Ss]eed|funding|fundraising|financing|investment|bridge) )"
    r"{0,3}(?:round|fundraising|grant|loan|aid)\b"
    r"| in (?:a |its |an? \w+ )?(?:[Ss]eries|seed|funding|fundraising|grants|public money"
    r"|European aid)\b",
    "litigation_sanction": r" fine\b",
    "financial_results": r" in (?:revenue|sales)\b| of revenue\b",
}
_LEADS = {
    event: late("|".join(f"{words}{_MORE}$" for words in forms)) for event, forms in _BEFORE.items()
}
_FOLLOWS = {event: late(words) for event, words in _AFTER.items()}

_ANOTHER = late(  # a part, a former or another amount, or one that nobody vouches for
    r"\b(?:penalt|previous|former|last year|each|lots?\b|option|reportedly|sources|put at|of which"
    r"|including|by |rival|second|additional|extra|per |may |might |could |would |breaks down"
    r"|separate|costs|also fined|already fined)[^;:]{0,40}$"
)
_ANOTHER_AFTER = late(
    r" (?:in|as|for) (?:\w+ ){0,2}(?:costs|damages|fees)\b| (?:per|for each) [a-z]+|,? according to (?:a|several|two) |, say "
)
_ASKED = late(
    r"\b(?:prosecutors?|sought|seeks|seeking|demand\w*|request\w*|could|may|might|asks?|asked)\b"
)
_PENALIZED = late(rf"(?:{_PENALTY}|{_ORDERED}){_MORE}$")
_DAMAGES = late(r" (?:in|as|for) (?:\w+ ){0,2}damages\b")
_A_DAY = late(r" (?:for|per) (?:each|every) ")
_WINDOW, _NEAR = 140, 60  # characters before an amount that are read, and that are near


def sums(
    sentence: str, event: str, in_role: bool, published: date | None = None
) -> Iterator[Money]:
    """The amounts of a sentence that its words tie to ``event``.

    ``in_role`` says that the sentence shows a buyer, a supplier or a target, so that "for €2
    million" is the price. What a sentence tells of a year before ``published`` is another deal.
    """
    for money in amounts(sentence) if event in _LEADS else ():
        lead = sentence[max(0, money.start - _WINDOW) : money.start]
        if _is_another(sentence, money, lead, event):
            continue
        if event == "financial_results" and _is_no_result(sentence, money, published):
            continue
        if is_earlier(sentence, money.start, money.end, event, published):
            continue
        tied = _tie(sentence, money, lead, event, in_role)
        if tied and not is_unreal(sentence, *tied, event):
            yield money


def _tie(
    sentence: str, money: Money, lead: str, event: str, in_role: bool
) -> tuple[int, int] | None:
    """Where the words stand that tie an amount to ``event``, the amount among them."""
    priced = in_role and event in ("contract_award", "merger_acquisition")
    if found := _nearest(_LEADS[event], lead) or (_PRICE.search(lead) if priced else None):
        return money.start - len(lead) + found.start(), money.end
    after = _FOLLOWS[event].match(sentence[money.end : money.end + _NEAR])
    return (money.start, money.end + after.end()) if after else None


def _nearest(pattern: re.Pattern[str], lead: str) -> re.Match[str] | None:
    """The last place from where ``pattern`` reaches the end of ``lead``."""
    found = last = pattern.search(lead)
    while found:
        last, found = found, pattern.search(lead, found.start() + 1)
    return last


def _is_another(sentence: str, money: Money, lead: str, event: str) -> bool:
    fine = event == "litigation_sanction" and _PENALIZED.search(lead)
    if fine and _A_DAY.match(sentence, money.end):
        return True
    if not fine and event != "deployment" and _ANOTHER.search(lead[-_NEAR:]):
        return True
    awarded = fine and _DAMAGES.match(sentence, money.end)  # the sanction itself
    if not awarded and _ANOTHER_AFTER.match(sentence, money.end):
        return True
    return event == "litigation_sanction" and _ASKED.search(lead) is not None


def _is_no_result(sentence: str, money: Money, published: date | None) -> bool:
    year = published.year if published else None
    return is_outlook(sentence, money.start, money.end, year) or is_portrait(
        sentence, money.start, money.end
    )
