"""Whom the subject that a sentence leaves out, or has as a pronoun, stands for: the subject of the sentence before.

French has "il" and "elle" for things and companies too, Spanish says nothing at all ("Agregó que ..."), and a model
that reads one sentence guesses. What is not told by a noun, a title, or a first name is left open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from nlp.tables import first_names, fold, gender_of, words
from nlp.translate.brands import looks_coined, opens_with_brand
from nlp.translate.doings import HAD_BY_BODIES, OF_COMPANIES, OF_PEOPLE, OF_THINGS
from nlp.translate.nouns import NOUN_PHRASE, is_body, noun_of, nouns_in


class Referent(NamedTuple):
    """Whom a sentence goes on about: `who` is "f", "m", "n" of what is no person, or "" where it is not
    known; `gender` is that of its noun in the source's grammar, "" for a name."""

    who: str = ""
    gender: str = ""


NOBODY = Referent()
_CAP = r"[A-ZÀ-ÖØ-Þ][\w-]*\w(?:['’][\w-]+)?"
_OF = r"(?:de la |de los |de las |del |de |du |des |d['’]|le |la |y |van |von |ben |el )"
_NAME = re.compile(
    rf"(?<![\w-])(?P<first>{_CAP})(?: {_CAP}| [A-Z]\.){{0,2}} {_OF}?(?P<last>{_CAP})"
)
_ALONE = re.compile(rf"(?P<word>{_CAP})(?= (?!{_OF}|[A-ZÀ-Þ\d])[a-zà-ÿ])")
_TITLES = {
    "mme": "f", "mlle": "f", "sra": "f", "dra": "f", "dre": "f", "doña": "f", "dña": "f", "madame": "f", "señora": "f",
    "doctora": "f", "professeure": "f", "docteure": "f", "m": "m", "sr": "m", "monsieur": "m", "señor": "m", "don": "m",
    "dr": "", "pr": "", "me": "", "docteur": "", "professeur": "", "doctor": "m",
}  # fmt: skip
_TITLE = re.compile(
    rf"(?:(?:[Ll][ae]|[Ee]l) )?(?<![\w-])(?P<title>{'|'.join(f'{t}|{t.capitalize()}' for t in _TITLES)})\.? (?P<name>{_CAP}(?: {_OF}?{_CAP}){{0,3}})"
)
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")
_SAYS = (
    r"(?:(?:a|ha|avait|había|est|était) )?(?:expli\w+|dijo|dice|déclar\w+|declar\w+|affirm\w+|afirm\w+|assur\w+|asegur\w+|ajout\w+|añad\w+|agreg\w+|indiqu\w+|indic\w+|"
    r"précis\w+|precis\w+|soulign\w+|subray\w+|señal\w+|regrett\w+|lament\w+|estim\w+|résum\w+|resum\w+|confi\w+|insist\w+|recuerd\w+|record\w+|rappel\w+|"
    r"promet\w+|prometi\w+|sosti\w+|sostuv\w+|apunt\w+|coment\w+|cuent\w+|racont\w+|relat\w+|admet\w+|admit\w+|reconn\w+|recono\w+|conclu\w+|plaid\w+|"
    r"répond\w*|alarm\w+|emport\w+|étrangl\w+|soupir\w+|soupi\w+|temp[eéè]r\w+|ironis\w+|conv(?:ient|ena\w+)|déplor\w+|réjoui\w*|nuanc\w+|souffl\w+|martel\w+|martèl\w+|"
    r"quej\w+|brome\w+|presum\w+|zanj\w+|opin\w+|suelt\w+|soltó|rezong\w+|avis\w+|répliqu\w+|respond\w+|contest\w+|replic\w+|repuso|témoign\w+|manifest\w+|dénonc\w+|denunci\w+|prév\w+|advirt\w+|celebr\w+|celebró|félicit\w+|lanc\w+|gliss\w+|balaie|tranch\w+|reclam\w+|critic\w+|dit)"
)
SPEAKER = re.compile(
    rf"[»”\"],? ?(?:(?:se|s['’]|nous |nos |le |lo ))?{_SAYS},? (?:à \w+ |al? \w+ )?(?P<np>.+)$"
)
_SET_OFF = re.compile(
    r", (?=(?:[Ll]e |[Ll]a |[Ll]['’]|[Ee]l |[Cc]ette |[Cc]et? |[Ee]sta |[Ee]ste |[A-ZÀ-Þ]))"
)
_LONGEST_LEAD = 200  # characters before the subject
_OPENS_NAMED = re.compile(
    r"(?:[Ll][ea]s?|[Ll]['’]|[Ee]l|[Ll]os|[Uu]ne?|[Uu]na|[Cc]e(?:tte|t)?|[EeÉé]st?[ea]|M\.|Mme|Dr|Pr|Me) ?"
)
_TOGETHER = re.compile(
    r"[^.;:]{0,60}?(?<!\w)(?:et|y|e) (?:l[ea]s? |l['’]|el |los |su |sa |son )?[\w'’-]+(?: [\w'’-]+){0,3}? (?:se |ont |han |sont |son |[a-zéñ]+(?:ent|aron|ieron|an|en) )"
)
_PASSED_ON = {
    "fr": re.compile(r"(?:Il|Elle)(?:-même)?(?!\w)|(?:Puis|Et|Mais|Aussi|Depuis|Désormais|Ensuite|Aujourd['’]hui)[, ]+(?:il|elle) "),
    "es": re.compile(r"(?:Él|Ella)(?!\w)"),
}  # fmt: skip
_VERB_FIRST = re.compile(
    r"(?:(?:Lo|La|Le|Se|Así lo|No) )?(?:ha )?[A-ZÁÉÍÓÚa-zñáéíóú]+(?:ó|e|a|do)(?: ayer| hoy| este \w+| a los \d+ años)? "
    rf"(?P<np>(?:el |la )?{_CAP}(?: {_OF}?{_CAP})+|(?:el|la) [a-zñáéíóú]+)"
)


