"""Nouns that a sentence has as its subject: who holds a post, a body, a thing; with the gender that the article tells.

For what stands in for them in the next sentence: "La ministre ... Son entourage", "El sistema ... Incluye".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from nlp.tables import words

_POSTS = {
    "fr": re.compile(
        r"(?:ex-?|vice-|sous-|co-?|sous|télé)?(?:ministre|maire|direct(?:eur|rice)|président|présidente|secrétaire|députée?|sénat(?:eur|rice)|médecin|"
        r"docteure?|professeure?|chirurgien|chirurgienne|pharmacien|pharmacienne|infirmi(?:er|ère)|chef|cheffe|responsable|dirigeante?|fondat(?:eur|rice)|"
        r"pdg|dg|dsi|rssi|porte-parole|avocate?|juge|procureure?|magistrate?|préfète?|préfet|élue?|patron|patronne|ingénieure?|cherche(?:ur|use)|prévenue?|"
        r"accusée?|suspecte?|patiente?|plaignante?|homme|femme|déléguée?|conseill(?:er|ère)|commissaire|rapporteure?|étudiante?|interne|praticien|praticienne|"
        r"généraliste|aide-soignante?|sage-femme|experte?|consultante?|adjointe?|syndicaliste|adolescente?|dame|entrepreneure?|entrepreneuse|dentiste|"
        r"urgentiste|psychiatre|biologiste|informaticien|informaticienne|technicien|technicienne|développe(?:ur|use)|auteure?|autrice|coordinat(?:eur|rice)|"
        r"coordonnat(?:eur|rice)|gérante?|doyen|doyenne|rect(?:eur|rice)|intéressée?|retraitée?|soignante?|quadragénaire|quinquagénaire|trentenaire|"
        r"sexagénaire|septuagénaire|\w+ologue|anesthésiste|gouverneure?|inspect(?:eur|rice)|élève|jeune)"
    ),
    "es": re.compile(
        r"(?:ex-?|vice|sub|co)?(?:ministr[oa]|alcalde|alcaldesa|director[a]?|directiv[oa]|president[ea]|secretari[oa]|diputad[oa]|senador[a]?|consejer[oa]|"
        r"gerent[ea]|médic[oa]|doctora?|profesora?|cirujan[oa]|farmacéutic[oa]|enfermer[oa]|jef[ea]|responsable|fundadora?|portavoz|portavoza|vocera|vocero|"
        r"abogad[oa]|letrad[oa]|jueza?|fiscal|magistrad[oa]|ponente|superintendent[ea]|gobernadora?|rectora?|decan[oa]|ingenier[oa]|investigadora?|"
        r"acusad[oa]|imputad[oa]|procesad[oa]|condenad[oa]|celadora?|paciente|denunciante|edil|concejala?|delegad[oa]|intendent[ea]|comisionad[oa]|"
        r"coordinadora?|especialista|expert[oa]|psiquiatra|\w+ólog[oa]|funcionari[oa]|empresari[oa]|emprendedora?|ceo|titular|mandatari[oa]|legisladora?|"
        r"parlamentari[oa]|dirigente|sindicalista|madre|padre|mujer|hombre|joven|detenid[oa]|autora?|facultativ[oa]|residente|matrona|perit[oa]|inspectora?|"
        r"asesora?|contralora?|defensora?|procuradora?|comisari[oa]|internista|pediatra|anestesista|intensivista|radiólog[oa]|congresista|premier|canciller|"
        r"decana|viuda|exministr[oa]|anciana?|vocal|catedrátic[oa]|consultor|alumn[oa]|becari[oa]|afectad[oa]|asegurad[oa])"
    ),
}
"""Nouns of one person, whose gender the article tells: "la ministre", "el portavoz"."""
_BODIES = {
    "fr": words(
        "société entreprise éditeur groupe firme filiale start-up startup pme fabricant industriel prestataire hébergeur intégrateur cabinet fournisseur "
        "laboratoire hôpital clinique établissement centre chu chru ch ght agence ars cnil association fédération syndicat ministère département région "
        "métropole commune ville mairie collectivité gouvernement état conseil commission comité tribunal cour parquet université institut consortium "
        "coopérative mutuelle assureur banque fonds fondation ordre collectif réseau maison plateforme autorité direction administration assurance caisse "
        "cnam anssi délégation structure organisation organisme opérateur distributeur constructeur pépite licorne concurrent équipementier"
    ),
    "es": words(
        "empresa compañía firma grupo multinacional hospital clínica centro fundación asociación sindicato ministerio consejería departamento agencia servicio "
        "gobierno consejo junta ayuntamiento universidad instituto consorcio tribunal juzgado audiencia sala fiscalía policía banco fondo aseguradora consultora proveedor "
        "proveedora startup entidad institución organización organismo comité comisión colegio federación confederación mutua filial operadora tecnológica "
        "laboratorio cooperativa unión partido plataforma corporación sociedad administración gerencia dirección desarrolladora integradora distribuidora "
        "adjudicataria cadena secretaría superintendencia contraloría defensoría municipalidad alcaldía gobernación provincia comunidad autoridad aepd inai "
    ),
}
"""Nouns of bodies."""
_THINGS = {
    "fr": words(
        "système logiciel outil application appli projet programme plan dispositif contrat marché loi décret arrêté texte rapport étude enquête solution "
        "service module version serveur portail base registre algorithme robot appareil dossier consultation procédure décision mesure plateforme accord "
        "amende cyberattaque attaque panne migration technologie entrepôt espace carte ordonnance facture réforme stratégie feuille"
    ),
    "es": words(
        "sistema proyecto programa aplicación app plan contrato norma ley decreto resolución herramienta portal informe estudio solución módulo servidor "
        "algoritmo robot equipo licitación concurso acuerdo convenio sanción multa ciberataque ataque migración tecnología medida sentencia red base registro "
        "iniciativa estrategia reforma historia receta versión software pliego inversión obra unidad encuesta"
    ),
}
"""Nouns of things that act: both are "it" in English."""
_DETERMINER = {
    "fr": r"(?P<det>[Ll]e|[Ll]a|[Uu]ne?|[Cc]et|[Cc]ette|[Cc]e|[Ss]on|[Ss]a|[Ll]['’]|[Ll]eur)",
    "es": r"(?P<det>[Ee]l|[Ll]a|[Uu]na?|[Ee]ste|[Ee]sta|[Ss]u)",
}
_MODIFIER = {
    "fr": r"(?:(?:nouvel|nouvelle|nouveau|ancien|ancienne|actuel|actuelle|futur|future|jeune|première?|ex|petite?|grande?|célèbre|puissante?|autre|même|seule?)[ -])?",
    "es": r"(?:(?:nuev[oa]|antigu[oa]|actual|futur[oa]|joven|primer|primera|gran|entonces|propi[oa]|otr[oa]|mism[oa]|pequeñ[oa]|hasta ahora|ex|todavía) )?",
}
NOUN_PHRASE = {
    lang: re.compile(
        rf"(?<![\w'’-]){det}(?:(?<=['’])|[ \u00a0]){_MODIFIER[lang]}(?P<noun>[\w-]+(?:['’-][\w-]+)*)"
    )
    for lang, det in _DETERMINER.items()
}
"""A determiner, at most an adjective, and a noun."""
_BY_DETERMINER = {
    "la": "f", "une": "f", "cette": "f", "sa": "f", "una": "f", "esta": "f",
    "le": "m", "un": "m", "ce": "m", "cet": "m", "el": "m", "este": "m",
}  # fmt: skip
_WOMAN = re.compile(
    r"(?:.*(?:trice|ère|ienne|euse|ée|ente|ante|ate|ienne|cheffe|doyenne|patronne)|femme|sage-femme|autrice|dame|mère)$"
)
_MAN = re.compile(r"(?:.*(?:eur|ier|ien|é|ent|ant|at)|homme|chef|pdg|préfet|élu|adjoint)$")


class Noun(NamedTuple):
    """Whom or what a noun phrase is of: `who` is "f", "m", or "n" of what is no person; `gender` is grammar's."""

    who: str
    gender: str


