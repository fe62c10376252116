"""Invented labelled data for the tests of training: varied enough that no two articles are alike."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

PLACES = [
    "Lyon",
    "Lille",
    "Nantes",
    "Lugo",
    "Brest",
    "Toledo",
    "Namur",
    "Vannes",
    "Cuenca",
    "Dijon",
]
FIRMS = [
    "Altessa",
    "Orvelle",
    "Tressanga",
    "Lindwerk",
    "Corvance",
    "Sylméa",
    "Dictamont",
    "Etralis",
]
WORDS = [
    "ward",
    "night",
    "pharmacy",
    "council",
    "budget",
    "screens",
    "archive",
    "region",
    "doctors",
    "letters",
    "summer",
    "keys",
]
SENTENCES = {
    "clinical_trial": [
        "The first of {n} patients was enrolled at {place} hospital in a randomised trial of {firm} software.",
        "The trial protocol compares the algorithm with usual care in {n} patients.",
        "Investigators in {place} expect the primary endpoint of the clinical trial in {n} weeks.",
        "An ethics committee approved the trial of {firm} after {n} days.",
        "Patients are randomised by {word} and followed for {n} months.",
        "The study sponsor, {firm}, supplies the {word} devices for both arms of the trial.",
        "Recruitment for the trial had been slow because of the {word}.",
        "A data monitoring board will look at the trial after {n} inclusions.",
    ],
    "strike": [
        "Nurses at {place} hospital went on strike over the {firm} records system.",
        "The strike notice runs for {n} days, unions said.",
        "Pickets stood before the {word} of {place} on Tuesday.",
        "Unions counted {n} strikers, the management of {place} fewer.",
        "Talks about the {word} broke down and the walkout goes on.",
        "Secretaries refuse to use the {firm} software while the strike lasts.",
        "Strikers demand {n} more posts and a pause of the {word} project.",
        "Care went on with requisitioned staff during the strike in {place}.",
    ],
    "mishap": [
        "The lift of the {word} in {place} got stuck with {n} visitors.",
        "A porter freed the visitors from the lift with a crowbar.",
        "A burst pipe flooded the {word}; {n} buckets were set out.",
        "The {firm} robot fell down the stairs of the {word} and broke {n} trays.",
        "A pigeon flew through the {word} of {place} and knocked over {n} cups.",
        "The crowbar and the buckets are back in the {word}.",
        "Nobody was hurt when the ceiling of the {word} came down.",
    ],
    "other": [
        "A choir sings in the entrance hall of {place} hospital.",
        "The cafeteria of the {word} has {n} new chairs.",
        "Children painted the walls of the {word} in {place}.",
        "A cat lives in the {word} and visits {n} beds a week.",
        "The garden of {place} hospital blooms with {n} roses.",
        "Volunteers read stories in the {word} on Sundays.",
    ],
    "tender": [
        "{place} hospital published a contract notice for its {word} software.",
        "Bids for the tender are due within {n} days.",
        "The procurement covers {n} sites around {place}.",
        "The tender's specifications ask for a {word} module.",
        "Candidates such as {firm} may ask questions until the {word} closes.",
        "The buyer of {place} estimates the tender at {n} million euros.",
    ],
    "outage": [
        "The network of {place} hospital failed for {n} hours.",
        "An outage of the {firm} system stopped the {word} on Monday.",
        "Technicians restarted {n} servers after the breakdown.",
        "Staff in {place} wrote on paper while the {word} was down.",
        "{firm} blamed the outage on a faulty {word} update.",
        "No data was lost in the failure, said the {word} officer.",
    ],
}
PAIRS = [
    ("Le {word} de {place} compte {n} lits.", "The {word} in {place} has {n} beds."),
    ("{firm} a livré {n} postes au CHU de {place}.", "{firm} delivered {n} workstations to {place}."),
    ("La région de {place} a voté {n} crédits.", "The region of {place} voted {n} loans."),
    ("Selon {firm}, le {word} sera prêt en mai.", "According to {firm}, the {word} will be ready in May."),
    ("Les agents de {place} ont suivi {n} heures de formation.", "Staff in {place} had {n} hours of training."),
]  # fmt: skip

TITLES = [
    {"lang": "fr", "source": source, "target": target}
    for source, target in (
        ("Le lit est prêt", "The bed is ready"),
        ("Une panne de trop", "One outage too many"),
        ("Le CHU de Lugo recrute", "Lugo hospital is hiring"),
        ("La fin du papier", "The end of paper"),
        ("Deux lits de plus à Brest", "Two more beds in Brest"),
        ("Qui paiera la facture ?", "Who will foot the bill?"),
        ("Les urgences débordent", "Casualty is overflowing"),
        ("Un été sans médecin", "A summer without a doctor"),
    )
]


def filled(template: str, rng: random.Random) -> str:
    """A template with names, words and figures of its own."""
    return template.format(
        place=rng.choice(PLACES),
        firm=rng.choice(FIRMS),
        word=rng.choice(WORDS),
        n=rng.randint(2, 900),
    )


def article(label: str, number: int, also: Sequence[str] = ()) -> dict[str, Any]:
    """One article as a row of events; ``also`` are secondary types, each with a sentence."""
    rng = random.Random(f"{label} {number}")
    body = [filled(t, rng) for t in rng.sample(SENTENCES[label], 4)]
    body += [filled(rng.choice(SENTENCES[other]), rng) for other in also]
    title = filled(rng.choice(SENTENCES[label]), rng).rstrip(".")
    events = [label, *also]
    return {"id": f"{label}-{number}", "title": title, "text": "\n\n".join(body), "events": events}


def articles(labels: Sequence[str], each: int) -> list[dict[str, Any]]:
    """So many articles of each type; every fifth has the next type as well."""
    found = []
    for k, label in enumerate(labels):
        also = labels[(k + 1) % len(labels)]
        both = "other" not in (label, also) and also != label
        found += [article(label, i, [also] if both and i % 5 == 4 else []) for i in range(each)]
    return found


def pairs(count: int, lang: str = "fr") -> list[dict[str, Any]]:
    """Sentence pairs, five to a group."""
    found = []
    for i in range(count):
        templates = PAIRS[i % len(PAIRS)]
        source, target = (filled(t, random.Random(i)) for t in templates)
        row = {"id": f"p{i}", "group": f"g{i // 5}", "lang": lang}
        found.append({**row, "source": source, "target": target})
    return found


def write(path: Path, rows: Sequence[dict[str, Any]]) -> Path:
    """Rows as JSONL."""
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text("".join(lines), encoding="utf-8")
    return path
