"""Options that name a model or a file: paths or text, and nothing is downloaded unasked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import ValidationError

from nlp import checkpoints
from nlp.classify import ClassifyStage
from nlp.cli.ahead import check_models
from nlp.config import Config
from nlp.errors import ModelError
from nlp.pipeline import Pipeline
from nlp.repair import RepairStage
from nlp.separate import SeparateStage
from nlp.translate import TranslateStage

ROOMS = ("separate", "translate", "repair", "classify")
ABSENT = "acme/model"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """What the Hugging Face Hub is asked for, and whether it may be downloaded."""
    found: list[tuple[str, bool]] = []

    def hub(model_id: str, allow_network: bool) -> Path:
        found.append((model_id, allow_network))
        raise ModelError("no such model")

    monkeypatch.setattr(checkpoints, "_hub_folder", hub)
    return found


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("more", [{}, {"allow_network": False}, {"allow_network": True}])
def test_a_download_is_allowed_room_by_room(
    room: str, more: dict[str, bool], asked: list[tuple[str, bool]]
) -> None:
    others = {other: {"allow_network": True} for other in ROOMS if other != room}
    config = Config(**{**others, room: {"model": ABSENT, **more}})
    with pytest.raises(ModelError):
        Pipeline.load(config, only=[room])
    with pytest.raises(ModelError):
        check_models(config)
    assert asked == [(ABSENT, more.get("allow_network", False))] * 2


def stage(room: str, options: Any) -> Any:
    """The stage of a room with stand-ins for its model."""
    model = SimpleNamespace(
        options=options, hash="", model_hash="", glossary=(), own=(), mender=None
    )
    model.model = model.checkpoint = model
    make: dict[str, Callable[[Any], Any]] = {
        "separate": SeparateStage,
        "translate": TranslateStage,
        "repair": RepairStage,
        "classify": ClassifyStage,
    }
    return make[room](model)


@pytest.mark.parametrize("room", ROOMS)
def test_where_a_model_comes_from_is_in_no_hash(room: str) -> None:
    usual = getattr(Config(), room)
    hashes = {
        stage(room, usual.model_copy(update={"allow_network": allow})).config_hash
        for allow in (False, True)
    }
    assert len(hashes) == 1


@pytest.mark.parametrize("room", ROOMS)
def test_a_model_may_be_a_path(room: str, tmp_path: Path) -> None:
    made = getattr(Config(**{room: {"model": tmp_path / "m"}}), room)
    assert made == getattr(Config(**{room: {"model": str(tmp_path / "m")}}), room)
    assert type(made.model) is str


@pytest.mark.parametrize("room", ["translate", "repair"])
def test_a_glossary_may_be_a_path(room: str) -> None:
    made = getattr(Config(**{room: {"glossary": Path("own.tsv")}}), room)
    assert made == getattr(Config(**{room: {"glossary": "own.tsv"}}), room)
    assert type(made)(glossary=Path("own.tsv")) == made and type(made.glossary) is str
    assert type(made)(glossary=None).glossary is None
    for wrong in (3, b"own.tsv", ["own.tsv"]):
        with pytest.raises(ValidationError):
            type(made).model_validate({"glossary": wrong}, strict=True)
