"""Parts of a Spanish clause as expressions: what counts, what happens, where and when, and a subject with what follows it."""

from __future__ import annotations

import re

CAP = r"[A-ZÁÉÍÓÚÑ][\w'’-]*\w"
ONE = r"el|la|un|una|su|este|esta|otro|otra|cada|ningún|ninguna"
SEVERAL = (
    r"los|las|unos|unas|sus|estos|estas|otros|otras|varios|varias|numerosos|numerosas|muchos|muchas|algunos|algunas|ambos|ambas|dos|tres|"
    r"cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte|treinta|cuarenta|cincuenta|cien|más de \d[\d.]*|cerca de \d[\d.]*|"
    r"casi \d[\d.]*|unos \d[\d.]*|\d[\d.]*"
)
MANY = re.compile(rf"(?:{SEVERAL}) ")
TIME = re.compile(
    r"(?:(?:el|la|los|las|este|esta|un|una|dos|tres|\d+) )(?:\w+ )?(?:pasad[oa]|próxim[oa]|poco|rato|montón|lunes|martes|miércoles|jueves|viernes|sábados?|domingos?|años?|mes(?:es)?|semanas?|días?|"
    r"mañana|noche|tarde|tardes|madrugada|horas?|minutos?|veces|vez|primero|primer (?:trimestre|semestre)|\d|mitad|trimestre|semestre|"
    r"euros|millones|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)(?!\w)"
)
"""What stands behind a verb and is when, or how much."""
_AR = ("a", "an", "ó", "aron", "aba", "aban", "ará", "arán", "aría", "arían")
_ER = ("e", "en", "ió", "ieron", "ía", "ían")
_REGULAR = {
    "particip": _AR, "colabor": _AR, "trabaj": _AR, "funcion": _AR, "aument": _AR, "fracas": _AR, "termin": _AR, "finaliz": _AR,
    "lleg": _AR, "culmin": _AR, "asist": (*_ER, "irá", "irán"), "acud": (*_ER, "irá", "irán"), "concurr": (*_ER, "irá", "irán"),
    "coincid": (*_ER, "irá", "irán"), "respond": (*_ER, "erá", "erán"), "desaparec": (*_ER, "erá", "erán"),
    "crec": (*_ER, "erá", "erán"), "nac": (*_ER, "erá", "erán"), "conclu": ("ye", "yen", "yó", "yeron", "irá", "irán"),
}  # fmt: skip
_IRREGULAR = (
    "empieza|empiezan|empezó|empezaron|empezaba|empezaban|empezará|empezarán|comienza|comienzan|comenzó|comenzaron|comenzaba|comenzaban|comenzará|comenzarán|"
    "interviene|intervienen|intervino|intervinieron|intervendrá|intervendrán|viene|vienen|vino|vinieron|vendrá|vendrán|sale|salen|salió|salieron|saldrá|saldrán"
)
_DONE = (
    "participado|colaborado|trabajado|funcionado|aumentado|fracasado|terminado|finalizado|llegado|asistido|acudido|concurrido|"
    "coincidido|respondido|descrecido|nacido|concluido|empezado|comenzado|intervenido|venido|salido|culminado"
)
_TO_DO = "participar|colaborar|trabajar|arrancar|funcionar|terminar|llegar|asistir|acudir|empezar|comenzar|intervenir|concluir|salir"
_SE = "se suma|se suman|se sumó|se sumaron|se sumará|se sumarán|se incorporó|se incorporaron|se incorporará|se incorporarán|se unieron|se unió"
GOES = (
    "|".join(stem + end for stem, ends in _REGULAR.items() for end in ends)
    + f"|{_IRREGULAR}|{_SE}|(?:ha|han|había|habían|habrá|habrán) (?:{_DONE})|(?:podrá|podrán|deberá|deberán|va a|van a) (?:{_TO_DO})"
)
BIDS = "se presentaron|se presentó|se han presentado|se ha presentado|concurrieron|concurrió|han concurrido|optaron|optó|optan|licitaron|han optado"
DET = rf"(?:{SEVERAL}|{ONE})"
CUT = r"en|desde|durante|tras|hasta|este|esta|ayer|hoy|cuando|mientras|antes|después|porque|aunque|según|para|con|sin|al?|ante|por"
SUBJECT = rf"(?P<subject>{DET} (?!(?:{CUT})(?!\w))[^\W\d][^,.;:!?«»\"“”()]*?)"
REST = rf"(?P<rest>(?: (?:{CUT})(?!\w)[^.;:!?«»\"“”]*|, [^.;:!?«»\"“”]*)?)(?P<stop>\.?)$"
NO_NOUN = r"(?:que|se|no|les?|me|nos|lo|y|o|u|medida|fin|cabo|ser|haber|es|está|fue|son|ha|han|había|qué|quien|cual|cuales|donde)(?!\w)"
WORD = rf"(?!{NO_NOUN})[\w%'’-]+(?:\.\d+)*"
_PHRASE = rf"(?:(?:{SEVERAL}|{ONE}|ese|esa|esos|esas|dicho|dicha|nuestro|nuestra) )?{WORD}(?: (?:(?:de(?: la| los| las)?|del) )?(?!(?:el|la|los|las|un|una) ){WORD}){{0,4}}?"
LEAD = rf"(?P<lead>(?:En|Al?|Desde|Tras|Durante|Con) {_PHRASE}(?P<comma>,)? )?"
ADVERB = r"(?P<adverb>(?:Aún no|Todavía no|También|Tampoco|Ya|Ahora|Hoy|Ayer|Ni siquiera|no|ya|también|aún no|todavía no) )?"
WHERE = r"(?P<where> (?:en|a|con) (?:el |la |los |las |un |una |su |este |esta )(?:[\w-]+)(?: (?:de(?: la| los| las)?|del) [\w-]+)?| al [\w-]+(?: (?:de(?: la)?|del) [\w-]+)?)?"
