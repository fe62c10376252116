"""Idioms of French and Spanish news in all their forms, for the terms that translation shows to its model.

python -m training.translation.idioms [--out nlp/data]

`training/translation/idioms/*.tsv` list each once, the verb of both languages in braces::

    lang	phrase	english	sense
    fr	{jeter} l'éponge	{throw} in the towel
    fr	{revoir} sa|leur copie	{go} back to the drawing board
    es	se {poner} manos a la obra	{get} down to work

"|" parts what may stand in one place, "; " the renderings. A reflexive verb has its "se" before the braces. A phrase
without braces stays as it is. French and Spanish verbs are conjugated by verbecc (LGPL, needed here alone; it wants versions
of its own, so: an environment of its own with `pip install -e . verbecc lemminflect`), English ones inflected by lemminflect.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from lemminflect import getInflection

from nlp.tables import words
from nlp.translate.idioms import COLUMNS as IN_DATA
from nlp.translate.idioms import name_of
from nlp.translate.terms import key_of

FOLDER = Path(__file__).with_name("idioms")
OUT = Path(__file__).resolve().parents[2] / "nlp/data"
COLUMNS = ("lang", "phrase", "english", "sense")
_SLOT = re.compile(r"\{(?P<verb>[^{}]+)\}")
_SELF = re.compile(r"(?<!\w)se \{")
_ELIDED = re.compile(r"(?<!\w)(?P<word>[sn]|d|l|qu|m|t)e (?=[aeiouyàâéèêëîïôœ])", re.IGNORECASE)
_PRONOUN = re.compile(r"^(?:qu')?(?:ils?|elles?|on|él|ella|ellos|usted) ")
_BE = {
    "base": "be", "3s": "is", "3p": "are", "past": "was", "past3p": "were", "done": "been", "ing": "being",
    "will": "will be", "would": "would be",
}  # fmt: skip
_TAGS = {"3s": "VBZ", "past": "VBD", "past3p": "VBD", "done": "VBN", "ing": "VBG"}
_MOODS = {
    "fr": {
        ("indicatif", "présent"): ("3s", "3p"),
        ("indicatif", "imparfait"): ("past", "past3p"),
        ("indicatif", "passé-simple"): ("past", "past3p"),
        ("indicatif", "futur-simple"): ("will", "will"),
        ("conditionnel", "présent"): ("would", "would"),
        ("subjonctif", "présent"): ("base", "base"),
    },
    "es": {
        ("indicativo", "presente"): ("3s", "3p"),
        ("indicativo", "pretérito-perfecto-simple"): ("past", "past3p"),
        ("indicativo", "pretérito-imperfecto"): ("past", "past3p"),
        ("indicativo", "futuro"): ("will", "will"),
        ("condicional", "presente"): ("would", "would"),
        ("subjuntivo", "presente"): ("base", "base"),
        ("subjuntivo", "pretérito-imperfecto-1"): ("past", "past3p"),
    },
}
"""What English has for the third persons, singular and plural, of each mood and tense."""
_AUXILIARIES = {
    "fr": {"a": "past", "ont": "past", "avait": "had", "avaient": "had", "ayant": "having"},
    "es": {"ha": "has", "han": "have", "había": "had", "habían": "had", "habiendo": "having"},
}
_WITH_BE = words(
    "aller arriver descendre entrer monter partir passer rentrer rester retomber revenir sortir tomber venir"
)


_DERIVED = {"pasar": "re"}
"""Verbs that verbecc has in a faulty template, and the prefix of the one that it conjugates rightly."""


class Form(NamedTuple):
    """A form of a verb, and which of the English verb stands for it."""

    word: str
    english: str


@cache
def _conjugator(lang: str) -> Any:
    from verbecc import CompleteConjugator

    return CompleteConjugator(lang)


@cache
def _moods(verb: str, lang: str) -> dict[tuple[str, str], list[str]]:
    """Forms of a verb by mood and tense, as verbecc gives them.

    Raises:
        ValueError: verbecc does not know the verb.
    """
    prefix = _DERIVED.get(verb, "")
    data = _conjugator(lang).conjugate(prefix + verb).get_data()
    if data["verb"].get("predicted"):
        raise ValueError(f"{verb} ({lang}): not a verb that verbecc knows")
    return {
        (str(mood.value), str(tense.value)): [
            re.sub(rf"\b{prefix}", "", form) for row in found for form in row["c"]
        ]
        for mood, tenses in data["moods"].items()
        for tense, found in tenses.items()
    }


def forms(verb: str, lang: str) -> list[Form]:
    """The forms of the third persons, the infinitive, the gerund and the participle that follows "a" or "ha"."""
    moods = _moods(verb, lang)
    found = [Form(verb, "base")]
    for key, (one, many) in _MOODS[lang].items():
        third = [f for f in moods[key] if _PRONOUN.match(f)]
        found.append(Form(_PRONOUN.sub("", third[0]), one))
        found.append(Form(_PRONOUN.sub("", third[-1]), many))
    tenses = {tense: listed for (_, tense), listed in moods.items()}
    found.append(Form(tenses.get("participe-présent", tenses.get("gerundio", [""]))[0], "ing"))
    done = tenses.get("participe-passé", tenses.get("participo", [""]))[0]
    return [*found, Form(done, "done"), *_perfects(verb, done, lang)]


def _perfects(verb: str, done: str, lang: str) -> Iterator[Form]:
    """The forms with an auxiliary: a model that is shown the participle alone leaves the auxiliary out."""
    if lang == "fr" and verb in _WITH_BE:
        for be, which in (("est", "past"), ("était", "had")):
            yield from (Form(f"{be} {done}{end}", which) for end in ("", "e"))
        yield from (Form(f"sont {done}{end}", "past3p") for end in ("s", "es"))
        return
    for aux, which in _AUXILIARIES[lang].items():
        yield Form(f"{aux} {done}", which)


def _reflexive(verb: str, lang: str) -> Iterator[Form]:
    """The forms of a verb with its "se"."""
    for form in forms(verb, lang):
        if lang == "es" and form.english == "base" and form.word == verb:
            yield Form(f"{verb}se", "base")
        elif lang == "es" and form.english == "ing":
            yield Form(re.sub("(a|ie|ye)ndo$", _accented, form.word) + "se", "ing")
        elif form.english not in ("done", "having") and (lang == "es" or " " not in form.word):
            yield Form(f"se {form.word}", form.english)
        elif form.english == "done" and lang == "fr":
            yield from _perfect(form.word)


def _accented(ending: re.Match[str]) -> str:
    return ending[0].replace("an", "án").replace("en", "én")


def _perfect(participle: str) -> Iterator[Form]:
    """ "s'est jeté", "se sont jetées" and the like."""
    for be, ends in (("s'est", ("", "e")), ("s'était", ("", "e")), ("se sont", ("s", "es"))):
        for end in ends:
            yield Form(f"{be} {participle.removesuffix('s')}{end}", "past")


def inflected(verb: str, which: str) -> str:
    """A form of an English verb: base, 3s, 3p, past, past3p, done, ing, will or would."""
    if verb == "be" and which in _BE:
        return _BE[which]
    if which in ("base", "3p"):
        return verb
    if which in ("will", "would"):
        return f"{which} {verb}"
    if which in ("had", "has", "have", "having"):
        return f"{which} {inflected(verb, 'done')}"
    return str(getInflection(verb, _TAGS[which])[0])


def _other_forms(verb: str) -> list[str]:
    """What else may be right of a verb in another sentence: the base form, "did not go", the past forms of an irregular one;
    of "be" nothing, as in "was not well received"."""
    if verb == "be":
        return [""]
    past, done = inflected(verb, "past"), inflected(verb, "done")
    return [verb] if past.endswith("ed") else [verb, past, done]


class Found(NamedTuple):
    """The renderings of a form of an idiom, the likeliest first, and what stands for it behind "does not"."""

    english: list[str]
    denied: str


def expanded(lang: str, phrase: str, english: str) -> dict[str, Found]:
    """Every form of an idiom with its renderings, then with other forms of the first one's verb."""
    found: dict[str, Found] = {}
    likeliest, *_ = renderings = english.split("; ")
    for one in _alternatives(phrase):
        for term, which in _terms(lang, one):
            listed, _ = found.setdefault(term, Found([], _denied(likeliest, which)))
            listed.extend(said for r in renderings if (said := _said(r, which)) not in listed)
    return {
        term: Found(_with_other_forms(f.english, likeliest), f.denied) for term, f in found.items()
    }


