"""Spanish headlines that put the verb before its subject, or name no subject, in the order that English has.

"Dimite la gerente del hospital", "Detenida una enfermera por robar morfina", "Suspenden las cirugías en Talca": a
model of this size loses such a verb or takes the wrong one for its subject. The same words stand in the order
of a sentence afterwards, and what is done by no one named is put in the passive.
"""

from __future__ import annotations

import re

from nlp.tables import words

_CAP = r"[A-ZÁÉÍÓÚÑ][\w-]*"
_PLACE = rf"(?P<place>(?:{_CAP} ?){{1,3}}: )?"
_ONE = r"el|la|un|una|su|otro|otra"
_MANY = r"los|las|sus|unos|unas|otros|otras|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|\d{1,3}(?:\.\d{3})*"
_PREPOSITIONS = r"en|al?|tras|por|con|para|desde|hasta|durante|ante|sin|mientras|después|antes|contra|hoy|ayer|este|esta|el"
_NO_REST = rf"(?!(?:{_PREPOSITIONS}|que|y|o|pero)(?!\w))"
_AND = r"y (?!(?:el|la|los|las|una?|dos|tres|su|sus)(?!\w))"
_NOUNS = rf"[\w-]+(?: (?!(?:{_PREPOSITIONS}|que|pero)(?!\w)|{_AND})[\w-]+(?:\.[\w-]+)*)*?"
_REST = rf"(?P<rest>(?: (?:(?:{_PREPOSITIONS})(?!\w)|{_AND})(?:[^:;]*[^:;.])?)?)(?P<stop>\.?)$"

