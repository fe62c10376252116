"""He, she or it at the head of an English sentence, by whom the sentences before it are about."""

from __future__ import annotations

import re

from nlp.translate.doings import HAD_BY_BODIES, HAD_BY_PEOPLE
from nlp.translate.nouns import nouns_in
from nlp.translate.prepare import bullet
from nlp.translate.referents import SPEAKER, Cast, Referent, people_in, subject_of
from nlp.translate.subjects import with_subject

_SUBJECT = {"f": "She", "m": "He", "n": "It"}
_POSSESSIVE = {"f": "Her", "m": "His", "n": "Its"}
_FAMILY = {
    "f": {"he": "she", "his": "her", "him": "her", "himself": "herself", "it": "she", "its": "her", "itself": "herself"},
    "m": {"she": "he", "hers": "his", "herself": "himself", "it": "he", "its": "his", "itself": "himself"},
}  # fmt: skip
_OPENS = {
    "fr": re.compile(r"(?:(?:Puis|Et|Mais|Depuis|Désormais|Ensuite|Aujourd['’]hui|Auparavant|En (?:19|20)\d\d),? |(?P<lead>(?:À|Au|Dans|Après|Avant|Depuis|En|Lors|Avec|Sous|Pendant|Durant|Sur) [^,;:.«»“\"]{2,60}), )?(?P<who>[Ii]l|[Ee]lle)(?!\w)"),
    "es": re.compile(r"(?P<who>Él|Ella)(?!\w)"),
}  # fmt: skip
_OWN = {"fr": re.compile(r"(?:Son|Sa|Ses) "), "es": re.compile(r"(?:Su|Sus) ")}
_IMPERSONAL = re.compile(
    r"[Ii]l (?:n['’]|ne |y |en |s['’]|se |nous |lui |leur |me |m['’])*(?:fau[dt]\w*|a fallu|aura fallu|a (?:pas|plus|jamais)?|avait (?!été|\w+é(?!\w))|agi\w+|rest\w+ (?:à|que|encore|des|une?|deux|trois|quatre|cinq|six|sept|huit|dix|quelques?|plusieurs|peu|moins|toujours|désormais|maintenant|donc|aux?|beaucoup|toutefois|cependant|\d)|"
    r"sembl\w+ (?:que|bien)|conv\w+|exist\w+|manqu\w+|suffi\w+|appart\w+|appar[aû]\w+|revien\w+ (?:à|aux?|donc|désormais)|vau[dt]\w*|arriv\w+ (?:que|à)|import\w+|ressor\w+|résult\w+ (?:que|de)|découl\w+|(?:était|est|sera|fut) rien|"
    r"pleu\w+|incomb\w+|pourrait s['’]agir|peut s['’]agir|va (?:falloir|sans dire|y avoir)|devrait y avoir|peut y avoir|pourrait y avoir|est question|était une fois|"
    r"(?:est|était|sera|serait|paraît|devient|demeure|a été|reste) (?:[\w'’]+ ){0,3}?(?:temps|possible|impossible|prévu|noter|vrai|trop|encore trop|interdit|essentiel|nécessaire|important|urgent|"
    r"clair|difficile|facile|probable|rare|utile|question|proposé|demandé|rappelé|indiqué|précisé|recommandé|permis|fréquent|établi|reproché|décidé|convenu|entendu|certain|évident|"
    r"midi|minuit|tôt|tard|désormais possible|\d+ h)(?!\w))"
)  # fmt: skip
_HEAD = re.compile(
    r"(?P<lead>[\"“]?(?:(?:Then|And|But|Since then|Now|Today|Previously|However|Moreover|Also|In addition|In (?:19|20)\d\d|In [A-Z][a-z]+(?: (?:19|20)\d\d)?|Yesterday|Later|Finally|In fact|That (?:same )?(?:day|year)|[A-Z][a-z]+ (?:later|ago)),? |[^,;:\"“.]{3,40}, )?)"
    r"(?P<word>[Hh]e|[Ss]he|[Ii]t|[Tt]he (?:company|group|firm)(?!['’])|[Hh]is|[Hh]er|[Ii]ts|[Tt]he (?:company|group|firm)['’]s)(?![\w'’-])"
)
_PERSONAL = re.compile(
    r"(?<!\w)(?:[Hh]e|[Ss]he|[Hh]is|[Hh]ers?|[Hh]im(?:self)?|[Hh]erself|[Ii]t|[Ii]ts|[Ii]tself)(?![\w])"
)
_POSSESSED = re.compile(
    r" (?!(?:of|to|for|in|on|at|by|with|from|as|that|and|or|but|not|when|while|after|before|because|if|so|too|again|yesterday|is|was|has|had|will)\b)[a-z]"
)
_PART = {
    "es": re.compile(r",? ?[Pp]or su (?:parte|lado)(?!\w),? ?"),
    "fr": re.compile(r",? ?(?:[Pp]our sa part|[Dd]e son côté)(?!\w),? ?"),
}
_FOR_PART = re.compile(
    r"(?P<for>[Ff]or|[Oo]n) (?P<whose>his|her|its|their|your|my)(?: own)? (?P<part>part|side|hand)(?=,|\.|$)"
)
_SEVERAL = re.compile(r"(?:[Ll]es|[Ll]os|[Ll]as|[Dd]es|[Cc]es|[Ss]es|[Ss]us) ")


