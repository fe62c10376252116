"""The packaged idioms in all their forms, read for the language that a text is in and made terms as they are met.

`nlp/data/idioms.LANG.tsv` (made by ``training.translation.idioms``) holds some 25,000 forms of a language: as many
terms at every start would take half a second.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from nlp.glossary import LANGUAGES, Term

COLUMNS = ("key", "term", "english", "sense", "denied")


def name_of(lang: str) -> str:
    """The file of a language, in `nlp/data`."""
    return f"idioms.{lang}.tsv"


def known(lang: str, key: str) -> bool:
    """Whether a language has idioms under a key."""
    return key in _by_key(lang)


def under(lang: str, key: str) -> Iterator[Term]:
    """The idioms of a language under the key that :func:`nlp.translate.terms.key_of` gives them."""
    for line in _by_key(lang).get(key, ()):
        term, english, sense, denied = line.split("\t")
        yield Term(lang, term, "idiom", english, (), sense, denied)


def idioms(lang: str) -> Iterator[Term]:
    """All idioms of a language."""
    for key in _by_key(lang):
        yield from under(lang, key)


@cache
def digest() -> str:
    """SHA-256 over the files: what they hold decides a translation."""
    found = sha256()
    for lang in sorted(LANGUAGES):
        found.update(_file(lang).read_bytes())
    return found.hexdigest()


@cache
def _by_key(lang: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in _file(lang).read_text(encoding="utf-8").splitlines()[2:]:
        key, _, rest = line.partition("\t")
        found.setdefault(key, []).append(rest)
    return found


def _file(lang: str) -> Traversable:
    return files("nlp").joinpath("data", name_of(lang))
