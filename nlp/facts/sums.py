"""Which amount of money an event is about: the words that stand around it, for each event type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from nlp.facts.money import Money, amounts
from nlp.facts.outlook import is_outlook, is_portrait

_MORE = (
    r"(?:an? )?(?:total(?: value)? of |estimated |maximum of |up to |nearly |almost |some |about"
    r" |around |just over |more than |over |close to |an? estimated |a maximum of )*"
)
_DEAL = r"(?:contract|agreement|deal|award|renewal)"
_ITS = r"(?:(?:maximum|official|estimated|base|reference|tender|total) ){0,3}"
_PRICE = re.compile(rf"\bfor {_MORE}$")
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
        rf"(?<![Mm]inimum )(?<![Aa]nnual )\b{_ITS}(?:budget|value|amount|price)(?:,| [^;:€$£]{{0,30}}?)?,? "
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
    r" (?:in|as|for) (?:\w+ ){0,2}(?:costs|damages|fees)\b| (?:per|for each) [a-z]+|,? according to (?:a|several|two) |, say "
)
_ASKED = re.compile(
    r"\b(?:prosecutors?|sought|seeks|seeking|demand\w*|request\w*|could|may|might|asks?|asked)\b"
)
_PENALIZED = re.compile(rf"(?:{_PENALTY}|{_ORDERED}){_MORE}$")
_DAMAGES = re.compile(r" (?:in|as|for) (?:\w+ ){0,2}damages\b")
_A_DAY = re.compile(r" (?:for|per) (?:each|every) ")
_EARLIER = re.compile(  # "had raised", but not "announced that it had raised"
    r"(?<!\w)had (?:(?P<told>already|previously|earlier|before) )?(?:also |then |just )?"
    r"(?:raised|secured|closed|completed|obtained|received|landed|won|signed|awarded|bought|acquired|paid|sold)\b"
    r"[^;:]*$"
)
_REPORTED = re.compile(
    r"\b(?:that|said|says|announced|announces|confirmed|confirms|revealed|reported|claims?|claimed)\b[^;:.]{0,60}$"
)
_ROUND = frozenset({"funding", "merger_acquisition", "contract_award"})
"""Events that an article tells with those before them."""
_IN_YEAR = (  # not when a company was founded
    r"(?<!founded )(?<!created )(?<!launched )(?<!established )(?<!set up )(?<!started )(?<!opened )"
    r"(?<!born )\b[Ii]n (?:(?:early|late|mid|[A-Z][a-z]+)[ -])?((?:19|20)\d\d)\b"
)
_YEARS = re.compile(_IN_YEAR)
_OPENING_YEAR = re.compile(rf"(?:^|[;,] )(?:[Bb]ack )?{_IN_YEAR},? [^;:]*$")
_YEAR_AFTER = re.compile(rf"[^,;:.€$£]{{0,50}}? {_IN_YEAR}")
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
        if event in _ROUND and _is_earlier(sentence, money, event, published):
            continue
        priced = in_role and event in ("contract_award", "merger_acquisition")
        tied = _LEADS[event].search(lead) or (priced and _PRICE.search(lead))
        if tied or _FOLLOWS[event].match(sentence[money.end : money.end + _NEAR]):
            yield money


def _is_another(sentence: str, money: Money, lead: str, event: str) -> bool:
    fine = event == "litigation_sanction" and _PENALIZED.search(lead)
    if fine and _A_DAY.match(sentence, money.end):
        return True
    if not fine and _ANOTHER.search(lead[-_NEAR:]):
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


def _is_earlier(sentence: str, money: Money, event: str, published: date | None) -> bool:
    """Whether a sentence tells of a deal before the one that the article is about."""
    lead = sentence[max(0, money.start - _WINDOW) : money.start]
    earlier = _EARLIER.search(lead)
    if earlier and (earlier["told"] or not _REPORTED.search(lead, 0, earlier.start())):
        return True
    year = _year_of(sentence, money)
    if year is None or published is None:
        return False
    # What was signed or bought last year may be told only now, a round hardly.
    late = event != "funding" or published.month <= 2
    return year < published.year - late


def _year_of(sentence: str, money: Money) -> int | None:
    """The year that a sentence gives an amount: "in 2021" after it, or at the head of the clause."""
    if after := _YEAR_AFTER.match(sentence, money.end):
        return int(after[1])
    lead = sentence[max(0, money.start - _WINDOW) : money.start]
    return int(_YEARS.findall(lead)[-1]) if _OPENING_YEAR.search(lead) else None