def noun_of(found: re.Match[str], lang: str) -> Noun | None:
    """The noun of a match of :data:`NOUN_PHRASE`, None where no list has it."""
    noun, det = found["noun"].lower(), found["det"].lower()
    gender = _BY_DETERMINER.get(det, "")
    if _POSTS[lang].fullmatch(noun):
        if lang == "fr" and not gender:
            gender = "f" if _WOMAN.match(noun) else "m" if _MAN.match(noun) else ""
        if lang == "es" and not gender:
            gender = "f" if noun.endswith("a") else "m" if noun.endswith(("o", "or")) else ""
        return Noun(gender, gender) if gender else Noun("", "")
    if noun in _BODIES[lang] or noun in _THINGS[lang]:
        return Noun("n", gender)
    return None


def nouns_in(text: str, lang: str) -> Iterator[Noun]:
    """The nouns of all noun phrases of a text that a list has."""
    for found in NOUN_PHRASE[lang].finditer(text):
        if noun := noun_of(found, lang):
            yield noun


def is_post(word: str, lang: str) -> bool:
    """Whether a word is a noun of one person."""
    return _POSTS[lang].fullmatch(word.lower()) is not None


def is_body(word: str, lang: str) -> bool:
    """Whether a word is a noun of a body, which may say and do things."""
    return word.lower() in _BODIES[lang]
