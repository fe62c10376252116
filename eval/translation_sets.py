"""The development sets of translation: sources, references, names, and what other systems wrote."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nlp.translate.names import Context, contexts
from training.splits import is_dev
from training.translation.data import article_pairs, articles, read_tsv

LANGUAGES = ("fr", "es")
SETS = ("flores", "tico", "articles")


@dataclass
class TestSet:
    """Sources, references, and for each sentence the names that its English must hold.

    `peers` are outputs of other systems, line by line; `published` is the BLEU that other systems are
    said to have on the set, where no outputs are at hand.
    """

    __test__ = False  # not a class of tests, whatever its name says

    name: str
    lang: str
    sources: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    names: list[list[str]] = field(default_factory=list)
    contexts: list[Context] = field(default_factory=list)
    peers: dict[str, list[str]] = field(default_factory=dict)
    published: dict[str, float] = field(default_factory=dict)

    def add(
        self,
        source: str,
        reference: str,
        names: Sequence[str] = (),
        context: Context = Context(),  # noqa: B008  (immutable)
    ) -> None:
        """Add one sentence pair; `context` is what its article says of it."""
        self.contexts.append(context)
        self.sources.append(source)
        self.references.append(reference)
        self.names.append([name for name in names if name in source and name in reference])


def flores(shared: Path, lang: str) -> TestSet:
    """FLORES-101 dev with the outputs of other systems, and the published BLEU of further ones."""
    folder = shared / f"benchmarks/translation/{lang}-en"
    test = TestSet(f"flores-{lang}", lang)
    read = {p.name: p.read_text(encoding="utf-8").splitlines() for p in folder.iterdir()}
    for pair in zip(read[f"flores-dev.{lang}"], read["flores-dev.en"], strict=True):
        test.add(*pair)
    for name, lines in sorted(read.items()):
        parts = name.split(".")
        if len(parts) == 3:
            test.peers[parts[1]] = lines
    with (folder.parent / "peers.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            if row["pair"] == f"{lang}-en" and row["system"] not in test.peers:
                test.published[row["system"]] = float(row["flores_dev_bleu"])
    return test


def tico(shared: Path, lang: str, whole: bool = False) -> TestSet:
    """TICO-19 (health, COVID-19): all of it, or every sixth sentence."""
    [path] = (shared / f"corpora/{lang}-en").glob("*[tT][iI][cC][oO]19.tsv.xz")
    test = TestSet(f"tico-{lang}", lang)
    for pair in list(read_tsv(path))[:: 1 if whole else 6]:
        test.add(*pair)
    return test


def in_domain(shared: Path, lang: str) -> TestSet:
    """Titles and sentences of the labelled articles of the development split."""
    test = TestSet(f"articles-{lang}", lang)
    for article in articles(shared):
        if article["lang"] == lang and is_dev(article["id"]):
            pairs = list(article_pairs(article))
            around = contexts([source for source, _ in pairs], [lang] * len(pairs))
            for (source, english), context in zip(pairs, around, strict=True):
                test.add(source, english, article["names"], context)
    return test


def load_sets(shared: Path, names: Sequence[str], whole: bool = False) -> list[TestSet]:
    """The named sets in both languages."""
    makers = {"flores": flores, "articles": in_domain}
    return [
        tico(shared, lang, whole) if name == "tico" else makers[name](shared, lang)
        for name in names
        for lang in LANGUAGES
    ]
