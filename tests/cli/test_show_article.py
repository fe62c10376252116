"""``veille show``: an article side by side, stacked, or plain in a pipe."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest
from job_fakes import result
from mounts import mounted
from report_archive import EVIL, records
from rich.console import Console

from nlp.cli.article import print_article
from nlp.record import Record
from nlp.store import open_store

Veille = Callable[..., tuple[str, str, int]]


def shown(record: Record, width: int, terminal: bool = True, colour: bool = True) -> str:
    out = io.StringIO()
    system = "truecolor" if colour else None
    console = Console(
        file=out,
        width=width,
        force_terminal=terminal,
        color_system=system,
        no_color=not colour,
        highlight=False,
        markup=False,
    )
    print_article(record, console)
    return out.getvalue()


@pytest.fixture
def record() -> Record:
    return records()[1]


def test_a_wide_terminal_has_the_sentences_side_by_side(record: Record) -> None:
    lines = shown(record, 120, colour=False).splitlines()
    (first,) = [line for line in lines if "Un hôpital." in line]
    (second,) = [line for line in lines if "Deux." in line]
    assert "One" in first and "Two" in second
    assert first.index("Un hôpital") == second.index("Deux") < first.index("One")


def test_the_head_names_the_authors(record: Record) -> None:
    lines = shown({**record, "authors": ["Inés Bravo", "Zoé Roux"]}, 120, colour=False).splitlines()
    assert any("· Inés Bravo, Zoé Roux" in line for line in lines[:5])


def test_a_narrow_terminal_has_them_one_above_the_other(record: Record) -> None:
    lines = [line.split() for line in shown(record, 60, colour=False).splitlines()]
    at = lines.index(["1", "fr", "Deux."])
    assert " ".join(lines[at + 1]) == "1 en Two[- two-]."
    assert all(len(line) <= 60 for line in shown(record, 60, colour=False).splitlines())


def test_repairs_are_marked_in_their_place_and_told_with_their_reasons(record: Record) -> None:
    text = shown(record, 200, terminal=False, colour=False)
    assert "[-an -]hospital" in text.replace("One ", "")
    assert "dup_word  Two two. -> Two.  said twice" in text


def test_what_was_set_aside_stands_with_label_score_and_reasons(record: Record) -> None:
    text = shown(record, 200, terminal=False, colour=False)
    assert "2 --  Buy pills" in text
    assert "spam 0.95: speaks of what spam sells: pills; urges: buy" in text


def test_events_stand_with_what_shows_them_and_checks_in_words(record: Record) -> None:
    lines = shown(record, 200, terminal=False, colour=False).splitlines()
    at = lines.index("Tender 0.90, primary")
    assert lines[at + 1] == "     1  One hospital. Two."
    assert "     1  A figure is missing: 12" in lines


def test_facts_stand_with_their_segment_and_how_they_are_read(record: Record) -> None:
    lines = shown(record, 200, terminal=False, colour=False).splitlines()
    at = lines.index("Facts")
    assert lines[at + 1 : at + 3] == [
        "     1  Buyer One hospital · tender",
        "     1  Date Two (2025-02-02) · tender",
    ]


def test_a_pipe_gets_no_colours_and_no_wrapped_lines(record: Record) -> None:
    long = {**record["segments"][1], "text": "mot " * 300, "en": "word " * 300}
    record = {**record, "edits": [], "segments": [record["segments"][0], long]}
    text = shown(record, 80, terminal=False, colour=False)
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) > 1000


def test_a_terminal_gets_colours_instead_of_brackets(record: Record) -> None:
    text = shown(record, 120)
    assert "\x1b[" in text and "[-" not in text and "{+" not in text


@pytest.mark.parametrize("width", [60, 120])
def test_what_a_page_holds_does_not_steer_the_terminal(width: int) -> None:
    evil = records()[4]
    assert EVIL in evil["segments"][0]["text"]
    for terminal in (True, False):
        text = shown(evil, width, terminal=terminal, colour=False)
        assert "alert(1)" in text
        assert not [c for c in text if not c.isprintable() and c != "\n"]


def test_an_english_article_takes_the_whole_width() -> None:
    lines = shown(records()[4], 120, colour=False).splitlines()
    assert any(line.split()[:2] == ["0", "en"] for line in lines)


def test_the_command_finds_an_article_by_id_and_key(veille: Veille) -> None:
    with closing(open_store("wire.db")) as store:
        store.put(records())
    out, _, code = veille("show", "a1", "wire.db")
    assert code == 0 and out.startswith("The title\nLe titre\na1 · French · Le Fil · 2025-01-15")
    key = records()[2]["key"]
    out, _, code = veille("show", key[:12], "wire.db", "--json")
    assert json.loads(out) == records()[2]
    _, err, code = veille("show", "nobody", "wire.db")
    assert code == 2 and "no article with the id or key 'nobody'" in err
    _, err, code = veille("show", "a1", "gone.db")
    assert code == 2 and "no store" in err


def test_the_report_command_writes_a_page(veille: Veille) -> None:
    with closing(open_store("wire.db")) as store:
        store.put(records())
    out, _, code = veille("report", "wire.db", "-o", "page.html")
    assert code == 0 and out.startswith("page.html: ")
    page, _, code = veille("report", "wire.db", "-o", "-")
    assert code == 0 and page.startswith("<!DOCTYPE html>")
    assert veille("report", "wire.db", "-o", "new/page.html")[2] == 0  # as of other outputs
    _, err, code = veille("report", "wire.db", "-o", "page.html/page.html")
    assert code == 2 and "cannot write page.html/page.html" in err
    _, err, code = veille("report", "gone.db")
    assert code == 2 and "no store" in err


def test_a_report_that_finds_no_room_leaves_the_one_that_is_there(
    veille: Veille, tmp_path: Path
) -> None:
    with closing(open_store("wire.db")) as store:
        store.put(records())
    with mounted(tmp_path / "disk", "100k") as disk:
        veille("report", "wire.db", "-o", "disk/page.html")
        before = (disk / "page.html").read_text()
        with suppress(OSError), (disk / "more").open("wb", buffering=0) as more:
            while True:
                more.write(bytes(4096))
        _, err, code = veille("report", "wire.db", "-o", "disk/page.html")
        assert code == 5 and "cannot write disk/page.html: No space left on device" in err
        assert (disk / "page.html").read_text() == before
        assert sorted(p.name for p in disk.iterdir()) == ["more", "page.html"]


@pytest.mark.parametrize("count", [1, 2, 6, 9])
def test_other_articles_of_that_id_are_told(veille: Veille, count: int) -> None:
    """Beside the article, not in it: the record can still be piped."""
    made = [{**result(n), "id": "7\n"} for n in range(count)]
    keys = [record["key"][:12] for record in made[:-1]][::-1]
    for url in ("wire.db", "jsonl:out.jsonl"):
        with closing(open_store(url)) as store:
            store.put(made)
        out, err, code = veille("show", "7\n", url, "--json")
        assert code == 0 and json.loads(out) == made[-1]
        more = f" and {count - 6} more" if count > 6 else ""
        told = f"{count} articles are named 7 ; this is the newest; others: "
        wanted = f"veille: {told}{', '.join(keys[:5])}{more}\n" if count > 1 else ""
        assert err == wanted
        out, err, code = veille("show", made[0]["key"][:12], url, "--json")
        assert code == 0 and json.loads(out) == made[0] and err == ""