def is_concerned(text: str, lang: str, referent: Referent) -> bool:
    """Whether whom the sentences before it are about says something of a sentence."""
    body = bullet(text)[1]
    opens = _opens(body, lang) or _OWN[lang].match(body) or _ACCORDING[lang].match(body)
    left_out = lang == "es" and with_subject(body, referent) != body
    if _only_person(body, lang):
        return referent.who in ("f", "m")
    return bool(referent.who and (opens or left_out or _PART[lang].search(body)))


def referring(source: str, lang: str, english: str, referent: Referent) -> str:
    """English whose opening pronoun is that of whom it is about.

    Args:
        source: the sentence as it came.
        lang: "fr" or "es".
        english: its translation.
        referent: whom the sentences before are about.
    """
    english = _for_part(source, lang, english, referent)
    english = _of_subject(source, lang, english, referent)
    if not referent.who:
        return english
    english = _according(source, lang, english, referent.who)
    put_in = lang == "es" and with_subject(source, referent) != source
    opens, own = _opens(source, lang), _OWN[lang].match(source)
    if opens and not _agrees(opens["who"].lower(), lang, referent.who):
        return english
    if (opens or put_in) and _OWN_INSIDE[lang].match(source):
        english = _WHOSE.sub(rf"\g<1>{_POSSESSIVE[referent.who].lower()}", english)
    if (
        opens
        and lang == "fr"
        and opens["who"].lower() == "il"
        and _IMPERSONAL.match(source, opens.start("who"))
    ):
        return english
    head = _HEAD.match(english) if opens or own or put_in else None
    if head is None or (own and head["lead"].strip(' "“')):
        return english
    if own and not _may_own(source, lang, referent.who):
        return english
    possessive = (
        head["word"].lower() in ("his", "her", "its")
        or head["word"].endswith("s")
        and " " in head["word"]
    )
    if possessive != bool(own):
        return english
    return _with_word(source, lang, english, head, referent.who, possessive)


_OWN_INSIDE = {
    "fr": re.compile(
        r"(?:À|Dans|Après|Avant|Depuis|En|Avec|Sous|Pendant|Durant|Sur) (?:son|sa|ses) "
    ),
    "es": re.compile(r"(?:Sobre|En|Tras|Con|Para|Desde|Durante|Entre) sus? "),
}
_WHOSE = re.compile(
    r"^((?:On|In|After|Before|With|For|Since|During|Under|From|Among|To|At) )(?:its|his|her)(?= )"
)
_ACCORDING = {
    "fr": re.compile(r"(?:Selon|Pour|D['’]après) (?:lui|elle)(?!\w)"),
    "es": re.compile(r"(?:Según|Para) (?:él|ella)(?!\w)"),
}
_TO_WHOM = re.compile(r"^((?:According to|For|In the view of) )(?:it|her|him|them)(?=[, ])")
_OBJECT = {"f": "her", "m": "him", "n": "it"}


def _opens(source: str, lang: str) -> re.Match[str] | None:
    """The pronoun that a sentence has as its subject, behind what names nobody else."""
    found = _OPENS[lang].match(source)
    lead = found.groupdict().get("lead") if found else None
    return None if lead and _others(lead, lang) else found


def _agrees(pronoun: str, lang: str, who: str) -> bool:
    """Whether a pronoun may be of somebody; Spanish has "él" and "ella", as subjects, for people alone."""
    if who == "n":
        return lang == "fr"
    return (who == "f") == (pronoun in ("elle", "ella"))


def _according(source: str, lang: str, english: str, who: str) -> str:
    """ "According to it" with whom it is according to."""
    said = _ACCORDING[lang].match(source)
    if said is None or (
        who in ("f", "m") and (said[0][-1] == "a" or said[0].endswith("elle")) != (who == "f")
    ):
        return english
    return _TO_WHOM.sub(rf"\g<1>{_OBJECT[who]}", english)


def _may_own(source: str, lang: str, who: str) -> bool:
    pattern = HAD_BY_PEOPLE[lang] if who == "n" else HAD_BY_BODIES[lang]
    return pattern.match(source) is None


def _with_word(
    source: str, lang: str, english: str, head: re.Match[str], who: str, possessive: bool
) -> str:
    old = head["word"].lower()
    new = (_POSSESSIVE if possessive else _SUBJECT)[who]
    new = new if head["word"][0].isupper() else new.lower()
    rest = english[head.end() :]
    if who != "n" and " " not in old and not _others(source, lang):
        other = "his" if who == "f" else "her"
        rest = _swapped(rest, old if old != new.lower() else other, who)
    if who == "n" and old not in ("it", "its") and not _names_people(source, lang):
        rest = _as_body(rest)
    return english[: head.start("word")] + new + rest


