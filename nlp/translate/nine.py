"""French "neuf": nine or new. Where it must be new the model is shown that, and no nine may come of it.

Only what grammar leaves no doubt of is taken: behind a singular of être ("est neuf"; "sont neuf" counts),
in set phrases ("flambant neuf", "quoi de neuf"), and behind a singular noun, where no noun follows that
could be counted. All else is left to the model.
"""

from __future__ import annotations

import re

from nlp.figures import Span
from nlp.patterns import late

_GAP = r"[ \u00a0]"
_COUNTED = r"deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente"
_ENDS = r"(?=\s*(?:$|[.,;:!?)\]»”\"…–—])"
_GOES_ON = (
    rf"|{_GAP}(?:(?:et|ou|à|sur)(?!{_GAP}(?:\d|(?:{_COUNTED})(?!\w)))|mais|qui|que|dont|pour|dans|au|aux|en|avec|"
    r"sans|sous|chez|par|depuis|dès|afin|car|puisque|lorsque|quand|où|comme|est|sera|serait|était|fut|a|aura|avait|"
    r"doit|devra|devrait|peut|pourra|pourrait|va|permet|permettra|remplace|remplacera|accueille|accueillera|"
    r"abrite|abritera|ouvre|ouvrira|[^\W\d_]+(?:ra|é|ant))(?!\w))"
)
_NO_HOUR = rf"(?!{_GAP}(?:heures?|h)(?!\w))"
_BEING = (
    rf"(?:est|était|sera|serait|soit|fut|être|semble|paraît|reste|demeure)(?:{_GAP}(?:pas|plus|donc|encore|presque|"
    r"quasiment|pratiquement|totalement|entièrement|aussi|bien))?"
)
_SET = r"(?:comme|quasi|presque)"
_OBJECT = r"(?:achète|acheter|acheté|construire|construit|fait|faire|est|sont|veut|avec)"
_NO_NOUN = (
    "numéro|chiffre|nombre|article|chapitre|lot|niveau|tome|canal|score|indice|tableau|jour|mois|siècle|an|"
    "second|premier|deuxième|troisième|autre|dernier|seul|total|lundi|mardi|mercredi|jeudi|vendredi|samedi|"
    "dimanche|contre|sur|pour|par|entre|dont|puis|que|sauf|avec|sans|dès|vers|chez|voire|soit|plus|moins|"
    "environ|dans|qui|est|sont|ont|fait|font|compte|comptait|comptera|vaut|dit|quelque|les|des|aux|ces|ses|nos|"
    "vos|leurs|où|comme|tout|presque|mais|car|aussi|encore"
)
_WORD = rf"(?-i:(?!(?:{_NO_NOUN})(?!\w))[a-zà-ÿœ][\w-]+)"
_NOUN = (
    r"(?:(?:un|le|ce|cet|tout|du|au|son|mon|notre|votre|leur|chaque|aucun|nouvel)"
    rf"{_GAP}|l['’])(?:{_WORD}{_GAP}){{0,2}}(?:(?!de{_GAP}){_WORD}|(?<=un{_GAP})[A-Z]+)"
)
_TABLE = (
    (
        rf"(?<!\w){_BEING}{_GAP}(?P<new>(?:tout|flambant|battant){_GAP}neuf){_ENDS}{_GOES_ON}",
        "brand-new",
    ),
    (r"(?<!\w)(?P<new>(?:flambant|battant)[ \u00a0-]neufs?)(?!\w)", "new"),
    (rf"(?<!\w)(?<!en{_GAP})(?P<new>tout{_GAP}neuf){_ENDS}{_GOES_ON}", "new"),
    (
        rf"(?<!\w)(?:la|une|cette|sa|leur|notre|de|en){_GAP}(?P<new>remise{_GAP}à{_GAP}neuf){_NO_HOUR}",
        "refurbishment",
    ),
    (rf"(?<!\w)(?P<new>(?:remis|refait)e?s?{_GAP}à{_GAP}neuf){_NO_HOUR}", "refurbished"),
    (rf"(?<!\w)(?P<new>(?:remett|refai)re{_GAP}à{_GAP}neuf){_NO_HOUR}", "refurbish"),
    (rf"(?<!\w)(?P<new>remet{_GAP}à{_GAP}neuf){_NO_HOUR}", "refurbishes"),
    (rf"(?<!\w){_OBJECT}{_GAP}(?P<new>du{_GAP}neuf){_ENDS}{_GOES_ON}", "new"),
    (rf"(?<!\w)(?:quoi|rien|chose|a-t-il){_GAP}de{_GAP}(?P<new>neuf)(?!\w)", "new"),
    *(
        (rf"(?<!\w){before}{_GAP}(?P<new>neuf){_ENDS}{_GOES_ON}", "new")
        for before in (_BEING, _SET, _NOUN)
    ),
)
_NEW = tuple((late(pattern, re.IGNORECASE), english) for pattern, english in _TABLE)
"""What is shown of a sentence, the longer phrases first, and its English."""
_AS_GOOD = (
    "brand-new", "newly", "renovated", "renovation", "refurbish", "restored", "fresh", "novel", "modern", "new",
)  # fmt: skip
_RECKONS = late(
    r"(?<!\w)(?:sommes?|total|égale?|nombres?|chiffres?|résultats?|scores?|moyenne|produit|carré)(?!\w)",
    re.IGNORECASE,
)
"""Where that is spoken of, what is "neuf" may be nine."""
_OF_IT = late(r"(?<!\w)en(?!\w)|(?<!\w)n['’]en", re.IGNORECASE)
"""In "il en compte neuf" there are nine."""
_SAYS_NINE = late(r"(?<![\w.,-])(?:nine|9)(?!\w|[.,:]\d)", re.IGNORECASE)
_MAY_BE_NINE = late(r"(?<!\d)(?:0?9|21)(?!\d)|neuvi|vingt et une", re.IGNORECASE)
"""What else of a source may be nine in English, "9 p.m." among it."""
_NEUF = late(r"(?<!\w)neuf(?!\w)", re.IGNORECASE)


