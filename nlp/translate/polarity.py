"""Turns whose negation, or lack of one, the model takes for the contrary, in plainer words of the same language.

"Il est interdit de" became "it is not forbidden to", "non dévoilé" "unveiled", "ne s'est pas fait sans mal" "was not
done badly", "revoir le calendrier" "see the timetable". So is the fine whose amount was lost behind "imponer una
sanción de".
"""

from __future__ import annotations

import re

from nlp.translate.turns import said_otherwise, turn

_TO_BE = r"est|était|sera|serait|reste|restait|restera|demeure|fut|soit"
_STAYS = {"reste": "est", "restait": "était", "restera": "sera", "demeure": "est"}
_HAS = {"est": "a", "était": "avait", "sera": "aura", "serait": "aurait", "fut": "a", "soit": "a"}
_HAVE = {"a": "ont", "avait": "avaient", "aura": "auront", "aurait": "auraient"}
_WHO = {"aux": "les", "au": "le", "à": ""}
_STRICT = r"(?:(?P<now>désormais|dorénavant) |(?:strictement|formellement|totalement|toujours|également|aussi) )?"
_WAS_HARD = {
    "s'est pas": "a été", "s'était pas": "avait été", "se sont pas": "ont été", "s'étaient pas": "avaient été",
    "se fera pas": "sera", "se feront pas": "seront", "se fait pas": "est", "se font pas": "sont",
    "se faisait pas": "était", "sera pas": "sera", "a pas été": "a été",
}  # fmt: skip
_UNTIL = {
    "du ": "au ",
    "des ": "aux ",
    "de la ": "à la ",
    "de l'": "à l'",
    "d'une ": "à une ",
    "d'un ": "à un ",
}
_UNTIL |= {
    f"de {own} ": f"à {own} " for own in ("sa", "son", "ses", "leur", "leurs", "cette", "ce", "ces")
}
_SUM = r"(?P<sum>\d[\d., \u00a0]*(?:[ \u00a0](?:mil|millón|millones)(?: de)?)?[ \u00a0]?(?:euros|€|dólares|pesos|soles))"
_FINES = {
    "impuesto": "multado",
    "impuso": "multó",
    "impone": "multa",
    "imponer": "multar",
    "impondrá": "multará",
}
_PLANS = (
    r"envisage(?:nt|ait|aient|rait)? de|va|vont|allait|veut|veulent|voulait|doit|doivent|devra|devront|devrait|devraient|souhaite(?:nt|ait)?|"
    r"compte(?:nt|ait)?|prévoi(?:t|ent|yait) de|entend(?:ent|ait)?|peut|peuvent|pourra|pourront|pourrait|pourraient|propose(?:nt|ait)? de|"
    r"accepte(?:nt|ait)? de|refuse(?:nt|ait)? de|contraint[es]* de|obligée?s? (?:de|à)|décidé de|promis de|demand\w+ (?:de|à)|prêt[es]* à|"
    r"faut|faudra|faudrait|pour|sans|afin de|avant de|amenée?s? à|appelée?s? à|invit\w+ à|poussée?s? à|forcée?s? (?:de|à)"
)
_SEEN = r"(?:patients?|médecins?|malades?|famille|proches|enfants?|parents|amis|collègues|film|match|images?|docteur|Dr|praticien|spécialiste)"


def _may_not(found: re.Match[str]) -> str:
    """ "Il est interdit aux hôpitaux de" as "Les hôpitaux n'ont pas le droit de"."""
    verb = _STAYS.get(found["verb"], found["verb"])
    many = found["to"] == "aux"
    has = _HAVE[_HAS[verb]] if many else _HAS[verb]
    who = f"{_WHO[found['to']]} {found['who']}".strip()
    who = who[0].upper() + who[1:] if found["il"] == "I" else who
    return f"{who} n'{has} {'plus' if found['now'] else 'pas'} le droit {found['de']}"


def _not_allowed(found: re.Match[str]) -> str:
    """ "leur est interdit" as "ne leur est pas permis"."""
    verb = _STAYS.get(found["verb"], found["verb"])
    whom = found["whom"] or ""
    elided = "n'" if verb[0] in "eé" and not whom else "ne "
    return f"{elided}{whom}{verb} {'plus' if found['now'] else 'pas'} permis"