def _swapped(rest: str, old: str, who: str) -> str:
    """The rest of a sentence that is about one person alone, with the pronouns of the wrong one changed too."""
    wrong = (
        {"she", "her", "hers", "herself"}
        if old in ("she", "her")
        else {"he", "his", "him", "himself"}
    )
    wrong = {"it", "its", "itself"} if old in ("it", "its") else wrong
    family = _FAMILY[who]

    def put(found: re.Match[str]) -> str:
        word = found[0].lower()
        if word not in wrong:
            return found[0]
        if word == "him" or (word == "her" and not _POSSESSED.match(found.string, found.end())):
            return found[0]  # whom the verb is done to is somebody else
        if word == "her":
            return "his"
        new = family[word]
        return new.capitalize() if found[0][0].isupper() else new

    if wrong == {"it", "its", "itself"}:
        wrong -= {"it", "itself"}  # it may be anything
    parts = re.split(r"([\"“][^\"”]*[\"”]?)", rest)
    return "".join(part if i % 2 else _PERSONAL.sub(put, part) for i, part in enumerate(parts))


def _others(source: str, lang: str) -> bool:
    """Whether a sentence names anybody or any body that a later pronoun could mean."""
    if next(people_in(source), None):
        return True
    return next(nouns_in(source, lang), None) is not None


def _names_people(source: str, lang: str) -> bool:
    if next(people_in(source), None):
        return True
    return any(noun.who != "n" for noun in nouns_in(source, lang))


def _of_subject(source: str, lang: str, english: str, referent: Referent) -> str:
    """ "The minister defends his project" of a woman: the one person that the sentence names is its subject."""
    who = _only_person(source, lang)
    if not who or referent.who in ("f", "m") and referent.who != who:
        return english
    return _swapped(english, "his" if who == "f" else "her", who)


def _only_person(source: str, lang: str) -> str:
    """Whether a woman ("f") or a man ("m") is the subject of a sentence that names nobody of another gender."""
    if not _OF_SUBJECT.search(source):
        return ""
    who = subject_of(source, lang, Cast({}, frozenset(), frozenset())).who
    if who not in ("f", "m"):
        return ""
    if _whose_subject(source):
        return ""  # "admet son directeur": whose director it is is somebody else
    named = {gender for _, gender in people_in(source)}
    named |= {noun.who for noun in nouns_in(source, lang) if noun.who != "n"}
    return who if named <= {who} else ""


_OF_SUBJECT = re.compile(r"(?<!\w)(?:son|sa|ses|sus?|lui-même|elle-même)(?!\w)")
"""What may be of the subject of its sentence."""
_POSSESSED_AT_HEAD = re.compile(r"(?:[Ss]u|[Ss]on|[Ss]a) ")


def _whose_subject(source: str) -> bool:
    """Whether the subject of a sentence is somebody's: "« Non », admet son directeur"."""
    speaker = SPEAKER.search(source)
    return _POSSESSED_AT_HEAD.match(speaker["np"] if speaker else source) is not None


def _for_part(source: str, lang: str, english: str, referent: Referent) -> str:
    """ "for his part" with whose part it is: the subject of the sentence."""
    there = _PART[lang].search(source)
    said = _FOR_PART.search(english) if there else None
    if there is None or said is None:
        return english
    opens = there.start() == 0
    plain = (
        source[there.end() :] if opens else source[: there.start()] + " " + source[there.end() :]
    )
    who = subject_of(plain, lang, Cast({}, frozenset(), frozenset())).who
    if not who and not re.match(r"[A-ZÀ-Þ]|[Ll]['’aoe]|[Ee]l", plain):
        who = referent.who
    whose = "their" if _SEVERAL.match(plain) else {"f": "her", "m": "his", "n": "its"}.get(who)
    if whose is None:
        return english
    behind = english[said.end() :]
    if whose == "its" and opens and not next(people_in(source), None):
        behind = _as_body(behind)
    for_ = "For" if said["for"][0].isupper() else "for"
    return f"{english[: said.start()]}{for_} {whose} part{behind}"


_NEUTER = {
    "she": "it",
    "he": "it",
    "her": "its",
    "his": "its",
    "herself": "itself",
    "himself": "itself",
}


def _as_body(english: str) -> str:
    """English in which nobody is named, with a body for the woman or man that was read into it."""
    parts = re.split(r"([\"“][^\"”]*[\"”]?)", english)
    personal = re.compile(r"\b(?:she|he|her(?= [a-z])|his|herself|himself)\b")
    return "".join(
        part if i % 2 else personal.sub(lambda m: _NEUTER[m[0]], part)
        for i, part in enumerate(parts)
    )
