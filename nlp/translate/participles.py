"""Participles that a model of this size loses or gives to another noun, as clauses or behind their noun.

"un exercice simulant une attaque" as "qui simule", "Prévu pour janvier, le lancement a été repoussé" as "Le lancement,
prévu pour janvier, a été repoussé".
"""

from __future__ import annotations

import re

from nlp.patterns import late

_PRESENT = {"simulant": ("simule", "simulent"), "exerçant": ("exerce", "exercent")}
_DOING = late(rf"(?<![,:;] )(?P<word>[\w’'-]+) (?P<doing>{'|'.join(_PRESENT)}) (?=[\w’'«\"])")
_APPOSED = {
    "fr": late(
        r"^(?P<done>(?:Prévu|Attendu(?!e?s? qu)|Annoncé|Soutenu|Estimé|Initié|Porté|Réclamé|Promis|Évoqué|Repoussé|Reporté|Programmé|Initialement prévu|Initialement annoncé|Évalué|Demandé|Espéré|Suspendu)(?:e?s?)) "
        r"(?P<more>[^,.;:!?«»]{3,70}), (?P<np>(?:l[ea]s? |l['’]|ce(?:tte|t|s)? |son |sa |ses )(?:[\w’'-]+)(?: [\w’'()-]+){0,5}?) "
        r"(?P<verb>(?:a|ont|avait|avaient|est|sont|était|étaient|sera|seront|n['’]a|n['’]ont|n['’]est|ne|va|vont|devrait|devraient|doit|doivent|se|s['’]\w+|pourra|pourrait|devra|permet|permettent|"
        r"comprend|compte|comptent|prévoit|prévoient|réunit|réunira|porte|portera|vise|concerne|concernent|regroupe|dispose|propose|aura|coûtera|couvrira)(?!\w))"
    ),
    "es": late(
        r"^(?P<done>(?:Previst|Esperad|Anunciad|Apoyad|Estimad|Impulsad|Prometid|Dotad|Programad|Aplazad|Suspendid|Reclamad|Inicialmente previst|Presupuestad|Valorad)(?:[oa]s?)) "
        r"(?P<more>[^,.;:!?«»]{3,70}), (?P<np>(?:el |la |los |las |est[ea] |su |sus )(?:[\w’'-]+)(?: [\w’'()-]+){0,5}?) "
        r"(?P<verb>(?:ha|han|había|habían|es|son|está|están|fue|fueron|será|serán|no|se|va|van|debe|deben|debería|podrá|podría|permite|permiten|incluye|incluyen|cuenta|cuentan|prevé|prevén|reúne|"
        r"reunirá|tiene|tienen|tendrá|tendrán|durará|costará|cubrirá|contempla|busca|pretende|llegará|comenzará|empezará|abrirá)(?!\w))"
    ),
}


def with_clauses(text: str, lang: str) -> str:
    """A sentence with such participles as clauses, or behind the noun that they belong to; any other as it is.

    >>> with_clauses("Le CHU a conduit un exercice de crise simulant une attaque.", "fr")
    'Le CHU a conduit un exercice de crise qui simule une attaque.'

    Args:
        text: one sentence.
        lang: "fr" or "es".
    """
    if lang == "fr" and "ant " in text:
        text = _DOING.sub(_doing, text)
    if ", " in text and lang in _APPOSED:
        text = _APPOSED[lang].sub(_apposed, text)
    return text


def _doing(found: re.Match[str]) -> str:
    if found["word"].lower() == "en":
        return found[0]
    one, many = _PRESENT[found["doing"]]
    return f"{found['word']} qui {many if found['word'].endswith(('s', 'x')) else one} "


def _apposed(found: re.Match[str]) -> str:
    noun, done = found["np"], found["done"]
    return (
        f"{noun[0].upper()}{noun[1:]}, {done[0].lower()}{done[1:]} {found['more']}, {found['verb']}"
    )
