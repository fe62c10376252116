"""An English encoder taught other languages: its new words, what it reads, what it learns; on a tiny random BERT."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

pytest.importorskip("torch")

import tiny_models
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from training.encoder import distil, sentences, vocabulary
from training.encoder.sentences import GLOSSES, Pair

WORDS = {"hopital": "hospital", "ouvre": "opens", "chirurgie": "surgery", "lundi": "monday"}
FRENCH = ["hopital ouvre", "chirurgie ouvre lundi", "lundi hopital", "hopital chirurgie", "ouvre"]


def english(text: str) -> str:
    return " ".join(WORDS[word] for word in text.split())


PAIRS = [Pair("news", text, english(text)) for text in 2 * FRENCH]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_models.bert(tmp_path_factory.mktemp("base"), [*WORDS.values(), "ナ [unused1]"])


@pytest.fixture(scope="module")
def begun(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("begun") / "student"
    vocabulary.begin(base, PAIRS, out, random.Random(0))
    return out


def vocabulary_of(folder: Path) -> dict[str, int]:
    return Tokenizer.from_file(str(folder / "tokenizer.json")).get_vocab()


def test_english_words_keep_their_vectors_and_others_begin_as_their_translation(
    base: Path, begun: Path
) -> None:
    before, after = vocabulary_of(base), vocabulary_of(begun)
    assert set(WORDS) <= set(after) and not set(WORDS) & set(before)
    assert "ナ" in before and "ナ" not in after
    old, new = (
        load_file(folder / "model.safetensors")[vocabulary.WORDS] for folder in (base, begun)
    )
    for word in WORDS.values():
        np.testing.assert_array_equal(new[after[word]], old[before[word]])
    assert sorted(after.values()) == list(range(len(new)))
    assert json.loads((begun / "config.json").read_text())["vocab_size"] == len(new)
    for french, translated in WORDS.items():
        near = {e: np.linalg.norm(new[after[french]] - new[after[e]]) for e in WORDS.values()}
        assert min(near, key=near.__getitem__) == translated


def test_rare_pieces_are_left_out_but_for_letters_and_what_is_special() -> None:
    pieces = ["[CLS]", "often", "rare", "##rare", "a", "##a", "##often"]
    assert vocabulary.common(pieces, [[1, 6], [1, 6], [2]], 2) == [
        *("[CLS]", "often", "a", "##a", "##often")
    ]


def test_a_piece_that_stands_in_no_sentence_stays_as_it_is() -> None:
    vectors = np.arange(8, dtype=np.float32).reshape(4, 2)
    found = vocabulary.begun([[2], [2]], [[0], [0, 1]], vectors, 2)
    np.testing.assert_array_equal(found[3], vectors[3])
    np.testing.assert_array_equal(found[:2], vectors[:2])
    np.testing.assert_allclose(found[2], (vectors[0] + vectors[1] / 4) / 1.25)


def test_pairs_and_first_meanings_are_known(tmp_path: Path) -> None:
    rows = {"corpus": ["a"], "lang": ["fr"], "source": ["le lit"], "target": ["the bed"]}
    pq.write_table(pa.table(rows), tmp_path / "pairs.parquet")
    (tmp_path / "glosses.tsv").write_text("lang\tword\tenglish\nes\tsopa\tsoup; broth\n")
    found = sentences.known(tmp_path / "pairs.parquet", tmp_path / "glosses.tsv")
    assert found == [Pair("a", "le lit", "the bed"), Pair(GLOSSES, "sopa", "soup")]
    (tmp_path / "glosses.tsv").write_text("lang\tword\tenglish\nsopa\n")
    with pytest.raises(ValueError):
        sentences.known(tmp_path / "pairs.parquet", tmp_path / "glosses.tsv")


def test_no_corpus_gives_more_than_it_may_and_each_pass_gives_others() -> None:
    pairs = [Pair("a", str(n), "x") for n in range(50)] + [Pair("b", "b", "x")]
    drawn = sentences.pools(pairs, 10, random.Random(0))
    one, two = next(drawn), next(drawn)
    assert [len([p for p in pool if p.corpus == "a"]) for pool in (one, two)] == [10, 10]
    assert all(pairs[-1] in pool for pool in (one, two)) and set(one) != set(two)


class Letters:
    """Each letter is a token."""

    cls, sep = 1, 2

    def __call__(self, texts: list[str]) -> list[list[int]]:
        return [[ord(letter) for letter in text] for text in texts]


def test_batches_hold_every_pair_once_and_no_more_tokens_than_asked() -> None:
    pool = [Pair("a", "s" * n, "t" * (n % 7 + 1)) for n in range(30)]
    found = sentences.batches(
        pool, Letters(), Letters(), tokens=60, longest=20, rng=random.Random(0)
    )
    lengths = sorted(len(item.source) for batch in found for item in batch)
    assert lengths == sorted(min(n, 20) for n in range(1, 30))  # nothing is learned from nothing
    assert all(len(b) == 1 or len(b) * (max(len(i.source) for i in b) + 2) <= 60 for b in found)


def test_a_sentence_comes_nearer_to_its_translation(
    base: Path, begun: Path, tmp_path: Path
) -> None:
    student, teacher = distil.Encoder(begun), distil.Encoder(base)
    [batch] = sentences.batches(
        PAIRS, student.pieces, teacher.pieces, tokens=999, longest=9, rng=random.Random(0)
    )
    before = distil.loss_of(student, teacher, batch, english=False).item()
    both = distil.loss_of(student, teacher, batch, english=True).item()
    assert both == pytest.approx(before, abs=0.01)  # its English is the teacher's
    recipe = distil.Recipe(tokens=999, longest=9, rise=5, seconds=1.5, rate=1e-3, words_rate=1e-2)
    distil.train(student, teacher, PAIRS, recipe, tmp_path)
    after = distil.loss_of(student, teacher, batch, english=False).item()
    assert after < before * 0.7
    for name in ("config.json", "tokenizer.json"):
        (tmp_path / name).write_bytes((begun / name).read_bytes())
    again = distil.loss_of(distil.Encoder(tmp_path), teacher, batch, english=False).item()
    assert again == pytest.approx(after, rel=0.05)


def test_padding_says_nothing(begun: Path) -> None:
    import torch

    student = distil.Encoder(begun)
    short, long = [7, 8], [7, 8, 9, 10, 5]
    with torch.no_grad():
        alone, beside = student([short])[0], student([short, long])[0]
    np.testing.assert_allclose(alone, beside, atol=0.02)  # bfloat16


def test_the_command_begins_and_goes_on(base: Path, tmp_path: Path, monkeypatch) -> None:
    rows = {n: [getattr(p, n) for p in PAIRS] for n in ("corpus", "source", "target")}
    pq.write_table(pa.table(rows), tmp_path / "pairs.parquet")
    (tmp_path / "glosses.tsv").write_text("lang\tword\tenglish\nfr\tlundi\tmonday\n")
    out = tmp_path / "student"
    told = ["distil", "--pairs", str(tmp_path / "pairs.parquet"), "--base", str(base)]
    told += ["--glosses", str(tmp_path / "glosses.tsv"), "--out", str(out), "--seconds", "0.2"]
    monkeypatch.setattr("sys.argv", told)
    distil.main()
    first = (out / "model.safetensors").read_bytes()
    assert set(WORDS) <= set(vocabulary_of(out))
    monkeypatch.setattr("sys.argv", [*told, "--start", str(out)])
    distil.main()
    assert (second := (out / "model.safetensors").read_bytes()) != first
    monkeypatch.setattr("sys.argv", [*told, "--start", str(out), "--out", str(tmp_path / "other")])
    distil.main()
    assert (out / "model.safetensors").read_bytes() == second
    assert distil.Encoder(tmp_path / "other").words().shape == distil.Encoder(out).words().shape
