"""Small networks with one hidden layer, fitted with PyTorch and handed over as arrays."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from nlp.separate.steps import CLIP, Networks

_BATCH, _RATE, _DECAY = 512, 3e-3, 0.01
_DROPOUT, _SMOOTHING = 0.2, 0.1  # without them the networks are surer than they are right


class Rows(NamedTuple):
    """Training rows: features (n, d), labels (n,) from 0, weights (n,)."""

    features: NDArray[np.float32]
    labels: NDArray[np.int64]
    weights: NDArray[np.float64]

    @staticmethod
    def joined(parts: list[Rows]) -> Rows:
        """All rows of several tables."""
        return Rows(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))

    def only(self, kept: NDArray[np.bool_]) -> Rows:
        """The rows where ``kept`` is true."""
        return Rows(self.features[kept], self.labels[kept], self.weights[kept])


def fit(
    rows: Rows, *, classes: int, hidden: int, networks: int, epochs: int, seed: int
) -> Networks:
    """Networks that differ in seed only, to be averaged: AdamW under a one-cycle rate, dropout.

    The same rows, settings and version of PyTorch give the same networks.
    """
    mean, scale = rows.features.mean(axis=0), rows.features.std(axis=0) + 1e-3
    inputs = torch.from_numpy(np.clip((rows.features - mean) / scale, -CLIP, CLIP))
    labels = torch.from_numpy(rows.labels)
    weights = torch.from_numpy((rows.weights / rows.weights.mean()).astype(np.float32))
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # more cost more than they give on matrices as small as these
    try:
        fitted = [
            _fitted(inputs, labels, weights, classes, hidden, epochs, seed + k)
            for k in range(networks)
        ]
    finally:
        torch.set_num_threads(threads)
    first, last = [net[0] for net in fitted], [net[-1] for net in fitted]
    return Networks(
        mean=mean.astype(np.float32),
        scale=scale.astype(np.float32),
        hidden=_stacked([_array(layer.weight).T for layer in first]),
        hidden_bias=np.stack([_array(layer.bias) for layer in first]),
        output=_stacked([_array(layer.weight).T for layer in last]),
        output_bias=np.stack([_array(layer.bias) for layer in last]),
    )


def _fitted(
    inputs: Tensor,
    labels: Tensor,
    weights: Tensor,
    classes: int,
    hidden: int,
    epochs: int,
    seed: int,
) -> nn.Sequential:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        net = nn.Sequential(
            nn.Linear(inputs.shape[1], hidden), nn.ReLU(), nn.Dropout(_DROPOUT),
            nn.Linear(hidden, classes),
        )  # fmt: skip
        steps = max(len(inputs) // _BATCH, 1)
        optimizer = torch.optim.AdamW(net.parameters(), lr=_RATE, weight_decay=_DECAY)
        schedule = torch.optim.lr_scheduler.OneCycleLR(
            optimizer, _RATE, total_steps=epochs * steps, pct_start=0.1
        )
        for _ in range(epochs):
            for batch in torch.randperm(len(inputs)).split(_BATCH)[:steps]:
                loss = nn.functional.cross_entropy(
                    net(inputs[batch]), labels[batch], reduction="none", label_smoothing=_SMOOTHING
                )
                optimizer.zero_grad()
                (loss * weights[batch]).mean().backward()
                optimizer.step()
                schedule.step()
    return net.eval()


def _stacked(arrays: list[NDArray[np.float32]]) -> NDArray[np.float32]:
    """Stacked row by row in memory: safetensors writes an array as it lies there."""
    return np.ascontiguousarray(np.stack(arrays))


def _array(parameter: Tensor) -> NDArray[np.float32]:
    return parameter.detach().numpy().astype(np.float32)
