"""The packaged tables of words and names in ``nlp/data``, read once."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files


def rows(name: str) -> list[dict[str, str]]:
    """The rows of ``nlp/data/<name>`` (TSV with a header; ``#`` starts a comment line)."""
    text = files("nlp").joinpath("data", name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    header = lines[0].split("\t")
    out = []
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) > len(header):
            raise ValueError(f"{name}, row {number}: {len(cells)} cells for {len(header)} columns")
        cells += [""] * (len(header) - len(cells))
        out.append(dict(zip(header, (c.strip() for c in cells), strict=True)))
    return out


def words(text: str) -> frozenset[str]:
    """A set of words written as one text."""
    return frozenset(text.split())


def listed(text: str) -> frozenset[str]:
    """A set of phrases written as one text with semicolons."""
    return frozenset(part.strip() for part in text.split(";"))


@cache
def first_names() -> dict[str, str]:
    """First names without accents, lower case -> f, m or u (either)."""
    return {row["name"]: row["gender"] for row in rows("first_names.tsv")}


@lru_cache(maxsize=4096)
def gender_of(first: str) -> str | None:
    """``f``, ``m`` or ``u`` (either) of a first name as it is written, None where it is not known.

    A double name that is not listed itself has the gender of its first part.
    """
    folded = fold(first)
    return first_names().get(folded) or first_names().get(folded.split("-")[0])


@cache
def common_words() -> frozenset[str]:
    """Ordinary English words (lower case), from the English of the project's own articles."""
    text = files("nlp").joinpath("data", "common_words.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


@cache
def event_types() -> dict[str, str]:
    """The types of event.v1 in the order of the labels, each with what it means."""
    text = files("nlp").joinpath("data", "event_types.toml").read_text(encoding="utf-8")
    return {row["id"]: row["description"] for row in tomllib.loads(text)["type"]}


@cache
def english_cognates() -> frozenset[str]:
    """English words and names, folded, that stand for a like one of French or Spanish (``Americans``
    for ``Américains``); made by ``training.repair.cognates``."""
    text = files("nlp").joinpath("data", "english_cognates.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


@cache
def known_names() -> dict[str, str]:
    """Names of the trade by their misspellings and by themselves, folded."""
    table = rows("known_names.tsv")
    return {fold(row[c]): row["name"] for c in ("wrong", "name") for row in table}


@cache
def exonyms() -> dict[str, frozenset[str]]:
    """French and Spanish names of places -> their English names; all folded."""
    found: dict[str, set[str]] = {}
    for row in rows("exonyms.tsv"):
        for name in f"{row['french']}|{row['spanish']}".split("|"):
            if name:
                found.setdefault(fold(name), set()).update(fold(row["english"]).split("|"))
    return {name: frozenset(english) for name, english in found.items()}


@cache
def english_places() -> frozenset[str]:
    """English names of places that have another one in French or Spanish; folded."""
    return frozenset(
        name for row in rows("exonyms.tsv") for name in fold(row["english"]).split("|")
    )


@cache
def kept_places() -> frozenset[str]:
    """Places of several words that English writes as French or Spanish do (``Entre Ríos``)."""
    other = {key for key, english in exonyms().items() if key not in english}
    names = (row["name"] for row in rows("places.tsv"))
    return frozenset(name for name in names if " " in name and fold(name) not in other)


@cache
def place_names() -> frozenset[str]:
    """Places as French and Spanish write them, those that English writes otherwise among them."""
    other = (row[c].split("|") for row in rows("exonyms.tsv") for c in ("french", "spanish"))
    return frozenset(
        [name for names in other for name in names if name]
        + [name for row in rows("exonyms.tsv") for name in row["english"].split("|")]
        + [row["name"] for row in rows("places.tsv")]
    )


@cache
def kept_names() -> dict[str, bool]:
    """Names whose words are ordinary ones or a model takes apart (``El País``, ``Quirónsalud``) -> whether
    they are words too where they open a sentence (``Libération``)."""
    return {row["name"]: row["opening"] == "verb" for row in rows("kept_names.tsv")}


@cache
def institution_words() -> dict[str, tuple[str, ...]]:
    """Words of institutions' names, folded -> how the English for them begins (``salud``: ``health``)."""
    return {row["word"]: tuple(row["english"].split("|")) for row in rows("institution_words.tsv")}


@cache
def peso_places() -> tuple[str, ...]:
    """Countries whose peso is written "$", their people and places, as Spanish has them."""
    text = files("nlp").joinpath("data", "peso_places.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(name for line in lines for name in line.split(";"))


def fold(text: str) -> str:
    """Lower case without accents: how names are compared."""
    if text.isascii():
        return text.lower()
    split = unicodedata.normalize("NFD", text.lower())
    return _NOT_ASCII.sub(_without_mark, split)


_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def _without_mark(found: re.Match[str]) -> str:
    """Most letters of a text are plain ones, which no mark is, and are not asked one by one."""
    return "" if unicodedata.combining(found[0]) else found[0]
