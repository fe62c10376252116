"""Negations that a translation lost or made: "n'était pas la moins chère" is not "was the cheapest".

The negations of the source are counted, those of one clause that stand together ("no ... a nadie", "sans aucun")
once, and held against every English word that may say one of them: "without", "fails", "unable", "free".
"""

from __future__ import annotations

import re

_W = r"[\w'’-]+"
_NEGATIONS = {
    "fr": re.compile(
        rf"(?<!\w)(?:n(?:e |['’])(?:{_W} ){{1,5}}?(?:pas|plus|jamais|aucune?|rien|personne|nul(?:le)?)(?!\w)(?! qu(?:e(?!\w)|['’]))"
        r"|ne (?:pas|plus|jamais|rien) |(?:aucune?|sans|jamais)(?! qu(?:e(?!\w)|['’]))(?![\w-]))",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"(?<!\w)(?:no|nunca|ning[uú]n[ao]?s?|nadie|sin|tampoco|jamás)(?![\w-])", re.IGNORECASE
    ),
}
_NOT_COUNTED = {
    "fr": re.compile(
        r"(?i:sans) (?:doute|cesse|faille|suite|précédent|contact|fil|égal|appel|objet|détour|conteste|surprise|délai|"
        r"attendre|tarder|compter|frontières|papiers|domicile|abri|emploi|voix|réserve|accroc|heurts?|encombre|but lucratif|"
        r"relâche|équivoque|ambages|concession|bruit|rendez-vous)(?!\w)|"
        r"(?:n['’]est|n['’]était|n['’]y est) pas (?:exclu|étrang|rare|question)\w*|n['’]en finiss?\w* pas|"
        r"fois n['’]est pas coutume|(?:n['’]a pas|pas) chômé|fait(?:es)? attendre|ne (?:\w+ ){0,3}pas tard\w+|pourquoi pas|"
        r"n['’]importe|si ce n['’]est|à moins que|avant que|plus que jamais|si jamais|ne\b[^.;]{0,60}\bque(?!\w)|n['’][^.;]{0,60}\bqu['’]",
    ),
    "es": re.compile(
        r"(?i:sin) (?:embargo|duda|parar|conexión|cobertura|sistema|luz|efecto|contacto|cables?|precedentes|dejar|cesar|"
        r"ánimo|fin(?:es)? de lucro|ganas|internet|papel|fronteras|techo|hogar|rodeos|voto|más|falta|demora|pausa|tregua|caja|"
        r"trabajo|soporte|identificar|llave|anestesia|ambages|tapujos|paliativos|ton ni|comerlo ni|pena ni|vida)(?!\w)|(?:se )?queda\w* sin|quedó sin|quedaron sin|no (?:se )?descart\w+|no obstante|no s[óo]lo|no solamente|"
        r"no únicamente|ni siquiera|no es (?:raro|extraño|casual|nuevo)|¿no\?|si no(?:[,.]|$)|o no(?:[,.]|$)|que no se|"
        r"hasta que no|a no ser|mientras no|no hay (?:dos|vuelta)|por no decir|nada más|nunca mejor dicho|no m[áa]s\b|"
        r"no les? (?:parece|gusta|ha gustado|llega)|no[^.;]{3,60}(?:sino|más que)(?!\w)",
        re.IGNORECASE,
    ),
}
"""Turns that English says without a negation, or rightly with one more or less."""
_JOINED = re.compile(r"(?![^,;:.]*(?<!\w)(?:et|y|e|mais|pero|que|qui|dont|car)(?!\w))[^,;:.]{0,60}")
"""What stands between two negations of one clause."""
_WITHOUT_AGAIN = re.compile(r"[^;:.]{0,60}")
_PREFIXED = (
    r"in(?:abilit|accessib|accura|activ|adequa|admiss|advert|appropria|capab|coheren|compat|complet|consist|correct|defin|"
    r"depend|direct|discrim|dispens|effect|effici|elig|evit|exact|experienc|explic|finit|formal|frequen|human|secur|signif|"
    r"suffici|tact|toler|valid|variab|visib|voluntar|operab|operat|exhaust|conclus|conven|exist|flexib|offens|opportun|"
    r"separab|stab)\w*|im(?:mob|mov|mut|partial|perf|person|poss|practic|prob|prop|pun)\w*|il(?:leg|lic|log)\w*|"
    r"ir(?:re[gpvms]|rat)\w*|un(?!i[toqvofl]|der|til)\w{3,}|"
    r"dis(?:abl|agre|allow|appear|approv|connect|continu|engag|lik|miss|pens|rupt|satisf|trust|appoint)\w*|non(?!ethe)-?\w+"
)
_ENGLISH = re.compile(
    r"(?<!\w)(?:not|no|never|none|nobody|nothing|nowhere|neither|nor|without|cannot|unable|non|lack\w*|absen\w*|fail\w*|"
    r"refus\w*|declin\w*|den(?:y|ies|ied)|avoid\w*|prevent\w*|block\w*|forbid\w*|forbad\w*|prohibit\w*|ban(?:s|ned)?|"
    r"bar(?:s|red)|rather|instead|hardly|barely|scarcely|rarely|seldom|few(?:er)?|little|yet|remain\w*|except\w*|exclud\w*|"
    r"far|short|until|any|anyone|anything|anymore|stop\w*|ceas\w*|rul(?:e|es|ed|ing) out|out of|miss\w*|free|only|still|before|"
    r"unless|zero|halt\w*|longer|los(?:e|es|t|ing|s)|wrong|false|otherwise|too|offline|off|but|despite|spar(?:e|ed|es|ing)|"
    rf"keep\w* from|drop\w*|empty|deprived?|dry|alone|ignor\w*|minus|vain|nil|void|{_PREFIXED}|\w+-free|"
    r"(?!nonethe|neverthe|un)\w+less(?:ly|ness)?|less)(?!\w)|n['’]t(?!\w)",
    re.IGNORECASE,
)
"""What may say a negation of the source."""
_CLEAR = re.compile(
    r"(?<!\w)(?:not(?! only| just)|no(?! less| fewer| more|\.)|never|none|nobody|neither|nor|without|cannot)(?![\w-])|n['’]t(?!\w)",
    re.IGNORECASE,
)
_NOT_FORBIDDEN = re.compile(
    r"(?:(?<!\w)(?:not|never|no longer|cannot)|n['’]t)(?: be| been| being| \w+ly){0,2} (?:forbid\w*|prohibit\w*|bann(?:ed|ing)|barred|outlawed)(?!\w)",
    re.IGNORECASE,
)
"""What a source without a negation cannot say: of "interdit" the model makes "not" and "forbidden" both."""
_ANY = {
    "fr": re.compile(
        r"(?<!\w)(?:n['’]|ne |non|pas|sans|plus|jamais|aucune?|rien|personne|ni|guère|lev\w+|fin|cess\w+|autoris\w+)(?!\w)|(?<!\w)n['’]",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"(?<!\w)(?:no|ni|nunca|ning\w+|nadie|nada|sin|tampoco|jamás|levant\w+|dej\w+|permit\w+|autoriz\w+)(?!\w)",
        re.IGNORECASE,
    ),
}
_MAY_SAY = {
    "fr": re.compile(
        r"(?<!\w)(?:n['’]|ne |non|ni|pas|sans|auc|rien|jamais|personne|in\w{3}|im[mp]|ir|ill|i[gn]|dé|dis|mal|manqu|abs|interdi|"
        r"refus|faute|hors|empêch|échou|évit|loin|peu|sauf|ex[ce]|contre|guère|à peine|nul|plutôt|zéro|cess|fin|perd|priv|"
        r"au lieu|avant|en vain|anonym|a-|moins|plus|maximum|autre)",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"(?<!\w)(?:no|ni|nun|ning|nad|sin|tampoco|jamás|in\w{3}|im|ir|il|des|dis|mal|falt|carec|aus|prohi|rechaz|neg|nieg|"
        r"fuera|evit|fracas|lejos|poc|salvo|ex[ce]|contra|apenas|nul|cero|dej|perd|pierd|priv|antes|recién|en lugar|en vez|anónim|"
        r"descart|menos|más|máximo|acab|otr|ojalá|etern|seguía|se lo)",
        re.IGNORECASE,
    ),
}
"""What of a source without a negation may be one in English."""


