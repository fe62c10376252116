"""What a run needs to go on exactly, as safetensors and JSON: no pickle is ever read.

transformers keeps optimizer, schedule and random states as torch files; :class:`SafeState` goes in
front of a Trainer class and keeps them in `state.safetensors` and `state.json` of each checkpoint
folder. One process, or several with data parallelism; not DeepSpeed or FSDP, whose states are their
own.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file, save_file

from nlp.errors import ConfigError

OPTIMIZER, SCHEDULE, SCALER, RANDOM = "optimizer", "schedule.json", "scaler.json", "random"


class SafeState:
    """Put before ``transformers.Trainer`` in the bases of a class."""

    def _save(self, output_dir: str | None = None, state_dict: dict | None = None) -> None:
        """Weights (and tokenizer) as the Trainer does; its pickled arguments are removed."""
        super()._save(output_dir, state_dict)  # type: ignore[misc]
        folder = Path(output_dir or self.args.output_dir)  # type: ignore[attr-defined]
        (folder / "training_args.bin").unlink(missing_ok=True)

    def _issue_warnings_after_load(self, load_result: Any) -> None:
        """Tied weights are kept once and so are missing under their other names; else all must fit."""
        if load_result.unexpected_keys:
            raise ConfigError(
                f"the run's weights are of another model: {load_result.unexpected_keys}"
            )

    def _save_optimizer_and_scheduler(self, output_dir: str) -> None:
        if self.is_deepspeed_enabled or self.is_fsdp_enabled:  # type: ignore[attr-defined]
            raise ConfigError("DeepSpeed and FSDP are not supported; use data parallelism or LoRA")
        if not self.args.should_save:  # type: ignore[attr-defined]
            return
        tensors, rest = packed(self.optimizer.state_dict())  # type: ignore[attr-defined]
        folder = Path(output_dir)
        save_file(tensors, folder / f"{OPTIMIZER}.safetensors")
        _write(folder / f"{OPTIMIZER}.json", rest)
        _write(folder / SCHEDULE, self.lr_scheduler.state_dict())  # type: ignore[attr-defined]

    def _load_optimizer_and_scheduler(self, checkpoint: str | None) -> None:
        if checkpoint is None:
            return
        folder = Path(checkpoint)
        tensors = load_file(folder / f"{OPTIMIZER}.safetensors")
        state = unpacked(tensors, _read(folder / f"{OPTIMIZER}.json"))
        self.optimizer.load_state_dict(state)  # type: ignore[attr-defined]
        self.lr_scheduler.load_state_dict(_read(folder / SCHEDULE))  # type: ignore[attr-defined]

    def _save_scaler(self, output_dir: str) -> None:
        scaler = getattr(self.accelerator, "scaler", None)  # type: ignore[attr-defined]
        if scaler is not None and self.args.should_save:  # type: ignore[attr-defined]
            _write(Path(output_dir) / SCALER, scaler.state_dict())

    def _load_scaler(self, checkpoint: str | None) -> None:
        if checkpoint is not None and (Path(checkpoint) / SCALER).is_file():
            self.accelerator.scaler.load_state_dict(_read(Path(checkpoint) / SCALER))  # type: ignore[attr-defined]

    def _save_rng_state(self, output_dir: str) -> None:
        folder = Path(output_dir)
        folder.mkdir(parents=True, exist_ok=True)
        tensors = {"cpu": torch.random.get_rng_state()}
        if torch.cuda.is_available():
            states = torch.cuda.random.get_rng_state_all()
            tensors |= {f"cuda.{i}": state for i, state in enumerate(states)}
        name, keys, *rest = np.random.get_state()
        tensors["numpy"] = torch.from_numpy(keys.astype(np.int64))
        save_file(tensors, folder / self._random("safetensors"))
        _write(folder / self._random("json"), {"python": random.getstate(), "numpy": [name, *rest]})

    def _load_rng_state(self, checkpoint: str | None) -> None:
        if checkpoint is None:
            return
        folder = Path(checkpoint)
        if not (folder / self._random("json")).is_file():
            raise ConfigError(f"{checkpoint} is of a run with fewer processes; start it like that")
        tensors, rest = (
            load_file(folder / self._random("safetensors")),
            _read(folder / self._random("json")),
        )
        version, internal, gauss = rest["python"]
        random.setstate((version, tuple(internal), gauss))
        name, *others = rest["numpy"]
        np.random.set_state((name, tensors["numpy"].numpy().astype(np.uint32), *others))
        torch.random.set_rng_state(tensors["cpu"])
        for key, state in tensors.items():
            if key.startswith("cuda."):
                torch.cuda.random.set_rng_state(state, int(key[5:]))

    def _random(self, ending: str) -> str:
        args = self.args  # type: ignore[attr-defined]
        return f"{RANDOM}{f'-{args.process_index}' if args.world_size > 1 else ''}.{ending}"


def packed(state: dict[str, Any]) -> tuple[dict[str, torch.Tensor], dict[str, Any]]:
    """An optimizer's state as tensors and JSON."""
    tensors: dict[str, torch.Tensor] = {}
    plain: dict[str, dict[str, Any]] = {}
    for key, values in state["state"].items():
        plain[str(key)] = {n: v for n, v in values.items() if not isinstance(v, torch.Tensor)}
        tensors |= {
            f"{key}.{n}": v.detach().cpu().contiguous().clone()
            for n, v in values.items()
            if isinstance(v, torch.Tensor)
        }
    return tensors, {"groups": state["param_groups"], "plain": plain}


def unpacked(tensors: dict[str, torch.Tensor], rest: dict[str, Any]) -> dict[str, Any]:
    """What :func:`packed` packed."""
    state: dict[int, dict[str, Any]] = {int(key): dict(v) for key, v in rest["plain"].items()}
    for name, tensor in tensors.items():
        key, _, field = name.partition(".")
        state[int(key)][field] = tensor
    return {"state": state, "param_groups": rest["groups"]}


def _write(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value) + "\n", encoding="utf-8")


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
