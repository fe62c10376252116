"""Coined names that open a sentence: "Nortesalud ya fue sancionada", "Volnéa, qui a mis fin à ...".

The capital of a first word says nothing, and a model takes a name apart that it never saw ("Northernud"). One that no
list of the language has, and that does what one company does, is a name.
"""

from __future__ import annotations

import re
from collections.abc import Container

from nlp.tables import exonyms, fold, words
from nlp.translate.people import is_first_name

_ACTS = {
    "fr": words(
        "a avait aura est était sera serait n'a n'avait n'est n'était n'aura ne va vient doit devait devra devrait peut pouvait pourra pourrait veut compte reste devient "
        "deviendra lance lève promet propose annonce affirme assure indique précise explique conteste dément refuse accepte signe rachète achète acquiert vend cède "
        "reprend prend perd gagne remporte décroche emploie réalise revendique équipe édite fournit héberge développe commercialise déploie installe livre ouvre ferme "
        "quitte arrive rejoint entre passe poursuit attaque saisit réclame demande exige dénonce regrette répond ajoute recrute embauche supprime licencie prévoit vise "
        "espère mise table tente cherche travaille crée fonde investit double triple affiche enregistre publie dévoile présente met fait dit voit sait tient détient "
        "possède regroupe rassemble compose dispose s'est s'était s'engage s'associe s'allie s'offre s'appuie s'implante s'installe se résorbe se lance se dote se dit "
        "recule progresse bondit grimpe chute mettra fera lancera ouvrira fermera livrera versera reprendra poursuivra proposera prendra garde conserve abandonne jette "
        "échoue réussit figure appartient traverse traite apporte concentre pilote assurera traitera démarrera recevra paiera"
    ),
    "es": words(
        "ha había habrá es era fue será está estaba estuvo no ya también tiene tenía tuvo tendrá va iba puede podrá debe deberá quiere hace hizo dice dijo vende "
        "compra gana pierde factura emplea ofrece desarrolla fabrica comercializa gestiona opera cotiza crece cae cierra abre lanza presenta anuncia firma adquiere "
        "recurre recurrió niega asegura afirma defiende explica sostiene reclama exige denuncia invierte prevé espera busca planea apuesta contrata despide capta levanta "
        "deja sigue mantiene lleva llega entra sale vuelve nace une integra instala implanta despliega suministra aporta recibe obtiene logra consigue alcanza supera "
        "puso quiso vino dio obtuvo mantuvo sostuvo propuso impuso produjo redujo se"
    ),
}
"""What may stand behind a name that is the subject of a sentence: what one company or body does."""
_PAST = {
    "fr": re.compile(r"[a-zéèêç]{2,}(?:era|ira|dra|tra)"),
    "es": re.compile(r"[a-zñáéíóú]{2,}(?:ó|rá|aba)"),
}
_APPOSED = {
    "fr": re.compile(r", (?:qui|dont|que|éditeur|filiale|spécialiste|start-up|entreprise|société|fondée?|créée?|née?|basée?|installée?|détenue?|rachetée?|seule?|de son côté|pour sa part|elle|lui|quant à|à \w+|déjà)(?!\w)"),
    "es": re.compile(r", (?:que|cuy[oa]s?|con sede|filial|empresa|compañía|firma|fundada|creada|propiedad|participada|especializada|por su parte|la que|disuelta|adquirida|dueña|proveedora?)(?!\w)"),
}  # fmt: skip
_WORD_FORM = {
    "fr": re.compile(r".*(?:ée?s?|ements?|amment|emment|tions?|ons|ez|ants?|antes?|eurs?|euses?|ques?|istes?|aux|oirs?|ures?|ages?|ances?|ences?|ismes?|els?|elles?|ifs?|ives?|eux|ité|ités|isé|isée)"),
    "es": re.compile(r".*(?:mente|ción|ciones|mos|r[aá]n|aron|ieron|ando|iendo|[ai]d[oa]s?|ismo|istas?|idad|idades|aje|ajes|ores|oras|ables?|ibles?|ario|aria|arios|arias|rse|rlo|ría|rías|ía|ico|ica|icos|icas|al|ales|oso|osa|ivo|iva|aba|ó|rá|ito|ita|ero|era|eros|eras|ante|antes|ente|entes)"),
}  # fmt: skip
_ENDS = "salud|soft|med|tech|tec|data|care|net|lab|box|link|cloud|bio|pharma|farma|tek"
_COINED = re.compile(rf".*(?:{_ENDS})")
_FAMILIAR = re.compile(rf".*(?:{_ENDS}|santé|nova|gen|ware|clin|via|lys|lia|sys|dis|cia)")
"""Ends of coined names, whatever else a word looks like."""
_NEXT = re.compile(r"(?P<word>[\w'’]+)")


_NO_NAME = words(
    "enfin jamais bientôt encore pourtant surtout parfois toutefois ensuite désormais longtemps demain aussitôt partout ailleurs autrefois personne chacun "
    "porqué prevé consigue jamás quizás quizá acaso apenas alguien nadie ninguno ambos aquello mientras todavía entonces después también siempre antes donde quien"
)
"""Adverbs and pronouns, which are in no list of rare words."""


def looks_coined(word: str) -> bool:
    """Whether a word ends as coined names of companies do: "Medinube" does not, "Nortesalud" does."""
    long = len(word) > 6 and word[1:].islower()
    return long and _COINED.fullmatch(word.lower()) is not None


def opens_with_brand(text: str, word: str, lang: str, listed: Container[str]) -> bool:
    """Whether the capitalised word that opens a sentence is a coined name.

    Args:
        text: one sentence.
        word: the word that opens it.
        lang: "fr" or "es".
        listed: words of the language, lower case.
    """
    lower = word.lower()
    if (
        len(word) < 5
        or "-" in word
        or not word[1:].islower()
        or lower in listed
        or lower in _NO_NAME
        or is_first_name(word)
    ):
        return False
    if fold(word) in exonyms() or (
        _WORD_FORM[lang].fullmatch(lower) and not _FAMILIAR.fullmatch(lower)
    ):
        return False
    behind = text[text.find(word) + len(word) :]
    if _APPOSED[lang].match(behind):
        return True
    after = _NEXT.match(behind.lstrip(" \u00a0")) if behind[:1] in " \u00a0" else None
    if after is None:
        return False
    verb = after["word"].replace("’", "'")
    return verb in _ACTS[lang] or _PAST[lang].fullmatch(verb) is not None
