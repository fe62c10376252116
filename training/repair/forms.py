"""Forms of English words for damage done on purpose (lemminflect: lemmas and inflections by table).

No tagger is at hand, so a word counts as what its form can be; where that guess is wrong, the damage is
only odder.
"""

from __future__ import annotations

import warnings
from functools import lru_cache

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import lemminflect

from nlp.tables import words

FUNCTION = words(
    "a an the and or but nor so yet if of in on at to for by with from since during until about over "
    "under between among within into as through towards against before after per than around upon "
    "onto across out up off down it he she they we you i me us him her them its his their our your my "
    "this these that those who whom whose which what when where why how is are was were be been being "
    "am has have had having do does did will would can could may might must shall should not no n't "
    "there here all any some each every both either neither such same other another more most less "
    "least much many few little very too also only just even still already"
)


DETERMINERS = words(
    "a an the this these that those its his her their our my your some any each every no all both "
    "many few several more most other another such which whose"
)


@lru_cache(maxsize=200_000)
def lemmas(word: str) -> dict[str, str]:
    """The lemma of a word for each part of speech (NOUN, VERB, ADJ, ADV) that it may be."""
    if not word.isalpha() or word in FUNCTION:
        return {}
    return {pos: found[0] for pos, found in lemminflect.getAllLemmas(word).items()}


@lru_cache(maxsize=200_000)
def form(lemma: str, tag: str) -> str | None:
    """A form (Penn tag: VB VBD VBG VBN VBZ NN NNS JJR) of a lemma, None where it has none."""
    found = lemminflect.getInflection(lemma, tag)
    return found[0] if found else None


def is_verb(word: str, tag: str) -> str | None:
    """The lemma where a word can be that form of a verb, else None."""
    lemma = lemmas(word).get("VERB")
    if lemma is None:
        return None
    return lemma if word in lemminflect.getInflection(lemma, tag) else None


def is_noun(word: str) -> bool:
    """True where a word is a noun more likely than another part of speech."""
    found = lemmas(word)
    return "NOUN" in found and "ADJ" not in found and not word.endswith(("ing", "ed", "ly"))


def is_plural(word: str) -> bool:
    """True where a word is the plural of a noun."""
    return is_noun(word) and lemmas(word)["NOUN"] != word


def is_adjective(word: str) -> bool:
    """True where a word is an adjective and no noun."""
    found = lemmas(word)
    return "ADJ" in found and not word.endswith(("er", "est")) and "VERB" not in found