class Cast(NamedTuple):
    """Who an article is about: the surnames of people with their gender, and words that name companies."""

    people: dict[str, str]
    surnames: frozenset[str]
    companies: frozenset[str]


_COMPANY = re.compile(
    rf"(?<![\w-])(?P<noun>[a-zà-ÿ-]+)(?: [a-zà-ÿ]+(?:is|ois|aise|ain|ienne|és|esa|eña|ana|ano|oise|ine|in|euse|eux|ica|ico))? (?P<name>{_CAP})(?![ -][A-ZÀ-Þ])"
)
_FULL = re.compile(rf"(?<![\w-])(?P<first>{_CAP}) {_OF}?(?P<last>{_CAP})")


def _names_somebody(found: re.Match[str]) -> bool:
    """Whether two words with a capital may be a first name and a surname: the first word of a sentence is any."""
    inside = found.string[: found.start()].rstrip(' «“"¿¡(')[-1:]
    return (inside.isalpha() or inside == ",") or fold(found["first"]) in first_names()


def cast_of(sentences: Iterable[tuple[str, str | None]]) -> Cast:
    """Who an article is about, from all its sentences, each with its language."""
    people: dict[str, str] = {}
    surnames, companies = set[str](), set[str]()
    for text, lang in sentences:
        for name, gender in people_in(text):
            people.setdefault(name.rpartition(" ")[2], gender)
            if gender and not people[name.rpartition(" ")[2]]:
                people[name.rpartition(" ")[2]] = gender
        surnames |= {found["last"] for found in _FULL.finditer(text) if _names_somebody(found)}
        companies |= {
            found["name"]
            for found in _COMPANY.finditer(text)
            if lang in NOUN_PHRASE and is_body(found["noun"], lang)
        }
    return Cast(people, frozenset(surnames), frozenset(companies))


def people_in(text: str) -> Iterator[tuple[str, str]]:
    """The people that a text names by first name and surname or with a title, and their gender, "" if open."""
    for found in _NAME.finditer(text):
        gender = gender_of(found["first"])
        if gender is not None:
            yield found[0], "" if gender == "u" else gender
    for found in _TITLE.finditer(text):
        gender = _TITLES[found["title"].lower()]
        if gender:
            yield found["name"], gender


def referents(
    sentences: Sequence[tuple[str, str | None]], now: Referent = NOBODY
) -> list[Referent]:
    """For each sentence of an article, with its language, whom the ones before it leave in mind.

    Args:
        sentences: in order, each with its language.
        now: whom what stands before them is about.
    """
    if len(sentences) == 1:
        return [now]
    cast = cast_of(sentences)
    others, open_quote = frozenset[Referent](), False
    found = []
    for text, lang in sentences:
        within = open_quote
        open_quote = _open_after(text, open_quote)
        if within or lang not in NOUN_PHRASE:
            found.append(NOBODY)
            continue
        found.append(_agreeing(text, lang, now, others))
        if _goes_on(text, lang):
            now = found[-1]
            continue
        now = subject_of(text, lang, cast)
        others = frozenset(_mentioned(text, lang))
    return found


def _open_after(text: str, before: bool) -> bool:
    """Whether a quotation is open behind a sentence."""
    deep = int(before) + sum(text.count(c) for c in "«“") - sum(text.count(c) for c in "»”")
    return deep > 0