def unlike(source: str, lang: str, english: str) -> str:
    """What is wrong with the negations of a translation, or "".

    >>> unlike("Elle n'était pas la moins chère.", "fr", "It was the cheapest.")
    'lost: n'était pas'

    Args:
        source: the sentence that was translated.
        lang: "fr" or "es".
        english: its English.
    """
    forbidden = _NOT_FORBIDDEN.search(english)
    if forbidden and not _ANY[lang].search(source):
        return f"made: {forbidden[0]}"
    said = negations(source, lang)
    if not said:
        made = _CLEAR.search(english)
        return f"made: {made[0]}" if made and not _MAY_SAY[lang].search(source) else ""
    if len(said) > sum(1 for _ in _ENGLISH.finditer(english)):
        return f"lost: {', '.join(said)}"
    return ""


def negations(source: str, lang: str) -> list[str]:
    """The negations of a sentence that English must say too; those of one clause that stand together are one."""
    text = _NOT_COUNTED[lang].sub(lambda turn: "·" * len(turn[0]), source)
    found: list[str] = []
    last: re.Match[str] | None = None
    for negation in _NEGATIONS[lang].finditer(text):
        between = text[last.end() : negation.start()] if last else ""
        again = last and last[0].lower() == negation[0].lower() in ("sin", "sans")
        gap = _WITHOUT_AGAIN if again else _JOINED
        if last is None or gap.fullmatch(between) is None:
            found.append(negation[0].strip())
        last = negation
    return found
