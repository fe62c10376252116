"""Spanish clauses whose subject stands behind the verb, in the order that English has.

"También ha participado la Unidad", "Al concurso se presentaron tres postores", "Dirige el proyecto la doctora Sanz",
"Las recetas las valida un farmacéutico": a model of this size takes what stands first for the subject, or finds
none and writes "he". Headlines of their own kind are in :mod:`nlp.translate.verb_first`.
"""

from __future__ import annotations

import re

from nlp.patterns import late
from nlp.tables import words
from nlp.translate.nouns import NOUN_PHRASE, noun_of
from nlp.translate.spanish_clauses import (
    ADVERB,
    BIDS,
    CAP,
    CUT,
    DET,
    GOES,
    LEAD,
    MANY,
    NO_NOUN,
    ONE,
    REST,
    SEVERAL,
    SUBJECT,
    TIME,
    WHERE,
    WORD,
)

_INTRANSITIVE = late(rf"^{LEAD}{ADVERB}(?P<verb>(?i:{GOES})){WHERE} {SUBJECT}{REST}")
_TENDER = late(
    rf"^(?:Al? (?:(?P<the>la|esta|dicha|las?) )?)(?P<what>(?:concurso|licitación|subasta|convocatoria|puja)(?: [\w-]+){{0,6}}?) (?P<verb>{BIDS}) {SUBJECT}{REST}"
)
_PARTED = re.compile(
    r"(?:ha |han |había |habían |podrá |podrán )?(?:particip|colabor|trabaj|asist|acud|interv|funcion|respond)",
    re.IGNORECASE,
)
"""Verbs of which what is said behind the subject is said; of others it belongs to the subject, or may: "Aumentaron los contagios en residencias"."""
_PHASES = re.compile(
    r"(?:.* )?(?:termin|finaliz|culmin|conclu|empez|empiez|comenz|comienz)", re.IGNORECASE
)
_HAS_PHASES = re.compile(
    rf"{DET} (?:\w+ )?(?:obras?|trabajos|fases?|plazos?|reuni|juicio|proceso|auditoría|guerra|pruebas?|campaña|per[ií]odo|investigaci|negociaci|construcción|despliegue|"
    r"instalación|licitación|vacunación|proyectos?|programas?|planes|ensayos?|huelga|consultas?|migración|etapas?|congreso|jornadas?|ronda|sesi|descanso|crisis|tratamiento|votación)"
)
"""What begins and ends; of anything else somebody who is not named may begin it: "Empezó la carrera en 2010"."""
_DOES = (
    "preside|presidió|presidirá|presidía|dirige|dirigió|dirigirá|dirigía|financia|financió|financiará|desarrolla|desarrolló|desarrollará|desarrollaron|coordina|"
    "coordinó|coordinará|lidera|lideró|liderará|encabeza|encabezó|encabezará|ganó|gana|ganará|ganaron|paga|pagó|pagará|pagarán|firma|firman|firmó|firmaron|firmarán|"
    "suscribieron|suscriben|ocupa|ocupó|ocupará|organiza|organizan|organizó|organizará|impulsa|impulsó|impulsan|inauguró|inaugura|inaugurará|clausuró|clausurará|asume|"
    "asumió|asumirá|construye|construirá|construyó|redactó|elaboró|diseñó|imparte|impartió|impartirá|gestiona|gestionó|gestionará|patrocina|cofinancia|supervisa|"
    "ha presentado|han presentado|ha firmado|han firmado|ha desarrollado|han desarrollado|ha coordinado|ha dirigido|ha presidido|ha ganado|ha inaugurado|ha financiado|ha diseñado|"
    "completan|completa|realizó|realizará|realizaron|elaboraron|atiende|atenderá"
)
_OBJECT = r"(?P<object>(?:el|la|los|las) [a-zñáéíóú]+(?: (?:de(?: la| los| las)?|del) [\w-]+| [a-zñáéíóú]+(?:al|ales|ivo|iva|ico|ica|ario|aria|ido|ida|ado|ada|eo|ea))?)"
_TRANSITIVE = late(
    rf"^(?P<verb>{'|'.join(v[0].upper() + v[1:] for v in _DOES.split('|'))}) {_OBJECT} "
    rf"(?P<subject>{DET} (?!(?:{CUT})(?!\w))[^,.;:!?«»\"“”()]*?|{CAP}(?: (?:de |del |de la )?{CAP})+)(?P<name>, {CAP}(?: (?:de |del |de la )?{CAP})+(?=,|\.?$))?{REST}"
)
_VERB = r"(?:ha |han |había |habían )?[a-zñáéíóú]{2,}(?:[aeó]|an|en|aron|ieron|aba|aban|ía|ían|ará|erá|irá|arán|erán|irán|ado|ido|izo|echo|uvo|uso)"
_TWICE = late(
    rf"^(?P<det>El|La|Los|Las|Este|Esta|Estos|Estas) (?P<noun>{WORD}(?: (?:(?:de(?: la| los| las)?|del) )?(?!(?:el|la|los|las|un|una|lo) ){WORD}){{0,5}}?)(?<! a)(?<! en)(?<! de)(?<! con)(?<! por)(?<! para)(?<! sin)(?<! sobre)(?<! tras)(?<! ante) (?P<clitic>lo|la|los|las) (?P<verb>{_VERB}) "
    rf"{SUBJECT}{REST}"
)
_CLITIC = {
    "el": "lo",
    "la": "la",
    "los": "los",
    "las": "las",
    "este": "lo",
    "esta": "la",
    "estos": "los",
    "estas": "las",
}
_IT = late(
    rf"^(?P<lead>(?:Hasta ahora|Ahora|Antes|Actualmente|Hasta entonces) )?(?P<clitic>[Ll]o|[Ll]a|[Ll]os|[Ll]as) (?P<verb>(?:(?<=[Ll]o )|(?<=\w \w\w )|(?<=\w \w\w\w ))"
    rf"(?:{_DOES}|usa|utiliza|revisa|comprueba|comprobaba|revisaba|hacía|controla|controlaba|recibe|recibirá)|[a-zñáéíóú]{{3,}}(?:ó|aron|ieron|ará|arán|erán|irán|aba|aban)) {SUBJECT}{REST}"
)
_AND_IT = late(
    rf"(?<= y )(?P<clitic>lo|la|los|las) (?P<verb>[a-zñáéíóú]{{3,}}(?:ó|aron|ieron|ará|arán|aba|aban|ía|ían)) (?P<subject>{DET} (?!(?:{CUT})(?!\w))[\w-]+(?: (?:de(?: la| los| las)?|del) [\w-]+)?)(?=[.,;»\"”]|$)"
)
_RESERVED = late(
    r"^(?P<lead>[^,.;:]{3,40}, )?(?P<se>[Ss]e) (?P<has>ha|han) reservado (?P<what>(?P<det>un|una|el|la|los|las|dos|tres|cuatro|cinco|diez|\d+) [\w-]+(?: de [\w-]+)?) a(?P<l>l?) (?=\w)"
)
_DISMISSED = {
    "despidió": "despedid", "ha despedido": "despedid", "detuvo": "detenid", "ha detenido": "detenid", "informó": "informad", "ha informado": "informad",
    "cesó": "cesad", "ha cesado": "cesad", "destituyó": "destituid", "ha destituido": "destituid", "trasladó": "trasladad", "ha trasladado": "trasladad",
    "indemnizó": "indemnizad", "ha indemnizado": "indemnizad", "contrató": "contratad", "ha contratado": "contratad",
}  # fmt: skip
_TO_PEOPLE = late(
    rf"^Se (?P<verb>{'|'.join(_DISMISSED)}) a(?P<l>l?) (?P<who>(?:(?P<det>{SEVERAL}|un|una|la|su) )?[a-zñáéíóú]{{3,}}(?: (?:de(?: la| los| las)?|del) [\w-]+)?)(?= (?:por|en|el|este|ayer|hoy|con|tras|sobre|de que|que) |[.,]|$)"
)
_FEMININE = words("la las una unas estas esta otras varias muchas numerosas algunas ambas")
_OPENERS = words(
    "en a al desde tras durante con entre para aún todavía también tampoco ya después luego ahora hoy ayer ni hasta antes actualmente lo la los las el este esta "
    "estos estas se como"
)