def _said(rendering: str, which: str) -> str:
    return _SLOT.sub(lambda m: inflected(m["verb"], which), rendering)


def _denied(rendering: str, which: str) -> str:
    """A rendering as English has it behind "does not" or "has not"; "is" stays, with "not" behind it."""
    slot = _SLOT.search(rendering)
    form = "done" if which in ("has", "have", "had") else "base"
    plain = slot is None or slot["verb"] == "be" or which in ("base", "done", "ing", "having")
    return "" if plain else _said(rendering, form)


def _with_other_forms(listed: list[str], rendering: str) -> list[str]:
    """The renderings of a form, four at most, and the other forms of the first."""
    slot = _SLOT.search(rendering)
    others = (
        [_SLOT.sub(form, rendering).strip() for form in _other_forms(slot["verb"])] if slot else []
    )
    return list(dict.fromkeys([*listed[:4], *others]))


def _alternatives(phrase: str) -> Iterator[str]:
    parts = [word.split("|") for word in phrase.split(" ")]
    return (" ".join(words) for words in itertools.product(*parts))


def _terms(lang: str, phrase: str) -> Iterator[tuple[str, str]]:
    slot = _SLOT.search(phrase)
    if slot is None:
        yield phrase, "base"
        return
    own = _SELF.search(phrase)
    for form in _reflexive(slot["verb"], lang) if own else forms(slot["verb"], lang):
        if form.word:
            start = own.start() if own else slot.start()
            term = phrase[:start] + form.word + phrase[slot.end() :]
            yield (_ELIDED.sub(r"\g<word>'", term) if lang == "fr" else term), form.english


