"""The sequence networks: what numpy computes is what PyTorch fitted."""

from __future__ import annotations

import random

import numpy as np
import pytest
import torch

from nlp.separate.convolution import DILATIONS, Networks, moved
from training.separation import network
from training.separation.network import Rows


def documents(count: int, seed: int = 0) -> list[Rows]:
    """A line is of class 1 where the one before it was marked: no line tells by itself."""
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(count):
        features = rng.normal(size=(int(rng.integers(1, 30)), 4)).astype(np.float32)
        labels = np.r_[0, (features[:-1, 0] > 0).astype(int)]
        found.append(Rows(features, labels, np.ones(len(labels))))
    return found


@pytest.fixture(scope="module")
def fitted() -> Networks:
    return network.fit(documents(200), classes=2, hidden=12, networks=1, epochs=25, seed=3)


def test_learns_what_only_the_neighbour_tells(fitted: Networks) -> None:
    held = documents(60, seed=1)
    right = [fitted(rows.features).argmax(1) == rows.labels for rows in held]
    assert np.concatenate(right).mean() > 0.8  # a line by itself gives 0.5


def test_numpy_gives_what_pytorch_gives() -> None:
    torch.manual_seed(0)
    net = network._Network(5, 3, 8).eval()
    arrays = {name: value[None] for name, value in net.arrays().items()}
    ours = Networks(np.zeros(5, np.float32), np.ones(5, np.float32), **arrays)
    for lines in (1, 2, 40, 90):
        features = np.random.default_rng(lines).normal(size=(lines, 5)).astype(np.float32)
        with torch.no_grad():
            inputs = torch.from_numpy(np.clip(features, -3, 3))[None]
            theirs = torch.softmax(net(inputs, torch.ones(1, lines))[0], -1).numpy()
        np.testing.assert_allclose(ours(features), theirs, atol=1e-5)


def test_a_document_is_the_same_alone_and_padded_in_a_batch() -> None:
    torch.manual_seed(0)
    net = network._Network(5, 3, 8).eval()
    short, long = torch.randn(1, 7, 5), torch.randn(1, 40, 5)
    batch = torch.cat([torch.nn.functional.pad(short, (0, 0, 0, 33)), long])
    mask = torch.ones(2, 40)
    mask[0, 7:] = 0
    with torch.no_grad():
        alone, among = net(short, torch.ones(1, 7))[0], net(batch, mask)[0, :7]
    np.testing.assert_allclose(alone, among, atol=1e-5)


def test_the_same_rows_give_the_same_networks() -> None:
    settings = {"classes": 2, "hidden": 6, "networks": 2, "epochs": 2, "seed": 3}
    first, again = (network.fit(documents(40), **settings) for _ in range(2))
    assert (first.input[0] != first.input[1]).any()  # they differ in seed
    for name, value in vars(first).items():
        np.testing.assert_array_equal(getattr(again, name), value)


def test_lines_of_unknown_label_teach_nothing() -> None:
    known = documents(40)
    noisy = [
        rows._replace(labels=np.where(np.arange(len(rows.labels)) % 2, rows.labels, -1))
        for rows in known
    ]
    wrong = [
        rows._replace(
            labels=np.where(rows.labels < 0, 1, rows.labels),
            weights=np.where(rows.labels < 0, 0.0, 1.0),
        )
        for rows in noisy
    ]
    settings = {"classes": 2, "hidden": 4, "networks": 1, "epochs": 2, "seed": 0}
    features = known[0].features
    level = [rows._replace(weights=(rows.labels >= 0) * 1.0) for rows in noisy]
    one, other = network.fit(level, **settings), network.fit(wrong, **settings)
    np.testing.assert_array_equal(one(features), other(features))


def test_every_document_is_read_once_an_epoch() -> None:
    found = documents(50)
    batches = network._batches(found, random.Random(0))
    assert sorted(number for batch in batches for number in batch) == list(range(50))


@pytest.mark.parametrize("step", [-40, -3, -1, 0, 1, 3, 40])
def test_moved_shows_the_row_so_many_steps_away(step: int) -> None:
    table = np.arange(1.0, 7.0)[:, None]
    wanted = [table[i + step, 0] if 0 <= i + step < 6 else 0.0 for i in range(6)]
    assert moved(table, step)[:, 0].tolist() == wanted


def test_no_line_and_one_line_are_judged(fitted: Networks) -> None:
    assert fitted(np.zeros((0, 4), np.float32)).shape == (0, 2)
    assert fitted(np.zeros((1, 4), np.float32)).sum() == pytest.approx(1.0)
    assert fitted.kernel.shape[1] == len(DILATIONS)
