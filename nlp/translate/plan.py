"""A text as the sentences to translate, each with all that its English follows from beside it."""

from __future__ import annotations

import re
from typing import NamedTuple

from nlp.protect import NameIn
from nlp.sentences import split
from nlp.translate.brands import opens_with_brand
from nlp.translate.capitals import words_of_capitals
from nlp.translate.datelines import town_before
from nlp.translate.glosses import Glosses
from nlp.translate.names import Context, opening_word
from nlp.translate.openings import announcement
from nlp.translate.pieces import Piece, like_a_word, pieces
from nlp.translate.pronouns import is_concerned
from nlp.translate.referents import NOBODY, Referent, referents
from nlp.translate.terms import TermFinder


class Key(NamedTuple):
    """A sentence to translate, and what its English follows from beside it.

    `opening`: the word that opens it is a name; `introduced`: acronyms seen before; `pesos`: its "$" are;
    `cased`: for one in capitals, words of the article that have a capital inside its other sentences; `referent`: whom the
    sentence is about, where it has but a pronoun for that, or nothing; `asked`: it is put to somebody in an interview; `inside`: a label stands before it, and it begins small.
    """

    lang: str
    text: str
    opening: bool = False
    introduced: frozenset[str] = frozenset()
    pesos: bool = False
    cased: frozenset[str] = frozenset()
    referent: Referent = NOBODY
    asked: bool = False
    inside: bool = False


class Known(NamedTuple):
    """What is known of a language: its names, its terms and its rare words, None where nothing is."""

    name_in: NameIn | None
    terms: TermFinder | None
    rare: Glosses | None


def planned(text: str, lang: str, context: Context, known: Known) -> list[tuple[Key, str]]:
    """Sentences of a text and the white space after each; English is one that needs no model."""
    if lang == "en":
        return [(Key(lang, text), "")]
    finder, seen, plan = known.terms, context.introduced, []
    label = ""
    for piece, tail, referent in _parts(text, lang, context, known):
        here = finder.acronyms(piece.text) if finder else frozenset()
        key = _key(piece, lang, context, known, here & seen)
        about = is_concerned(piece.text, lang, referent) and key.lang == lang
        plan.append((key._replace(referent=referent) if about else key, piece.tail + tail))
        if piece.announced and piece.text[:1].islower() and announcement(label, lang):
            plan[-1] = plan[-1][0]._replace(inside=True), plan[-1][1]
        label = piece.text
        seen |= here
    return plan


def _parts(
    text: str, lang: str, context: Context, known: Known
) -> list[tuple[Piece, str, Referent]]:
    """The pieces of all sentences, each with whom its sentence is about; the last of each has the white space
    after the sentence.

    Sentences that the source glues ("de Nantes.Aucune") are parted by a space.
    """
    parts = []
    sentences = split(text, lang)
    about = referents([(s.text, lang) for s in sentences], context.referent)
    about = [NOBODY] * len(sentences) if context.part else about
    for sentence, referent in zip(sentences, about, strict=True):
        tail = sentence.tail or " " * (sentence is not sentences[-1])
        own = pieces(
            sentence.text, lang, lambda cell: _is_name(cell, context, known), bool(context.part)
        )
        parts += [
            (piece, tail if i == len(own) - 1 else "", referent) for i, piece in enumerate(own)
        ]
    return parts


def _key(
    piece: Piece, lang: str, context: Context, known: Known, introduced: frozenset[str]
) -> Key:
    if piece.english is not None:
        return Key("en", piece.english)
    first = opening_word(piece.text)
    opening = first in context.names or town_before(piece.text, first, lang)
    opening = opening or (piece.announced and _is_name(first, context, known))
    if known.rare is not None and known.name_in is not None and not opening:
        opening = opens_with_brand(piece.text, first, lang, known.rare.table)
    pesos = context.pesos and lang == "es" and "$" in piece.text
    cased = words_of_capitals(piece.text, context.names)
    asked = context.part == "Q" and lang == "es"
    return Key(lang, piece.text, opening, introduced, pesos, cased, asked=asked)


def _is_name(cell: str, context: Context, known: Known) -> bool:
    """Whether a cell is nothing but a name: of several words, or one that no list has as a word."""
    name_in, finder = known.name_in, known.terms
    if name_in is None or not re.fullmatch(r"[^\W\d_][\w-]*(?: [^\W\d_][\w-]*)*", cell):
        return False
    if not all(word[0].isupper() for word in cell.split()) or name_in(cell, False) != cell:
        return False
    if " " in cell or cell in context.names:
        return True
    if cell.isupper() or (finder and finder.find(cell, frozenset())) or like_a_word(cell):
        return False
    return known.rare is not None and cell.lower() not in known.rare.table