def _hard(found: re.Match[str]) -> str:
    """ "ne s'est pas faite sans mal" as "a été difficile"."""
    verb = _WAS_HARD[found["verb"].replace("’", "'")]
    plural = verb in ("ont été", "avaient été", "seront", "sont")
    return f"{verb} difficile{'s' if plural else ''}"


def _until(found: re.Match[str]) -> str:
    """ "dans l'attente du décret" as "jusqu'au décret"."""
    return (
        ("J" if found[0][0] == "D" else "j") + "usqu'" + _UNTIL[found["behind"].replace("’", "'")]
    )


def _fined(found: re.Match[str]) -> str:
    """ "impuesto una sanción de 500.000 euros a la clínica" as "multado a la clínica con 500.000 euros"."""
    return f"{_FINES[found['verb']]} a{found['who']} con {found['sum']}"


_NOTED = r"(?<!\w)(?P<none>[Aa]ucun)(?P<e>e?) (?P<what>[^,.;:«»]{3,40}?) n['’](?:est|était|a été)(?: (?:pour l['’](?:heure|instant)|toutefois|cependant|heureusement|à ce stade|encore))? à (?:déplorer|signaler)(?!\w)"
_FINE = (
    rf"(?<!\w)(?P<verb>{'|'.join(_FINES)}) una (?:multa|sanción)(?: económica)? de {_SUM} a(?P<who>l? [^,.;:()]{{3,80}}?)"
    r"(?= (?:por|tras|después|debido|al|que)(?!\w)|[,.;]|$)"
)
_NO_LOSS = r"\g<none>\g<e> \g<what> n'a été signalé\g<e>"
_TURNS = {
    "fr": (
        turn("interdit", rf"(?<!\w)(?P<il>[Ii])l (?P<verb>{_TO_BE}) {_STRICT}interdit (?P<to>aux?|à(?= (?:la|l['’]|une?|tout|toute|son|sa|ses|leurs?|ces|cette)(?:\s|(?<=['’]))))(?: (?P<who>[^,.;:«»]{{3,50}}?)) (?P<de>d(?:e (?=\w)|['’]))", _may_not),
        turn("interdit", rf"(?<!\w)(?P<whom>(?:leur|lui|nous|vous) )?(?P<verb>{_TO_BE}) {_STRICT}interdit(?= (?:de|à|au|aux)(?!\w)| d['’])(?! de séjour)", _not_allowed),
        turn("dévoilé", r"(?<!\w)non dévoilé(?=(?:e?s?)(?!\w))", "non divulgué"),
        turn("sans mal", rf"(?<!\w)n(?:e |['’])(?P<verb>{'|'.join(key.replace(chr(39), '[' + chr(39) + '’]') for key in _WAS_HARD)})(?: faite?s?)? sans mal(?!\w)", _hard),
        turn("sans mal", r"(?<!\w)(?:non|pas) sans mal(?!\w)", "avec difficulté"),
        turn("à déplorer", _NOTED, _NO_LOSS),
        turn("à signaler", _NOTED, _NO_LOSS),
        turn("revoir", rf"(?<!\w)(?P<plan>{_PLANS}) revoir (?=(?:à la (?:baisse|hausse) )?(?:(?:l[ea]s?|ses?|son|sa|leurs?|cet(?:te)?|ces?|certaine?s|plusieurs|tous les|toutes les|en profondeur|entièrement|complètement|totalement) |l['’])(?!copie)(?!{_SEEN}(?!\w)))", r"\g<plan> réviser "),
        turn("attente d", rf"(?<!\w)[Dd]ans l['’]attente (?P<behind>{'|'.join(key.replace(chr(39), '[’' + chr(39) + ']') for key in _UNTIL)})", _until),
    ),
    "es": (turn("sanción", _FINE, _fined), turn("multa", _FINE, _fined)),
}  # fmt: skip


def plainly(text: str, lang: str) -> str:
    """A sentence with such turns said otherwise; any other as it is.

    >>> plainly("Il est interdit de revendre ces données.", "fr")
    "Il n'est pas permis de revendre ces données."

    Args:
        text: one sentence.
        lang: "fr" or "es".
    """
    return said_otherwise(text, _TURNS.get(lang, ()))
