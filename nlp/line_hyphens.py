"""Words that a text wrapped at a column parts with a hyphen: "cha-" / "riots" is "chariots".

The hyphen goes where it stands between small letters, unless the parts are a compound that is spelled
with one: "rendez-" / "vous", "e-" / "santé". There is no list of the words of a language here, only
closed lists of what such compounds begin and end with, in French and Spanish.
"""

from __future__ import annotations

import re

from nlp.patterns import late
from nlp.tables import words

_BREAK = r"[^\S\n\r\u2028\u2029]{0,40}(?:\r\n|[\n\r\u2028\u2029])[^\S\n\r\u2028\u2029]{0,40}"
_LETTER = r"[^\W\d_]"
_PARTED = late(rf"(?<!{_LETTER})(?P<first>{_LETTER}+)[-‐]{_BREAK}(?P<then>{_LETTER}+)")
_FIGURES = late(rf"(?<=[^\W_])-{_BREAK}(?=\d)")
_ADDRESS = late(r"[@/]|www\.|\w\.\w")
_IN_ADDRESS = late(r"[@/]|\.[a-z]{2}")
_NAMED = late(r"[^\W\d_a-zß-ÿœ][a-zß-ÿœ]+")
_BOTH = words("et ou y o e u ni and or a to und")
"""What follows a hyphen that stands for a word said later: "pré- et postopératoire"."""
_FIRST = words(
    "vingt trente quarante cinquante soixante quatre sous non vice demi quasi avant après arrière contre nord sud "
    "porte chef chefs mot mots haut hauts haute hautes grand grande grands petit petite petits libre tiers compte "
    "comptes savoir médecin médecins chirurgien chirurgiens infirmier infirmiers infirmière infirmières sapeur sapeurs "
    "ingénieur ingénieurs directeur directrice secrétaire ville hôpital public publics médico hospitalo franco anglo "
    "hispano luso germano belgo italo ítalo técnico teórico político jurídico clínico económico público "
    "publico coste costo rendez medico"
)
_NUMBERS = words(
    "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt vingts"
)
_LINKS = words("en de d la le les sur sous aux au et des du lès à a y ce the of to in and")
"""The middle of a compound: "rez-de-" / "chaussée", "Aulnay-sous-" / "Bois"."""
_LINKED = late(r"(?:à|et|sur|sous)[-‐]|d[’'](?!hui\b)")
_NAME_LINKED = late(
    r"(?:ès|lès|lez|en|aux?|du|des?|les?|la)[-‐](?!ci\b|là\b|mêmes?\b)", re.IGNORECASE
)
"""What the middle of a compound begins with: "trente-" / "et-un", "Île-" / "de-France"."""
_LINKING = words("rez eau arc tout mise pot croc hors")
"""Common nouns before such a middle; other small letters may be a syllable: "ai-" / "de-soignante"."""
_SYLLABLE = words("gran cel secon bel tel quel nouvel vil sal ai gar co mo moy bi")
_SAINTS = words("Saint Sainte Jean Marie Pierre Anne Paul Louis José Luc Yves")
_NO_NAME = words("Le La Les Un Une Il On En Au Du Et De Des Ce Sa Son El Los The")
_ALONE = words("e m t x i")
"""Single letters that are no syllable at the end of a line: "e-" / "santé", "a-t-" / "il"."""
_LAST = words("il ils elle elles on nous vous même mêmes à t")
_MONTH = (
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo"
    "|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
)
_PAIRS = tuple(
    (late(first), late(then))
    for first, then in (
        (r"peut|bien", r"êtres?"),
        (r"celui|celle|ceux|celles|mois|jours?|semaines?|années?|fois|cas", r"ci|là"),
        (r"est|sont|était|sera|serait", r"ce"),
        (r"au|par", r"delà|dessus|dessous|devant"),
        (r"ci", r"dessus|dessous|contre|après|joint|jointe|devant"),
        (r"là", r"bas|haut|dessus|dedans"),
        (r"dix|soixante", "|".join(sorted(_NUMBERS))),
        (r"mi", r"temps|chemin|journée|parcours|saison|mandat|janvier|février|mars|avril|mai|juin|juillet|août"
                r"|septembre|octobre|novembre|décembre|enero|agosto|septiembre|octubre|noviembre|diciembre"),
        (r"ex", r"ministre|ministra|directeur|directrice|director|directora|président|présidente|presidente|presidenta"
                r"|salariés?|patron|filiale|consejero|consejera|secrétaire|secretario|secretaria|alcalde|maire"),
        (r"aides?", r"soignante?s?"), (r"sages?", r"femmes?"), (r"centres?", r"villes?"),
        (r"quelques", r"un(?:e?s)"), (r"open", r"source|data|access"),
        (r"coûts?|bénéfices?", r"risques?|bénéfices?|efficacité|avantages?"),
        (r"\w+ez|dites|faites", r"moi|nous|le|la|les|lui|leur|y|en"), (_MONTH, _MONTH),
        (r"télé|auto|socio|micro|bio|anti", r"[aeiouéèêâîôí]\w*"),
    )
)  # fmt: skip
_WHOLE = late(r"sous (?:crip|crit|crir|trai|tract|sign)|contre (?:ven|fa[çi]|band)|demi (?:und)")
"""Words that only look like a compound: "sous-" / "cription"."""


