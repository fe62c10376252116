"""Word order: adjectives behind their noun, and subjects that were left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.patterns import late
from nlp.repair.change import Change, Rule, View, same_case

_NOUNS = (
    "platform|platforms|system|systems|network|networks|prescription|prescriptions|record|records|file|files|picture|pictures|image|images|"
    "service|services|plan|plans|program|programs|programme|programmes|strategy|agency|agencies|identity|data|information|software|project|projects|"
    "budget|health|care|staff|personnel|team|teams|center|centers|centre|centres|hospital|hospitals|authority|authorities|market|markets|sector|season|"
    "penalty|sanction|tool|tools|device|devices|equipment|devices|document|documents|report|reports|certificate|certificates|signature|signatures|appointment|"
    "appointments|card|cards|portal|portals|application|applications|solution|solutions|module|modules|infrastructure|transformation|security|imaging|"
    "laboratory|laboratories|group|groups|company|companies|association|federation|institute|register|registers|registry|directory|space|process|processes|policy|"
    "framework|standard|standards|committee|council|assembly|decree|law|regulation|regulations|prescribing|archive|archives|consultation|consultations|act|acts|"
    "activity|activities|study|studies|survey|trial|trials|research|intelligence|contract|contracts|tender|tenders|fund|funds|aid|aids|community|communities|territory|"
    "territories|interoperability|monitoring|management|billing|procedure|procedures|messaging|vote|bed|beds|unit|units|department|departments|sites?|visit|visits|"
    "allergy|allergies|disease|diseases|illness|illnesses|pathology|pathologies|disorder|disorders|complications?|"
    "ministry|government|adviser|supervisor|calendar|coverage|crisis|context|level|scale|objective|objectives|priority|priorities|partner|partners|supplier|suppliers|customers?"
)
_ADJECTIVES = (
    "regional|national|international|European|French|Spanish|German|Italian|Catalan|Basque|Andalusian|Galician|medical|electronic|digital|clinical|administrative|"
    "financial|economic|pecuniary|cyclonic|juridical|legal|fiscal|municipal|departmental|territorial|provincial|local|public|private|social|industrial|"
    "technological|technical|hospital|pharmaceutical|biological|radiological|surgical|psychiatric|pediatric|geriatric|ambulatory|university|academic|scientific|"
    "interoperable|annual|monthly|weekly|daily|quarterly|regulatory|ministerial|governmental|presidential|strategic|logistic|logistical|computerized|informatic|"
    "pilot|cross-border|single|multidisciplinary|interministerial|intermunicipal|inter-hospital|paediatric|oncological|cardiological|"
    "psychological|neurological|ophthalmological|statistical|geographical|educational|professional|commercial|environmental|diagnostic|"
    "therapeutic|preventive|predictive|collaborative|innovative|legislative|normative|judicial|parliamentary|epidemiological|virtual|"
    "automated|automatic|robotic|robotized|paperless|bilateral|rural|urban|insular|computerised|digitised|centralised|anonymised|"
    "Corsican|Occitan|Alsatian|Asturian|Aragonese|Murcian|Castilian|Navarrese|Cantabrian|Canarian|Dutch|Danish|Swedish|Finnish|Irish|Polish|"
    "telephonic|nominative|anonymous|anonymized|secure|secured|encrypted|centralized|integrated|mobile|shared|unique|connected|dematerialized|numeric|numerical|sanitary|"
    "serious|severe|chronic|rare|"
    "Valencian|Breton|Norman|Parisian|Madrilenian|Portuguese|Belgian|Swiss|Mexican|Argentine|Colombian|Chilean|Peruvian|Moroccan|Canadian|American|British"
)
_BEHIND = late(
    rf"\b(?P<det>(?:(?:The|A|An|This|Its|Our|These|All|Two|Three|Four|Five|Several|Many|the|a|an|this|that|its|his|her|their|our|each|every|any|some|new|of|for|with|by|two|three|four|five|six|seven|eight|ten|several|many|all|these|those|both|only|\d+) ){{1,6}})(?P<of>(?:(?:health|medical|patient|personal|radiology) )?)(?P<noun>{_NOUNS}) "
    rf"(?P<adj>{_ADJECTIVES})(?P<adj2> (?:{_ADJECTIVES}|signed|stored|collected|received))?(?=\s*(?:[.,;:!?)\"]|$)| (?:of|for|in|to|is|are|was|were|has|have|had|will|that|which|and|on|with|by|from|can|must|at|during|since|until|who|where)\b| [a-z]+(?:s|ed) (?:an?|the|its|this|these|two|three|four|five|several|\d+)\b)"
)
_PREDICATE = late(
    r"\b(?:make|makes|made|making|keep|keeps|kept|keeping|render|renders|rendered|consider|considers|considered|find|finds|found|become|becomes|declare|declared|deem|deemed|call|called|go|goes|went)\b(?: \w+){0,3} $"
)
_HOW_OFTEN = late(
    r"\bau quotidien\b|\b(?:quotidienne|mensuelle|hebdomadaire|trimestrielle)ment\b|\b(?:chaque|cada|par) (?:jour|d\u00eda|semaine|semana|mois|mes)\b"
    r"|\ba diario\b|\b(?:diaria|semanal|mensual|trimestral)mente\b|\b(?:tous les|toutes les|todos los|todas las) (?:jours|d\u00edas|semaines|semanas|mois|meses)\b"
)
_USES = late(
    r"\b(?:us(?:e|es|ed|ing)|check(?:s|ed|ing)?|runs?|running|ran|updat(?:e|es|ed|ing)|consult(?:s|ed|ing)?|send(?:s|ing)?|sent"
    r"|open(?:s|ed|ing)?|back(?:s|ed|ing)? up|review(?:s|ed|ing)?|publish(?:es|ed|ing)?|test(?:s|ed|ing)?)(?: \w+){0,3} $"
)
_IS = late(
    r"(?:(?<=^)|(?<=[.!?] )|(?<=\")|(?<=\u201c)|(?<=\n))(?P<verb>Is|Was|Will be|Has been|Can be|Must be|Is about)"
    r"(?= (?:a|an|the|also|not|necessary|possible|planned|foreseen|expected|very|important|essential|already|still|based|available|open|on|in|about|"
    r"added|one|our|part|therefore|free|due|worth|located|used|being|more|difficult|true|important|financed|managed|aimed|intended|composed)\b)"
)
_ALLOWS = late(
    r"(?:(?<=^)|(?<=[.!?] )|(?<=\"))(?!(?:Costs|Offers|Covers) (?:of|to|in|on)\b|Aims of\b)(?P<verb>Allows|Includes|Covers|Employs|Offers|Costs|Consists|Provides|Seeks|Remains|Belongs|Depends|Serves|Integrates|Manages|Contains|Aims|Replaces)(?= (?:to|the|a|an|us|more|about|in|of|on|also|users?|patients?|doctors?|\d|\u20ac))"
)
_ARE = late(
    r"(?:(?<=^)|(?<=[.!?] )|(?<=\"))(?P<verb>Are)(?= (?:not|already|also|very|the|more|still|part|\d|about|in|on)\b)"
)
_EXISTS = late(r"(?:(?<=^)|(?<=[.!?] ))Exists? (?=(?:a|an|no|two|three|several|many|more)\b)")
_QUESTION = late(r"(?:[^.!?\n]|\.(?= ?[a-z\d])){0,400}([.!?\n]|$)")
_FREE = late(
    r"\b(?P<an>[Aa]n?|[Tt]he) (?P<noun>application|app|service|platform|tool|software|line|number|telephone line|programme|program|website|portal) (?P<adj>(?:mobile|digital|public|national|secure|online|electronic|new) )?free(?=[.,;]| (?:which|that|will|is|has|to all)\b| (?!of\b|from\b)[a-z]+s (?:the|of|about|patients|doctors|users|a|an)\b)"
)
_LATE = late(
    r"(?:(?<=^)|(?<=[.!?] ))(?P<be>Will|Would|Can|Must|Should) (?P<also>also |then )?be (?P<part>[a-z]+ed) (?P<np>(?:the|all the|all|both) [^.,;:!?\"]{3,80})\."
)
_TWICE = late(
    r"\b(?P<np>[Tt]he (?:company|software|hospital|system|platform|project|vendor|group|clinic|solution|tool|ministry|agency|service|study|region|law|contract|center|network|device|app)) (?:it|she|he) (?=(?:has|is|was|will|had|can|must|does|plans|expects|employs|offers|allows|wants)\b)"
)
_VERY = late(
    rf"\b(?P<an>[Aa]n?) (?P<noun>{_NOUNS}) (?P<very>very|particularly|extremely|highly|quite|really|truly) (?P<adj>[a-z]{{4,}})(?=[.,;:!?)\"]|\s*$| (?:that|which|with|and (?:an?|the|it)|because)\b)"
)
_WHERE = late(
    r"\b(?P<w>where|which|that|when) (?P<aux>will|can|must|should|is|are|was|were|has|have) (?P<verb>(?:be )?(?:start|begin|take place|open|located|installed|hosted|stored|housed|held|kept|based|deployed|launched|tested|born|treated|created|started|begun)) (?P<np>the (?:(?!in\b|on\b|at\b|from\b|of\b)[a-z]+ ?){1,3})(?= (?:in|on|at|from|of|next|this)\b|[.,;]|\s*$)"
)
_START_VERB = late(
    r"(?:(?<=^)|(?<=[.!?] ))(?P<be>Were|Are|Was|Is|Will be) (?P<part>expected|awaited|planned|migrated|installed|trained|connected|equipped|concerned|affected|created|signed|presented|published|added|foreseen|registered|involved|invited|treated) (?P<np>(?:\d[\d.,]*|some|about|nearly|more than \d[\d,]*|two|three|four|five|six|seven|eight|nine|ten) (?:[a-z]+ ?){1,4}?(?:and \d[\d,]* [a-z]+)?)(?=[.,;]| (?:in|on|at|from|for|by|during|to)\b|\s*$)"
)


def adjectives(text: str, view: View) -> Iterator[Change]:
    """ "the platform regional of telemedicine" -> "the regional platform of telemedicine"."""
    for m in _BEHIND.finditer(text):
        if _PREDICATE.search(text, max(0, m.start() - 40), m.start("noun")) or _fixed_pair(
            m["noun"], m["adj"]
        ):
            continue
        if _adverb(m, view) or (_COUNTED.search(m["det"]) and m["adj"].endswith("ed")):
            continue  # "27 systems connected in one room exchanged"
        if m["adj"] == "public" and m["noun"] in ("data", "health", "company", "companies"):
            continue
        second = (m["adj2"] or "").strip()
        fixed = " ".join(w for w in (second, m["adj"], m["of"].strip(), m["noun"]) if w)
        if (
            m["adj"]
            in (
                "public",
                "private",
                "local",
                "mobile",
                "hospital",
                "secure",
                "shared",
                "social",
                "technical",
                "daily",
                "weekly",
                "monthly",
                "annual",
                "anonymous",
                "unique",
                "university",
            )
            and not view.damaged
        ):
            continue
        det = m["det"]
        if re.search(r"\ban? $", det):
            det = re.sub(
                r"\ban? $",
                "an " if fixed[0] in "aeiouE" and not fixed.startswith(("uni", "Euro")) else "a ",
                det,
            )
        yield Change(m.start(), m.end(), det + fixed, "the adjective goes before the noun", True)


def graded(text: str, view: View) -> Iterator[Change]:
    """ "a project very ambitious" -> "a very ambitious project"."""
    for m in _VERY.finditer(text):
        if m["adj"] not in ("much", "well", "soon", "often", "quickly") and not m["adj"].endswith(
            "ly"
        ):
            an = m["an"][0] + ("n" if m["very"] == "extremely" else "")
            fixed = f"{an} {m['very']} {m['adj']} {m['noun']}"
            yield Change(*m.span(), fixed, "the adjective goes before the noun")


def free(text: str, view: View) -> Iterator[Change]:
    """ "An application mobile free warns" -> "A free mobile application warns"."""
    for m in _FREE.finditer(text):
        an = "the" if m["an"].lower() == "the" else "a"
        fixed = f"{same_case(m['an'], an)} free {m['adj'] or ''}{m['noun']}"
        yield Change(*m.span(), fixed, "the adjective goes before the noun")


_COUNTED = late(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|ten|several|many|all|these|those|both) $", re.I
)


def _adverb(m: re.Match[str], view: View) -> bool:
    """ "use the software daily": says how often, and is no adjective."""
    if m["adj"] not in ("daily", "weekly", "monthly", "quarterly"):
        return False
    if view.source:
        return view.source_has(_HOW_OFTEN)
    end = m.start("noun")
    return _USES.search(m.string, max(0, end - 120), end) is not None


def _fixed_pair(noun: str, adjective: str) -> bool:
    """Noun followed by a word that is a noun there: "health hospital", "data mobile"."""
    if adjective in ("professional", "commercial") and noun in ("health", "care", "data"):
        return True
    return adjective in ("hospital", "university") and noun in (
        "data",
        "health",
        "care",
        "research",
        "teams",
        "team",
    )


def subjects(text: str, view: View) -> Iterator[Change]:
    """ "Is a platform that" -> "It is a platform that", where it is no question."""
    for pattern, subject in ((_IS, "It"), (_ALLOWS, "It"), (_ARE, "They")):
        for m in pattern.finditer(text):
            if view.title or not _statement(
                text, m.start(), pattern is _ALLOWS and not view.damaged
            ):
                continue
            verb = m["verb"][0].lower() + m["verb"][1:]
            yield Change(m.start(), m.end("verb"), f"{subject} {verb}", "the subject was left out")
    for m in _EXISTS.finditer(text):
        be = (
            "are"
            if re.match(r"(?:two|three|several|many|more)", text[m.end() : m.end() + 8])
            else "is"
        )
        yield Change(*m.span(), f"There {be} ", "the subject was left out")


def _statement(text: str, start: int, strict: bool) -> bool:
    end = _QUESTION.match(text, start)
    if end is None or end[1] == "?" or strict:
        return False
    return (
        end[1] == "."
        or text[end.end() : end.end() + 1] in ('"', "\u201d")
        or '"' in end[0]
        or text[start - 1 : start] == '"'
    )


def twice(text: str, view: View) -> Iterator[Change]:
    """ "The company it has": a subject said twice."""
    for m in _TWICE.finditer(text):
        yield Change(m.end("np"), m.end() - 1, "", "the subject is said twice", True, "repetition")


def verb_first(text: str, view: View) -> Iterator[Change]:
    """ "where will start the deployment", "Are expected 120 speakers"."""
    for m in _WHERE.finditer(text):
        if m["w"] in ("that", "which") and not view.damaged:
            continue
        subject = m["np"].strip()
        yield Change(
            *m.span(),
            f"{m['w']} {subject} {m['aux']} {m['verb']}",
            "the subject goes before the verb",
        )
    for m in _LATE.finditer(text):
        if not re.search(
            r" (?:on|at|from|by|to|in (?!the )[\w-]+) |\b(?:is|are|will|that|which)\b", m["np"]
        ):
            subject = m["np"][0].upper() + m["np"][1:]
            also = f"{m['be'].lower()} {m['also'] or ''}be {m['part']}."
            yield Change(*m.span(), f"{subject} {also}", "the subject goes before the verb")
    for m in _START_VERB.finditer(text):
        subject = m["np"].strip()
        some = f"Some {subject}" if subject[0].isdigit() else subject[0].upper() + subject[1:]
        be = m["be"].lower()
        part = "expected" if m["part"] == "awaited" else m["part"]
        yield Change(*m.span(), f"{some} {be} {part}", "the subject goes before the verb")


RULES = (
    Rule("adjectives", "word_order", adjectives),
    Rule("free", "word_order", free, late(r" free\b")),
    Rule("graded", "word_order", graded, _VERY),
    Rule(
        "verb_first",
        "word_order",
        verb_first,
        late(
            r"\b(?:where|which|that|when) (?:will|can|must|should|is|are|was|were|has|have) |\b(?:Were|Are|Was|Is|(?:Will|Would|Can|Must|Should)(?: also| then)? be) [a-z]+ed "
        ),
    ),
    Rule("twice", "repetition", twice, late(r"[Tt]he [a-z]+ (?:it|she|he) ")),
    Rule(
        "subjects",
        "subject_drop",
        subjects,
        late(
            r"(?:^|[.!?\n] ?|[\"\u201c])(?:Is|Was|Are|Will be|Has been|Can be|Must be|Exists?|Allows|Includes|Covers|Employs|Offers|Costs|Consists|Provides|Seeks|Remains|Belongs|Depends|Serves|Integrates|Manages|Contains|Aims|Replaces) "
        ),
    ),
)