def new(text: str, lang: str) -> list[Span]:
    """Where "neuf" of a sentence means new, alone or in a phrase: spans of the kind "term"."""
    if lang != "fr" or "neuf" not in text or _RECKONS.search(text):
        return []
    found: list[Span] = []
    for pattern, english in _NEW:
        for match in pattern.finditer(text):
            start, end = match.span("new")
            clear = all(end <= span.start or start >= span.end for span in found)
            if clear and not _OF_IT.search(text[max(match.start() - 4, 0) : start]):
                found.append(Span(start, end, "term", english, _AS_GOOD))
    return sorted(found)


def with_new(text: str, lang: str, terms: list[Span]) -> list[Span]:
    """The terms of a sentence with its "neuf" for new; right behind a term the two are shown as one.

    Two annotations that touch are more than a model can order: "bloc opératoire neuf" is "new operating room".
    """
    shown = list(terms)
    for own in new(text, lang):
        before = next((term for term in shown if term.end + 1 == own.start), None)
        if before and own.english in _AS_GOOD and "(" not in before.english:
            shown[shown.index(before)] = _one(before, own)
        elif all(own.end <= term.start or own.start >= term.end for term in shown):
            shown.append(own)
    return sorted(shown)


def _one(term: Span, own: Span) -> Span:
    also = tuple(
        f"{adjective} {noun}" for adjective in _AS_GOOD for noun in (term.english, *term.also)
    )
    return Span(term.start, own.end, "term", f"new {term.english}", also)


def nine_of_new(source: str, lang: str, english: str) -> bool:
    """Whether an English sentence has a nine where all that its source has is "neuf" for new."""
    meant = new(source, lang)
    if not meant or not _SAYS_NINE.search(english) or _MAY_BE_NINE.search(source):
        return False
    return all(
        any(span.start <= found.start() < span.end for span in meant)
        for found in _NEUF.finditer(source)
    )