def subject_first(text: str) -> str:
    """A Spanish sentence with its subject before the verb; any other text as it is.

    >>> subject_first("También ha participado la Unidad de Innovación.")
    'La Unidad de Innovación también ha participado.'
    >>> subject_first("Las recetas las valida un farmacéutico.")
    'Un farmacéutico valida las recetas.'

    Args:
        text: one sentence.
    """
    if " y l" in text:
        text = _AND_IT.sub(_and_it, text)
    first, _, rest = text.partition(" ")
    if not first[:1].isupper() or not rest or text[-1] == "?":
        return text
    if first.lower() in _OPENERS:
        patterns = (_TENDER, _TWICE, _IT, _RESERVED, _TO_PEOPLE, _INTRANSITIVE)
    else:
        patterns = (_TRANSITIVE, _INTRANSITIVE)
    for pattern in patterns:
        if (found := pattern.match(text)) and (said := _SAID[pattern](found)):
            return said
    return text


def _agrees(verb: str, subject: str) -> bool:
    """Whether the number of a verb is that of the noun behind it."""
    several = MANY.match(subject) is not None or " y " in subject
    verb = verb.lower()
    return several == verb.split()[
        0 if verb[:2] in ("ha", "va") or verb[:3] in ("pod", "deb") else -1
    ].endswith("n")


