"""The verbs of trade journalism that show who bought, supplied, was bought, fined or attacked.

Each rule is a verb with the role of what stands before and after it, for the event types that its
words can report. ``then`` is what must follow the organisation after the verb, so that "awarded X
the contract" is told from "awarded X a medal".
"""

from __future__ import annotations

import re
from typing import NamedTuple

from nlp.calendar import MONTH, WEEKDAY
from nlp.patterns import late


class Rule(NamedTuple):
    """``left`` and ``right`` are roles; ``then`` must match from the end of the right name on.

    ``company`` asks for a right name that the article calls a company: it could be a product. Where
    no name fits on the right, ``alone`` must match after the verb for the left one to count.
    """

    events: frozenset[str]
    verb: re.Pattern[str]
    left: str | None
    right: str | None
    then: re.Pattern[str] | None
    alone: re.Pattern[str] | None
    company: bool


def _rule(
    events: str,
    verb: str,
    left: str | None = None,
    right: str | None = None,
    *,
    then: str = "",
    alone: str = "",
    company: bool = False,
) -> Rule:
    follows, sole = (late(words) if words else None for words in (then, alone))
    return Rule(frozenset(events.split()), late(verb), left, right, follows, sole, company)


_DAY = r"on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|on [A-Z][a-z]+ \d{1,2}|on \d{1,2} [A-Z][a-z]+|yesterday|today"
_ADVERB = (
    rf"(?:(?:{_DAY}|recently|finally|just|also|already|officially|formally|now"
    r"|for the (?:first|second|third) time) )?"
)
_SAID = rf"(?:(?:announced|announces|said|says|confirmed|revealed) {_ADVERB}(?:that )?it )?"
_HAS = rf"(?<!\w){_SAID}{_ADVERB}(?:(?:has|have|had) {_ADVERB})?"
_DEAL = (
    r"(?:contracts?|agreements?|deal|framework|maintenance|supply|tender|lots?|renewal|hosting)\b"
)
_SHARES = (
    r"(?: all (?:of )?(?:the )?(?:shares|share capital|capital) (?:of|in)"
    r"| the (?:entire |whole )(?:(?:share )?capital )?of| the whole of"
    r"| (?:full |sole )?(?:ownership|control) of"
    r"| (?:100|[1-9]\d?(?:\.\d+)?)% (?:of (?:the )?(?:shares|share capital|capital) )?(?:of|in)"
    r"| an? (?:[\d.]+% |majority |minority |controlling |blocking )+(?:stake|share|interest) in)?"
)
_BUYS = (
    r"(?:(?:is|was|will be) )?(?:acquired|acquires|acquiring|bought|buys|buying|purchased|purchases"
    r"|taken over|takes over|took over|taking over|(?:taken|takes|took)(?= control of| an? [^;:]{1,20} stake| [\d.]+% )"
    r"|absorbed|absorbs"
    r"|(?:is to |will |agreed to |agrees to |signed an agreement to )(?:acquire|buy|purchase|take over)"
    r"|(?:completed|completes|finalized|closed) the (?:acquisition|purchase|takeover) of"
    r"|(?:announced|announces|announce|signed|signs) (?:the |its )(?:acquisition|purchase|takeover) of"
    rf"(?! [^;:.]{{1,90}} by (?:(?:its|the|their|an?) )?(?:[a-z-]+ ){{0,2}}(?!(?:{MONTH})\b)[A-ZÀ-Þ]))"
)
_SYSTEM = (
    r"(?:system|software|platform|PACS|RIS|record|records|solution|tool|archive|module|robot|EHR|product"
    r"|application|app|viewer|gateway|engine|equipment|machines?|devices?|dispensers?)"
)
_SUM = (
    r"(?:an? |the |its |more than |nearly |almost |over |some |about |just over )*(?:US\$|[€£$])?\d"
)
_MONEY = r"(?:(?:US\$|[€£$]) ?\d|\d[\d.,]*(?: (?:thousand|million|billion))? (?:euros|soles|pesos|dollars|francs|reais|dirhams)\b)"
_PART_OF = r"(?: the (?:[A-Z]?[a-z]+ ){0,3}(?:activities|activity|business|operations|division|subsidiary|branch|arm) of)?"
_FINED = (  # "fined €2 million to Lumenor": the subject imposed it
    r" (?:US\$|[€£$])?\d[\d.,]*(?: (?:thousand|million|billion))?(?: (?:euros?|dollars?|pounds?|pesos))?"
    r" (?:to|against|upon|on(?= (?:the |its )?(?:[a-z]+ ){0,2}[A-ZÀ-Þ])"
    rf"(?! (?:{MONTH}|{WEEKDAY})\b))\b"
)
_LOSS = r"(?:attack|intru|hack|theft|leak|breach|stole|copied|ransomware|cyberattack|encrypted)"

