"""Rare words of a source sentence, shown to the model with their English beside them.

A small model remembers little of a word that it saw a few times. `glosses.tsv` beside its weights lists
such words with up to three renderings in their dictionary form, and a sentence that has one is decoded
with an interlinear gloss, ``la pista ⟦a⟧ runway ⟦b⟧ track ⟦c⟧ mojada``, after Zhong and Chiang (2020),
"Look It Up: Bilingual and Monolingual Dictionaries Improve Neural Machine Translation". The model was
trained on such glosses (training/translation): it takes the sense that fits, inflects it, or leaves it;
unlike a term of a glossary, a gloss is never insisted on.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from nlp.errors import ModelError
from nlp.figures import Span
from nlp.tables import rows
from nlp.translate.datelines import towns
from nlp.translate.names import looks_like_a_noun
from nlp.translate.terms import clear_of

if TYPE_CHECKING:
    from nlp.checkpoints import Checkpoint

FILE = "glosses.tsv"
MOST = 8
"""Glosses in one sentence; the longest words come first."""
_WORD = re.compile(
    r"(?<![\w⟦'’-])[^\W\d_]{2,}(?:-[^\W\d_]+)*(?![\w⟧-])|(?<=['’])[^\W\d_]{3,}(?!\w)"
)
_COLUMNS = ["lang", "word", "english"]


class Glosses:
    """The listed words of one language: lower case, each with its renderings, the likeliest first."""

    def __init__(self, table: Mapping[str, tuple[str, ...]]) -> None:
        self.table = table

    def find(self, text: str) -> list[Span]:
        """Spans of the kind "gloss", left to right; a capital inside the sentence makes a word a name,
        where its form is not that of a noun ("Subsecretaría"), and so does the name of a town that opens it
        ("Guéret", "guéret")."""
        found = []
        opens = next((at for at, c in enumerate(text) if c.isalnum()), 0)
        for word in _WORD.finditer(text):
            english = self.table.get(word[0].lower())
            if english and (word[0].islower() or self._opens_or_is_noun(word, opens)):
                found.append(Span(*word.span(), "gloss", english[0], english[1:]))
        return found

    @staticmethod
    def _opens_or_is_noun(word: re.Match[str], opens: int) -> bool:
        if not word[0].istitle():
            return False
        return word[0] not in towns("fr", "es") if word.start() == opens else _is_noun(word[0])


def _is_noun(word: str) -> bool:
    """Whether a word with a capital is a noun by its form; an adjective, "Consejo Interterritorial", is part
    of a name that the model knows."""
    return looks_like_a_noun(word) and not word.endswith(("al", "ales"))


def chosen(
    tables: Mapping[str, Glosses], text: str, lang: str, taken: Iterable[Span]
) -> list[Span]:
    """The glosses that a sentence is shown with, clear of what is taken; the same to train and to use."""
    return clear_of(tables[lang].find(text), taken, MOST) if lang in tables else []


def read(lines: Iterable[str], name: str) -> dict[str, Glosses]:
    """The glosses of each language from the lines of a TSV: lang, word, renderings between "; ".

    Raises:
        nlp.errors.ModelError: the columns are others, or a row has not three.
    """
    rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    if next(rows, None) != _COLUMNS:
        raise ModelError(f"{name}: the columns are not {', '.join(_COLUMNS)}")
    tables: dict[str, dict[str, tuple[str, ...]]] = {}
    known: dict[str, tuple[str, ...]] = {}  # all forms of a lemma share theirs
    for number, row in enumerate(rows, start=2):
        if len(row) != len(_COLUMNS) or not row[2]:
            raise ModelError(f"{name}, line {number}: not {len(_COLUMNS)} columns")
        if row[2] not in known:
            known[row[2]] = tuple(row[2].split("; "))
        tables.setdefault(row[0], {})[row[1]] = known[row[2]]
    return {lang: Glosses(table) for lang, table in tables.items()}


def write(tables: Mapping[str, Mapping[str, Iterable[str]]], out: TextIO) -> None:
    """Write the words of each language and their renderings, sorted."""
    out.write("\t".join(_COLUMNS) + "\n")
    for lang, table in sorted(tables.items()):
        out.writelines(f"{lang}\t{word}\t{'; '.join(table[word])}\n" for word in sorted(table))


def read_file(path: Path) -> dict[str, Glosses]:
    """The glosses of a file, by language; none where there is no file.

    Raises:
        nlp.errors.ModelError: see :func:`read`.
    """
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        return read(lines, str(path))


def load(checkpoint: Checkpoint) -> dict[str, Glosses]:
    """The glosses of a model, by language, mended; none for one that has no such file."""
    found = read_file(checkpoint.path / FILE)
    return {lang: Glosses({**own.table, **_mended(lang, own)}) for lang, own in found.items()}


def _mended(lang: str, own: Glosses) -> dict[str, tuple[str, ...]]:
    """The words whose English is corrected in a model's table, or added to it: "cuñada" was "brother-in-law".

    A table made from dictionaries of lemmas gives a woman the man's word; its other words stay as they are. Words are added that
    the model renders wrongly without: it was trained to believe a gloss or not, whatever the word.
    """
    listed = (row for row in rows(FILE) if row["lang"] == lang and own.table)
    return {row["word"]: tuple(row["english"].split("; ")) for row in listed}