def rows(paths: Sequence[Path]) -> Iterator[tuple[str, str, str, str, str]]:
    """Language, term, renderings, sense and rendering behind "does not" of every form of every idiom that is listed; the first counts.

    Raises:
        ValueError: a line has not the columns, or a verb is not known.
    """
    seen = set()
    for path in paths:
        with path.open(encoding="utf-8", newline="") as lines:
            for number, row in enumerate(csv.DictReader(lines, delimiter="\t"), start=2):
                if not (row["lang"] and row["phrase"] and row["english"]) or None in row:
                    raise ValueError(f"{path.name}, line {number}: not {', '.join(COLUMNS)}")
                for term, (english, denied) in expanded(
                    row["lang"], row["phrase"], row["english"]
                ).items():
                    if (row["lang"], term, row["sense"]) not in seen:
                        seen.add((row["lang"], term, row["sense"]))
                        yield row["lang"], term, "; ".join(english), row["sense"] or "", denied


def write(folder: Path, listed: Sequence[Path]) -> None:
    """The file of each language, by the key that a text is asked with."""
    found: dict[str, list[tuple[str, ...]]] = {lang: [] for lang in _MOODS}
    for lang, term, english, sense, denied in rows(listed):
        found[lang].append((key_of(term), term, english, sense, denied))
    for lang, own in found.items():
        with (folder / name_of(lang)).open("w", encoding="utf-8") as out:
            out.write(
                "# Forms of idioms, made by training.translation.idioms; shown to the model like terms.tsv.\n"
            )
            out.writelines("\t".join(row) + "\n" for row in [IN_DATA, *sorted(own)])


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=OUT, help="folder")
    parser.add_argument("files", type=Path, nargs="*", help="lists; all of the folder if none")
    args = parser.parse_args()
    write(args.out, args.files or sorted(FOLDER.glob("*.tsv")))


if __name__ == "__main__":
    main()
