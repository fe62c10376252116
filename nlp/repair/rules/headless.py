"""A sentence whose subject was lost at its head: "employs 45 people" for "La soci\u00e9t\u00e9 emploie 45 personnes"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.repair.change import Change, Rule, View
from nlp.tables import fold

_VERB_FIRST = re.compile(
    r"\A(?:employs|has|is|will|was|had|can|offers|equips|plans|wants|develops|covers|allows|brings|includes|expects|must|opened|signed)"
    r" (?:\d|an?\b|the\b|its\b|about\b|more\b|some\b|to\b|be\b|been\b|over\b|nearly\b|two\b|three\b|already\b|also\b|[a-z]+(?:ed|ing)\b)"
)
_SUBJECTS = {
    "la societe": "company", "l'entreprise": "company", "la empresa": "company", "la compania": "company",
    "la compagnie": "company", "le groupe": "group", "el grupo": "group", "le groupement": "group",
    "l'hopital": "hospital", "el hospital": "hospital", "la clinique": "clinic", "la clinica": "clinic",
    "le logiciel": "software", "el programa": "program", "le systeme": "system", "el sistema": "system",
    "l'application": "application", "la aplicacion": "application", "la plateforme": "platform",
    "la plataforma": "platform", "le reseau": "network", "la red": "network", "la start-up": "start-up",
    "la startup": "start-up", "la jeune pousse": "start-up", "le projet": "project", "el proyecto": "project",
    "l'editeur": "vendor", "la region": "region", "le departement": "department", "le ministere": "ministry",
    "el ministerio": "ministry", "la fondation": "foundation", "la fundacion": "foundation",
    "l'association": "association", "la asociacion": "association", "l'agence": "agency", "la agencia": "agency",
}  # fmt: skip
_HEAD = re.compile(r"\s*((?:la|le|el|l['\u2019]) ?[\w-]+(?: pousse)?)\b(?!,)", re.I)


def headless(text: str, view: View) -> Iterator[Change]:
    """A text that begins in lower case with a verb gets the subject that its source begins with."""
    if view.title or not view.source or _VERB_FIRST.match(text) is None:
        return
    head = _HEAD.match(view.source.replace("\u2019", "'"))
    noun = _SUBJECTS.get(fold(head[1])) if head else None
    if noun:
        yield Change(0, 0, f"The {noun} ", "the subject was cut off")


RULES = (Rule("headless", "truncation", headless, _VERB_FIRST),)
