"""The types reach those who import veille: the marker of PEP 561 is there and is installed."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_the_package_says_that_it_is_typed() -> None:
    assert (files("nlp") / "py.typed").is_file()
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert "py.typed" in told["tool"]["setuptools"]["package-data"]["nlp"]
