"""Articles to learn from: labelled ones, damaged documents, our own, and noisy copies of them."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from nlp.classify.text import ArticleText
from training.splits import is_dev

EXTRA = Path(__file__).with_name("extra.jsonl")


class Sample(NamedTuple):
    """An article with its types (primary first); ``group`` is the author file that it is from."""

    id: str
    group: str
    text: ArticleText
    events: tuple[str, ...]
    lang: str = "en"


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def articles(folder: Path) -> list[Sample]:
    """The labelled articles in their reference English, every file in order."""
    return [
        Sample(row["id"], path.stem, _reference(row), tuple(row["events"]), row["lang"])
        for path in sorted(folder.glob("*.jsonl"))
        for row in read_lines(path)
    ]


def _reference(row: dict[str, Any]) -> ArticleText:
    paragraphs = [" ".join(sentence["en"] for sentence in p) for p in row["paragraphs"]]
    return ArticleText(row["title_en"], paragraphs)


def translated(path: Path, samples: Iterable[Sample]) -> list[Sample]:
    """Our own machine English of the same articles (see ``training.events.translate``)."""
    if not path.is_file():
        return []
    found = {row["id"]: ArticleText(row["title"], row["paragraphs"]) for row in read_lines(path)}
    return [s._replace(text=found[s.id]) for s in samples if s.id in found]


def documents(folder: Path) -> list[Sample]:
    """The damaged documents: their content as found, and mended."""
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        for row in read_lines(path):
            raw = [s["text"] for s in row["segments"] if s["label"] == "content"]
            for kind, parts in (("mended", row["clean_en"]), ("found", raw)):
                text = ArticleText(parts[0], parts[1:])
                found.append(Sample(f"{row['id']}-{kind}", "documents", text, tuple(row["events"])))
    return found


def extra() -> list[Sample]:
    """Short articles about neighbouring types, written for this recipe (CC0)."""
    return [
        Sample(
            row["id"], "extra", ArticleText(row["title"], row["paragraphs"]), tuple(row["events"])
        )
        for row in read_lines(EXTRA)
    ]


def noise_lines(path: Path) -> list[str]:
    """English boilerplate and spam lines."""
    return [
        row["text"] for row in read_lines(path) if row["lang"] == "en" and row["label"] != "content"
    ]


def for_training(samples: Iterable[Sample]) -> list[Sample]:
    """Without the development split."""
    return [sample for sample in samples if not is_dev(sample.id)]


# What machine translation from French and Spanish does to a word, for damaged copies.
_CALQUES = {
    "vendor": ["editor", "publisher", "provider"],
    "company": ["society", "enterprise"],
    "hospital": ["hospital center", "establishment"],
    "software": ["logicial", "the software"],
    "award": ["adjudicate"],
    "awarded": ["adjudicated", "attributed", "notified to"],
    "tender": ["call for offers", "licitation", "bid"],
    "tenders": ["offers", "licitations"],
    "said": ["indicated", "precised", "signaled"],
    "announced": ["communicated", "has announced"],
    "cyberattack": ["informatic attack", "computer attack"],
    "outage": ["breakdown", "fall"],
    "ransomware": ["rescue software", "ransom software"],
    "fine": ["sanction", "amend"],
    "fined": ["sanctioned", "amended"],
    "appointed": ["nominated", "named"],
    "agreement": ["accord", "convention"],
    "launched": ["has launched", "put in march"],
    "launches": ["puts on the market", "presents"],
    "grant": ["subvention", "help"],
    "raises": ["lifts", "levies"],
    "raised": ["lifted", "levied"],
    "buys": ["repurchases", "acquires"],
    "acquisition": ["repurchase", "purchase"],
    "survey": ["inquiry", "enquest"],
    "study": ["investigation"],
    "law": ["norm", "text"],
    "decree": ["royal decree", "order"],
    "roadmap": ["road sheet", "route sheet"],
    "certification": ["labelling", "certificate"],
    "certified": ["labelled", "homologated"],
    "stops": ["ceases", "arrests"],
    "insolvency": ["bankruptcy", "contest of creditors"],
    "revenue": ["turnover", "business figure"],
    "conference": ["congress", "days"],
    "health": ["sanitary", "health"],
    "records": ["files"],
    "record": ["file", "dossier"],
    "system": ["the system"],
    "which": ["that", "the which"],
}
_THE = re.compile(r"\b(?:the|a|an) ", re.IGNORECASE)
_TOKEN = re.compile(r"\b[A-Za-z]+\b")


def damaged(text: ArticleText, noise: list[str], rng: random.Random) -> ArticleText:
    """A copy as a careless machine might have left it, now and then with noise lines in it."""
    rate = rng.choice((0.15, 0.35, 0.6))
    title = _damage(text.title, rate, rng) if rng.random() > 0.05 else ""
    paragraphs = [_damage(paragraph, rate, rng) for paragraph in text.paragraphs]
    if rng.random() < 0.5:
        for line in rng.sample(noise, rng.randint(1, 3)):
            paragraphs.insert(
                rng.choice((0, len(paragraphs), rng.randint(0, len(paragraphs)))), line
            )
    return ArticleText(title, paragraphs)


def _damage(text: str, rate: float, rng: random.Random) -> str:
    def swap(found: re.Match[str]) -> str:
        word = found.group()
        others = _CALQUES.get(word.lower())
        if others and rng.random() < rate:
            other = rng.choice(others)
            return other.capitalize() if word[0].isupper() else other
        return f"{word} {word}" if rng.random() < rate / 60 else word

    text = _TOKEN.sub(swap, text)
    return _THE.sub(lambda found: "" if rng.random() < rate / 6 else found.group(), text)
