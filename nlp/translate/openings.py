"""Sentences that open without a verb: "Premier constat : ...", "Exit le fax", "Eso sí, ...".

The label of what follows a colon is put in English by its parts; the others are said as sentences before the model,
which takes their first word for a verb or a name, reads them.
"""

from __future__ import annotations

import re

from nlp.translate.turns import said_otherwise, turn

_NOUNS = {
    "fr": {
        "constat": "finding", "enseignement": "lesson", "leçon": "lesson", "grief": "complaint", "reproche": "criticism", "critique": "criticism",
        "écueil": "stumbling block", "obstacle": "obstacle", "difficulté": "difficulty", "bémol": "drawback", "hic": "snag", "motif": "reason", "raison": "reason",
        "objectif": "goal", "priorité": "priority", "chantier": "project", "mesure": "measure", "étape": "step", "piste": "avenue", "surprise": "surprise",
        "avantage": "advantage", "atout": "asset", "inconvénient": "drawback", "risque": "risk", "conséquence": "consequence", "exemple": "example",
        "condition": "condition", "certitude": "certainty", "inconnue": "unknown", "inquiétude": "concern", "défi": "challenge", "enjeu": "issue",
        "explication": "explanation", "point noir": "weak spot", "point faible": "weak point", "point fort": "strong point", "point positif": "positive point",
        "nouveauté": "new feature", "changement": "change", "bonne nouvelle": "good news", "mauvaise nouvelle": "bad news", "argument": "argument",
        "paradoxe": "paradox", "question": "question", "réponse": "answer", "solution": "solution", "option": "option", "scénario": "scenario", "cible": "target",
        "victime": "victim", "résultat": "result", "promesse": "promise", "ambition": "ambition", "idée": "idea", "preuve": "proof", "signe": "sign",
        "symbole": "symbol", "limite": "limitation", "hypothèse": "hypothesis", "problème": "problem", "ombre au tableau": "cloud", "crainte": "fear",
        "exigence": "requirement", "urgence": "urgent matter", "tendance": "trend", "différence": "difference", "consigne": "instruction", "effet": "effect",
        "intérêt": "advantage", "contrainte": "constraint", "frein": "obstacle", "demande": "demand", "revendication": "demand", "principe": "principle",
        "chiffre": "figure", "volet": "part", "levier": "lever", "cause": "cause", "particularité": "special feature", "revers de la médaille": "downside",
    },
    "es": {
        "conclusión": "conclusion", "hallazgo": "finding", "lección": "lesson", "queja": "complaint", "reproche": "criticism", "crítica": "criticism",
        "escollo": "stumbling block", "obstáculo": "obstacle", "dificultad": "difficulty", "pega": "drawback", "pero": "drawback", "motivo": "reason",
        "razón": "reason", "objetivo": "goal", "prioridad": "priority", "medida": "measure", "paso": "step", "ventaja": "advantage", "inconveniente": "drawback",
        "riesgo": "risk", "consecuencia": "consequence", "ejemplo": "example", "condición": "condition", "certeza": "certainty", "incógnita": "unknown",
        "reto": "challenge", "desafío": "challenge", "explicación": "explanation", "novedad": "new feature", "cambio": "change", "argumento": "argument",
        "paradoja": "paradox", "pregunta": "question", "respuesta": "answer", "solución": "solution", "opción": "option", "resultado": "result",
        "promesa": "promise", "idea": "idea", "prueba": "proof", "límite": "limitation", "problema": "problem", "temor": "fear", "exigencia": "requirement",
        "tendencia": "trend", "diferencia": "difference", "efecto": "effect", "causa": "cause", "buena noticia": "good news", "mala noticia": "bad news",
        "punto débil": "weak point", "punto fuerte": "strong point", "dato": "fact", "demanda": "demand", "reclamación": "demand", "lectura": "takeaway",
        "enseñanza": "lesson", "sorpresa": "surprise", "síntoma": "symptom", "error": "mistake", "advertencia": "warning", "excepción": "exception",
    },
}  # fmt: skip
_BEFORE = {
    "fr": {
        "premier": "First", "première": "First", "deuxième": "Second", "second": "Second", "seconde": "Second", "troisième": "Third", "quatrième": "Fourth",
        "dernier": "Last", "dernière": "Last", "autre": "Another", "seul": "Only", "seule": "Only", "unique": "Only", "principal": "Main",
        "principale": "Main", "nouveau": "New", "nouvelle": "New", "même": "Same", "gros": "Big", "grande": "Big", "grand": "Big",
    },
    "es": {
        "primer": "First", "primera": "First", "segundo": "Second", "segunda": "Second", "tercer": "Third", "tercera": "Third", "último": "Last",
        "última": "Last", "otro": "Another", "otra": "Another", "único": "Only", "única": "Only", "principal": "Main", "nuevo": "New", "nueva": "New",
        "el único": "The only", "la única": "The only", "el principal": "The main", "la principal": "The main", "el primer": "The first",
        "la primera": "The first", "el mayor": "The biggest", "la mayor": "The biggest", "mismo": "Same", "misma": "Same",
    },
}  # fmt: skip
_BEHIND = {
    "fr": {"affiché": "Stated", "affichée": "Stated", "invoqué": "Stated", "invoquée": "Stated", "avancé": "Stated", "avancée": "Stated",
           "principal": "Main", "principale": "Main", "visé": "Intended", "évoqué": "Stated", "évoquée": "Stated", "attendu": "Expected", "immédiate": "Immediate"},
    "es": {"principal": "Main", "declarado": "Stated", "alegado": "Stated", "inmediata": "Immediate"},
}  # fmt: skip
_ALONE = {
    "fr": {
        "motif": "Reason", "en cause": "To blame", "à la clé": "At stake", "à la clef": "At stake", "en ligne de mire": "In the firing line",
        "en jeu": "At stake", "au menu": "On the agenda", "au programme": "On the program", "conséquence": "Consequence", "conséquences": "Consequences",
        "constat": "Finding", "problème": "Problem", "explication": "Explanation", "explications": "Explanation", "traduction": "In other words",
        "preuve": "Proof", "à noter": "Note", "en clair": "In short", "autrement dit": "In other words", "et pour cause": "And for good reason",
        "résultat": "Result", "but": "Aim", "enjeu": "Issue", "morale": "The moral", "moralité": "The moral", "solution": "Solution", "cible": "Target",
        "hic": "Snag", "le hic": "The snag", "raison": "Reason", "raisons": "Reasons", "exemple": "Example", "parmi eux": "Among them", "parmi elles": "Among them",
        "en question": "At issue", "inconvénient": "Drawback", "avantage": "Advantage", "signe des temps": "A sign of the times", "détail": "Detail",
        "cerise sur le gâteau": "The icing on the cake", "pour preuve": "As proof", "en toile de fond": "In the background", "sur la table": "On the table",
        "dans le viseur": "In the sights", "côté calendrier": "On the timetable", "côté budget": "On the budget", "côté finances": "On the finances",
        "bémol": "Drawback", "paradoxe": "Paradox", "rien de plus": "Nothing more", "une certitude": "One certainty", "une consigne": "One instruction",
        "un chiffre": "One figure", "un exemple": "One example", "un problème": "One problem", "un regret": "One regret", "une surprise": "One surprise",
    },
    "es": {
        "motivo": "Reason", "el motivo": "The reason", "el resultado": "The result", "resultado": "Result", "en juego": "At stake", "el objetivo": "The goal",
        "lo dicho": "As stated", "la razón": "The reason", "la causa": "The cause", "el problema": "The problem", "problema": "Problem",
        "conclusión": "Conclusion", "la conclusión": "The conclusion", "consecuencia": "Consequence", "la consecuencia": "The consequence",
        "la explicación": "The explanation", "la solución": "The solution", "en otras palabras": "In other words", "dicho de otro modo": "In other words",
        "traducción": "In other words", "la prueba": "The proof", "prueba de ello": "Proof of this", "para muestra": "As an example", "ojo": "Note",
        "sobre la mesa": "On the table", "en el punto de mira": "In the sights", "de fondo": "In the background", "el dato": "The figure", "la clave": "The key",
        "la idea": "The idea", "la paradoja": "The paradox", "la novedad": "What is new", "el reto": "The challenge", "un ejemplo": "One example",
        "un dato": "One figure", "una duda": "One question", "entre ellos": "Among them", "entre ellas": "Among them", "en resumen": "In short",
    },
}  # fmt: skip
_COMMA = re.compile(
    r"(?P<label>À la cl(?:é|ef)|En ligne de mire|Seul bémol|Seule ombre au tableau|Et pour cause|Principal écueil), "
)
"""Labels with a comma for their colon."""


