"""What a sentence tells as not done, undone, denied, feared or only hoped for, and so is no fact.

"Decided not to fine Lumenor", "annulled the contract awarded to Lumenor", "denies having bought
Lumenor", "hopes to raise €4 million": the words for the event are there, the event is not. Read is
the clause that leads to those words, and what comes after them where it takes them back.
"""

from __future__ import annotations

from nlp.patterns import late
from nlp.tables import words

_EVENT = (
    r"(?:contracts?|agreements?|deals?|awards?|renewal|lots?|fines?|penalt(?:y|ies)|sanctions?|damages|judge?ments?|rulings?"
    r"|decisions?|orders?|grants?|loans?|aid|subsid(?:y|ies)|funding|rounds?|acquisition|takeover|purchase|sale|merger"
    r"|transaction|plans?|projects?|bid|offer|decree|law|rule|regulation)"
)
_DO = (  # verbs that make an event: "pay" is none, as a fine that is not paid is a fine
    r"(?:award|sign|w[io]n|fin(?:e|ed|es|ing)\b|impos|order|buy|bought|acquir|purchas|tak|took|rais|obtain|receiv|grant|secur"
    r"|land|clos(?:e|ing) (?:an?|the|its)\b|complet|choos|chos|select|sell|g[ia]ve|hand|renew|conclud|notif|levy|sanction"
    r"|fund|financ|lend|sentenc|conven|publish|confirm|issu|hold\b|held\b|go\b|entrust|accept)\w*"
)
_ADVERBS = (
    r"(?:(?:yet|still|ever|even|in fact|actually|finally|already|formally|officially|been|be|being|have|has|having|to|immediately"
    r"|necessarily|also|directly|therefore|however|manage|managed|succeed|succeeded|in|dare|want|wish|able|get) )*"
)
_GAP = r"[^,;:]{0,90}"
_NEGATED = (
    rf"\b(?:not|never|cannot|no longer|yet to|[a-z]+n['’]t) (?!only\b){_ADVERBS}(?:{_DO}\b{_GAP})?$",
    rf"\b(?:[Nn]o|[Nn]either|[Nn]or|without (?:an?|any)|without) (?:{_EVENT}\b{_GAP})?$",
    rf"\b(?:not (?:(?:have|need) to|required to)|will not) pay\b{_GAP}$",
    rf"\b(?:nearly|almost|narrowly|all but) (?:{_DO}\b{_GAP})?$",
)
_REFUSED = (  # what follows was not done
    r"(?:refus(?:es?|ed|ing)|declin(?:es?|ed|ing)|fail(?:s|ed|ing)?|unable|not able|powerless|gave up|gives? up|given up"
    r"|giving up|renounc(?:es?|ed|ing)|abandon(?:s|ed|ing)?|dropp?(?:s|ed|ing)?|rul(?:es?|ed|ing) out|avoid(?:s|ed|ing)?"
    r"|escap(?:es?|ed|ing)|c[ao]mes? close|reluctant|in no hurry|(?:decid|advis|vot|rul|warn)(?:es?|ed|s|ing)? against|against"
    r"|stop(?:s|ped|ping)? short of|clear(?:s|ed)? of|[Ii]nstead of|[Rr]ather than|prevent(?:s|ed|ing)? \S+ from)"
)
_MEANT = (  # what follows was meant, asked or feared
    r"(?:hop(?:es?|ed|ing)|plans?|planned|planning|intend(?:s|ed|ing)?|want(?:s|ed|ing)?|needs?|needed|wish(?:es|ed|ing)?|seek(?:s|ing)?"
    r"|sought|aim(?:s|ed|ing)?|tr(?:y|ies|ied|ying)|attempt(?:s|ed|ing)?|threaten(?:s|ed|ing)?|consider(?:s|ed|ing)?"
    r"|look(?:s|ing)?|ready|expect(?:s|ing)?|eager|prepar(?:es|ing)|ask(?:s|ed|ing)?|request(?:s|ed|ing)?|urg(?:es?|ed|ing)|call(?:s|ed|ing)? on \S+)"
)
_THROUGH = r"(?:(?:in|on|of|at|the idea|the plan|its plans?|their plans?|any attempt|an attempt|its attempt|the hope) )*"
_COMPLEMENT = rf"(?:to |from )?(?:{_ADVERBS}{_DO}\b{_GAP})?$"
_INTENDED = (
    rf"\b{_MEANT} {_THROUGH}(?:to )(?:{_ADVERBS}{_DO}\b{_GAP})?$",
    rf"\b(?:dream(?:s|ed|ing)? of|consider(?:s|ed|ing)?|mull(?:s|ed|ing)?(?: over)?|th(?:ink|inks|inking|ought) (?:of|about)) (?:{_DO}\b{_GAP})?$",
    rf"\b(?:could|may|might|would) (?:have )?(?:{_ADVERBS}{_DO}\b{_GAP})?$",
)
_UNDONE_BEFORE = (
    rf"\b{_REFUSED} {_THROUGH}{_COMPLEMENT}",
    rf"\b(?:was|were) (?:due )?to (?:{_DO}\b{_GAP})?$",
)
_DENIED = (
    rf"\b(?:den(?:y|ies|ied|ying)|disput(?:es?|ed|ing)|refut(?:es?|ed|ing)|contest(?:s|ed|ing)?|reject(?:s|ed|ing)?|dismiss(?:es|ed)?)"
    rf" (?:(?:as false )?that|ever|having|reports?|rumou?rs?|claims?|suggestions?|it|buying|selling|winning|signing|awarding)\b{_GAP}$",
    rf"\b(?:reject|dismiss|refus|den[iy]|thr(?:ew|ow)|declin)\w* (?:out )?(?:\S+ ){{1,3}}?"
    rf"(?:request|claim|application|bid|demand|motion|proposal|plan|offer|call)s? (?:to|that|for)\b{_GAP}$",
    rf"\b(?:rumou?rs?|speculation|fears?|false|untrue|not true|no evidence|no proof|hoax|unlikely|doubts?) (?:that|of)\b{_GAP}$",
    rf"\b(?:[Nn]either|[Nn]ot|[Nn]obody|[Nn]o one|[a-z]+n['’]t|declined to|refused to)\b[^,;:]{{0,30}} (?:confirm|say|reveal)(?:ed|s)? (?:that|whether|if)\b{_GAP}$",
    rf"\b(?:whether|[Ii]f|[Uu]nless|[Cc]ontrary to|in the event (?:of|that)|provided that|on condition that)\b{_GAP}$",
    rf"\b(?:[Oo]riginally|[Ii]nitially|at first)\b{_GAP}$",
)
_OBJECT = (  # the event noun that a verb undoes, with what describes it
    r"(?:(?!(?:to|appeals?|against|requests?|claims?|challenges?|complaints?|objections?|than|after|for|if|with|says?|said|claims?|is|are|was|were|has|have|had|that|which|who)\b)[^\s,;:]+ ){0,7}?"
)
_UNDOES = (
    r"(?:annul(?:s|led|ling)?|overturn(?:s|ed|ing)?|quash(?:es|ed|ing)?|cancel(?:s|l?ed|l?ing)?|revok(?:es?|ed|ing)|rescind(?:s|ed)?"
    r"|terminat(?:es?|ed|ing)|void(?:s|ed)?|invalidat(?:es?|ed)|revers(?:es?|ed|ing)|withdr(?:ew|aws?|awn|awing)|scrap(?:s|ped|ping)?"
    r"|return(?:s|ed|ing)?|repa(?:y|ys|id|ying)|(?:pa(?:y|ys|id|ying)|g[ia]ves?) back|str(?:ikes?|uck) down|set(?:s|ting)? aside"
    r"|let off|t(?:ears?|ore) up|claw(?:s|ed) back|ditch(?:es|ed)|lift(?:s|ed|ing)?|waiv(?:es?|ed)|spared?|los(?:t|es?)|miss(?:ed|es)|turn(?:s|ed|ing)? down|refus(?:es?|ed|ing)|declin(?:es?|ed)"
    r"|call(?:s|ed|ing)? off|abandon(?:s|ed|ing)?|suspend(?:s|ed|ing)?|block(?:s|ed|ing)?|fr(?:eezes?|oze|ozen)|bre?o?ak?e?(?:s|n)? off"
    r"|postpon(?:es?|ed|ing)|halt(?:s|ed)?|thr(?:ew|ows?|own) out|back(?:s|ed) out of|walk(?:s|ed) away from|dropp?(?:s|ed|ing)?|avoid(?:s|ed|ing)?|escap(?:es?|ed|ing)|evad(?:es?|ed)|reject(?:s|ed|ing)?|renounc(?:es?|ed)"
    r"|giv(?:es?|ing) up|gave up|den(?:y|ies|ied)(?= (?:[A-Z]|it\b|the (?:hospital|company|vendor)))|end(?:s|ed|ing)?|appl(?:y|ies|ied|ying) for|shelv(?:es?|ed))"
)
_RISKED = (
    r"(?:fac(?:es?|ed|ing)|risk(?:s|ed|ing)?|punishable (?:by|with)|threatened with|liable (?:to|for)|exposed to|carr(?:y|ies)"
    r"|incurs?|provid(?:es?|ing) for|recommend(?:s|ed)?|propos(?:es?|ed)|call(?:s|ed|ing)? for|allows?)"
)
_UNDO = late(
    rf"(?<!\ba )(?<!\ban )(?<!\bthe )\b(?:{_UNDOES}|{_RISKED}) (?:{_OBJECT}{_EVENT}\b{_GAP}|{_OBJECT})$"
)
_CUT = late(  # "cut the €4 million grant to €1 million"
    r"\b(?:cut|cuts|reduc(?:es|ed)|slash(?:es|ed)|lower(?:s|ed)|trim(?:s|med)) (?:the|its|their|this|that|an?) $"
)
_FIGURE = late(r"(?:US\$|[€£$])?\d")
_NOT_UNDONE = late(  # "refused to annul the fine", "wants the fine cancelled", "may terminate"
    r"\b(?:refus\w+|declin\w+|fail\w+|not|never|cannot|[a-z]+n['’]t|unable|may|might|can|could|would|should|wants?|wanted|ask\w*|sought"
    r"|seek\w*|demand\w*|hop(?:es?|ed|ing)|tr(?:y|ies|ied|ying)|threaten\w*|request\w*|against|no|without) (?:\w+ ){0,3}$"
)
_BACK = (
    r"(?:annul|overturn|quash|cancel|revok|rescind|terminat|invalidat|revers|withdr[ae]w|scrap|suspend|struck|strik|block|drop|return|repa[iy]"
    r"|abandon|postpon|call|turn)\w*(?: it| them)?(?: (?:down|off|aside|back))?"
)
_UNDONE = (
    r"(?:annulled|overturned|quashed|cancell?ed|revoked|rescinded|terminated|withdrawn|suspended|struck down|set aside|voided|(?:declared )?"
    r"(?:null and )?void|declared (?:unlawful|illegal|invalid)|reversed|scrapped|abandoned|dropped|called off|invalidated|lifted|waived"
    r"|blocked|halted|frozen|shelved|put on hold|put off|pushed back|postponed|refused|rejected)"
)
_CONDITION = late(r"^(?:If|Unless)\b[^;:]*\b(?:will|would|could|may)(?: [a-z]+)?(?: be)? $")
_SAW = late(r"\b(?:saw|sees|seen|had|got|gets) (?:its|their|the|an?) (?:\w+ )?$")
_PARTICIPLE = late(rf"[^,;:€$£]{{0,12}} {_UNDONE}\b")
_BE = (
    r"(?:was|were|is|are|(?:has|have|had) (?:now |since |just |finally |also )?been|will be|got|ended up)"
    r"(?: (?!not\b)(?:\w+ly|then|later|since|now|soon|also|in turn))?"
)
_WILL_NOT = r"(?:did|will|does|has|have) not (?:take place|go ahead|(?:been?|get) (?:sign|award|grant|complet|impos|approv|issu)\w+)"
_PLAIN = (  # words of the same clause
    r"(?:(?!\b(?:after|because|when|since|whose|as|while|which|who|to (?!the |an? |[A-Z])|and|but|although|though|if|until|before|replac\w+)\b)"
    r"[^,;:]|,(?=\d)){0,90}?"
)
_TAKEN_BACK = late(
    rf"{_PLAIN}(?:,[^,;:]{{2,90}},|,(?= (?:{_WILL_NOT}|{_BE} {_UNDONE})))? (?:{_BE} {_UNDONE}|(?:has )?f[ae]ll(?:en)? through|(?:has )?collapsed|{_WILL_NOT}"
    r"|never materiali[sz]ed|hangs over|(?:is|was|are|were) (?:false|untrue|a hoax|unfounded|baseless))\b"
    rf"|{_PLAIN},? (?:but|before|until) (?:then )?(?:it|they|this|that|the (?:(?!previous|old|former|first|second)\w+ ){{0,2}}?{_EVENT}(?: \w+)?)"
    rf" {_BE} {_UNDONE}\b|{_PLAIN},? (?:but|before|until)(?: (?!(?:refus|declin|fail|not|never|could|may|might|can|ask|want|tr)\w*\b)[\w-]+){{0,5}}?"
    rf" (?:{_BACK} (?:it|them|this|the (?:\w+ ){{0,2}}?{_EVENT})\b|struck it down|set it aside|called it off"
    r"|changed (?:its|his|her|their) mind|backed out|pulled out|fell through|gave it up)"
    rf"|[^,;:€$£]{{0,12}} (?:cancell?ed|annulled|overturned|quashed|waived|lifted|revoked) (?:on|by|in|after)\b"
)
_ASIDE = late(r",(?! (?:but|and|while|then|so|yet)\b)[^,;:]{2,140},(?!\d)")
_OPENING = late(
    r"^(?:After|Before|Despite|Although|Though|While|When|Having|Following|Since|Because|In|On|At|With|Without|Instead of|Contrary to"
    r"|Unlike|Not only|To|By|For|Last|This|Rather than)\b[^,]*,(?!\d)"
)
_FINITE = (
    r"(?:(?:[a-z]+ly|has|have|had|will|is|are|was|were|then|instead|later|also|now|finally|it|they|he|she|the \w+|[A-Z]\w+) ){0,3}"
    r"(?:[a-z]+ed|awards|signs|won|wins|bought|buys|sold|sells|chose|chooses|took|takes|gave|gives|put|puts|set|sets|made|makes|went|held|paid"
    r"|kept|got|fines|orders|raises|grants|imposes|acquires|was|has|is|were|had|will)\b"
)
_BOUNDARY = late(
    rf"[;:()“”\"!?]| [–—-] |,(?!\d)| but | and (?={_FINITE})| (?:after|since|because|when|while|although|though|before|until|whereas) "
)
_WINDOW, _NEAR = 260, 60  # characters before the words for an event that are read, and of them