_ALONE = words(
    "Fallece Fallecen Muere Mueren Dimite Dimiten Nace Nacen Colapsa Colapsan Peligra Peligran Quiebra Quiebran Regresa Regresan"
)
"""Verbs that have no object, so that what follows is who does it, in a headline or in a sentence."""
_IN_TITLES = words(
    "Renuncia Renuncian Vuelve Vuelven Llega Llegan Crece Crecen Sube Suben Baja Bajan Cae Caen Arranca Arrancan "
    "Avanza Avanzan Falla Fallan Aumenta Aumentan Disminuye Disminuyen Desaparece Desaparecen Ingresa Ingresan Abre Abren Reabre Reabren Cierra Cierran"
)
"""Verbs that may have one: only where nothing else is said to follow, and the number of the noun is theirs."""
_OF_PLACES = words("Abre Abren Reabre Reabren Cierra Cierran")
_PLACES = re.compile(
    r"(?:\w+ )?(?:(?:únic|últim|nuev|primer|mayor|antigu)\w* )?(?:hospital|clínica|farmacia|centro|consultorio|ambulatorio|planta|"
    r"maternidad|unidad|UCI|urgencias|quirófano|residencia|laboratorio|oficina|servicio|fábrica|sanatorio|guardia|sala)"
)
_OF_NOUN = re.compile(r" (?:al?|contra|entre) ")
_GOES = re.compile(r" (?:se )?(?:lleg|vuelv|regres|sub|baj|ca)")
_BREAKS = re.compile(
    r"Caen? \w+ (?:sistemas?|webs?|red|redes|plataformas?|servidor(?:es)?|app|página|internet)(?!\w)"
)
"""What "falls" where it fails."""
_TIME = re.compile(
    r"(?:\w+ )(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo|años?|mes(?:es)?|semanas?|días?|próxim|pasad|mañana|noche|"
    r"tarde|primer|segund|doble|mitad|\d|millones|euros|pesos|horas?|cuentas?|alto|tanto|cargo|vista|mucho)"
)
_SUBJECT_LAST = re.compile(
    rf"^{_PLACE}(?P<verb>{'|'.join(sorted(_ALONE | _IN_TITLES))})(?P<how> en bloque| a los \d{{1,3}} años|(?: un)? \d[\d.,]*[ \u00a0]?%)? "
    rf"(?P<who>(?:(?:{_ONE}|{_MANY}) {_NOUNS}|(?:{_CAP})(?: (?:de |del |la )*{_CAP})+))(?P<also>, [a-záéíóúñ][^,.:;]{{3,80}})?{_REST}"
)
_PARTICIPLES = (
    "Absuelt|Adjudicad|Agredid|Anulad|Aplazad|Aprobad|Archivad|Arrestad|Cancelad|Cerrad|Cesad|Clausurad|Condenad|Denunciad|"
    "Desalojad|Desarticulad|Desmantelad|Despedid|Destituid|Detenid|Evacuad|Hackead|Hallad|Herid|Imputad|Inaugurad|"
    "Inhabilitad|Investigad|Multad|Paralizad|Procesad|Rechazad|Reabiert|Rescatad|Restablecid|Retirad|Robad|Sancionad|Suspendid"
)
_PARTICIPLE_FIRST = re.compile(
    rf"^{_PLACE}(?P<verb>{_PARTICIPLES})(?P<end>[oa]s?)(?P<dead> muert[oa]s?)? (?P<who>(?:{_ONE}|{_MANY}) {_NOUNS}){_REST}"
)
_DONE = {
    "Anulan": "anulad", "Anuncian": "anunciad", "Aplazan": "aplazad", "Aprueban": "aprobad", "Archivan": "archivad", "Asaltan": "asaltad",
    "Cancelan": "cancelad", "Clausuran": "clausurad", "Confirman": "confirmad", "Convocan": "convocad", "Decomisan": "decomisad",
    "Desalojan": "desalojad", "Desarticulan": "desarticulad", "Desmantelan": "desmantelad", "Evacuan": "evacuad",
    "Evacúan": "evacuad", "Filtran": "filtrad", "Hackean": "hackead", "Hallan": "hallad", "Incautan": "incautad", "Investigan": "investigad",
    "Paralizan": "paralizad", "Prorrogan": "prorrogad", "Rechazan": "rechazad", "Restablecen": "restablecid",
    "Retiran": "retirad", "Revocan": "revocad", "Roban": "robad", "Secuestran": "secuestrad", "Suspenden": "suspendid",
}  # fmt: skip
_NO_ONE = re.compile(
    rf"^{_PLACE}(?P<verb>(?i:{'|'.join(_DONE)})) (?P<who>(?:(?P<det>{_ONE}|{_MANY}) )?{_NO_REST}{_NOUNS})"
    rf"{_REST}"
)
_ASKED = re.compile(
    r"^(?P<verb>Exigen|Reclaman|Alertan|Advierten) (?=(?:más|menos|de|mejor|una?|que|por|sobre)(?!\w))"
)
_CROWD = (
    "médicos|médicas|enfermeras|enfermeros|residentes|trabajadores|trabajadoras|sindicatos|vecinos|vecinas|pacientes|diputados|"
    "familiares|empleados|hospitales|farmacias|farmacéuticos|autoridades|padres|jubilados|estudiantes|usuarios|senadores|alcaldes|"
    "expertos|científicos|investigadores|sanitarios|clínicas|laboratorios|proveedores|aseguradoras|especialistas|usuarias"
)
_CROWD_LAST = re.compile(
    r"^(?P<verb>Rechazan|Exigen|Piden|Denuncian|Anuncian|Convocan|Reclaman|Bloquean|Alertan|Advierten|Acusan|Inician|Levantan|"
    rf"Protestan|Marchan|Celebran|Toman|Paralizan|Suspenden|Investigan) (?P<who>{_CROWD})(?= (?!(?:de|del|en|al?|y)(?!\w))\w|$)"
)
_FEMININE = re.compile(r"\w*(?:a|as|ión|iones|dad|dades|tud)")


