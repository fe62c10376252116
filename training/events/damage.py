"""Copies of articles as a careless machine might have left them, to learn from."""

from __future__ import annotations

import random
import re

from training.events.data import Sample, Told

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


def damaged(sample: Sample, noise: list[str], rng: random.Random) -> Sample:
    """A copy with odd words, now and then without its title or with noise lines among it."""
    rate = rng.choice((0.15, 0.35, 0.6))
    title = _spoilt(sample.title, rate, rng) if rng.random() > 0.05 else Told("", frozenset())
    paragraphs = [
        tuple(_spoilt(told, rate, rng) for told in paragraph) for paragraph in sample.paragraphs
    ]
    if rng.random() < 0.5:
        for line in rng.sample(noise, min(len(noise), rng.randint(1, 3))):
            at = rng.choice((0, len(paragraphs), rng.randint(0, len(paragraphs))))
            paragraphs.insert(at, (Told(line, frozenset()),))
    return sample._replace(title=title, paragraphs=tuple(paragraphs))


def _spoilt(told: Told, rate: float, rng: random.Random) -> Told:
    return told._replace(text=_damage(told.text, rate, rng))


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