def without_line_hyphens(text: str) -> str:
    """``text`` with the words whole that a line end parts; other line ends stay as they are.

    The hyphens of compounds and of double names ("Marie-" / "Odile") stay, and those of figures
    ("2023-" / "2024") and addresses; the line end behind them goes.
    """
    if "-" not in text and "‐" not in text or not _has_break(text):
        return text
    return _FIGURES.sub("-", _PARTED.sub(_joined, text))


def parts_a_word(line: str, following: str) -> bool:
    """Whether a line ends within a word that goes on in the next."""
    return (
        len(line) > 2
        and line[-1] in "-‐"
        and line[-2].islower()
        and following[:1].islower()
        and following.split(None, 1)[0] not in _BOTH
    )


def _has_break(text: str) -> bool:
    return any(mark in text for mark in "\n\r\u2028\u2029")


def _joined(found: re.Match[str]) -> str:
    first, then = found["first"], found["then"]
    before = found.string[found.start() - 1 : found.start()]
    if _is_linked(found, before):
        return f"{first}-{then}"
    if then in _BOTH:
        return found[0]
    if _of_address(found):
        return f"{first}-{then}"
    if first in _SAINTS and _NAMED.fullmatch(then) and then not in _NO_NAME:
        return f"{first}-{then}"
    if _NAMED.fullmatch(first) and _NAMED.fullmatch(then) and len(then) > 3:
        return f"{first}-{then}"
    if not (first[-1].islower() and then.islower()):
        return found[0]
    return f"{first}-{then}" if _is_compound(first.lower(), then, before) else first + then


def _is_linked(found: re.Match[str], before: str) -> bool:
    """Whether a compound goes on whose middle stands before or behind: "Île-de-" / "France"."""
    first, then = found["first"], found["then"]
    if before == "-" and first in _LINKS and _NAMED.fullmatch(then):
        return True
    if not first[-1].islower():
        return False
    if _LINKED.match(found.string, found.start("then")):
        return True
    named = _NAMED.fullmatch(first) and first.lower() not in _SYLLABLE
    linked = _NAME_LINKED.match(found.string, found.start("then"))
    return bool(linked and (named or first in _LINKING))


def _of_address(found: re.Match[str]) -> bool:
    """Whether it stands in the address of a page or mailbox."""
    text = found.string
    token = text[max(0, found.start() - 60) : found.end("first")].split()[-1]
    return bool(_ADDRESS.search(token) or _IN_ADDRESS.match(text, found.end()))


def _is_compound(first: str, then: str, before: str) -> bool:
    """Whether two parts are spelled with a hyphen."""
    if _WHOLE.match(f"{first} {then}"):
        return False
    if first in _FIRST or first in _ALONE or then in _LAST:
        return True
    if before == "-" and first in _LINKS:
        return True
    return any(a.fullmatch(first) and b.fullmatch(then) for a, b in _PAIRS)
