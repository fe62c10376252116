"""Write the model card from what was recorded: manifest, log and measurements."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

_TOP = """# translation

French and Spanish into English, for health-IT news: one MarianMT with {parameters} parameters
(d {d_model}, {encoder_layers} encoder and {decoder_layers} decoder layers, {heads} heads,
feed-forward {ffn}, one vocabulary of {pieces} sentencepiece pieces with byte fallback, shared and
tied). Float16 safetensors; `AutoModelForSeq2SeqLM` loads it. `nlp.translate` runs it on
CTranslate2 in int8, converted on first use.

Placeholders `⟦1⟧` to `⟦12⟧` are single pieces: figures, dates, addresses, codes and rare names
are masked before decoding and put back after (`nlp/protect.py`). `names.json` lists capitalised
words that English translates, which are never masked. Glossary terms are shown with their rendering,
`⟦t⟧ éditeur ⟦=⟧ software vendor ⟦/t⟧` (`nlp/translate/terms.py`). `translation.json` says that the
model knows this, and holds the weights of the confidence. Rare words are shown with what a dictionary
says of them, `pista ⟦a⟧ runway ⟦b⟧ track ⟦c⟧` (`nlp/translate/glosses.py`); `glosses.tsv` lists them:
forms of the lemmas in training/translation/dictionary, written for this project (CC0 1.0), and words
aligned in the training pairs. `<pad>` can never be produced
(`final_logits_bias`) and its embedding is zero, so that transformers and CTranslate2 agree.
"""

_MEASURED = """## Measured

`python -m eval.translation --shared SHARED --model models/translation`, beam {beam}, beam 4 where
the mean probability of a token is below {below}; development sets (none trained on; of TICO-19 every
sixth sentence, `--all` for the whole):

{rows}
BLEU {bleu}; chrF {chrf}.
Figures: numbers, amounts, percentages, dates and times of the reference that the source shows and
that the output has with the same value ("three" or "3"). Names and glossary terms: those of source
and reference that the output has. Gap: mean distance between the confidence and the chrF of a
sentence in ten bins of equal size; half of the FLORES and article sentences served to fit it.
TICO-19 French has about 300 misaligned rows in the shared file, which cost it some 3 chrF.
"""

_TRAINING = """## Training

{step:,} steps, {tokens:,} target tokens, {hours:.1f} hours of optimizer time ({rate:,.0f} target
tokens a second) on two cores (AVX512-BF16) that had other work too. Muon for the
matrices and AdamW for the rest, peak rate {lr}, flat, then falling in a straight line from
{decay:.0%} of the budget to {end:.0%} of the peak; label smoothing {smoothing}; bfloat16 autocast;
batches of {batch:,} padded tokens sorted by length. In-domain pairs are shown more often as the
rate falls. {words:.0%} of the pairs show some words with their English as a glossary does, {rare:.0%}
have their rare words glossed: {fitting:.0%} of those whose English has one of the renderings, and
{other:.0%} of the others, so that the model learns when to believe a dictionary. The development
losses below are with glosses.

{earlier}
Loss of the averaged weights on development pairs (nats a token):

{curve}
Tried:

{tried}"""

_DATA = """## Data

{total:,} pairs after filters, sampled by the weights in the recipe (a run sees a part of most
corpora). Corpora with a non-commercial licence are left out; the OpenStax editions used are CC BY
4.0. `pivot_` corpora have a synthetic Spanish side, `_mt` and `abstrct` a machine-made source side.

{rows}"""

_LIMITS = """## Limits

- A model from {hours:.1f} hours of a shared processor: below the peers beside it on general text, and
  wrong often enough that nothing it writes should be published unread.
- Rare words that the glosses lack come out as invented ones or are left out, and a gloss may bring the
  wrong sense; idiom, irony and long periods suffer most.
- Spanish is weaker than French: less real Spanish text of the right kind, part of it synthetic.
- A name that opens a sentence is masked only where its form gives it away.
- "$" before an amount in Latin American text stays "$", pesos or not.
- int8 arithmetic may differ a little between processor families: the canaries were written on one
  with AVX-512 VNNI.

## Going on

The launch commands and every setting are in `training/translation/recipe.toml`. A run resumes
exactly from its folder (`runs/translation/state`): start the trainer again, with `--tokens N` for
a larger budget. `stable` beside it is the state before the rate fell, which a longer run should go on
from. Without that folder, prepare the data, put this folder's `source.spm` in the run folder as
`spm.model`, its tokenizer files into `tokenizer` and `names.json` beside, and start from these weights:

    python -m training.translation.train training/translation/recipe.toml --from models/translation