def _opened(text: str) -> str:
    return text[0].upper() + text[1:]


_VERB_BEHIND_AND = late(rf" y (?:{GOES})(?!\w)")
_LISTED = re.compile(
    rf",(?: {CAP})+ y |, (?:{SEVERAL}|{ONE}) |, (?!que|uno|una|cuy)[\w ]{{2,40}} y "
)
"""What goes on with what a subject names first: "Participaron dos médicos, un técnico y ..."."""
_LONG = 90  # characters of a subject behind which the verb would be lost
_BEHIND = ("ahora ", "hoy ", "ayer ")


def _goes(found: re.Match[str]) -> str | None:
    verb, subject, rest = found["verb"], found["subject"], found["rest"]
    lead, adverb, where = found["lead"] or "", found["adverb"] or "", found["where"] or ""
    if (
        (TIME.match(subject + " ") and not verb.startswith("se sum"))
        or not _agrees(verb, subject)
        or not (lead or adverb or where or verb[0].isupper())
    ):
        return None
    if ((lead or adverb) and verb[0].isupper()) or _LISTED.match(rest):
        return None
    if _VERB_BEHIND_AND.search(subject):
        return None
    if _PHASES.match(verb) and not _HAS_PHASES.match(subject):
        return None
    if rest[:1] == " " and (_GOES_ON.search(subject) or not _PARTED.match(verb)):
        subject, rest = subject + rest, ""
    where += f" {adverb.lower().strip()}" if adverb.lower() in _BEHIND else ""
    verb = f"{'' if adverb.lower() in _BEHIND else adverb}{verb}"
    verb = verb[0].lower() + verb[1:]
    if len(subject) > _LONG:
        return None
    if not lead:
        return f"{_opened(subject)} {verb}{where}{rest}{found['stop']}"
    if found["comma"] or _WHEN.match(lead):
        return f"{lead.rstrip(', ')}, {subject} {verb}{where}{rest}{found['stop']}"
    return f"{_opened(subject)} {verb} {lead[0].lower()}{lead[1:-1]}{where}{rest}{found['stop']}"


_WHEN = re.compile(
    r"(?:Tras|Desde|Durante|Con|(?:En|Al|A) (?:(?:el|la|los|las|este|esta|un|una) )?(?:\w+ )?(?:\d{4}|año|mes|semana|día|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|"
    r"octubre|noviembre|diciembre|final\w*|principios|otoño|verano|primavera|invierno|total|cambio|paralelo|concreto|realidad|momento|horas?|caso|lugar)(?!\w))"
)


