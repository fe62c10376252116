"""Train the MarianMT model of a recipe; started again, it goes on exactly where it was.

A bare loop: Muon for the matrices, AdamW for the rest, bfloat16 autocast, an average of the weights
(EMA) beside them. Every few minutes the whole state is saved: tensors as safetensors, the rest as
JSON. The log is `log.jsonl` in the run folder.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import time
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from training.translation.annotate import Annotator
from training.translation.stream import Batch, Stream

if TYPE_CHECKING:
    import torch
    from transformers import MarianMTModel


def build_model(recipe: dict, vocabulary: int) -> MarianMTModel:
    """Make the untrained model; `vocabulary` counts the pieces and `<pad>`, which comes last.

    `<pad>` can never be produced (`final_logits_bias` -1e9) and its embedding stays zero, so that
    transformers and CTranslate2, which starts decoding from zero, give the same tokens.
    """
    import torch
    from transformers import MarianConfig, MarianMTModel

    shape, pad = recipe["model"], vocabulary - 1
    torch.manual_seed(recipe["seed"])
    config = MarianConfig(
        vocab_size=vocabulary,
        d_model=shape["d_model"],
        max_position_embeddings=512,
        encoder_layers=shape["encoder_layers"],
        decoder_layers=shape["decoder_layers"],
        encoder_ffn_dim=shape["ffn"],
        decoder_ffn_dim=shape["ffn"],
        encoder_attention_heads=shape["heads"],
        decoder_attention_heads=shape["heads"],
        dropout=shape["dropout"],
        attention_dropout=0.0,
        activation_dropout=0.0,
        activation_function="swish",
        scale_embedding=True,
        share_encoder_decoder_embeddings=True,
        tie_word_embeddings=True,
        pad_token_id=pad,
        eos_token_id=0,
        decoder_start_token_id=pad,
        forced_eos_token_id=None,
        decoder_vocab_size=vocabulary,
        attn_implementation="eager",
    )
    model = MarianMTModel(config)
    with torch.no_grad():
        model.final_logits_bias.zero_()
        model.final_logits_bias[0, pad] = -1e9
        model.model.shared.weight[pad].zero_()
    return model


def optimizers(model: MarianMTModel, lr: float) -> list[torch.optim.Optimizer]:
    """Muon for the matrices of the layers; AdamW for embeddings, norms and biases."""
    import torch

    named = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    matrices = [p for n, p in named if p.ndim == 2 and "shared" not in n and "embed" not in n]
    chosen = {id(p) for p in matrices}
    rest = [p for _, p in named if id(p) not in chosen]
    return [
        torch.optim.Muon(matrices, lr=lr, adjust_lr_fn="match_rms_adamw", weight_decay=0.05),
        torch.optim.AdamW(rest, lr=lr, betas=(0.9, 0.98), eps=1e-9, weight_decay=0.0),
    ]


def rate(train: dict, step: int, done: float) -> float:
    """Learning rate: warm-up by steps, flat, then a straight line down by share of the budget."""
    warm = min(1.0, (step + 1) / train["warmup_steps"])
    late = max(0.0, done - train["decay_from"]) / (1 - train["decay_from"])
    return train["lr"] * warm * (1 - (1 - train["lr_end"]) * min(late, 1.0))


def loss_of(model: MarianMTModel, batch: Batch, smoothing: float) -> torch.Tensor:
    """Mean label-smoothed cross-entropy of a batch, in nats a target token (`<pad>` left out)."""
    import torch

    pad = model.config.pad_token_id
    source, target = torch.from_numpy(batch.source), torch.from_numpy(batch.target)
    start = torch.full((len(target), 1), pad)
    hidden = model.model(
        input_ids=source,
        attention_mask=(source != pad).long(),
        decoder_input_ids=torch.cat([start, target[:, :-1]], dim=1),
        use_cache=False,
    ).last_hidden_state
    real = target != pad
    logits = hidden[real] @ model.model.shared.weight[:pad].T
    return torch.nn.functional.cross_entropy(
        logits.float(), target[real], label_smoothing=smoothing
    )


class Trainer:
    """The state of a run and its loop."""

    def __init__(self, recipe: dict, tokens: int | None = None) -> None:
        import sentencepiece

        self.recipe, self.run = recipe, Path(recipe["run"])
        self.budget = tokens or recipe["train"]["tokens"]
        pieces = sentencepiece.SentencePieceProcessor(model_file=str(self.run / "spm.model"))
        self.model = build_model(recipe, pieces.get_piece_size() + 1)
        self.average = {n: p.detach().clone() for n, p in self.model.named_parameters()}
        self.optimizers = optimizers(self.model, recipe["train"]["lr"])
        self.stream = Stream(recipe, pieces, annotator=Annotator.load(recipe))
        self.step, self.tokens, self.seconds = 0, 0, 0.0
        self.stopped = self.falling = False  # falling: the rate of the state at hand has begun to
        if (self.run / "state/state.json").exists():
            self.restore()

    def start_from(self, folder: Path) -> None:
        """Take the weights of a checkpoint, where this run has no state of its own yet."""
        from safetensors.torch import load_file

        if self.step:
            return
        tensors = load_file(folder / "model.safetensors")
        own = {n: p.detach().clone() for n, p in self.model.named_parameters()}
        self.average = {n: tensors[n].float() if n in tensors else own[n] for n in own}
        self.load(self.average)

    @property
    def done(self) -> float:
        """Share of the token budget that is spent."""
        return self.tokens / self.budget

    def fit(self, until: float | None = None) -> None:
        """Train to the end of the budget, or to the time `until` (of `time.monotonic`)."""
        train = self.recipe["train"]
        saved = measured = logged = time.monotonic()
        window: list[tuple[float, int]] = []
        for batch in self.stream.batches(lambda: self.done):
            began = time.monotonic()
            falls = self.done >= train["decay_from"]
            if falls and not self.falling:
                self.keep_stable()
            self.falling = falls
            window.append((self.update(batch), batch.tokens))
            self.seconds += time.monotonic() - began
            now = time.monotonic()
            if self.step % 50 == 0:
                self.log(window, now - logged)
                window, logged = [], now
            over = self.done >= 1 or self.stopped or (until is not None and now >= until)
            if now - saved > 60 * train["save_minutes"] or over:
                self.save()
                saved = now
            if now - measured > 60 * train["dev_minutes"] or (over and not self.stopped):
                self.measure()
                measured = logged = time.monotonic()
            if over:
                return

    def stop(self, *_: object) -> None:
        """Save and end after the step that is on (the handler of SIGTERM and SIGINT)."""
        self.stopped = True

    def update(self, batch: Batch) -> float:
        """One optimizer step; returns the loss."""
        import torch

        train = self.recipe["train"]
        self.model.train()
        torch.manual_seed(self.recipe["seed"] * 1_000_003 + self.step)
        lr = rate(train, self.step, self.done)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=train["bf16"]):
            loss = loss_of(self.model, batch, train["label_smoothing"])
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = lr
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        decay = min(train["ema"], (self.step + 1) / (self.step + 10))
        with torch.no_grad():
            for name, value in self.model.named_parameters():
                self.average[name].lerp_(value, 1 - decay)
        self.step += 1
        self.tokens += batch.tokens
        return float(loss.detach())

    def log(self, window: list[tuple[float, int]], seconds: float) -> None:
        """Append the mean loss and the speed of the last steps to the log."""
        tokens = sum(n for _, n in window)
        self.write(
            {
                "step": self.step,
                "tokens": self.tokens,
                "done": round(self.done, 4),
                "loss": round(sum(x * n for x, n in window) / tokens, 4),
                "lr": round(rate(self.recipe["train"], self.step, self.done), 6),
                "tokens_per_second": round(tokens / seconds),
                "seconds": round(self.seconds),
            }
        )

    def write(self, record: dict) -> None:
        """Append one record to `log.jsonl`."""
        with (self.run / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(record) + "\n")

    def measure(self) -> None:
        """Log the loss (without smoothing) of the averaged weights on the development pairs."""
        import torch

        path = self.run / "dev.jsonl"
        if not path.exists():
            return
        live = {n: p.detach().clone() for n, p in self.model.named_parameters()}
        self.load(self.average)
        self.model.eval()
        losses: dict[str, tuple[float, int]] = {}
        with torch.inference_mode():
            for line in path.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                source = self.stream.annotator.glossed(row["source"], row["set"][-2:])
                ids = self.stream.tokenizer.encode([source, row["target"]])
                batch = self.stream._pad([tuple(ids)])
                loss = float(loss_of(self.model, batch, 0.0)) * batch.tokens
                total, n = losses.get(row["set"], (0.0, 0))
                losses[row["set"]] = (total + loss, n + batch.tokens)
        self.load(live)
        dev = {name: round(total / n, 4) for name, (total, n) in losses.items()}
        self.write({"step": self.step, "tokens": self.tokens, "dev": dev})

    def load(self, values: dict[str, torch.Tensor]) -> None:
        """Put values into the model's parameters."""
        import torch

        with torch.no_grad():
            for name, parameter in self.model.named_parameters():
                parameter.copy_(values[name])

    def save(self) -> None:
        """Write the full state beside the old one, then put it in its place."""
        from safetensors.torch import save_file

        tensors = {f"model.{n}": p.detach().clone() for n, p in self.model.named_parameters()}
        tensors |= {f"average.{n}": p.clone() for n, p in self.average.items()}
        for i, optimizer in enumerate(self.optimizers):
            for key, values in optimizer.state_dict()["state"].items():
                tensors |= {
                    f"optimizer.{i}.{key}.{name}": torch_tensor(v).clone()
                    for name, v in values.items()
                }
        new, old = self.run / "state.new", self.run / "state"
        new.mkdir(exist_ok=True)
        save_file(tensors, new / "state.safetensors")
        record = {
            "step": self.step,
            "tokens": self.tokens,
            "seconds": self.seconds,
            "budget": self.budget,
            "stream": self.stream.state(),
        }
        (new / "state.json").write_text(json.dumps(record) + "\n", encoding="utf-8")
        gone = self.run / "state.old"
        shutil.rmtree(gone, ignore_errors=True)
        if old.exists():
            os.replace(old, gone)
        os.replace(new, old)

    def keep_stable(self) -> None:
        """Keep the state before the rate falls: a longer run goes on from there, not from the end."""
        self.save()
        stable, new = self.run / "stable", self.run / "stable.new"
        shutil.rmtree(new, ignore_errors=True)
        shutil.copytree(self.run / "state", new)
        shutil.rmtree(stable, ignore_errors=True)
        os.replace(new, stable)

    def restore(self) -> None:
        """Load the state that `save` wrote."""
        from safetensors.torch import load_file

        tensors = load_file(self.run / "state/state.safetensors")
        record = json.loads((self.run / "state/state.json").read_text(encoding="utf-8"))
        part = len("average.")
        self.average = {n[part:]: t for n, t in tensors.items() if n.startswith("average.")}
        self.load({n[len("model.") :]: t for n, t in tensors.items() if n.startswith("model.")})
        for i, optimizer in enumerate(self.optimizers):
            state: dict[int, dict] = {}
            for name, tensor in tensors.items():
                if name.startswith(f"optimizer.{i}."):
                    _, _, key, field = name.split(".", 3)
                    state.setdefault(int(key), {})[field] = tensor
            optimizer.load_state_dict({**optimizer.state_dict(), "state": state})
        self.step, self.tokens = record["step"], record["tokens"]
        self.seconds = record["seconds"]
        self.falling = self.tokens / record["budget"] >= self.recipe["train"]["decay_from"]
        self.stream.restore(record["stream"])


def torch_tensor(value: object) -> torch.Tensor:
    """Return an optimizer's state value as a tensor (steps may be plain numbers)."""
    import torch

    return value if isinstance(value, torch.Tensor) else torch.tensor(np.float32(value))


def main() -> None:
    """Command line: `python -m training.translation.train RECIPE [--tokens N] [--from MODEL]`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recipe", type=Path)
    parser.add_argument("--tokens", type=int, help="another budget of target tokens")
    parser.add_argument("--from", dest="start", type=Path, help="a checkpoint to start from")
    parser.add_argument("--minutes", type=float, help="stop (state saved) after so many minutes")
    args = parser.parse_args()
    import torch

    torch.set_flush_denormal(True)  # of the whole process, so only where training is all it does
    trainer = Trainer(tomllib.loads(args.recipe.read_text(encoding="utf-8")), args.tokens)
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, trainer.stop)
    if args.start:
        trainer.start_from(args.start)
    trainer.fit(time.monotonic() + 60 * args.minutes if args.minutes else None)


if __name__ == "__main__":
    main()
