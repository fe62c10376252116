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
words that English translates, which are never masked. `<pad>` can never be produced
(`final_logits_bias`) and its embedding is zero, so that transformers and CTranslate2 agree.
"""

_MEASURED = """## Measured

`python -m eval.translation --shared SHARED --model models/translation`, beam {beam}, beam 4 for
sentences with a confidence below {below}; development sets (none trained on; of TICO-19 every sixth
sentence, `--all` for the whole):

{rows}
BLEU {bleu}; chrF {chrf}.
Figures: share of the references' figures found in the output, which counts a rewording as a loss
too.
"""

_TRAINING = """## Training

{step:,} steps, {tokens:,} target tokens, {hours:.1f} hours of optimizer time ({rate:,.0f} target
tokens a second) on a shared two-core machine (AVX512-BF16), mostly on one core. Muon for the
matrices and AdamW for the rest, peak rate {lr}, flat, then falling in a straight line from
{decay:.0%} of the budget to {end:.0%} of the peak; label smoothing {smoothing}; bfloat16 autocast;
batches of {batch:,} padded tokens sorted by length. In-domain pairs are shown more often as the
rate falls.

Loss of the averaged weights on development pairs (nats a token):

{curve}"""

_DATA = """## Data

{total:,} pairs after filters, sampled by the weights in the recipe (a run sees a part of most
corpora). Corpora with a non-commercial licence are left out; the OpenStax editions used are CC BY
4.0. `pivot_` corpora have a synthetic Spanish side, `_mt` and `abstrct` a machine-made source side.

{rows}"""

_LIMITS = """## Limits

- A first model from {hours:.1f} hours of a shared processor: well below the peers beside it, and
  wrong often enough that nothing it writes should be published unread.
- Rare words come out as invented ones or are left out; idiom, irony and long periods suffer most.
- Spanish is weaker than French: less real Spanish text of the right kind, part of it synthetic.
- A name that opens a sentence is masked only where its form gives it away.
- "$" before an amount in Latin American text stays "$", pesos or not.
- int8 arithmetic may differ a little between processor families: the canaries were written on one
  with AVX-512 VNNI.

## Going on

The launch commands and every setting are in `training/translation/recipe.toml`. A run resumes
exactly from its folder (`runs/translation/state`): start the trainer again, with `--tokens N` for
a larger budget. Without that folder, prepare the data, put this folder's `source.spm` in the run
folder as `spm.model`, and start from these weights:

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
    parts = [
        top,
        _measured(manifest["metrics"]),
        _training(recipe, {**steps[-1], **log[-1]}, log, hours),
        _data(manifest["data"]),
        _LIMITS.format(hours=hours),
    ]
    (folder / "README.md").write_text("\n".join(parts), encoding="utf-8")


def _rows(header: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    listed = [list(header)]
    lines = ["| " + " | ".join(listed[0]) + " |", "|" + "---|" * len(listed[0])]
    return "\n".join([*lines, *("| " + " | ".join(map(str, row)) + " |" for row in rows)]) + "\n"


def _measured(metrics: dict[str, Any]) -> str:
    rows = []
    for name, found in metrics["sets"].items():
        share = [
            "-" if found[key] is None else f"{found[key]:.1%}"
            for key in ("figures_right", "names_kept")
        ]
        rows.append([name, found["bleu"], found["chrf"], *share, found["loops"], found["empty"]])
        rows += [
            [f"{name}: {peer}", s["bleu"], s["chrf"], "", "", "", ""]
            for peer, s in found["peers"].items()
        ]
    first = next(iter(metrics["sets"].values()))
    return _MEASURED.format(
        beam=metrics["beam"],
        below=metrics["beam_below"],
        rows=_rows(("set", "BLEU", "chrF", "figures", "names", "loops", "empty"), rows),
        bleu=first["bleu_signature"],
        chrf=first["chrf_signature"],
    )


def _training(recipe: dict, last: dict, log: list[dict], hours: float) -> str:
    train = recipe["train"]
    measured = [record for record in log if "dev" in record]
    names = list(measured[0]["dev"]) if measured else []
    curve = [[r["step"], f"{r['tokens']:,}", *r["dev"].values()] for r in measured]
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
        curve=_rows(("step", "target tokens", *names), curve),
    )


def _data(entries: list[dict[str, Any]]) -> str:
    rows = [[e["corpus"], f"{e['pairs']:,}", e["licence"]] for e in entries]
    return _DATA.format(
        total=sum(e["pairs"] for e in entries), rows=_rows(("corpus", "pairs", "licence"), rows)
    )
