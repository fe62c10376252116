"""What works on a SQLite store works on a PostgreSQL one, from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("read_here")
Veille = Callable[..., tuple[str, str, int]]

PAGE = """<html><body><nav><a href="/">Accueil</a> <a href="/c">Contact</a></nav>
<article><h1>Un marché à Nantes</h1><p>Le CHU de Nantes a choisi un nouveau logiciel pour ses blocs
opératoires.</p><p>Le marché porte sur 3,5 M€ et dure cinq ans.</p></article></body></html>"""


def test_every_command_works_on_postgresql(
    veille: Veille, postgres_url: str, tmp_path: Path
) -> None:
    (tmp_path / "a.html").write_text(PAGE)
    (tmp_path / "b.txt").write_text("Das Krankenhaus hat einen neuen Vertrag geschlossen. " * 4)
    url = postgres_url.replace("postgresql://tester@", "postgresql+psycopg://tester:s3cret@")
    out, err, code = veille("run", "a.html", "b.txt", "--to", url, "--workers", "1")
    assert code == 0, err
    assert "2 read = 1 stored + 0 already there + 1 quarantined (language 1)" in out
    assert "quarantine list 'postgresql://tester@/" in out and "s3cret" not in out
    assert json.loads(veille("status", url, "--json")[0])["articles"] == 1
    assert "language" in veille("status", url)[0]
    (row,) = map(json.loads, veille("quarantine", "list", url, "--json")[0].splitlines())
    shown = json.loads(veille("quarantine", "show", url, str(row["id"]))[0])
    assert "Krankenhaus" in shown["article"]["text"]
    assert "1 quarantined" in veille("quarantine", "replay", url)[0]
    assert veille("quarantine", "release", url, str(row["id"]))[2] == 0
    aside = [json.loads(line) for line in veille("store", "aside", url, "--json")[0].splitlines()]
    assert "Contact" in " ".join(a["text"] for a in aside)
    assert veille("store", "restore", url, aside[0]["key"], str(aside[0]["segment"]))[2] == 0
    restored = veille("store", "restored", url, "--json")[0]
    assert json.loads(restored)["text"] == aside[0]["text"]
    again = veille("run", "a.html", "b.txt", "--to", url, "--workers", "1")[0]
    assert "2 read = 0 stored + 2 already there" in again
    assert "to do" not in veille("run", "a.html", "--to", url, "--dry-run")[0]


def test_a_database_without_a_store_is_told_and_left_alone(
    veille: Veille, postgres_url: str, tmp_path: Path
) -> None:
    (tmp_path / "a.html").write_text(PAGE)
    _, err, code = veille("status", postgres_url)
    assert code == 2 and "there is no store at postgresql://" in err
    assert "1 to do" in veille("run", "a.html", "--to", postgres_url, "--dry-run")[0]
    assert veille("status", postgres_url)[2] == 2