def _bids(found: re.Match[str]) -> str | None:
    if not _agrees(found["verb"], found["subject"]):
        return None
    has = {"han": "han presentado", "ha": "ha presentado"}.get(
        found["verb"].removeprefix("se ").split()[0]
    )
    done = has or ("presentaron" if found["verb"].endswith("n") else "presentó")
    done = "presentan" if found["verb"] == "optan" else done
    to = f"a {found['the']}" if found["the"] else "al"
    return f"{_opened(found['subject'])} {done} ofertas {to} {found['what']}{found['rest']}{found['stop']}"


def _does(found: re.Match[str]) -> str | None:
    subject, name = found["subject"], found["name"] or ""
    if TIME.match(subject + " ") or not _agrees(found["verb"], subject):
        return None
    rest = found["rest"]
    if subject[0].isupper() and rest.startswith(", ") and rest.count(",") == 1:
        name, rest = rest, ""
    elif _LISTED.match(rest):
        return None
    subject, rest = _with_clause(subject, rest)
    name = f"{name}," if name else ""
    verb = found["verb"][0].lower() + found["verb"][1:]
    return f"{_opened(subject)}{name} {verb} {found['object']}{rest}{found['stop']}"


def _twice(found: re.Match[str]) -> str | None:
    if (
        _CLITIC[found["det"].lower()] != found["clitic"]
        or not _agrees(found["verb"], found["subject"])
        or TIME.match(found["subject"] + " ")
    ):
        return None
    phrase = NOUN_PHRASE["es"].match(found[0])
    noun = noun_of(phrase, "es") if phrase else None
    if noun and noun.who in ("f", "m"):
        return None  # "El perro lo despertó", "La ministra la recibió"
    if _LISTED.match(found["rest"]) or re.match(r"(?:ha |han )?(?:" + NO_NOUN + ")", found["verb"]):
        return None
    subject, rest = _with_clause(found["subject"], found["rest"])
    return f"{_opened(subject)} {found['verb']} {found['det'].lower()} {found['noun']}{rest}{found['stop']}"


def _with_clause(subject: str, rest: str) -> tuple[str, str]:
    """A subject with the whole of a clause that it has: "un fondo que hasta ahora invertía en olivos"."""
    return (subject + rest, "") if _GOES_ON.search(subject) and rest[:1] == " " else (subject, rest)


_GOES_ON = re.compile(r" que(?: |$)|\w(?:ad|id)[oa]s?$")


def _it(found: re.Match[str]) -> str | None:
    if TIME.match(found["subject"] + " ") or not _agrees(found["verb"], found["subject"]):
        return None
    if _LISTED.match(found["rest"]):
        return None
    lead = found["lead"] or ""
    subject, rest = _with_clause(found["subject"], found["rest"])
    subject = subject if lead else _opened(subject)
    return f"{lead}{subject} {found['clitic'].lower()} {found['verb']}{rest}{found['stop']}"


def _and_it(found: re.Match[str]) -> str:
    """ "y los comprobaba una enfermera" as "y una enfermera los comprobaba"."""
    subject, verb = found["subject"], found["verb"]
    if TIME.match(subject + " ") or not _agrees(verb, subject):
        return found[0]
    return f"{subject} {found['clitic']} {verb}"


def _reserved(found: re.Match[str]) -> str:
    lead, what = found["lead"] or "", found["what"]
    ending = "oa"[found["det"] in ("una", "la", "las")] + "s" * (found["has"] == "han")
    to = "el " if found["l"] else ""
    return (
        f"{lead}{what if lead else _opened(what)} {found['has']} sido reservad{ending} para {to}"
        + found.string[found.end() :]
    )


def _to_people(found: re.Match[str]) -> str | None:
    who, det = found["who"], found["det"] or ""
    if not (found["l"] or det):
        return None
    many = MANY.match(f"{det} ") is not None
    ending = "oa"[det in _FEMININE] + "s" * many
    be = ("fue", "fueron") if not found["verb"].startswith("ha ") else ("ha sido", "han sido")
    return (
        f"{_opened('el ' * bool(found['l']) + who)} {be[many]} {_DISMISSED[found['verb']]}{ending}"
        + found.string[found.end() :]
    )


_SAID = {
    _INTRANSITIVE: _goes, _TENDER: _bids, _TRANSITIVE: _does, _TWICE: _twice, _IT: _it, _RESERVED: _reserved, _TO_PEOPLE: _to_people,
}  # fmt: skip