def in_order(text: str) -> str:
    """A Spanish headline with its subject before the verb; any other text as it is.

    >>> in_order("Dimite la gerente del hospital de Melilla")
    'La gerente del hospital de Melilla dimite'
    >>> in_order("Hackean el hospital de Talca y piden rescate")
    'El hospital de Talca fue hackeado y piden rescate'

    Args:
        text: one sentence.
    """
    if not text[:1].isupper() or "?" in text:
        return text
    text = _CROWD_LAST.sub(_crowd, text)
    text = _ASKED.sub(lambda found: f"Ellos {found['verb'].lower()} ", text)
    if " que " in text:
        return text
    for pattern, instead in (
        (_SUBJECT_LAST, _subject),
        (_PARTICIPLE_FIRST, _was),
        (_NO_ONE, _passive),
    ):
        if found := pattern.match(text):
            return instead(found) or text
    return text


def _crowd(found: re.Match[str]) -> str:
    article = "Las" if found["who"].endswith(("as", "dades")) else "Los"
    return f"{article} {found['who']} {found['verb'].lower()}"


def _subject(found: re.Match[str]) -> str | None:
    verb, who, also = found["verb"], found["who"], found["also"] or ""
    named = who[0].isupper()
    many = re.match(rf"(?:{_MANY}) ", who) is not None
    if _TIME.match(who) or (many != verb.endswith("n")) or (also and (not named or found["rest"])):
        return None
    if verb in _OF_PLACES and not _PLACES.match(who):
        return None
    if verb in _IN_TITLES and (found["stop"] or named):
        return None
    end = "," if also else ""
    verb = "se " * (_BREAKS.match(f"{verb} {who}") is not None) + verb.lower()
    how = found["how"] or ""
    verb = f"{end} {verb}{how}"
    if found["rest"] and (
        verb.startswith(" arranc") or (_OF_NOUN.match(found["rest"]) and not _GOES.match(verb))
    ):
        return None  # "Aumentan las agresiones a médicos"
    text = f"{who}{found['rest']}{verb}" if "%" in how else f"{who}{also}{verb}{found['rest']}"
    return _opened(found, text) + found["stop"]


_FOR = re.compile(
    r"(?:\w+ )?(?:juicio|proceso|caso|causa|denuncia|querella|demanda|multa|sanción|protesta|alerta|investigación)s?(?: \w+)?"
)
"""What has its own "por": a trial for something."""


def _done(found: re.Match[str], done: str, article: str = "") -> str:
    """Who, what was done, and the rest; "por" stays with what it belongs to."""
    who, rest = article + found["who"], found["rest"]
    own = rest.startswith(" por ") and _FOR.fullmatch(who)
    text = f"{who}{rest} {done}" if own else f"{who} {done}{rest}"
    return _opened(found, text) + found["stop"]


def _was(found: re.Match[str]) -> str | None:
    if "," in found["rest"]:
        return None  # "Adjudicado el contrato, la empresa cobrará"
    be = "fueron" if found["end"].endswith("s") else "fue"
    done = f"{found['verb'].lower()}{found['end']}{found['dead'] or ''}"
    return _done(found, f"{be} {done}")


def _passive(found: re.Match[str]) -> str | None:
    who, det, verb = found["who"], found["det"], found["verb"].capitalize()
    noun = who.removeprefix(f"{det} ").split()[0] if det else who.split()[0]
    if (
        found["stop"]
        or _TIME.match(f"el {noun}")
        or noun[0].isupper()
        or re.fullmatch(_CROWD, noun)
    ):
        return None
    many = re.fullmatch(_MANY, det) is not None if det else noun.endswith("s")
    feminine = det in ("la", "las", "una", "unas", "otra", "otras") or (
        det not in ("el", "los", "un", "unos") and _FEMININE.fullmatch(noun) is not None
    )
    ending = "oa"[feminine] + "s" * many
    article = "" if det else f"{('un', 'una', 'unos', 'unas')[feminine + 2 * many]} "
    be = ("es", "son") if verb == "Investigan" else ("fue", "fueron")
    return _done(found, f"{be[many]} {_DONE[verb]}{ending}", article)


def _opened(found: re.Match[str], text: str) -> str:
    """A text behind the place that opens it, or with a capital where none does."""
    return found["place"] + text if found["place"] else text[0].upper() + text[1:]