def announcement(label: str, lang: str) -> str:
    """The English of a label before a colon, "Premier constat", or "".

    Args:
        label: without the colon.
        lang: "fr" or "es".
    """
    folded = " ".join(label.lower().split())
    if folded in _ALONE[lang]:
        return _ALONE[lang][folded]
    for before, english in _BEFORE[lang].items():
        if (
            noun := _NOUNS[lang].get(folded.removeprefix(f"{before} "))
            if folded.startswith(f"{before} ")
            else None
        ):
            return f"{english} {noun}"
    noun, _, behind = folded.rpartition(" ")
    if noun in _NOUNS[lang] and behind in _BEHIND[lang]:
        return f"{_BEHIND[lang][behind]} {_NOUNS[lang][noun]}"
    return ""


def with_colon(text: str) -> str:
    """A sentence whose label has a comma, with a colon: "À la clé, 120 emplois"."""
    return _COMMA.sub(r"\g<label> : ", text, count=1) if text[:1] in "ÀESP" else text


_OF = {
    "le ": "du ",
    "les ": "des ",
    "la ": "de la ",
    "l'": "de l'",
    "l’": "de l’",
    "el ": "del ",
    "los ": "de los ",
    "las ": "de las ",
}
_TO = {"au ": "le ", "aux ": "les ", "à la ": "la ", "à l'": "l'", "à l’": "l’", "à ": ""}
_START = r"^(?P<quote>[«“\"][ \u00a0]?)?"
_WHAT = r"(?P<the>les? |la |l['’])(?P<what>[^,.;:!?]{2,60}?)"


