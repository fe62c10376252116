"""Interviews: which paragraphs ask and which answer, and Spanish questions with the "usted" that they leave out.

"¿Por qué dejó la empresa?" is "Why did the company leave?" to a model that reads one sentence; with the pronoun put
in, or the familiar form where that is shorter, it asks whom it is put to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.tables import words
from nlp.translate.nouns import NOUN_PHRASE, is_body, noun_of
from nlp.translate.referents import Referent, people_in
from nlp.translate.subjects import with_subject

_LABEL = re.compile(
    r"(?P<who>P(?:regunta|REGUNTA)?|Q|R(?:espuesta|ESPUESTA|éponse)?)(?:\.?[-–—]|[ \u00a0]?:|\.)[ \u00a0]?(?=\S)"
)
_ASKS = re.compile(r"(?:[-–—] ?)?[^?]*\?[»”\" ]*$|(?:[-–—] ?)?¿[^?]+\?(?: ¿?[^?]+\?)*[»”\" ]*$")
_LONGEST = 400  # characters of a paragraph that asks
_FEWEST = 2  # questions of an interview
_SPEAKS_OF_SELF = re.compile(
    r"(?<!\w)(?:yo|me|mi|mis|nos|nuestr[oa]s?|he|hemos|soy|somos|estoy|estamos|creo|pienso|tengo|tenemos|[a-zñ]+(?:amos|emos|imos)|j['’]\w+|je|nous|notre|nos|mon|ma|mes)(?!\w)",
    re.IGNORECASE,
)


def parts_of_interview(paragraphs: Sequence[str]) -> list[str]:
    """For each paragraph "Q" where it asks in an interview, "A" where it answers, else "".

    The paragraphs of one say so by their label ("P. ¿Se reconoce?"), or they ask by turns and what stands between
    them speaks of itself.
    """
    labels = [found["who"][0] if (found := _LABEL.match(p)) else "" for p in paragraphs]
    asked = sum(label in ("P", "Q") for label in labels)
    if asked >= _FEWEST and labels.count("R") >= 1:
        return ["Q" if label in ("P", "Q") else "A" if label else "" for label in labels]
    asks = [len(p) < _LONGEST and _ASKS.match(p) is not None for p in paragraphs]
    at = [i for i, a in enumerate(asks[:-1]) if a and not asks[i + 1]]
    of_self = [i for i in at if _SPEAKS_OF_SELF.search(paragraphs[i + 1])]
    if len(at) < _FEWEST + 1 or 3 * len(of_self) < 2 * len(at):
        return [""] * len(paragraphs)
    found = [""] * len(paragraphs)
    for i in range(at[0], len(paragraphs)):
        found[i] = "Q" if i in at else "A"
    return found


_WH = (
    r"(?:(?:[Yy] |[Ee]ntonces,? |[Pp]ero,? )?(?:(?:a|de|en|con|por|para|desde|hasta) )?"
    r"(?:qué (?:(?:tal|consejos?|mensaje|balance|papel|nota|lección|error|opinión|valoración|expectativas|planes|objetivos?|cosas|parte|medidas?|modelo|sentido|libro) )?|quién |quiénes |cómo |cuándo |dónde |cuál (?:de \w+ )?|cuáles |cuánt[oa]s? (?:\w+ )?|hasta qué punto |por qué ))?"
)
_QUESTION = re.compile(
    rf"¿(?P<lead>[^¿?]*?, )?(?P<wh>(?i:{_WH}))(?P<no>[Nn]o |[Yy]a |[Tt]ambién |[Aa]ún )?(?P<clitics>(?:(?:[Ss]e|[Ll][eoa]s?) ){{0,2}})"
    r"(?P<verb>[A-ZÁÉÍÓÚa-zñáéíóú]+)(?P<rest>[^?]*)\?"
)
_OF_PERSONS = re.compile(
    r"(?:opin|cree|creía|piens|pens(?:ó|aba)|consider|valor|defin|describ|dir(?:ía|á)|dij|dice|har(?:ía|á)|hizo|hace|ped|pid|esper|tem[eí]|prefier|prefer|recom|propon|propus|aconsej|"
    r"defiend|defend|sient|sinti|v(?:e|io|eía|ería)$|recuerd|record|decid|acept|dej|fund|empez|empiez|volv|vuelv|respond|contest|imagin|resum|cambiar|mejorar|trabaj|llev|sab|sup|"
    r"conoc|quier|quis|pued|podr|pud|deb|tien|tuv|tendr|entiend|comparte|conf|dud|le[eí]|usa|utiliz|aprend|estudi|particip|invirt|vend|compr|firm|apuest|reproch|nota|echa|viv|"
    r"escrib|visit|habl|negoci|plant|pretend|teme|compar|calific|explic|interpret|justific|lament|arrepient|envidi|descart|barajar?|contempl|prev[eé]|va$|iba$|piens|gan|gast|compagin|eleg|elig|critic|apoy|rechaz|lleg)\w*"
)
_WITH_OBJECT = re.compile(
    r"(?:dej|fund|vend|conoc|defiend|compr|acept|abandon|elig|eleg|critic|apoy|rechaz|escrib|ve$|imagin|valor|recuerd|describ|defin|compar|explic)\w*"
)
_REFLEXIVE = re.compile(
    r"(?:reconoc|ve$|vio$|veía$|sient|sinti|arrep|imagin|plante|prepar|consider|mantien|f[ií]a|atrev|dedic|sorprend|present|queda|enter|vería$)\w*"
)
_FELT = re.compile(
    r"(?:preocup|sorprend|gust|interes|molest|ilusion|asust|quit|par[eé]c|dol|duel|falt|cost|cuest|indign|enfad|llam|result)\w*"
)
_THIRD = re.compile(r"[a-zñáéíóú]+(?:[aeáóé]|ía|io|[jzsdvp]o)|ve|va|sé")
_STATES = re.compile(
    r" (?:de acuerdo|a favor|en contra|satisfech[oa]|segur[oa]|content[oa]|preparad[oa]|dispuest[oa]|convencid[oa]|preocupad[oa]|al tanto|de vuelta|decepcionad[oa]|orgullos[oa]|cansad[oa])(?!\w)"
)
_DONE = re.compile(
    r" (?P<done>hablado|dicho|pensado|visto|trabajado|pedido|recibido|leído|usado|probado|vivido|sentido|aprendido|hecho|notado|decidido|tenido|planteado|intentado|podido|querido|negociado|considerado|estado|conocido)(?!\w)(?! (?:el|la|los|las|su) )"
)
_DATIVE = re.compile(r" (?:al|a (?:la|los|las|un|una|su|sus|quien|quienes|[A-ZÀ-Þ]))(?!\w)")
_INFINITIVE = re.compile(r" (?:a |que )?\w+[aei]r(?:se|l[aeo]s?)?(?!\w)")
_PLAIN = re.compile(
    r" (?:que|a|al|con|de|del|desde|en|para|por|sin|sobre|como|más|menos|hoy|ahora|ya|también|mejor|los|las|miedo|previsto|pensado|claro|lo|\w+mente|algún|alguna|algo|[\d]|su|sus|tu|tus)(?!\w)|$|,"
)
_HIS = re.compile(r"(?<![\w-])([Ss])u(s?)(?= [a-zñáéíóú])")
_CALLED = re.compile(
    r"L(?P<rest>e (?:llaman|consideran|acusan|critican|reprochan|piden|dicen|tachan|conocen)(?!\w).*)",
    re.DOTALL,
)
_YOU = Referent("u", "")


def to_whom(text: str) -> str:
    """A sentence of an interviewer, in Spanish, with whom it is put to.

    >>> to_whom("¿Por qué dejó la empresa?")
    '¿Por qué dejó usted la empresa?'

    Args:
        text: one sentence of a question.
    """
    if not _others(text):
        text = _HIS.sub(lambda m: ("T" if m[1] == "S" else "t") + "u" + m[2], text)
    if re.search(r"(?<!\w)(?:usted|ustedes|te|tú|vosotros|os)(?!\w)", text, re.IGNORECASE):
        return text
    if called := _CALLED.match(text):
        return f"A usted l{called['rest']}"
    if "¿" not in text:
        return with_subject(text, _YOU)
    return _QUESTION.sub(_asked, text)


def _others(text: str) -> bool:
    """Whether somebody is named whose "su" may be: "¿Qué opina la ministra de su hospital?"."""
    if next(people_in(text), None):
        return True
    plain = _HIS.sub("", text)
    nouns = (
        noun_of(f, "es") for f in NOUN_PHRASE["es"].finditer(plain) if f["det"].lower() != "su"
    )
    return any(nouns)


def _asked(found: re.Match[str]) -> str:
    verb, rest = found["verb"], found["rest"]
    clitics = found["clitics"].lower().split()
    if _THIRD.fullmatch(verb.lower()) is None:
        return found[0]
    head = f"¿{found['lead'] or ''}{found['wh']}{found['no'] or ''}"
    if "se" in clitics:
        rest = f" a ti mismo{rest}" if verb.lower() == "reconoce" else rest
        told = f"{'Te' if found['clitics'][0] == 'S' else 'te'} {_second(verb)}{rest}?"
        return (
            head + told
            if not _is_asked_of_others(found) and _REFLEXIVE.fullmatch(verb.lower())
            else found[0]
        )
    if clitics == ["le"] and _FELT.fullmatch(verb.lower()) and not _DATIVE.search(rest):
        return f"{head}{'Te' if found['clitics'][0] == 'L' else 'te'} {verb}{rest}?"
    if _is_asked_of_others(found) or not (
        _put_to_a_person(verb.lower(), rest) or _for_how_long(found)
    ):
        return found[0]
    return f"{head}{found['clitics']}{_with_usted(verb, rest)}?"


def _is_asked_of_others(found: re.Match[str]) -> bool:
    """Whether what stands behind the verb may be its subject: "¿Qué dice la ley?", "¿Qué opina Ana Gil?"."""
    if re.search(r"(?i)(?:qui[eé]n|quiénes) $", found["wh"]) and not re.match(
        r"(?i)(?:a|de|con|por) ", found["wh"]
    ):
        return True
    rest = found["rest"]
    if re.match(r" [A-ZÀ-Þ]", rest):
        return True
    phrase = NOUN_PHRASE["es"].match(rest.lstrip())
    if phrase is None:
        return False
    noun = noun_of(phrase, "es")
    verb = found["verb"].lower()
    if phrase["det"].lower() == "su" or (noun and noun.who != "n"):
        return True
    body = is_body(phrase["noun"], "es")
    return not _WITH_OBJECT.fullmatch(verb) or (
        body and not re.match(r"(?:dej|fund|vend|conoc|abandon|compr)", verb)
    )


def _for_how_long(found: re.Match[str]) -> bool:
    """ "¿Cuántos años lleva en la casa?"."""
    return found["verb"] == "lleva" and re.search(r"años|meses|tiempo", found["wh"]) is not None


_ARRIVES = re.compile(
    r" (?:al|a la|a los|a este|a esta|a su) (?:hospital|cargo|puesto|empresa|medicina|informática|profesión|política|dirección|mundo|gerencia|sector|casa)(?!\w)"
)


def _put_to_a_person(verb: str, rest: str) -> bool:
    if verb in words("está estaba estuvo"):
        return _STATES.match(rest) is not None
    if verb in words("ha había"):
        return _DONE.match(rest) is not None
    if _OF_PERSONS.fullmatch(verb) is None:
        return False
    if re.match(r"(?:empez|empiez|volv|vuelv|deb|pued|podr|pud|va$|iba$)", verb):
        return _INFINITIVE.match(rest) is not None
    if verb.startswith("lleg"):
        return _ARRIVES.match(rest) is not None
    if re.match(r"(?:tien|tuv|tendr|llev|hace|hizo|gan|dice|dij)", verb):  # what things do too
        return (
            re.match(
                r" (?:miedo|previsto|pensado|claro|hijos|esperanza|ganas|que \w+r(?!\w)|dudas|en mente|usted|algún|alguna|\w+ años|mucho tiempo|a (?:quienes|los|las))",
                rest,
            )
            is not None
        )
    return (
        _PLAIN.match(rest) is not None
        or _INFINITIVE.match(rest) is not None
        or _WITH_OBJECT.fullmatch(verb) is not None
    )


def _with_usted(verb: str, rest: str) -> str:
    done = _DONE.match(rest) if verb.lower() in ("ha", "había") else None
    at = done.end() if done else 0
    return f"{verb}{rest[:at]} usted{rest[at:]}"


def _second(verb: str) -> str:
    """The familiar form of a verb in the third person: "reconoce" as "reconoces", "vio" as "viste"."""
    if verb.endswith("ió"):
        return verb[:-2] + "iste"
    if verb.endswith("ó"):
        return verb[:-1] + "aste"
    return "viste" if verb == "vio" else verb + "s"
