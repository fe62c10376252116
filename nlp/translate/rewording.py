"""Turns of French and Spanish that a model of this size takes for others, said otherwise before it reads them.

"au plus tard le 28 février" became "on February 28 later", and "d'ici le 28 février" is "by February 28". What is
put is as good in the source's own language, and says the same; names, figures and terms stay as they are.
"""

from __future__ import annotations

import re

from nlp.calendar import FOREIGN_MONTHS, FOREIGN_WEEKDAYS
from nlp.translate.turns import Turn, said_otherwise, turn
from nlp.translate.verb_first import in_order

_CAP = r"[A-ZÀ-ÖØ-Þ][\w-]*"
_WEEKDAY = {lang: "|".join(days) for lang, days in FOREIGN_WEEKDAYS.items()}
_MONTH = {lang: "|".join(months) for lang, months in FOREIGN_MONTHS.items()}
_DAY = {
    "fr": rf"(?=(?:(?:{_WEEKDAY['fr']}) )?\d{{1,2}}(?:er)?[ \u00a0](?:{_MONTH['fr']}))",
    "es": rf"(?=(?:(?:{_WEEKDAY['es']})(?: día)?,? )?\d{{1,2}}º?[ \u00a0]de[ \u00a0](?:{_MONTH['es']}))",
}
_DAY_INSIDE = {
    lang: re.compile(rf"(?<=[–—,·:|-] )(?:{'|'.join(map(str.capitalize, days))})(?=,? \d)")
    for lang, days in FOREIGN_WEEKDAYS.items()
}
"""A weekday with a capital behind a mark, as in the dateline of a letter."""
_COURT = {  # who does it is not said: "Condenan a un exdirector"
    "Agreden": "agredido", "Amenazan": "amenazado", "Apartan": "apartado", "Asesinan": "asesinado", "Designan": "designado",
    "Eligen": "elegido", "Expulsan": "expulsado", "Premian": "premiado", "Relevan": "relevado", "Rescatan": "rescatado",
    "Secuestran": "secuestrado", "Sustituyen": "sustituido", "Suspenden": "suspendido",
    "Absuelven": "absuelto", "Acusan": "acusado", "Arrestan": "arrestado", "Cesan": "cesado",
    "Condenan": "condenado", "Demandan": "demandado", "Denuncian": "denunciado", "Despiden": "despedido",
    "Destituyen": "destituido", "Detienen": "detenido", "Imputan": "imputado", "Inhabilitan": "inhabilitado",
    "Investigan": "investigado", "Multan": "multado", "Nombran": "nombrado", "Procesan": "procesado",
    "Sancionan": "sancionado",
}  # fmt: skip
_PERSON = (
    r"(?!\w+[aei]r(?!\w))(?:(?:un|una|la|los|las|su|sus|otros?|dos|tres|cuatro|cinco|seis|siete|ocho|diez|\d+)[ \u00a0])?"
    rf"(?:(?:ex)?[a-zñáéíóú]+(?: {_CAP}){{0,3}}|{_CAP}(?: {_CAP}){{0,3}})(?: del? (?:la )?(?:{_CAP}|[a-zñáéíóú]+))?"
)
_IMPERSONAL = re.compile(
    rf"^(?P<place>(?:{_CAP} ?){{1,3}}: )?(?P<verb>(?i:{'|'.join(_COURT)}))"
    r"(?P<with> con (?:una multa de )?[\d.,]+ (?:mil |millones de |millones )?(?:de )?(?:euros|pesos|dólares|soles))? "
    rf"a(?P<l>l?) (?P<who>{_PERSON})(?= (?:por|tras|como|a pagar|a \w+ (?:años|meses)|de haber|de \w+[aei]r|con|en)(?!\w)|$)"
)
_MANY = re.compile(r"(?:los|las|sus|otros|dos|tres|cuatro|cinco|seis|siete|ocho|diez|\d+)[ \u00a0]")
_NO_PERSON = re.compile(r"(?:años|meses|días|euros|pesos|horas|multa|prisión)(?!\w)")