def _goes_on(text: str, lang: str) -> bool:
    """Whether a sentence keeps to whom the one before was about, or is but a quotation."""
    if _PASSED_ON[lang].match(text):
        return True
    bare = _QUOTED.sub("", text)
    return text[:1] in '«“"' and not re.search(r"\w", bare)


def _agreeing(text: str, lang: str, now: Referent, others: frozenset[Referent]) -> Referent:
    """Whom a sentence goes on about: the last subject, or what else was named if the pronoun has its gender."""
    if lang == "es" and (told := _PASSED_ON["es"].match(text)):  # a person, whoever was named
        gender = "f" if told[0] == "Ella" else "m"
        return Referent(gender, gender)
    pronoun = _FRENCH_PRONOUN.match(text) if lang == "fr" else None
    if pronoun is None:
        return _without_pronoun(text, lang, now, others)
    gender = "f" if pronoun[1].lower() == "elle" else "m"
    if now.who in ("f", "m") and OF_THINGS.match(text, pronoun.end()):
        things = {other for other in others if other == ("n", gender)}
        return things.pop() if things else NOBODY
    if now.who in ("n", "?") and _may_be_a_person(text, pronoun, gender, others):
        return NOBODY
    if now.who == "?":  # a name of one word that is feminine and nobody's surname is a company's
        return Referent("n", "f") if gender == "f" else NOBODY
    if now.who and now.gender in ("", gender):
        return now
    if not now.who:
        return NOBODY
    same = {other.who for other in others if other.gender == gender}
    return Referent(same.pop(), gender) if len(same) == 1 else NOBODY


_FRENCH_PRONOUN = re.compile(
    r"(?:(?:Selon|Pour) |[^,;:«»]{2,64}, |\w+,? )?(il|elle|lui)(?!\w)", re.IGNORECASE
)


def _may_be_a_person(
    text: str, pronoun: re.Match[str], gender: str, others: frozenset[Referent]
) -> bool:
    """Whether a pronoun behind a sentence about a body may be of somebody whom that sentence names too."""
    if OF_PEOPLE["fr"].match(text, pronoun.end()):
        return True
    people = {gender, "?"} & {other.who for other in others}
    return bool(people) and OF_THINGS.match(text, pronoun.end()) is None


def _without_pronoun(text: str, lang: str, now: Referent, others: frozenset[Referent]) -> Referent:
    """Whom a sentence that has no subject, or a possessive, goes on about."""
    companies = OF_COMPANIES.match(text) or HAD_BY_BODIES[lang].match(text)
    if now.who == "?":
        return Referent("n", "") if OF_COMPANIES.match(text) else NOBODY
    named = {other.who for other in others}
    if now.who == "n":
        of_people = lang == "es" and OF_PEOPLE["es"].match(text)
        doubtful = bool(named & {"f", "m", "?"}) and not companies
        return NOBODY if of_people or doubtful else now
    return NOBODY if companies and "n" in named and lang == "es" else now


_TO_SOMEBODY = {
    "fr": re.compile(r"(?<!, )(?<!\w)lui(?= [a-zà-ÿ])"),
    "es": re.compile(r"(?<!\w)(?:le|lo(?! que)) (?=[a-zñáéíóú])", re.IGNORECASE),
}
"""The pronoun of somebody to whom a sentence does something: "Une entreprise lui a offert ..."."""


def _mentioned(text: str, lang: str) -> Iterator[Referent]:
    """Whom a sentence names, wherever it does; "?" is somebody of whom it has but a pronoun."""
    if _TO_SOMEBODY[lang].search(text):
        yield Referent("?", "")
    for _, gender in people_in(text):
        if gender:
            yield Referent(gender, gender)
    for noun in nouns_in(text, lang):
        if noun.who and noun.gender:
            yield Referent(*noun)


def subject_of(text: str, lang: str, cast: Cast) -> Referent:
    """The subject that a sentence names, or who is quoted in it; nobody where that is not sure."""
    if speaker := SPEAKER.search(text):
        return _phrase(speaker["np"], lang, cast)
    plain = _QUOTED.sub("", text).lstrip(" -—–•")
    said = text[:1] in '«“"' and re.match(r",|[a-zà-ÿ]", plain) is not None  # by whom, is not known
    found = NOBODY if said else _phrase(plain, lang, cast)
    if found.who or _OPENS_NAMED.match(plain):
        return found
    lead = _SET_OFF.search(plain, 0, _LONGEST_LEAD)
    behind = _phrase(plain[lead.end() :], lang, cast) if lead else NOBODY
    if behind.who and not (said and behind.who not in ("f", "m")):
        return behind
    if lang == "es" and not said and (verb := _VERB_FIRST.match(plain)):
        return _phrase(verb["np"] + plain[verb.end() :], lang, cast)
    return NOBODY