_LEADS = late("|".join((*_NEGATED, *_UNDONE_BEFORE, *_DENIED)))
_MEANS = late("|".join(_INTENDED))
_CAN_BE_UNDONE = words(
    "contract_award merger_acquisition partnership funding litigation_sanction regulation_policy"
    " certification deployment market_exit product_launch appointment conference"
)
"""Events that an end takes back: a tender that is cancelled or an attack that is stopped remains one."""
_CAN_BE_MEANT = words("contract_award merger_acquisition funding litigation_sanction")
"""Events of which a plan is none yet: a withdrawal or a go-live that is planned has its day."""


def is_unreal(sentence: str, start: int, end: int, event: str) -> bool:
    """Whether the words ``start:end`` for ``event`` are told as not done, or taken back behind them."""
    if sentence.startswith("to ", start):
        start += len("to ")  # "was to end": the "to" belongs to what leads here
    lead = _clause(sentence, start)
    if _CONDITION.search(sentence[:start]):
        return True
    if _LEADS.search(lead) or (event in _CAN_BE_MEANT and _MEANS.search(lead)):
        return True
    if event not in _CAN_BE_UNDONE:
        return False
    if _FIGURE.match(sentence, start) and _CUT.search(lead):
        return True
    if _SAW.search(lead) and _PARTICIPLE.match(sentence, end):
        return True
    undone = _UNDO.search(lead)
    if undone and not _NOT_UNDONE.search(lead, 0, undone.start()):
        return True
    return _TAKEN_BACK.match(sentence, end) is not None


def _clause(sentence: str, start: int) -> str:
    """What leads to ``start`` in its clause, without asides and what opens the sentence."""
    lead = sentence[max(0, start - _WINDOW) : start]
    lead = _ASIDE.sub("", _OPENING.sub("", lead))
    whole = lead + sentence[start : start + _NEAR]  # what comes tells whether "and" opens a clause
    ends = [found.end() for found in _BOUNDARY.finditer(whole) if found.end() <= len(lead)]
    return lead[ends[-1] :] if ends else lead
