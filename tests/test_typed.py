"""The types reach those who import veille: the marker of PEP 561 is there and is installed."""

from __future__ import annotations

import ast
import tomllib
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_the_package_says_that_it_is_typed() -> None:
    assert (files("nlp") / "py.typed").is_file()
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert "py.typed" in told["tool"]["setuptools"]["package-data"]["nlp"]


def untold(source: str) -> list[int]:
    """Lines with a pydantic ``Field`` whose default stands first: to a checker it is a required one.

    PEP 681 knows the default of a field specifier by its keyword alone.
    """
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return [
        c.lineno for c in calls if isinstance(c.func, ast.Name) and c.func.id == "Field" and c.args
    ]


def test_a_checker_knows_which_options_have_a_default() -> None:
    assert untold("class A(B):\n    a: int = Field(2, ge=1)\n    b: int = Field(ge=1)") == [2]
    found = {
        str(path.relative_to(ROOT)): lines
        for path in sorted((ROOT / "nlp").rglob("*.py"))
        if (lines := untold(path.read_text("utf-8")))
    }
    assert found == {}