def _phrase(text: str, lang: str, cast: Cast) -> Referent:
    """The noun phrase at the head of a text."""
    if _TOGETHER.match(text):
        return NOBODY
    if titled := _TITLE.match(text):
        gender = _TITLES[titled["title"].lower()] or _gender_of(titled["name"], cast)
        return Referent(gender, gender)
    phrase = NOUN_PHRASE[lang].match(text)
    if phrase is not None:
        return _of_noun(phrase, text, lang, cast)
    return _of_name(text, lang, cast)


def _of_noun(phrase: re.Match[str], text: str, lang: str, cast: Cast) -> Referent:
    noun = noun_of(phrase, lang)
    if noun is None:
        word = phrase["noun"]
        if _AGED.match(text, phrase.end()):  # "cette Malouine de 46 ans"
            gender = _AGED_GENDER.get(phrase["det"].lower(), "")
            return Referent(gender, gender)
        named = _NAME.match(text, phrase.end() + 1)  # "la juriste Tessa Brun"
        if named and not word[0].isupper() and (gender := _gender_of(named[0], cast)):
            return Referent(gender, gender)
        return Referent("n", "") if _is_body_name(word, cast) else NOBODY
    if noun.who == "n":
        return Referent(*noun)
    if not noun.who:
        named = next((g for _, g in people_in(text[: phrase.end() + 60]) if g), "")
        return Referent(named, named)
    return Referent(*noun)


_NO_BODY = words(
    "premier premiere papa pape rey roi reina reine principe prince princesa princesse infanta dr dra dre pr prof"
)


def _is_body_name(word: str, cast: Cast) -> bool:
    """Whether a word behind an article is the name of a body or a thing: "el Sergas", "la Cnil"; people have no
    article before their name."""
    if word.isupper():
        return len(word) > 2
    if re.fullmatch(r".*(?:oise?|aise?|ienne?|aine?|éenne?|arde?|otes?|ane)", word):
        return False  # "la Sierroise", who comes from there
    known = word in cast.people or word in cast.surnames or fold(word) in first_names()
    return word.istitle() and len(word) > 3 and not known and fold(word) not in _NO_BODY


_AGED = re.compile(r" de \d\d (?:ans|años)(?!\w)")
_AGED_GENDER = {"cette": "f", "la": "f", "une": "f", "esta": "f", "una": "f", "ce": "m", "cet": "m", "le": "m", "un": "m", "este": "m", "el": "m"}  # fmt: skip


def _of_name(text: str, lang: str, cast: Cast) -> Referent:
    if (full := _NAME.match(text)) and gender_of(full["first"]):
        gender = _gender_of(full[0], cast) or _described(text[full.end() :])
        return Referent(gender, gender)
    if (head := re.match(rf"(?P<head>[A-ZÀ-Þ][a-zà-ÿ]+) {_CAP}", text)) and is_body(
        head["head"], lang
    ):
        return Referent("n", "")  # "Clínica Arrayán"
    alone = _ALONE.match(text)
    if alone is None:
        return NOBODY
    word = alone["word"]
    if word in cast.people:
        return Referent(cast.people[word], cast.people[word])
    if word in cast.surnames or fold(word) in first_names():
        return NOBODY
    if word in cast.companies or looks_coined(word) or (word.isupper() and len(word) > 2):
        return Referent("n", "")
    if not opens_with_brand(text, word, lang, ()):
        return NOBODY
    return Referent("n", "f") if _FEMININE.match(text, alone.end()) else Referent("?", "")


_FEMININE = re.compile(
    r" (?:ya |no |a |ha |est |es |fue |sera |será |été |sido |n['’]a pas )+[a-zà-ÿ]+(?:ée|ada|ida|ite|ise|ue)(?!\w)"
)
_POST_BEHIND = re.compile(
    r"(?:, |,? (?:es|fue|era|será|est|était|sera|a été) )(?P<np>(?:la|le|el|une|un|una) [\w-]+)"
)


def _described(rest: str) -> str:
    """The gender of the post behind a name that is a woman's or a man's: "Rosario Vila fue la ponente"."""
    behind = _POST_BEHIND.match(rest)
    det = behind["np"].split()[0] if behind else ""
    return "f" if det in ("la", "une", "una") else "m" if det else ""


def _gender_of(name: str, cast: Cast) -> str:
    gender = gender_of(name.split()[0]) or "u"
    return cast.people.get(name.rpartition(" ")[2], "") if gender == "u" else gender
