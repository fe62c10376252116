"""Articles that the encoder behind some logits had not read, to fit and to measure the decision on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open
from safetensors.numpy import save_file

from training.events.calibrate import Logits
from training.events.data import Sample
from training.splits import is_dev

LISTS = ("units", "words", "marks", "closer")


def _joined(lists: Sequence[list[Any] | None]) -> list[Any] | None:
    """Several lists as one; None where some are not there."""
    return [one for own in lists for one in own or []] if all(lists) else None


class Held(NamedTuple):
    """What was said of some articles, their types, their author files, their ids and what ``kinds`` they are of."""

    logits: Logits
    truth: list[tuple[str, ...]]
    groups: NDArray[np.str_]
    ids: NDArray[np.str_]
    kinds: NDArray[np.str_]

    @classmethod
    def of_samples(cls, logits: Logits, samples: Sequence[Sample], kind: str) -> Held:
        """Articles of one kind."""
        names = np.array([s.id for s in samples])
        groups = np.array([s.group for s in samples])
        return cls(logits, [s.events for s in samples], groups, names, np.full(len(names), kind))

    @property
    def dev(self) -> NDArray[np.bool_]:
        """Which articles are of the development split."""
        return np.array([is_dev(name) for name in self.ids])

    def of(self, rows: NDArray[np.intp]) -> Held:
        """Some of them."""
        part, full = [int(i) for i in rows], self.logits
        lists = [
            [own[i] for i in part] if own else None for own in (full.words, full.marks, full.closer)
        ]
        units = [full.units[i] for i in part]
        logits = Logits(full.encoder[rows], units, full.primary[rows], full.any[rows], *lists)
        return Held(
            logits,
            [self.truth[i] for i in part],
            self.groups[rows],
            self.ids[rows],
            self.kinds[rows],
        )

    @classmethod
    def joined(cls, parts: Sequence[Held]) -> Held:
        """Several as one."""
        logits = [part.logits for part in parts]
        lists = [_joined([getattr(part, name) for part in logits]) for name in LISTS]
        units, *lists = lists
        whole = [
            np.concatenate([getattr(p, n) for p in logits]) for n in ("encoder", "primary", "any")
        ]
        columns = [
            np.concatenate([getattr(p, n) for p in parts]) for n in ("groups", "ids", "kinds")
        ]
        truth = [events for part in parts for events in part.truth]
        return cls(Logits(whole[0], units or [], *whole[1:], *lists), truth, *columns)

    def save(self, path: Path) -> None:
        """Write everything to one file of tensors."""
        sizes = np.array([len(units) for units in self.logits.units])
        tensors = {name: getattr(self.logits, name) for name in ("encoder", "primary", "any")}
        lists = {name: getattr(self.logits, name) for name in LISTS}
        tensors |= {name: np.concatenate(own) for name, own in lists.items() if own}
        told = {name: getattr(self, name).tolist() for name in ("groups", "ids", "kinds")}
        about = {"about": json.dumps({**told, "truth": self.truth})}
        arrays = {name: np.ascontiguousarray(a, np.float32) for name, a in tensors.items()}
        save_file({**arrays, "sizes": sizes}, path, about)

    @classmethod
    def load(cls, path: Path) -> Held:
        """Read what :meth:`save` wrote."""
        with safe_open(path, "numpy") as file:
            about = json.loads(file.metadata()["about"])
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
        ends = np.cumsum(tensors["sizes"])[:-1]
        units, *lists = (
            np.split(tensors[name], ends) if name in tensors else None for name in LISTS
        )
        whole = (tensors[name] for name in ("primary", "any"))
        logits = Logits(tensors["encoder"], units or [], *whole, *lists)
        columns = (np.array(about[name]) for name in ("groups", "ids", "kinds"))
        return cls(logits, [tuple(events) for events in about["truth"]], *columns)
