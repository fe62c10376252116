"""Turns whose negation, or lack of one, the model takes for the contrary, in plainer words of the same language.

"Il est interdit de" became "it is not forbidden to", "non dévoilé" "unveiled", "ne s'est pas fait sans mal" "was not
done badly", "revoir le calendrier" "see the timetable". So is the fine whose amount was lost behind "imponer una
sanción de".
"""

from __future__ import annotations

import re

from nlp.translate.turns import said_otherwise, turn

_TO_BE = r"est|était|sera|serait|reste|restait|restera|demeure|fut|soit"
_THEY_ARE = r"sont|étaient|seront|seraient|restent|restaient|resteront|demeurent|furent|soient"
_STAYS = {"reste": "est", "restait": "était", "restera": "sera", "demeure": "est"}
_STAYS |= {"restent": "sont", "restaient": "étaient", "resteront": "seront", "demeurent": "sont"}
_WAS_HARD = {
    "s'est pas": "a été", "s'était pas": "avait été", "se sont pas": "ont été", "s'étaient pas": "avaient été",
    "se fera pas": "sera", "se feront pas": "seront", "se fait pas": "est", "se font pas": "sont",
    "se faisait pas": "était", "sera pas": "sera", "a pas été": "a été",
}  # fmt: skip
_BEHIND = {
    "du ": "le ",
    "des ": "les ",
    "de la ": "la ",
    "de l'": "l'",
    "d'une ": "une ",
    "d'un ": "un ",
}
_BEHIND |= {
    f"de {own} ": f"{own} "
    for own in ("sa", "son", "ses", "leur", "leurs", "cette", "ce", "ces", "nouvelles", "nouveaux")
}
_PLANS = (
    r"envisage(?:nt|ait|aient|rait)? de|va|vont|allait|veut|veulent|voulait|doit|doivent|devra|devront|devrait|devraient|souhaite(?:nt|ait)?|"
    r"compte(?:nt|ait)?|prévoi(?:t|ent|yait) de|entend(?:ent|ait)?|peut|peuvent|pourra|pourront|pourrait|pourraient|propose(?:nt|ait)? de|"
    r"accepte(?:nt|ait)? de|refuse(?:nt|ait)? de|contraint[es]* de|obligée?s? (?:de|à)|décidé de|promis de|demand\w+ (?:de|à)|prêt[es]* à|"
    r"faut|faudra|faudrait|pour|sans|afin de|avant de|amenée?s? à|appelée?s? à|invit\w+ à|poussée?s? à|forcée?s? (?:de|à)"
)
_SEEN = r"(?:patients?|médecins?|malades?|famille|proches|enfants?|parents|amis|collègues|film|match|images?|docteur|Dr|praticien|spécialiste)"


def _not_allowed(found: re.Match[str]) -> str:
    """ "leur est interdit" as "ne leur est pas permis"; an agreement in gender and number stays."""
    verb = _STAYS.get(found["verb"].lower(), found["verb"])
    elided = "n'" if verb[0] in "eéê" and not found["whom"] else "ne "
    more = "plus" if found["adverb"] == "désormais " else "pas"
    return f"{elided}{found['whom'] or ''}{verb} {more} permis{found['end'].removesuffix('s') if found['end'] == 's' else found['end']}"


def _hard(found: re.Match[str]) -> str:
    """ "ne s'est pas faite sans mal" as "a été difficile"."""
    verb = _WAS_HARD[found["verb"].replace("’", "'")]
    plural = verb in ("ont été", "avaient été", "seront", "sont")
    return f"{verb} difficile{'s' if plural else ''}"


def _awaiting(found: re.Match[str]) -> str:
    """ "Dans l'attente du décret" as "En attendant le décret"."""
    start = "En" if found[0][0] == "D" else "en"
    behind = found["behind"].replace("’", "'")
    return f"{start} attendant {_BEHIND[behind]}"


_TURNS = {
    "fr": (
        turn("interdit", rf"(?<!\w)(?P<whom>(?:leur|lui|nous|vous|m['’]|t['’]) ?)?(?P<verb>{_TO_BE}|{_THEY_ARE}) (?P<adverb>(?:désormais|strictement|formellement|totalement) )?interdit(?P<end>e?s?)(?= (?:de|à|au|aux|en|sur|dans|pour|depuis|par)(?!\w)| d['’]|[.,;»]|$)(?! de séjour)", _not_allowed),
        turn("dévoilé", r"(?<!\w)non dévoilé(?=(?:e?s?)(?!\w))", "non divulgué"),
        turn("sans mal", rf"(?<!\w)n(?:e |['’])(?P<verb>{'|'.join(key.replace(chr(39), '[' + chr(39) + '’]') for key in _WAS_HARD)})(?: faite?s?)? sans mal(?!\w)", _hard),
        turn("sans mal", r"(?<!\w)(?:non|pas) sans mal(?!\w)", "avec difficulté"),
        turn("à déplorer", r"(?<!\w)([Aa]ucune?) ([^,.;:«»]{3,40}?) n['’](?:est|était|a été) à (?:déplorer|signaler)(?!\w)", lambda m: f"{'Il' if m[1][0] == 'A' else 'il'} n'y a {m[1].lower()} {m[2]}"),
        turn("à signaler", r"(?<!\w)([Aa]ucune?) ([^,.;:«»]{3,40}?) n['’](?:est|était|a été) à (?:déplorer|signaler)(?!\w)", lambda m: f"{'Il' if m[1][0] == 'A' else 'il'} n'y a {m[1].lower()} {m[2]}"),
        turn("revoir", rf"(?<!\w)(?P<plan>{_PLANS}) revoir (?=(?:à la (?:baisse|hausse) )?(?:(?:l[ea]s?|ses?|son|sa|leurs?|cet(?:te)?|ces?|en profondeur|entièrement|complètement|totalement) |l['’])(?!copie)(?!{_SEEN}(?!\w)))", r"\g<plan> réviser "),
        turn("attente d", r"(?<!\w)[Dd]ans l['’]attente (?P<behind>" + "|".join(re.escape(key).replace("'", "['’]") for key in _BEHIND) + ")", _awaiting),
    ),
    "es": (
        turn("sanción de ", r"(?<!\w)(?P<verb>impuesto|impuso|impone|imponer|impondrá) una (?:multa|sanción)(?: económica)? de (?P<sum>\d[\d., \u00a0]*(?:[ \u00a0](?:mil|millón|millones)(?: de)?)?[ \u00a0]?(?:euros|€|dólares|pesos|soles)) a(?P<l>l?) (?=\w)", lambda m: {"impuesto": "multado", "impuso": "multó", "impone": "multa", "imponer": "multar", "impondrá": "multará"}[m["verb"]] + f" con {m['sum']} a{m['l']} "),
        turn("multa de ", r"(?<!\w)(?P<verb>impuesto|impuso|impone|imponer|impondrá) una (?:multa|sanción)(?: económica)? de (?P<sum>\d[\d., \u00a0]*(?:[ \u00a0](?:mil|millón|millones)(?: de)?)?[ \u00a0]?(?:euros|€|dólares|pesos|soles)) a(?P<l>l?) (?=\w)", lambda m: {"impuesto": "multado", "impuso": "multó", "impone": "multa", "imponer": "multar", "impondrá": "multará"}[m["verb"]] + f" con {m['sum']} a{m['l']} "),
    ),
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