_SAYS = (
    "dij|dic|respond|contest|explic|asegur|afirm|añad|señal|pregunt|replic|repus|insist|reconoc|admit|relat|cuent|"
    "brome|resum|coment|agreg|apunt|precis|subray|recuerd|record|advirt|adviert|sostuv|sostien|concluy|matiz|indic|declar"
)


def _passive(found: re.Match[str]) -> str:
    """ "Absuelven a un exdirector por fraude" as "Un exdirector fue absuelto por fraude"."""
    who = found["who"]
    if _NO_PERSON.search(who):
        return found[0]
    many = _MANY.match(who) is not None
    participle = _COURT[found["verb"].capitalize()] + "s" * many
    who = f"el {who}" if found["l"] else who
    who = who if found["place"] else who[0].upper() + who[1:]
    return f"{found['place'] or ''}{who} {'fueron' if many else 'fue'} {participle}{found['with'] or ''}"


_TURNS = {
    "fr": (
        turn("plus tard", rf"(?<!\w)au plus tard (?:(?P<day>le )(?={_DAY['fr'][3:-1]})|en (?=(?:{_MONTH['fr']})(?!\w)))", lambda m: "d'ici " + (m["day"] or "")),
        turn("h", r"(?<!\w)sous (?P<hours>\d{1,3})[ \u00a0](?:heures?|h)(?!\w)", r"dans un délai de \g<hours> heures"),
        turn("seul", r"(?<!\w)(un|une) (\w{4,}) (seule?)(?= (?:ne|n['’]|peut|pourra|doit|suffit|sera|est|a)(?!\w)|[.;,)])", r"\1 \2 tout \3"),
        turn("passer d", r"(?<!\w)(?:[sm]e|te|nous|vous) passer d(?:e |['’])(?!(?:la même|cette) (?:façon|manière)|commentaires?)", "fonctionner sans "),
        turn("cumulable", r"(?<!\w)(?:n['’]est|ne sont) pas (cumul)able(s?)(?!\w)", r"ne peut pas être \1ée\2"),
        turn("disante", r"(?<!\w)moins[ -]disante(s?)(?!\w)", r"moins chère\1"),
        turn("allong", r"(?<!\w)allong(e|ent|é|ée|er|ait|era)(?= (?:les |la |le |l['’])(?:attente|délais?|durée|files?|liste))", r"augment\1"),
        turn("préf", r"(?<!\w)préféré (?=l['’]offre|la proposition|celle|celui)", "retenu "),
        turn("stupéfiant", r"(?<!\w)stupéfiants(?!\w)", "narcotiques"),
        turn("postes", r"(?<=\d )postes(?= (?:Windows|Linux|infectés|chiffrés|touchés|connectés|équipés|sur (?:un total|les))|, sur un total)", "postes de travail"),
        turn("rançonn", r"(?<!\w)(a|ont|avait|avaient) été rançonnée?s?(?!\w)", r"\1 été victime d'une demande de rançon"),
        turn("colmat", r"(?<!\w)colmat(?=(?:ée?s?|er|é)(?!\w))", "combl"),
        turn("rabot", r"(?<!\w)rabot(?:é(?P<end>e?s?)|(?P<verb>er))(?!\w)", lambda m: "réduire" if m["verb"] else "réduit" + m["end"]),
        turn("épingl", r"(?<!\w)épingl(?=(?:ent|ée?s?|er|ait|ant)(?!\w))|(?<=[ls] )épingl(?=e (?:les?|la|une?|[ls]['’]))|(?<=[a-z]{3} )(?<!son )(?<!une )épingl(?=e (?:les?|la|une?|l['’])(?!\w))", "critiqu"),
        turn("condamn", r"^(?P<who>(?:L[ea] |Les |L['’]|Un |Une )?[^,.;:!?«»]{3,60}?)(?<!est)(?<!sont)(?<!été)(?<!sera) (?P<verb>condamnée?s?) (?=à (?:verser|payer|rembourser|indemniser|dédommager|restituer) |en appel)", r"\g<who> est \g<verb> "),
        turn("sans ", r"(?<!\w)((?:trait|consult|collect|utilis|conserv|partag|vend|transm|publi|diffus|copi)\w+) (sans (?:autorisation|consentement|accord)) ((?:des|les|ces|ses) [^,.;:]{3,40}?)(?= (?:et|pour|à|au|aux|dans)(?!\w)|[,.;:]|$)", r"\1 \3 \2"),
        turn("qu", r"(?<!\w)n['’]est plus (accessible|disponible|consultable|ouvert|ouverte|possible|utilisable) qu(?:['’](?=en|à|au|aux|avec|après|par|sur|aux)|e )", r"est désormais \1 seulement "),
    ),
    "es": (
        turn("—", rf"^—(?P<said>[^—]{{2,300}}?),? —(?P<who>(?:{_SAYS})\w* [^—]{{2,80}}?)\.?(?:—(?P<mark>[.,]?))?$", r"«\g<said>», \g<who>."),
        turn("a", rf"(?<!\w)(?:a más tardar|como (?:máximo|muy tarde)) (?:el )?(?={_DAY['es'][3:-1]})", "antes del "),
        turn("cargos", r"(?<=\d )cargos (?=nuevos(?!\w))|(?<=nuevos )cargos(?! (?:contra|penales|por|fiscales|de conciencia))(?!\w)", lambda m: "puestos" + " " * m[0].endswith(" ")),
        turn("paro", r"(?<=(?:as|es) de )paro(?! (?:cardi|respirat|registrado|juvenil))(?!\w)|(?<=convocan un )paro|(?<=convoca un )paro|(?<=convocaron un )paro|(?<=convocó un )paro|(?<=anunció un )paro|(?<=anunciaron un )paro|(?<!\w)paro(?= (?:nacional|general|indefinido|de (?:24|48|72)))", "huelga"),
        turn("¿", rf"(¿(?:Puede|Podrá|Debe|Pueden|Deben|Podrán)) (\w+[aei]r) ((?:el|la|los|las|un|una) \w+|{_CAP})(?=\?)", r"\1 \3 \2"),
        turn("Nos ", r"(?<!\w)Nos (?=(?:deben|adeudan) )", "Ellos nos "),
        turn("impedir", r"(?<!\w)impedir (durante [^.;]{3,60}?),? que ([^,.;]{4,80}?) (acced|us|utiliz|consult|compr|vend|particip|entr)(i?er|ar)an(?P<rest>[^,.;]{0,60})", r"impedir que \2 \3\4an\g<rest> \1"),
        turn("ningun", r"(?<=[\"“«])ninguna (?=\w+á(?!\w))", "ni una sola "),
        turn("intervenid", r"(?<=EPS )fue intervenida|(?<=IPS )fue intervenida", "fue puesta bajo control del Gobierno"),
        turn("cesó", r"(?<!\w)cesó en (?=(?:el|su) cargo(?!\w))", "dejó "),
        turn("a bolsa", r"(?<!\w)salió a (?=[bB]olsa(?!\w))", "comenzó a cotizar en "),
        turn("a la nube", r"(?<!\w)sub(ió|ieron|ir) (?=(?:(?:los|las|sus|unos|unas|el|la) )?\w+(?: \w+){0,3} a la nube)", lambda m: {"ió": "cargó", "ieron": "cargaron", "ir": "cargar"}[m[1]] + " "),
        turn("guardia", r"(?<!\w)([Ll]a|[Uu]na) guardia (?=del (?:[Hh]ospital|[Ss]anatorio)(?!\w))", lambda m: ("Las" if m[1][0].isupper() else "las") + " urgencias "),
        *(Turn(cue, _IMPERSONAL, _passive) for cue in ("an a", "en a", "n con", "n al")),
    ),
}  # fmt: skip


def reworded(text: str, lang: str) -> str:
    """A sentence with such turns said otherwise; any other as it is.

    Args:
        text: one sentence.
        lang: "fr" or "es".
    """
    text = _DAY_INSIDE[lang].sub(lambda day: day[0].lower(), text)
    if lang == "es":
        text = in_order(text)
    return said_otherwise(text, _TURNS.get(lang, ()))
