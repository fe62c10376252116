"""The card says what was measured, what was learnt from and what was tried."""

from __future__ import annotations

import json
from pathlib import Path

from training.translation.card import write_card

RECIPE = {
    "model": {"d_model": 8, "ffn": 16, "heads": 2, "encoder_layers": 2, "decoder_layers": 1},
    "train": {"lr": 2e-3, "decay_from": 0.6, "lr_end": 0.03, "label_smoothing": 0.1, "batch_tokens": 99},
    "terms": {"pairs": 0.25},
    "earlier": [{"version": "0.0", "tokens": 1234567, "hours": 1.5, "bleu": "9 fr", "chrf": "30 fr", "note": "small"}],
    "tried": [{"what": "standing on one leg", "found": "tiring"}],
}  # fmt: skip
SET = {
    "bleu": 30.5, "chrf": 57.25, "bleu_signature": "B|1", "chrf_signature": "C|2",
    "figures_equal": 0.981, "names_kept": None, "glossary_right": 0.955, "loops": 1, "empty": 0,
    "calibration_error": 0.0312, "peers": {"big": {"bleu": 44.0, "chrf": 68.0}},
    "published": {"big": 44.1, "argos": 40.8},
}  # fmt: skip


def test_the_card_holds_measurements_curve_history_and_trials(tmp_path: Path) -> None:
    model, run = tmp_path / "model", tmp_path / "run"
    model.mkdir()
    run.mkdir()
    (model / "vocab.json").write_text(json.dumps({"a": 0, "<pad>": 1}))
    log = [
        {"step": 50, "loss": 3.0, "tokens": 1000, "seconds": 7200},
        {"step": 60, "tokens": 1100, "dev": {"flores-fr": 2.5}},
    ]
    (run / "log.jsonl").write_text("".join(json.dumps(row) + "\n" for row in log))
    manifest = {
        "metrics": {
            "parameters": "1,234",
            "beam": 1,
            "beam_below": 0.4,
            "sets": {"flores-fr": SET},
        },
        "data": [{"corpus": "fr-en/toy", "pairs": 12, "licence": "CC0"}],
    }
    write_card(model, RECIPE, manifest, run)
    card = (model / "README.md").read_text(encoding="utf-8")
    assert "| flores-fr | 30.5 | 57.25 | 98.1% | - | 95.5% | 1 | 0 | 0.0312 |" in card
    assert "| flores-fr: argos (published) | 40.8 |" in card
    assert "big (published)" not in card  # its outputs are there
    assert "| 60 | 1,100 | 2.5 |" in card and "| 0.0 | 1,234,567 | 1.5 |" in card
    assert "- standing on one leg: tiring." in card and "from 3.5 hours" in card
    assert "| fr-en/toy | 12 | CC0 |" in card and "25% of the pairs" in card
