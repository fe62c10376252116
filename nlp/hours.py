"""Whether hours in French and Spanish text are a time of day or a length of time: closed word lists.

Told by what stands before ("a duré 3 h 30", "à 3 h 30"), behind ("8 h par jour", "8 h du matin") or
both ("de 8 h à 18 h"). The lists hold grammar words and the commonest verbs and nouns of lasting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from nlp.calendar import FOREIGN_MONTHS, FOREIGN_WEEKDAYS
from nlp.figures import GAP
from nlp.patterns import late

CLOCK, LENGTH = "clock", "length"
_ABOUT = {
    "fr": "environ|près de|plus de|moins de|quelque|au moins|au plus|au total|presque|à peine|seulement|"
    "encore|déjà|en moyenne|en tout|entre",
    "es": "unas|casi|cerca de|más de|menos de|alrededor de|aproximadamente|al menos|solo|sólo|"
    "apenas|hasta|entre|un total de|de media|otras|las",
}
_LASTS = {
    "fr": r"dur(?:e|ent|é|a|ait|aient|era|eront|erait|er)|pris|prend|prennent|prenait|prendra|prendre|"
    r"mis|met|mettent|mettait|mettra|mettre|perdu|perd|perdent|perdre|gagné|gagne|gagnent|gagner|"
    r"économis\w+|attend|attendent|attendu|attendre|patienté|patienter|patientent|nécessit\w+|"
    r"travaill\w+|faut|fallu|fallait|faudra|totalis\w+|cumul\w+|représent\w+|font|fait|effectu\w+|"
    r"consacr\w+|pendant|durant|au bout d['e’]|en|sous|dans les|toutes les|il y a|voici|"
    r"premières|dernières|prochaines|plus de|moins de|limit(?:e|er|é|ée|és|ées) à|réduite?s? à|"
    r"ramenée?s? à|estimée?s? à|évaluée?s? à|rest(?:e|ent|ait|aient|era|eront|er|ée?s?)(?: qu(?:e|['’]))?|"
    r"attei(?:nt|nte|gnent|gnait|gnaient|ndre|ndra|ndrait)|dépass\w+|excéd\w+|avoisin\w+|frôl\w+|indisponibles?|"
    r"pass(?:e|ent|é|er|ait|aient|era)|compt(?:e|ez|er|ent)|prévo(?:ir|yez)|"
    r"inaccessibles?|hors service|hors ligne|à l['’]arrêt|fermée?s?|coupée?s?|bloquée?s?|paralysée?s?|interrompue?s?",
    "es": r"dur(?:a|an|ó|aron|aba|aban|ará|arán|aría|ado|ando|ar|e|en)|tard(?:a|an|ó|aron|ará|ar|ado)|"
    r"demor\w+|llev(?:a|an|ó|aron|aba|aban|ar|ará|ado)|toma|toman|tomó|tomar|perdió|perdieron|perder|"
    r"esper(?:a|an|ó|aron|ar)|necesit\w+|requi\w+|requer\w+|trabaj(?:a|an|ó|aron|ar|aban)|sum(?:a|an|ó)|"
    r"totaliz\w+|hace|hacía|durante|tras|en|cada|por|dentro de|últimas|primeras|próximas|más de|"
    r"menos de|limitad[oa]s? a|reducid[oa]s? a|qued(?:a|an|aba|aban|ará|arán)|alcanz\w+|super\w+|exced\w+|roz\w+|"
    r"pas(?:a|an|ó|aron|ar|aba|aban|ado)|faltan?|supon(?:e|en)|dedic(?:a|an|ó|aron|ar)|inv(?:ie|i)rt\w+|"
    r"fuera de servicio|caíd[oa]s?|inaccesibles?|indisponibles?|inactiv[oa]s?|bloquead[oa]s?|paralizad[oa]s?",
}
_LONG = {
    "fr": "délais?|durée|attente|retard|autonomie|amplitude|volume|forfait|moyenne|médiane|total|"
    "maximum|minimum|semaines?|soit",
    "es": "plazos?|duración|espera|retraso|demora|autonomía|media|mediana|total|máximo|mínimo|semanas?",
}
_THAT_LASTS = {
    "fr": r"(?:gardes?|grèves?|arrêts?|pannes?|coupures?|interruptions?|indisponibilités?|formations?|interventions?|"
    r"opérations?|réunions?|trajets?|journées?|vacations?|absences?|débrayages?|perturbations?|maintenances?|consultations?|"
    r"entretiens?|séances?|vidéos?|films?|auditions?|cours|discussions?|visites?|échanges?|attentes?|débats?|examens?)",
    "es": r"(?:guardias?|paros?|huelgas?|cortes?|caídas?|interrupci(?:ón|ones)|turnos?|jornadas?|cursos?|operaci(?:ón|ones)|"
    r"reuni(?:ón|ones)|apag(?:ón|ones)|paradas?|ausencias?|consultas?|intervenci(?:ón|ones)|cirugías?|sesi(?:ón|ones)|"
    r"entrevistas?|charlas?|visitas?|clases?|esperas?|vídeos?|videos?|películas?|debates?|ex[aá]men(?:es)?)",
}
_ONE = {
    "fr": rf"(?:une?|des|deux|trois|plusieurs) {_THAT_LASTS['fr']}",
    "es": rf"(?:una?s?|dos|tres|varias|varios) {_THAT_LASTS['es']}",
}
_THE = {
    "fr": late(
        rf"(?<!\w)(?:(?:l[ae]|cet?|cette|son|sa) |l['’]){_THAT_LASTS['fr']}(?: [\w-]+)? de $",
        re.IGNORECASE,
    ),
    "es": late(rf"(?<!\w)(?:el|la|est[ea]|su) {_THAT_LASTS['es']}(?: [\w-]+)? de $", re.IGNORECASE),
}
"""A meeting "de 2 h 30" lasts that long; one "de 14 h 30" is held then."""
_LATE = 6
_REACHES = {
    "fr": late(
        r"(?<!\w)(?:médianes?|moyennes?|durées?|temps|délais?|attentes?|records?|retards?)(?!\w)[^.;:,]{0,40}?"
        r"(?:s['’](?:établi|élèv)\w+|se situ\w+|(?:grimp|recul|baiss|tomb|descend|chut|mont|pass|revien)\w*|"
        r"(?:ramen|port|rédui|abaiss)\w+)(?: \w+){0,2} à $",
        re.IGNORECASE,
    ),
    "es": late(
        r"(?<!\w)(?:medianas?|medias?|promedios?|duración|tiempos?|plazos?|esperas?|récords?|retrasos?|demoras?)(?!\w)[^.;:,]{0,40}?"
        r"(?:se s(?:itú|itu)\w+|(?:sub|baj|ca|cay|pas|lleg|asc[ie]+nd|reduj|descend|desciend|aument)\w*)(?: \w+){0,2} (?:a|en|hasta) $",
        re.IGNORECASE,
    ),
}
"""A mean, a time or a delay that comes to so much."""
_LASTING = {
    lang: late(
        rf"(?<!\w)(?:(?:{_LASTS[lang]})(?:,? (?:{_ABOUT[lang]}),?)*"
        rf"|(?:temps|délai|tiempo|plazo)(?: (?!à |a |al )[\w'’-]+){{1,3}} d['e’](?: (?:{_ABOUT[lang]}))*"
        rf"|(?:{_LONG[lang]}|{_ONE[lang]})(?: (?!à |a |al |del? )[\w'’-]+){{0,2}} d['e’](?: (?:{_ABOUT[lang]}))*) ?$",
        re.IGNORECASE,
    )
    for lang in _LASTS
}
_AT = {
    "fr": late(
        r"(?<!\w)(?:à|vers|dès|avant|après|(?:il|heure) (?:est|était)|aux (?:alentours|environs) de|"
        r"autour de)(?: (?:environ|près de|presque))? ?$",
        re.IGNORECASE,
    ),
    "es": late(r"(?<!\w)(?<!en )(?<!dentro de )(?<!durante )las $", re.IGNORECASE),
}
_NEARLY = {
    "fr": late(r"(?<!\w)près de $", re.IGNORECASE),
    "es": late(r"(?<!\w)(?:casi|cerca de|unas) $", re.IGNORECASE),
}
_DAYS = {lang: "|".join(days) for lang, days in FOREIGN_WEEKDAYS.items()}
_MONTHS = {lang: "|".join(months) for lang, months in FOREIGN_MONTHS.items()}
_ON_DAY = {
    lang: late(
        rf"(?<!\w)(?:{_DAYS[lang]}|(?:{_MONTHS[lang]})(?: (?:de )?\d{{4}})?)(?: \d{{1,2}})?,? $",
        re.IGNORECASE,
    )
    for lang in _DAYS
}
_BEHIND = {
    "fr": late(
        r" ?(?:/ ?(?:semaine|jour|mois|an|j)(?!\w))| (?:par (?:semaine|jour|nuit|mois|trimestre|an|agent|personne|salarié|patient|poste|garde|dossier|consultation|visite|séance|"
        r"intervention|acte|trajet|infirmi\w+|soignant\w*|médecin|praticien|élève|séjour|examen|lit|équipe|semestre|dose|test|analyse)(?!\w)|hebdomadaires?|d['’]affilée|"
        r"consécutives|supplémentaires|durant(?=[.,;:]|$)|plus (?:tard|tôt)|chrono|"
        r"d(?:e |['’])(?!la |le |l['’]|ce |cet |cette |son |sa |ses |une? |hier|aujourd|demain)[a-zà-ÿ]{3})"
    ),
    "es": late(
        r" ?(?:/ ?(?:semana|día|mes|año)(?!\w))| (?:a la semana|al? (?:día|mes|año)|por (?:semana|día|jornada|guardia|paciente|consulta|turno|persona|noche|"
        r"visita|expediente|enfermer[ao]|médic[ao]|trabajador|sesión|mes|año|cama|caso|prueba)(?!\w)|"
        r"semanales|diarias|mensuales|anuales|seguidas|consecutivas|ininterrumpidas|extras?|"
        r"más tarde|después|antes|siguientes|posteriores|previas|anteriores|"
        r"de (?!la |las |los |este |esta |ese |hoy|ayer|mañana|hora |lunes|martes|miércoles|jueves|"
        r"viernes|sábado|domingo)[a-záéíóúñ]{3})(?!\w* \d)"
    ),
}
_WITHOUT = late(
    rf"{GAP}(?:sans{GAP}(?:aucune?{GAP}|l['’])?(?:réseau|électricité|courant|internet|informatique|connexion|accès|interruption|pause|"
    r"dormir|système|logiciel|serveur|téléphone|réponse|dossier)|sin"
    rf"{GAP}(?:ninguna?{GAP})?(?:red|luz|internet|electricidad|conexi[óo]n|acceso|interrupci[óo]n|pausa|dormir|sistemas?|servicio|"
    r"tel[ée]fono|respuesta|descanso|servidor))(?!\w)"
)
"""What lacks all that time: "4 h sans réseau"."""
_AFTER_LAS = late(
    r" (?:siguientes|posteriores|previas|anteriores|de (?:haber|[a-záéíóúñ]+(?:ar|er|ir)(?:l[oae]s?|se)?)(?!\w)"
    r"|de (?:la|el|su|los|las) (?!mañana|tarde|noche|madrugada))"
)
_AGO = late(
    rf"{GAP}(?:après|avant|plus tard|plus tôt|después|antes|más tarde|"
    rf"de{GAP}(?:plus|moins|más|menos)|il{GAP}y{GAP}a{GAP}(?:\w+{GAP}){{1,2}}(?:ans?|mois|années)|hace{GAP}(?:\w+{GAP}){{1,2}}(?:años?|meses))(?!\w)"
)
_FROM_PLACE = late(r" de [A-ZÀ-Ý]")
_LIKE = late(
    r", |,? (?:et|ou|y|o|à|a|contre|frente a|au lieu de|en (?:lugar|vez) de)(?: (?:les|las|de))? $"
)


class Pair(NamedTuple):
    """Two hours of one range: where each starts, what they are, and where those without a unit stand.

    `kind` is "" where nothing tells it: the model is to say.
    """

    first: int
    second: int
    kind: str
    bare: tuple[tuple[int, int], ...]


def kind_of(text: str, found: re.Match[str], lang: str, before: str, last: int) -> str:
    """CLOCK, LENGTH or "": what one expression of hours is, by the words on both sides.

    Args:
        text: the sentence.
        found: the expression; its groups are those of :mod:`nlp.times`.
        lang: "fr" or "es".
        before: what the expression before it is, "" for none.
        last: where that one ends.
    """
    only, hour = found["only"], _hour(found["only"] or found["h"])
    left = re.sub(GAP, " ", text[max(0, found.start() - 60) : found.start()])
    if hour is None or hour > 24:
        return LENGTH if only or found["said"] or found["n"] or "h" in found[0].lower() else ""
    if hour == 24 and not only and (found["m"] or found["n"]) != "00":
        return ""  # "à 24:15 de la vidéo"
    if any(found[part] for part in ("part", "later", "half")):
        return CLOCK
    if not only and hour < _LATE and _THE[lang].search(left):
        return LENGTH
    if _lasts(text, found.end(), left, lang):
        return LENGTH
    like = _LIKE.fullmatch(re.sub(GAP, " ", text[last : found.start()]))
    if before == LENGTH and like:
        return LENGTH
    if _clock_before(text, found.end(), left, lang):
        return CLOCK if hour < 24 or not only else LENGTH
    if found["long"] or found["s"] or _AGO.match(text, found.end()):
        return LENGTH
    if _WITHOUT.match(text, found.end()):
        return LENGTH
    if before == CLOCK and like and hour < 24:
        return CLOCK  # "à 8h, 10h et 16h"
    if only:
        return LENGTH if hour == 24 or _NEARLY[lang].search(left) else ""
    return CLOCK


def _hour(number: str) -> int | None:
    return int(number) if number.isdigit() else None


def _lasts(text: str, end: int, left: str, lang: str) -> bool:
    """Whether the words around say that something lasts."""
    if lang == "es" and _AT["es"].search(left):
        return False
    if _REACHES[lang].search(left):
        return True
    return bool(_LASTING[lang].search(left) or _BEHIND[lang].match(text, end))


def _clock_before(text: str, end: int, left: str, lang: str) -> bool:
    if lang == "es" and _AFTER_LAS.match(text, end):
        return False
    if lang == "fr" and _FROM_PLACE.match(text, end):
        return False  # "à 3 h de Paris"
    return bool(_AT[lang].search(left) or _ON_DAY[lang].search(left))


_ANY = {
    "fr": rf"\d{{1,2}}(?:{GAP}?(?:h|heures?)(?!\w)(?:{GAP}[0-5]\d(?!\d))?|{GAP}?h[0-5]\d(?!\d)|:[0-5]\d(?!\d)(?:{GAP}?h(?!\w))?)",
    "es": rf"\d{{1,2}}(?:{GAP}?(?:h|hs|hrs|horas?)(?!\w)(?:{GAP}[0-5]\d(?!\d))?|{GAP}?h[0-5]\d(?!\d)|[:.][0-5]\d(?!\d)(?:{GAP}?(?:horas|hrs|hs|h)(?!\w))?)",
}
_NOON = {"fr": "midi|minuit", "es": "mediodía|medianoche"}
_TO = {"fr": r"à|et|jusqu['’]à", "es": "a|y|hasta|al?"}
_RANGE = {
    lang: late(
        rf"(?<![\w.,:/])(?<!\d{GAP})(?:(?P<lead>{'de|du|entre' if lang == 'fr' else 'de|desde|entre'}){GAP}(?P<from>las?{GAP})?)?"
        rf"(?:(?P<a>{hour})|(?P<bare>\d{{1,2}})|(?P<noon>{_NOON[lang]}))"
        rf"(?:{GAP}(?P<to>{_TO[lang]}){GAP}(?P<las>las?{GAP})?|{GAP}?[-–]{GAP}?)"
        rf"(?:(?P<b>{hour})|(?P<end>{_NOON[lang]}))(?![\w:/]|{GAP}?\d)",
        re.IGNORECASE,
    )
    for lang, hour in _ANY.items()
}
_CHANGE = {
    "fr": r"pass(?:e|ent|er|é|ée|és|ées|ant|ait|era)|rédui\w+|ramen\w+|tomb\w+|descend\w+|abaiss\w+|"
    r"baiss\w+|chut\w+|augment\w+|recul\w+|port(?:er|é|ée|és|ées|ant)",
    "es": r"pas(?:a|an|ar|ó|aron|ado|ando|ará|arán)|redu\w+|baj(?:a|an|ar|ó|aron|ado|ará)|sub\w+|"
    r"ca(?:e|en|yó)|aument\w+|disminu\w+|recort\w+|acort\w+",
}
_CHANGES = {
    lang: late(rf"(?<!\w)(?:{verbs})(?: [\w'’-]+){{0,3}} $", re.IGNORECASE)
    for lang, verbs in _CHANGE.items()
}
_OPEN = {
    "fr": late(
        rf"(?<!\w)(?:ouv[re]\w*|ferm\w+|horaires?|permanence|accueil\w*|joignable|disponible|indisponible|"
        rf"{_DAYS['fr']}|{_MONTHS['fr']}|jours|matin|demain|hier|rendez-vous|lieu|tien\w+|coup\w+|"
        r"interromp\w+|maintenance|suspend\w+)(?!\w)",
        re.IGNORECASE,
    ),
    "es": late(
        rf"(?<!\w)(?:abr\w+|abiert\w+|cerr\w+|cierr\w+|horarios?|atien\w+|atend\w+|atenci\w+|disponible|"
        rf"{_DAYS['es']}|sábados|domingos|{_MONTHS['es']}|días|mañana|hoy|ayer|celebr\w+|lugar|corta\w*|"
        r"interrump\w+|mantenimiento|suspend\w+)(?!\w)",
        re.IGNORECASE,
    ),
}
_DIGITS = late(r"\d+(?:\.\d\d)?")
_NO_UNIT = late(r"[.,;:)]?(?:$| (?:del?|y|todos|cada|en|para|por) |[,;:)])")
"""What may follow "de 8.00 a 15.00": no noun, of which they would be the prices or the points."""
_PART_BEHIND = late(
    rf"{GAP}(?:du{GAP}(?:matin|soir)|de{GAP}l['’]après-midi|de{GAP}la{GAP}(?:mañana|tarde|noche|madrugada))"
)


def ranged(text: str, lang: str) -> Iterator[Pair]:
    """Ranges of hours: "de 8h à 18h", "de 8 a 15 h", "9h-17h"."""
    for found in _RANGE[lang].finditer(text):
        groups = [g for g in ("a", "bare", "noon", "b", "end") if found[g]]
        kind = _range_kind(text, found, lang)
        listed = found["bare"] or (found["to"] or "").lower() in ("et", "y")
        if found["lead"] or (kind and not listed):  # "lundi 17 à 18 h": a day and an hour
            bare = tuple(found.span(g) for g in groups if _DIGITS.fullmatch(found[g]))
            yield Pair(*(found.start(g) for g in groups), kind, bare)


def _range_kind(text: str, found: re.Match[str], lang: str) -> str:
    hours = [int(h[0]) for g in ("a", "bare", "b") if (h := re.match(r"\d+", found[g] or ""))]
    left = re.sub(GAP, " ", text[max(0, found.start() - 60) : found.start()])
    left = re.split("[;.] ", left)[-1]
    if max(hours, default=0) <= 24 and _clear(text, found):
        return CLOCK
    if max(hours) > 24 or hours[0] == 24 or _CHANGES[lang].search(left):
        return LENGTH
    said = _LASTING[lang].search(left)
    if _BEHIND[lang].match(text, found.end()) or _LASTING[lang].search(f"{left}{found['lead']} "):
        return LENGTH
    if found["a"] and not (_DIGITS.fullmatch(found["a"]) and _DIGITS.fullmatch(found["b"])):
        return LENGTH if said and (found["lead"] or "").lower() == "entre" else CLOCK
    opens = not said and hours[0] < hours[1] and _opens(text, found, left, lang)
    return CLOCK if opens and (found["bare"] or _NO_UNIT.match(text, found.end())) else ""


def _clear(text: str, found: re.Match[str]) -> bool:
    """Whether a range names noon, a part of the day, or has the article of Spanish clocks."""
    named = found["noon"] or found["end"] or found["from"] or found["las"]
    return bool(named or _PART_BEHIND.match(text, found.end()))


def _opens(text: str, found: re.Match[str], left: str, lang: str) -> bool:
    """Whether a range whose first hour has no unit is one of the day: opening hours, a day, a comma."""
    if not left.strip() or left.rstrip()[-1] in ",;:(":
        return True
    right = text[found.end() : found.end() + 40]
    return bool(_OPEN[lang].search(left) or _OPEN[lang].search(right))
