"""Patterns that are compiled at their first use are what ``re.compile`` gives, and all of them compile."""

from __future__ import annotations

import gc
import pickle
import re
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import nlp
from nlp.patterns import _OWN, _Late, late

_PACKAGE = Path(nlp.__file__).parent


def _users() -> list[str]:
    """The modules that have such patterns."""
    files = [f for f in sorted(_PACKAGE.rglob("*.py")) if "import late\n" in f.read_text("utf-8")]
    return [".".join(f.relative_to(_PACKAGE.parent).with_suffix("").parts) for f in files]


def test_every_late_pattern_of_the_package_compiles() -> None:
    for name in _users():
        import_module(name)
    gc.unfreeze()  # what was loaded while the tests were collected is out of its sight
    found = [each for each in gc.get_objects() if type(each) is _Late]  # isinstance asks stand-ins
    gc.freeze()
    assert len(found) > 500
    for each in found:
        assert re.compile(each.pattern, each._given).groups >= 0


def test_nothing_is_compiled_before_it_is_used() -> None:
    made = late(r"(")
    assert made.pattern == "("
    with pytest.raises(re.error):
        made.search("a")


@given(st.text("ab1 \n", max_size=12), st.sampled_from([0, re.I, re.M, re.I | re.M]))
def test_it_answers_as_a_compiled_pattern_does(text: str, flags: int) -> None:
    made, compiled = late(r"(?P<x>A)|^b", flags), re.compile(r"(?P<x>A)|^b", flags)
    for pattern in (made, made, pickle.loads(pickle.dumps(made))):
        assert pattern.sub("-", text) == compiled.sub("-", text)
        assert [m.span("x") for m in pattern.finditer(text)] == [
            m.span("x") for m in compiled.finditer(text)
        ]
        assert (pattern.flags, pattern.groups) == (compiled.flags, compiled.groups)


def test_it_has_all_that_a_pattern_has_and_nothing_else() -> None:
    public = {name for name in dir(re.compile("")) if not name.startswith("_")}
    assert public - {"pattern"} == _OWN
    made = late("a")
    assert not hasattr(made, "__len__") and not hasattr(made, "find")