def _raised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _out_and_in(found: re.Match[str]) -> str:
    """ "Exit le fax, place à la messagerie" as "La messagerie remplace le fax"."""
    new = _TO[found["to"]] + found["new"]
    verb = "remplacent" if found["to"] == "aux " else "remplace"
    return f"{found['quote'] or ''}{_raised(new)} {verb} {found['the']}{found['what']}"


def _end(found: re.Match[str]) -> str:
    return f"{found['quote'] or ''}C'est la fin {_OF[found['the']]}{found['what']}"


def _begins(found: re.Match[str]) -> str:
    """ "Place à la concertation." as "La concertation commence."."""
    verb = "commencent" if found["to"] == "aux " else "commence"
    return f"{found['quote'] or ''}{_raised(_TO[found['to']] + found['new'])} {verb}"


_AT = r"(?P<to>au |aux |à la |à l['’])(?P<new>[^,.;:!?]{2,60}?)"
_NOW = r"(?:désormais |maintenant |donc )?"
_TURNS = {
    "fr": (
        turn("este qu", _START + r"Reste (?:cependant |toutefois )?qu(?:e |['’])", r"\g<quote>Cependant, "),
        turn("est-il", _START + r"Toujours est-il qu(?:e |['’])", r"\g<quote>Cependant, "),
        turn("este ", _START + r"Reste (?:désormais |maintenant |encore |donc )?(?:à |d['’])(?!savoir|voir|lire|charge|la |l['’]|cette)(?=\w+(?:er|ir|re)(?!\w))", r"\g<quote>Il faut encore "),
        turn("este une", _START + r"Reste une (?:inconnue|incertitude|interrogation|énigme)(?= ?:)", r"\g<quote>Une question demeure"),
        turn("xit ", _START + rf"Exit,? (?:donc )?{_WHAT},? (?:et )?place {_NOW}{_AT}(?=[ \u00a0]?[.!»”\"]|$)", _out_and_in),
        turn("xit ", _START + rf"Exit,? (?:donc )?{_WHAT}(?=[.!,;»”\"]|$)", _end),
        turn("ini", _START + rf"Finie?s?,? {_WHAT}(?=[.!,;»”\"]|$)", _end),
        turn("lace ", _START + rf"Place {_NOW}{_AT}(?=[ \u00a0]?[.!»”\"]|$)", _begins),
        turn("ne première", _START + r"Une première (?=en|dans|pour|à|aux?|sur|chez|depuis|mondiale|nationale|européenne|française)", r"\g<quote>C'est une première "),
        turn("amais", _START + r"Du jamais[- ]vu(?!\w)", r"\g<quote>C'est sans précédent"),
        turn(" d", _START + r"(?P<how>Difficile|Inutile|Facile|Nécessaire) (?=(?:de |d['’])\w+(?:er|ir|re)(?!\w))", lambda m: f"{m['quote'] or ''}Il est {m['how'].lower()} "),
        turn("e quoi", _START + r"De quoi (?=\w+(?:er|ir|re)(?!\w))", r"\g<quote>Cela peut "),
    ),
    "es": (
        turn("so sí", _START + r"Eso sí[,:] ", r"\g<quote>Sin embargo, "),
        turn("hora bien", _START + r"Ahora bien, ", r"\g<quote>Sin embargo, "),
        turn("lo pronto", _START + r"Por lo pronto, ", r"\g<quote>Por ahora, "),
        turn("e entrada", _START + r"De entrada, ", r"\g<quote>Para empezar, "),
        turn(" es que", _START + r"Y es que ", r"\g<quote>De hecho, "),
        turn("oca ", _START + r"Toca (?:ahora )?(?=\w+[aei]r(?:se|l[aoe]s?)?(?!\w))", r"\g<quote>Hay que "),
        turn("diós a", _START + r"Adiós a(?P<the>l |los |las |la )(?=[a-zñáéíóú])(?!.*(?i:hola))", lambda m: f"{m['quote'] or ''}Es el fin de{m['the'] if m['the'] == 'l ' else ' ' + m['the']}"),
        turn("e acabó", _START + r"Se acabó (?P<the>el |la )(?=[a-zñáéíóú])", lambda m: f"{m['quote'] or ''}Es el fin {_OF.get(m['the'], 'de la ')}"),
        turn(" ", _START + r"(?P<how>Difícil|Fácil|Inútil) (?=\w+[aei]r(?:se|l[aoe]s?)?(?!\w))", lambda m: f"{m['quote'] or ''}Es {m['how'].lower()} "),
        turn("rohibido", _START + r"Prohibido (?=\w+[aei]r(?:se|l[aoe]s?)?(?!\w))", r"\g<quote>Está prohibido "),
    ),
}  # fmt: skip


def opened(text: str, lang: str) -> str:
    """A sentence that opens without a verb said with one; any other as it is.

    >>> opened("Exit le fax, place à la messagerie sécurisée.", "fr")
    'La messagerie sécurisée remplace le fax.'

    Args:
        text: one sentence.
        lang: "fr" or "es".
    """
    return said_otherwise(text, _TURNS.get(lang, ()))
