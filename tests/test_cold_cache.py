"""A cache that takes no converted model: a temporary folder in its place, or an error that names it."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

import pytest
from mounts import make_read_only, mounted

from nlp import convert
from nlp.checkpoints import Checkpoint, find
from nlp.errors import ModelError
from nlp.registry import pin


@pytest.fixture
def tiny(tmp_path: Path) -> Checkpoint:
    folder = tmp_path / "tiny"
    folder.mkdir()
    (folder / "config.json").write_text("{}")
    return find(folder)


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The temporary folder of the machine; conversions are quick and lines are told anew."""

    def quick(source: Path, target: Path, quantization: str, part: str) -> None:
        target.mkdir()
        (target / "model.bin").write_text(f"{source} {quantization} {part}")

    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setattr(convert, "_run_conversion", quick)
    convert._tell.cache_clear()
    return folder


def refuse(monkeypatch: pytest.MonkeyPatch, refused: Path, number: int) -> None:
    """Let everything below ``refused`` be as on a file system that answers ``number``."""
    begun = convert._begun

    def begins(parent: Path) -> Path:
        if parent.is_relative_to(refused):
            raise OSError(number, os.strerror(number), str(parent))
        return begun(parent)

    monkeypatch.setattr(convert, "_begun", begins)
    monkeypatch.setenv("VEILLE_CACHE", str(refused))


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES])
def test_a_read_only_cache_has_a_temporary_folder_in_its_place(
    number: int, tiny: Checkpoint, temporary: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    refuse(monkeypatch, tmp_path / "cache", number)
    folder = convert.converted(tiny, "int8")
    assert folder.is_relative_to(temporary) and (folder / "model.bin").exists()
    assert (
        convert.converted(tiny, "int8") == folder and convert.converted(tiny, "float32") != folder
    )
    [line] = caplog.messages  # once, however many models
    assert str(tmp_path / "cache") in line and str(folder.parent) in line and "VEILLE_CACHE" in line
    assert folder.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("planted", ["link", "open", "file"])
def test_a_temporary_folder_that_others_may_have_filled_is_not_read(
    planted: str, tiny: Checkpoint, temporary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(monkeypatch, tmp_path / "cache", errno.EROFS)
    place = temporary / f"veille-{os.getuid()}"
    if planted == "link":
        place.symlink_to(tmp_path)
    elif planted == "open":
        place.mkdir()
        place.chmod(0o777)
    else:
        place.write_text("")
    with pytest.raises(ModelError, match=r"cache.*VEILLE_CACHE"):
        convert.converted(tiny, "int8")


def test_a_cache_that_is_a_file_is_an_error_that_names_it(
    tiny: Checkpoint, temporary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cache").write_text("")
    monkeypatch.setenv("VEILLE_CACHE", str(tmp_path / "cache"))
    with pytest.raises(ModelError, match=r"cache.*VEILLE_CACHE") as caught:
        convert.converted(tiny, "int8")
    assert caught.value.exit_code == 3
    assert list(temporary.iterdir()) == []


def test_nowhere_to_write_is_an_error_and_what_is_there_is_read(
    tiny: Checkpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, temporary: Path
) -> None:
    with mounted(tmp_path / "disk") as disk:
        monkeypatch.setenv("VEILLE_CACHE", str(disk / "cache"))
        warm = convert.converted(tiny, "int8")
        make_read_only(disk)
        monkeypatch.setattr(tempfile, "tempdir", str(disk))
        assert convert.converted(tiny, "int8") == warm
        with pytest.raises(ModelError, match=r"disk.*VEILLE_CACHE"):
            convert.converted(tiny, "float32")


def test_a_pin_in_a_read_only_cache_is_an_error_that_names_it(
    tiny: Checkpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with mounted(tmp_path / "disk") as disk:
        monkeypatch.setenv("VEILLE_CACHE", str(disk))
        make_read_only(disk)
        with pytest.raises(ModelError, match=r"pins\.json.*VEILLE_CACHE"):
            pin("translation", str(tiny.path))
