"""The labelled lines and articles that documents are assembled from, cut into folds.

Whatever is derived from one article, document or bank line stays in one fold, so that the second
model learns from probabilities that the first gave to lines it had not seen.
"""

from __future__ import annotations

import json
import lzma
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nlp.language import LANGUAGES
from nlp.separate.lexicon import LEXICON, WORD
from nlp.separate.model import LABELS
from nlp.separate.view import fold
from training.splits import is_dev

_GUIDES = (
    ("fr-en/opensource_guide", "fr"),
    ("es-en/opensource_guide", "es"),
    ("es-en/globalvoices", "es"),
)
_RUN, _MOST = 13, 1_300  # sentences of a story made from a corpus; sentences taken of a corpus

WRITTEN = Path(__file__).parent / "lines"
PARAGRAPHS = Path(__file__).parent / "paragraphs"
FOLDS = 5
CONTENT, BOILERPLATE, SPAM = 0, 1, 2


@dataclass(frozen=True)
class Line:
    """One labelled segment: ``lang`` is that of the page around it, ``kind`` the bank's finer tag."""

    text: str
    label: int
    lang: str
    kind: str = ""
    fold: int = 0


@dataclass(frozen=True)
class Story:
    """An article: its title and its paragraphs, each a tuple of sentences."""

    title: str
    paragraphs: tuple[tuple[str, ...], ...]
    lang: str
    fold: int


def fold_of(key: str) -> int:
    """The fold of whatever has this key; stable over runs and additions."""
    return zlib.crc32(key.encode()) % FOLDS


def bank(shared: Path) -> list[Line]:
    """``labelled/segments/bank.jsonl``."""
    return [
        Line(s["text"], LABELS.index(s["label"]), s["lang"], s["kind"], fold_of(s["id"]))
        for s in _jsonl(shared / "labelled/segments/bank.jsonl")
    ]


def written(folder: Path = WRITTEN) -> list[Line]:
    """``lines/`` (or ``paragraphs/``): lines written for this project, of many kinds; a kind stays in one fold.

    Those in a fourth language stand on pages of the three in turn.
    """
    found = []
    for path in sorted(folder.glob("*.tsv")):
        label, lang = path.stem.split(".")
        for i, (kind, text) in enumerate(rows(path, 2)):
            page = lang if lang in LANGUAGES else LANGUAGES[i % len(LANGUAGES)]
            found.append(Line(text, LABELS.index(label), page, kind, fold_of(kind)))
    return found


def stories(shared: Path, dev: bool = False) -> list[Story]:
    """The labelled articles in their own language and in English, without the development ones.

    With ``dev`` the development articles alone.
    """
    found = []
    for path in sorted((shared / "labelled/articles").glob("*.jsonl")):
        for article in _jsonl(path):
            if is_dev(article["id"]) != dev:
                continue
            fold = fold_of(article["id"])
            for lang, title, key in (
                (article["lang"], article["title"], "src"),
                ("en", article["title_en"], "en"),
            ):
                paragraphs = tuple(tuple(s[key] for s in p) for p in article["paragraphs"])
                found.append(Story(title, paragraphs, lang, fold))
    return found


def general_stories(shared: Path) -> list[Story]:
    """Prose beyond health IT, so that its subject is not what makes a line content.

    The general news items of ``labelled/sentences`` (CC0), whole; and the Open Source Guides
    (CC BY 4.0) and Global Voices (CC BY 3.0) as runs of sentences, which also speak to the reader.
    """
    found: list[Story] = []
    for lang in ("fr", "es"):
        items: dict[str, list[tuple[str, str]]] = {}
        for source, english, item in rows(shared / f"labelled/sentences/news_{lang}.tsv", 3):
            items.setdefault(item, []).append((source, english))
        for item, pairs in items.items():
            found += _story_pair(pairs, lang, fold_of(lang + item), headline=True)
    for name, lang in _GUIDES:
        pairs = list(rows(shared / f"corpora/{name}.tsv.xz", 2))[:_MOST]
        for start in range(0, len(pairs) - _RUN, _RUN):
            run = [(source, english) for source, english in pairs[start : start + _RUN]]
            found += _story_pair(run, lang, fold_of(f"{name}{start}"), headline=False)
    return found


def talk(shared: Path, every: int = 100, least: int = 25) -> list[Line]:
    """Everyday sentences from Tatoeba (CC BY 2.0 FR), one in ``every``: content that says "you" and "buy"."""
    found = []
    for name, lang in (("fr-en/tatoeba", "fr"), ("es-en/tatoeba", "es")):
        for i, (source, english) in enumerate(rows(shared / f"corpora/{name}.tsv.xz", 2)):
            if i % every == 0 and len(source) > least:
                fold = fold_of(english)
                found += [Line(source, CONTENT, lang, "talk", fold)]
                found += [Line(english, CONTENT, "en", "talk", fold)]
    return found


def _story_pair(
    pairs: list[tuple[str, str]], lang: str, fold: int, *, headline: bool
) -> list[Story]:
    """The same story in its language and in English, in paragraphs of three sentences."""
    found = []
    for column, tongue in ((0, lang), (1, "en")):
        texts = [pair[column] for pair in pairs]
        title = texts[0] if headline else " ".join(texts[0].split()[:7]).strip(" ,;:.")
        body = texts[1:]
        paragraphs = tuple(tuple(body[i : i + 3]) for i in range(0, len(body), 3))
        found.append(Story(title, paragraphs, tongue, fold))
    return found


def damaged(shared: Path) -> list[list[Line]]:
    """``labelled/documents``: whole documents in order, spam glued to a line apart."""
    documents = []
    for path in sorted((shared / "labelled/documents").glob("*.jsonl")):
        for found in _jsonl(path):
            fold = fold_of(found["id"])
            documents.append(
                [
                    Line(s["text"], LABELS.index(s["label"]), found["lang"], "document", fold)
                    for s in found["segments"]
                ]
            )
    return documents


def foreign_spam(shared: Path) -> list[Line]:
    """Spam written by spammers: comment phrases (MIT), SMS (CC BY 4.0), mail paragraphs (PDDL).

    The mail labels are those of whole mails, so only the lines that shout or sell are taken.
    """
    folder = shared / "benchmarks/spam"
    found = []
    for name in ("wp-comment-phrases", "sms-en", "sms-fr-mt", "spamassassin-segments"):
        with lzma.open(folder / f"{name}.tsv.xz", "rt", encoding="utf-8") as rows:
            for row in rows:
                label, lang, text = row.rstrip("\n").split("\t", 2)
                if label == "spam" and 12 <= len(text) <= 400 and _sells(text):
                    page = lang if lang in ("en", "fr", "es") else "en"
                    found.append(Line(text, 2, page, name, fold_of(text[:40])))
    return found


def _sells(text: str) -> bool:
    words = WORD.findall(fold(text))
    hits = sum(word in LEXICON[name] for word in words for name in ("goods", "urge", "offer"))
    return "{" not in text and (hits >= 2 or "blog" in words or "article" in words)


def rows(path: Path, columns: int) -> Iterator[tuple[str, ...]]:
    """The first columns of a TSV, compressed or not; lines with fewer are passed over."""
    with (lzma.open if path.suffix == ".xz" else open)(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            cells = tuple(line.rstrip("\n").split("\t"))
            if len(cells) >= columns and all(cells[:columns]):
                yield cells[:columns]


def _jsonl(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)