RULES: tuple[Rule, ...] = (
    _rule("contract_award", rf"{_HAS}(?:awarded|awards|handed|hands|entrusted|entrusts)(?= )",
          "buyer", "supplier", then=rf" [^;:]{{0,90}}?(?:{_DEAL}|\bfor {_MONEY})",
          alone=rf" [^;:]{{3,140}}?{_DEAL}"),
    _rule("contract_award",
          rf"{_HAS}(?:granted|grants|given|gave|gives) (?:the|an?|its) [^;:]{{0,60}}?{_DEAL}(?: award)? to(?= )",
          "buyer", "supplier"),
    _rule("contract_award", rf"{_HAS}(?:awarded|awards|entrusted|entrusts) [^;:]{{3,120}}? to(?= )",
          "buyer", "supplier"),
    _rule("contract_award", rf"{_HAS}notified(?= )", "buyer", "supplier",
          then=rf" of (?:the|an?|its) [^;:]{{0,90}}?{_DEAL}",
          alone=r" (?:its|the) (?:decision|award)\b"),
    _rule("contract_award",
          rf"{_HAS}(?:chosen|chose|chooses|choose|selected|selects|select|picked|picks|pick|retained"
          r"|retains|opted for|opts for|hired|hires)(?= )",
          "buyer", "supplier", company=True,
          then=r",? (?:to |as |for |over |in |after |following |from |which |whose |ahead)|[,.]|$"),
    _rule("contract_award", rf"{_HAS}(?:renewed|renews|renew)(?= )", "buyer", "supplier",
          then=r" (?:for [^;:,]{3,30} )?as (?:the|its) supplier"),
    _rule("contract_award", rf"{_HAS}(?:renewed|renews|extended|extends|renew)(?= )",
          "buyer", "supplier", company=True, then=r" (?:for|as|until|contract|by)\b",
          alone=rf" [^;:]{{3,140}}?{_DEAL}"),
    _rule("contract_award",
          rf"{_HAS}(?:renewed|renews|signed|signs|extended|concluded) [^;:]{{3,110}}?{_DEAL}"
          r"(?: [^;:]{1,60})? (?:with|held(?: since \d{4})? by)(?= )", "buyer", "supplier"),
    _rule("contract_award",
          r"(?<!\w)(?:contract|tender|lot|framework agreement|award) [^;:]{0,60}?"
          r"(?:awarded|went|goes|entrusted) to(?= )", None, "supplier"),
    _rule("contract_award",
          rf"{_HAS}(?:won|wins|landed|lands|secured|secures|been awarded|clinched|clinches)"
          r"(?= (?:the|an?|public|lot|its|two|three) (?:[^;:]{1,110}? )?"
          r"(?:contract|tender|lot|framework|award|agreement)s?\b)", "supplier"),
    _rule("contract_award", rf"{_HAS}beaten [^;:]{{3,60}}? for the contract", "supplier"),
    _rule("contract_award",
          r"(?<!\w)(?:will|is to|are to|to) (?:continue to )?(?:supply|provide|equip|computerize"
          r"|remain in charge)(?!\w)", "supplier"),
    _rule("contract_award",
          rf"{_HAS}(?:been|was|were) (?:chosen|selected|picked)"
          r"(?= (?:to|as|over|by|after|following)\b)", "supplier"),
    _rule("tender",
          rf"{_HAS}(?:put out to tender|puts out to tender|opened|opens|launched|launches|published"
          r"|publishes|issued|issues|declared void|revoked|scrapped|relaunched|relaunches"
          r"|sent for publication|closed without award)(?! without)"
          r"(?= [^;:]{0,90}?(?:tender|procurement|contract notice|call for bids|specifications"
          r"|procedure|request for information|market consultation|upgrade|maintenance)s?\b)",
          "buyer"),
    _rule("tender", rf"{_HAS}(?:put|puts) out to tender(?= (?:the|an?|its|for|on)\b)", "buyer"),
    _rule("tender",
          r"(?<!\w)(?:tender|procurement|call for tenders|contract notice) [^;:]{0,60}?"
          r"(?:issued|launched|published|opened|called) by(?= )", None, "buyer"),
    _rule("deployment contract_award",
          rf"(?<!\w){_SYSTEM}(?: [^;:]{{1,60}}?)?,? (?:supplied|developed|marketed|sold|provided) by(?= )",
          None, "supplier"),
    _rule("product_launch",
          rf"{_HAS}(?:launched|launches|unveiled|unveils|presented|presents|released|releases"
          r"|introduced|introduces|(?:is |are )launching|brings out|put on sale|puts on sale"
          r"|(?:announced|announces) the (?:immediate )?(?:availability|launch|release) of)"
          r"(?! [^;:]{0,40}?(?:tender|call|consultation|campaign|study|studies|project|program|plan|probe"
          r"|results|investigation|bid|survey|appeal|report|year)\b)(?= )", "supplier"),
    _rule("market_exit",
          rf"{_HAS}(?:(?:will |to )(?:stop|cease) (?:selling|supporting|providing|marketing|developing"
          r"|maintaining|all|its|operations|operating)|(?:will |to )end (?:support|sales|all|its"
          r"|maintenance|commercial)|(?:will leave|leaves|is leaving|quits) (?=[A-Z])|pulls out|pulled out"
          r"|(?:is |will be )pulling out|will (?:withdraw|discontinue)|stops selling"
          r"|will no longer (?:support|sell|provide|market|develop|maintain))(?!\w)", "supplier"),
    _rule("merger_acquisition", rf"{_HAS}{_BUYS}(?: from [^;:,]{{3,40}}?(?= (?:all|full|the|an?|\d)\b))?{_SHARES}{_PART_OF}(?= )", "buyer", "target",
          alone=r" [^;:]{0,100}?\b(?:stake|shares|capital|compan(?:y|ies)|business|division|unit|clinics"
          r"|activit(?:y|ies)|arm|subsidiary|ownership|rival|competitor|software|[a-z]+ vendor)\b"),
    _rule("merger_acquisition",
          r"(?<!\w)(?:was|been|be|being|is) (?:acquired|bought|taken over|purchased|absorbed)"
          r"(?: in full)? by(?= )", "target", "buyer"),
    _rule("merger_acquisition",
          rf"{_HAS}(?:is )?(?:sold|sells|selling|transferred|disposed of) (?:[^;:]{{1,60}} )?(?:business|division|unit|stake|shares"
          r"|subsidiary|activity|activities|portfolio|arm|operations|clinics|laboratories)(?: [^;:]{1,50}?)? to(?= )",
          None, "buyer"),
    _rule("merger_acquisition",
          r"(?<!\w)(?:(?:is|are|was|were|being|been) sold(?: [^;:]{1,70}?)?|passes|pass) to(?= )",
          None, "buyer"),
    _rule("funding",
          rf"{_HAS}(?:raised|raises|raise|secured|secures|closed|closes|landed|lands"
          r"|announced the closing of|announces the closing of|completed|completes|obtained|obtains|will receive|receives|received)"
          rf"(?= {_SUM})", "target"),
    _rule("funding", rf"{_HAS}(?:awarded|granted|awards|grants)(?= )", None, "target",
          then=rf"(?:, [^,;:]{{2,40}},)? {_SUM}[^;:]{{0,40}}?\b(?:grant|loan|aid|subsidy|funding)"),
    _rule("litigation_sanction",
          rf"{_HAS}(?:fined|fines|sanctioned|reprimanded|ordered|orders|obliges|obliged)(?= )", None, "target",
          then=r" (?:(?:US\$|[€£$])?\d|to (?:pay|return|hand|stop|compensate|delete)\b|for (?:[a-z]+ly )?[a-z]{3,}ing\b)"),
    _rule("litigation_sanction",
          rf"{_HAS}(?:imposed|imposes|upheld|confirmed) (?:an?|the) (?:[^;:]{{1,40}} )?(?:fine|penalty)"
          r"(?: of [^;:]{3,30}?)? on(?= )", None, "target"),
    _rule("litigation_sanction",
          r"(?<!\w)(?:(?:(?:has|had) been|was|is) fined|fined"
          rf"(?!{_FINED}))(?= (?:US\$|[€£$])?\d)", "target"),
    _rule("litigation_sanction",
          r"(?<!\w)(?:(?:has been|was|is) (?:also |finally )?ordered|ordered)"
          r"(?= to pay (?![^;:]{0,40}\b(?:costs|fees|expenses|bail)\b)"
          r"[^;:€$£]{0,40}(?:(?:US\$|[€£$])\d|\d[\d.,]* (?:thousand|million|billion|euros)))", "target"),
    _rule("litigation_sanction",
          rf"{_HAS}(?<!was )(?<!were )(?<!been )(?<!is )(?<!are )(?:fined|fines|(?:will|to) fine)"
          rf"{_FINED}(?= )", None, "target"),
    _rule("cyber_incident",
          rf"{_HAS}(?:was |were |been )(?:hit|struck|targeted|attacked|the victim|the target)"
          rf"(?= (?:by|of|in)\b)(?! in (?:{MONTH}|early|mid|late|20\d\d)\b)", "target"),
    _rule("cyber_incident",
          rf"{_HAS}(?:confirmed|acknowledged|admitted|confirms|acknowledges|admits|disclosed|reported)"
          rf"(?= [^;:]{{0,90}}?{_LOSS})", "target"),
    _rule("cyber_incident",
          r"(?<!\w)(?:[Rr]ansomware|[Cc]yberattack|[Aa]ttack|[Ii]ntrusion|[Hh]ack|[Dd]ata (?:theft|leak|breach))"
          r"(?: that (?:hit|struck|paralyzed|crippled|brought down)| (?:against|on|at))(?= )",
          None, "target"),
)  # fmt: skip