"""


def write_card(folder: Path, recipe: dict, manifest: dict[str, Any], run: Path) -> None:
    """Write README.md into a checkpoint folder."""
    log = [json.loads(line) for line in (run / "log.jsonl").read_text().splitlines()]
    vocabulary = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
    steps = [record for record in log if "loss" in record]
    top = _TOP.format(
        **recipe["model"], parameters=manifest["metrics"]["parameters"], pieces=len(vocabulary) - 1
    )
    hours = steps[-1]["seconds"] / 3600
    total = hours + sum(run["hours"] for run in recipe.get("earlier", []))
    parts = [
        top,
        _measured(manifest["metrics"]),
        _training(recipe, {**steps[-1], **log[-1]}, log, hours),
        _data(manifest["data"]),
        _LIMITS.format(hours=total),
    ]
    (folder / "README.md").write_text("\n".join(parts), encoding="utf-8")


def _rows(header: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    listed = [list(header)]
    lines = ["| " + " | ".join(listed[0]) + " |", "|" + "---|" * len(listed[0])]
    return "\n".join([*lines, *("| " + " | ".join(map(str, row)) + " |" for row in rows)]) + "\n"


def _measured(metrics: dict[str, Any]) -> str:
    rows = []
    for name, found in metrics["sets"].items():
        share = [_share(found, key) for key in ("figures_equal", "names_kept", "glossary_right")]
        rows.append(
            [name, found["bleu"], found["chrf"], *share, found["loops"], found["empty"]]
            + [found["calibration_error"]]
        )
        rows += [
            [f"{name}: {peer}", s["bleu"], s["chrf"], *[""] * 6]
            for peer, s in found["peers"].items()
        ]
        rows += [
            [f"{name}: {peer} (published)", bleu, *[""] * 7]
            for peer, bleu in found.get("published", {}).items()
            if peer not in found["peers"]
        ]
    first = next(iter(metrics["sets"].values()))
    header = ("set", "BLEU", "chrF", "figures", "names", "terms", "loops", "empty", "gap")
    return _MEASURED.format(
        beam=metrics["beam"],
        below=metrics["beam_below"],
        rows=_rows(header, rows),
        bleu=first["bleu_signature"],
        chrf=first["chrf_signature"],
    )


def _share(found: dict[str, Any], key: str) -> str:
    return "-" if found.get(key) is None else f"{found[key]:.1%}"


def _earlier(runs: list[dict[str, Any]]) -> str:
    """The runs before this one, from whose weights it went on."""
    if not runs:
        return ""
    header = ("earlier run", "target tokens", "own hours", "BLEU", "chrF", "how")
    rows = [
        [r["version"], f"{r['tokens']:,}", r["hours"], r["bleu"], r["chrf"], r["note"]]
        for r in runs
    ]
    return f"Earlier runs, and the hours that they do not share with this one:\n\n{_rows(header, rows)}"


def _training(recipe: dict, last: dict, log: list[dict], hours: float) -> str:
    train, rare = recipe["train"], recipe.get("glosses", {})
    measured = [record for record in log if "dev" in record]
    names = list(measured[0]["dev"]) if measured else []
    curve = [
        [r["step"], f"{r['tokens']:,}", *(r["dev"].get(name, "") for name in names)]
        for r in measured
    ]
    return _TRAINING.format(
        step=last["step"],
        tokens=last["tokens"],
        hours=hours,
        rate=last["tokens"] / last["seconds"],
        lr=train["lr"],
        decay=train["decay_from"],
        end=train["lr_end"],
        smoothing=train["label_smoothing"],
        batch=train["batch_tokens"],
        words=recipe.get("terms", {}).get("pairs", 0.0),
        rare=rare.get("pairs", 0.0),
        fitting=rare.get("fitting", 0.0),
        other=rare.get("other", 0.0),
        earlier=_earlier(recipe.get("earlier", [])),
        curve=_rows(("step", "target tokens", *names), curve),
        tried="".join(f"- {t['what']}: {t['found']}.\n" for t in recipe.get("tried", [])),
    )


def _data(entries: list[dict[str, Any]]) -> str:
    rows = [[e["corpus"], f"{e['pairs']:,}", e["licence"]] for e in entries]
    return _DATA.format(
        total=sum(e["pairs"] for e in entries), rows=_rows(("corpus", "pairs", "licence"), rows)
    )
