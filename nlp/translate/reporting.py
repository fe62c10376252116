"""Who says it, where the press puts that behind: "..., a-t-on appris auprès de la direction", "..., promet la directrice, Anne Roux".

A model of this size makes "it has learned" of the first and leaves the name of the second hanging behind the verb.
"""

from __future__ import annotations

import re

from nlp.patterns import late
from nlp.translate.turns import said_otherwise, turn

_BEHIND = late(
    r"[»”\"],? (?:\w+['’ ]){0,3}?\w+ (?:l[ae] |el |l['’]|su |son |sa )[^,.;:«»“”\"]{2,70}, (?P<name>[^,.;:«»“”\"]{3,50})\.?$"
)
"""Whose title stands before the name, behind a quotation."""
_HANGING = late(
    r"(?P<mark>,[\"”] )(?P<title>(?:the|its|his|her|their) [^,.;:\"“”]{2,70}?)(?: (?:has|had|have))? (?P<verb>said|says|explained|explains|replied|replies|admitted|admits|added|adds|summed up|sums up|acknowledged|acknowledges|"
    r"noted|notes|recalled|recalls|stressed|stresses|insisted|insists|promised|promises|announced|announces|warned|warns|concluded|concludes|commented|comments|argued|argues|decided|decides|"
    r"answered|answers|regretted|regrets|complained|complains|confirmed|confirms|maintained|maintains|pointed out|points out),? (?P<name>[A-ZÀ-ÖØ-Þ][^,;:\"“”]{2,50}?)(?P<end>\.?)$"
)
_DATE = r"(?:(?:ce |hier|jeudi|lundi|mardi|mercredi|vendredi|samedi|dimanche|le \d{1,2}(?:er)? \w+)(?: (?:matin|soir|\d{1,2} \w+|lundi|mardi|mercredi|jeudi|vendredi))? )"
_LEARNED = late(
    rf"^(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ' -]+ [-–—] )?(?P<said>(?P<first>L[ea]s? |L['’]|Une? |Des |Deux |Trois |Son |Sa |Ses |Ce(?:tte|t|s)? |Aucune? |Plusieurs |Quatre |Cinq |Six |Sept |Huit |Neuf |Dix |Douze |Quinze |Vingt |Trente |Quelque |Près |Environ |Plus |Tou(?:s|tes) |Seule?s? |Ils? |Elles? |On |[A-ZÀ-Þ0-9])[^«»“”\"]{{10,160}}?), a-t-on appris (?P<when>{_DATE})?"
    rf"(?:auprès d(?P<of>u|es|e la|e l['’]|e|['’]) ?(?P<who>[^,.;:«»“”\"]{{3,90}}?))(?P<end>\.?)$"
)
_FROM = {"u": "le ", "es": "les ", "e la": "la ", "e l'": "l'", "e": "", "'": ""}
_ON = late(
    r"(?P<comma>, )(?P<verb>[a-zà-ÿ]+)(?:-t)?-on(?P<know> savoir)? (?:du côté |auprès |chez |dans l['’]entourage |au sein )?(?P<to>à la |à l['’]|au |aux |de la |de l['’]|du |des )(?P<who>[^,.;:«»“”\"]{3,70}?)(?=\.?$)"
)
_ASKS = {
    "fr": tuple(
        turn(
            verb,
            rf"(?P<mark>[?!] ?[»”\"], )(?:{self})?{verb}(?= (?:[A-ZÀ-Þ]|une? |l[ea] |l['’]|son |sa ))",
            r"\g<mark>questionne",
        )
        for self, verb in (("s['’]", "interroge"), ("se ", "demande"))
    ),
    "es": (
        turn(
            "se interroga",
            r"(?P<mark>[?!][»”\"], )se interroga(?= (?:[A-ZÁ-Ú]|una? |el |la |su ))",
            r"\g<mark>pregunta",
        ),
    ),
}
"""Who asks, behind a question: the reflexive verbs came out as an interview."""
_ON_VERBS = frozenset(["promet", "fait", "assure"])
_TO = {
    "à la ": "la ",
    "à l'": "l'",
    "au ": "le ",
    "aux ": "les ",
    "de la ": "la ",
    "de l'": "l'",
    "du ": "le ",
    "des ": "les ",
}


def by_whom(text: str, lang: str) -> str:
    """A sentence with whoever says it where English has it, and whoever asks not asked himself; any other as it is.

    >>> by_whom("Le service rouvrira lundi, a-t-on appris auprès de la direction.", "fr")
    'La direction a indiqué que le service rouvrira lundi.'

    Args:
        text: one sentence.
        lang: "fr" or "es".
    """
    text = said_otherwise(text, _ASKS.get(lang, ()))
    if lang == "fr" and "-on" in text:
        text = _LEARNED.sub(_learned, text) if "-on appris" in text else _ON.sub(_on, text)
    return text


def with_speaker(source: str, english: str) -> str:
    """English in which the name behind a title hangs behind the verb, with the verb before both.

    >>> with_speaker("« Oui », explique la directrice, Ana Roux.", '"Yes," the director explains, Ana Roux.')
    '"Yes," explains the director, Ana Roux.'

    Args:
        source: the sentence in French or Spanish.
        english: its translation.
    """
    if "," not in english[-60:] or not any(mark in source for mark in '»”"'):
        return english
    there = _BEHIND.search(source)
    said = _HANGING.search(english) if there else None
    if said is None or there is None or there["name"].split()[-1] not in said["name"]:
        return english
    verb = said["verb"] if " " not in said["verb"] else "said"
    return f"{english[: said.start()]}{said['mark']}{verb} {said['title']}, {said['name']}{said['end']}"


def _learned(found: re.Match[str]) -> str:
    said = found["said"]
    who = _FROM[found["of"].replace("’", "'")] + found["who"]
    many = re.match(r"(?:les|deux|trois|plusieurs|ses|leurs|nos|\d+) ", who) is not None
    if len(found["first"]) > 1:  # a small word, and no name or figure
        said = said[0].lower() + said[1:]
    que = "qu'" if said[0] in "aeiouéèêàâîôû" else "que "
    when = f" {found['when'].strip()}" if found["when"] else ""
    place = found["place"] or ""
    return f"{place}{who[0].upper()}{who[1:]} {'ont' if many else 'a'} indiqué{when} {que}{said}{found['end']}"


def _on(found: re.Match[str]) -> str:
    if found["verb"] not in _ON_VERBS or (found["verb"] == "fait") != bool(found["know"]):
        return found[0]
    to = _TO[found["to"].replace("’", "'")]
    verb = found["verb"] + (found["know"] or "")
    return f"{found['comma']}{_many(verb) if to == 'les ' else verb} {to}{found['who']}"


def _many(verb: str) -> str:
    """The plural of such a verb."""
    return {"fait savoir": "font savoir", "promet": "promettent"}.get(verb, f"{verb}nt")
