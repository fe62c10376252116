"""The sketch of repeated text: a function of the set of pages, in a file that is what it was."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.article import Article
from nlp.errors import ConfigError
from nlp.separate.repeats import RULES_VERSION, Repeats, hash_of_text, key_of, normalised
from nlp.separate.sample import Bounds, Sample
from tests.separate.pages import ABOUT, cut, page, prose

TIGHT = Bounds(per_site=4, pages=10, keys=3, floor=2)


def sketch(articles: list[Article], bounds: Bounds | None = None) -> Repeats:
    repeats = Repeats(bounds)
    for article in articles:
        repeats.add(article)
    return repeats


def small_page(site: int, number: int, url: int) -> Article:
    """One of few pages: many draws meet the same content and the same address again."""
    texts = [prose(site), *(prose(100 * number + i) for i in range(3)), "Partager la page"]
    return cut(
        texts, url=f"https://s{site}.example/{url}" if url else None, site=f"s{site}.example"
    )


drawn_pages = st.lists(
    st.builds(small_page, st.integers(0, 6), st.integers(0, 9), st.integers(0, 3)), max_size=40
)


@given(drawn_pages, st.randoms(use_true_random=False), st.sampled_from([None, TIGHT]))
def test_order_repetition_and_partition_change_no_byte(
    articles: list[Article], chance: random.Random, bounds: Bounds | None
) -> None:
    whole = sketch(articles, bounds).sample()
    shuffled = articles + articles[: chance.randint(0, len(articles))]
    chance.shuffle(shuffled)
    assert sketch(shuffled, bounds).sample().to_bytes() == whole.to_bytes()
    parts = [sketch(shuffled[i::3], bounds) for i in range(3)]
    parts.append(sketch(articles[::2], bounds))  # what others hold too
    chance.shuffle(parts)
    merged = Repeats(bounds)
    for part in parts:
        merged.merge(part)
    assert merged.sample().to_bytes() == whole.to_bytes()


@given(drawn_pages, drawn_pages)
def test_merging_is_commutative_idempotent_and_never_beyond_the_bounds(
    some: list[Article], others: list[Article]
) -> None:
    a, b = sketch(some, TIGHT), sketch(others, TIGHT)
    ab, ba = sketch(some, TIGHT), sketch(others, TIGHT)
    ab.merge(b)
    ba.merge(a)
    assert ab.sample().hash == ba.sample().hash
    ab.merge(ba)
    assert ab.sample().hash == ba.sample().hash
    held = ab.sample()
    assert len(held.pages) <= TIGHT.pages and (held.sizes <= TIGHT.keys).all()
    assert (np.unique(held.sites, return_counts=True)[1] <= TIGHT.per_site).all()


@pytest.mark.parametrize(("pages", "level"), [(60, 1), (30, 2), (27, 3)])
def test_pages_that_come_in_and_go_again_leave_no_trace(pages: int, level: int) -> None:
    """Long runs prune while they read; the outcome is that of one prune at the end.

    Seven sites of 16 pages each are too many, and are halved; where four pages are too many for the
    whole, sites go: those whose hash is in the upper half.
    """
    articles = [page(i % 500, ABOUT, site=f"t{i % 7}.example") for i in range(1_500)]
    bounds = Bounds(per_site=16, pages=pages, keys=8, floor=4)
    forth, back = sketch(articles, bounds), sketch(articles[::-1], bounds)
    assert forth.sample().to_bytes() == back.sample().to_bytes()
    kept, everything = forth.sample(), sketch(articles).sample()
    assert kept.level == level
    sites = np.unique(everything.sites)
    lower = sites[sites < np.uint64(2**63)]
    assert 0 < len(lower) < len(sites) == 7
    assert np.unique(kept.sites).tolist() == (sites if level < 3 else lower).tolist()
    for site in np.unique(kept.sites):
        lowest = np.sort(everything.pages[everything.sites == site])
        held = kept.pages[kept.sites == site]
        assert (held == lowest[: max(16 >> level, 4)]).all()


def test_the_same_content_is_one_page_and_the_same_address_one_place() -> None:
    again = [page(1, ABOUT), page(1, ABOUT, url="https://sante.example/1"), page(1, ABOUT)]
    found = sketch(again).sample()
    assert len(found.pages) == 1
    assert len(set(found.places)) == 1
    texts = [prose(i) for i in range(40)]
    assert len(sketch([cut(texts, title=False), cut(texts[::-1], title=False)]).sample().pages) == 1
    versions = [page(i, ABOUT, url="https://sante.example/1") for i in range(3)]
    found = sketch(versions).sample()
    assert (len(found.pages), len(set(found.places.tolist()))) == (3, 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Read 12 comments", "read  5\u00a0COMMENTS"),
        ("Page 3 of 9", "Page 10 of 12"),
        ("Publié le 12/03/2024 à 14h30", "Publié le 1/11/2023 à 9h05"),
        ("1 234 vues", "7 vues"),
        ("STRASSE", "straße"),
    ],
)
def test_what_counts_as_the_same(one: str, other: str) -> None:
    assert key_of("s", "paragraph", one) == key_of("s", "list_item", other) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Le CHU compte 1 200 lits.", "Le CHU compte 900 lits."),
        (f"{prose(1)[:-1]} 12", f"{prose(1)[:-1]} 13"),
        ("Partager", "Imprimer"),
    ],
)
def test_what_does_not(one: str, other: str) -> None:
    assert key_of("s", "paragraph", one) != key_of("s", "paragraph", other)


def test_sites_and_titles_are_told_apart() -> None:
    keys = {key_of(s, k, "Le mag 1") for s in ("a", "b") for k in ("title", "heading")}
    assert len(keys) == 4
    assert key_of("a", "title", "Bilan 2023") != key_of("a", "title", "Bilan 2024")


@pytest.mark.parametrize("text", ["", " \n", "»", "12 %", "2024", "OK", "— — —", "\ud800"])
def test_what_holds_no_word_has_no_key(text: str) -> None:
    assert key_of("s", "paragraph", text) is None
    assert len(sketch([cut([text, text])]).sample().pages) == 0


@given(st.text())
def test_any_text_is_normalised_once(text: str) -> None:
    found = normalised(text)
    assert normalised(found) == found
    key = key_of("s", "paragraph", text)
    assert key is None or 0 <= key < 2**64
    assert key_of("s", "paragraph", f" {text}\n") == key


def test_the_lowest_bit_of_a_key_tells_prose() -> None:
    sentence = prose(1, 14)
    assert 80 <= len(sentence) < 160
    assert [key_of("s", "paragraph", text) & 1 for text in (ABOUT, prose(1)[:-1], sentence)] == [
        1
    ] * 3
    assert [key_of("s", "paragraph", text) & 1 for text in (sentence[:-1], "Bref.")] == [0] * 2
    assert key_of("s", "title", ABOUT) & 1 == 0


def test_the_hash_is_the_same_in_another_process() -> None:
    code = "from nlp.separate.repeats import hash_of_text; print(hash_of_text('s', '', 'é'))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(told.stdout) == hash_of_text("s", "", "é")


def test_a_file_gives_the_sketch_back(tmp_path: Path) -> None:
    file = tmp_path / "r.safetensors"
    repeats = sketch([page(i, ABOUT) for i in range(30)])
    saved = repeats.save(file)
    assert file.read_bytes() == saved.to_bytes()
    assert [p.name for p in tmp_path.iterdir()] == [file.name]
    again = Repeats.load(file)
    assert again.sample().to_bytes() == saved.to_bytes()
    again.add(page(99, ABOUT))
    assert again.save(file).hash != saved.hash
    assert len(Sample.load(file, RULES_VERSION).pages) == 31


def test_an_empty_sketch_is_a_file_too(tmp_path: Path) -> None:
    Repeats().save(tmp_path / "r.safetensors")
    assert len(Repeats.load(tmp_path / "r.safetensors").sample().pages) == 0


@pytest.mark.parametrize("at", [0.05, 0.3, 0.6, 0.95])
def test_a_damaged_file_is_refused(tmp_path: Path, at: float) -> None:
    file = tmp_path / "r.safetensors"
    sketch([page(i, ABOUT) for i in range(30)]).save(file)
    whole = file.read_bytes()
    place = int(at * len(whole))
    file.write_bytes(whole[:place] + bytes([whole[place] ^ 8]) + whole[place + 1 :])
    with pytest.raises(ConfigError, match="r.safetensors"):
        Repeats.load(file)
    file.write_bytes(whole[:place])
    with pytest.raises(ConfigError, match="cannot read the sketch"):
        Repeats.load(file)


def test_another_file_or_version_is_refused(tmp_path: Path) -> None:
    from safetensors.numpy import save_file

    file = tmp_path / "r.safetensors"
    with pytest.raises(ConfigError, match="cannot read the sketch"):
        Repeats.load(file)
    save_file({"weight": np.zeros(3)}, file)
    with pytest.raises(ConfigError, match="no sketch"):
        Repeats.load(file)
    sketch([page(1)]).sample()._replace(rules="repeats.0").save(file)
    with pytest.raises(ConfigError, match="another version"):
        Repeats.load(file)
    sample = sketch([page(1)]).sample()
    sample._replace(sizes=sample.sizes + np.uint32(1)).save(file)
    with pytest.raises(ConfigError, match="damaged"):
        Repeats.load(file)
    with pytest.raises(ConfigError, match="bounds"):
        sketch([page(1)]).merge(sketch([page(1)], TIGHT))
    with pytest.raises(ConfigError, match="cannot write"):
        Repeats().save(tmp_path / "nowhere" / "r.safetensors")
