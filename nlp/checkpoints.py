"""The one door to models: a name, a path or a Hugging Face id becomes a verified folder.

A checkpoint is a folder with `manifest.json` (what it is, the SHA-256 and size of each file, data,
recipe, metrics), weights as `.safetensors` and nothing else that could run code when read. Looked
up in this order: an explicit path (one with a separator: `./events`), a pin (:mod:`nlp.registry`),
`$VEILLE_MODELS`, the checkout's `models/`, the user cache, the current folder, the local Hugging Face
cache; the network only when asked. A name means the same in every folder that one stands in, but for
names that no model has.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp.errors import ModelError
from nlp.weight_sums import sha256, sum_of

if TYPE_CHECKING:
    import numpy as np

FORMAT = 1
MANIFEST = "manifest.json"
TASKS = ("translation", "separation", "events", "repair")
_PICKLED = (".bin", ".pt", ".pth", ".ckpt", ".pkl", ".joblib", ".msgpack", ".h5", ".npz")
_OWN = {"events": "events.json", "repair": "edits.json", "separation": "config.json"}
"""The file of each task that only a model for it has; the last without a ``model_type`` of transformers."""
_UNHASHED = {MANIFEST, "README.md"}  # the card may be mended without making another model


@dataclass(frozen=True)
class Checkpoint:
    """A model folder that was found; `manifest` is empty for a folder that has none."""

    name: str
    path: Path
    manifest: dict[str, Any] = field(default_factory=dict)

    @property
    def task(self) -> str | None:
        """What the model does, as its manifest says."""
        return self.manifest.get("task")

    @cached_property
    def hash(self) -> str:
        """Content hash (16 hex digits) over the names and SHA-256 of the files.

        A file that was edited by hand, or weights of another model of the same size, make another model of
        it; weights are read for that once (:mod:`nlp.weight_sums`).
        """
        listed = self.manifest.get("files")
        if listed is not None:
            sums = {name: _as_it_is(self.path / name, entry) for name, entry in listed.items()}
        else:
            sums = {name: sha256(self.path / name) for name in file_names(self.path)}
        lines = "".join(f"{name} {sums[name]}\n" for name in sorted(sums))
        return hashlib.sha256(lines.encode()).hexdigest()[:16]

    def load_tensors(self, name: str = "model.safetensors") -> dict[str, np.ndarray]:
        """Read a safetensors file as numpy arrays.

        Raises:
            ModelError: the file is missing or no safetensors file.
        """
        from safetensors import SafetensorError
        from safetensors.numpy import load_file

        try:
            return load_file(self.path / name)
        except (OSError, SafetensorError) as error:
            raise ModelError(f"{self.path / name}: {error}") from error

    def load_json(self, name: str) -> Any:
        """Read a JSON file of the checkpoint.

        Raises:
            ModelError: the file is missing or no JSON.
        """
        try:
            return json.loads((self.path / name).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise ModelError(f"{self.path / name}: {error}") from error

    def canaries(self) -> Iterator[dict[str, Any]]:
        """Yield the lines of `canary.jsonl`: an `input` and the `output` it must give."""
        path = self.path / "canary.jsonl"
        if path.exists():
            with path.open(encoding="utf-8") as lines:
                yield from map(json.loads, lines)


def find(
    name_or_path: str | os.PathLike[str], task: str | None = None, *, allow_network: bool = False
) -> Checkpoint:
    """Find a model by path, by name in the model folders, or by Hugging Face id.

    Args:
        name_or_path: a folder (a `Path`, or a string with a separator), the name of a model
            ("translation") or an id ("owner/model").
        task: refuse a checkpoint whose manifest names another task.
        allow_network: let a Hugging Face id be downloaded; otherwise only its local cache counts.

    Raises:
        ModelError: nothing there, not the task asked for, or weights that are not safetensors.
    """
    name = os.fspath(name_or_path)
    path = Path(name).expanduser()
    if _is_path(name_or_path) or (_is_parted(name) and is_model(path)):
        if not path.is_dir():
            raise ModelError(f"{name}: no such model folder")
        return open_folder(path, task)
    if (pinned := _pinned(name, task)) is not None:
        return pinned
    for folder in folders():
        if is_model(folder / name):
            return _open((folder / name).resolve(), name, task)
    if is_model(path):
        return _open(path.resolve(), name, task)
    if "/" in name:
        return _open(_hub_folder(name, allow_network), name, task)
    places = ", ".join(str(folder) for folder in folders())
    near = difflib.get_close_matches(name, _names(), n=1)
    meant = f"did you mean {near[0]!r}? " if near else ""
    raise ModelError(
        f"no model named {name!r} in {places}; {meant}`veille models list` shows what there is"
    )


def open_folder(path: Path, task: str | None = None) -> Checkpoint:
    """The model in a folder. Raises :class:`ModelError` where there is none (for that task)."""
    if not is_model(path):
        raise ModelError(f"{path}: no model folder (no {MANIFEST}, no config.json)")
    return _open(path.resolve(), path.resolve().name, task)


def named_in(folder: str, name: str) -> str:
    """What names the model elsewhere that ``name`` is in ``folder``: its path where :func:`find` reads
    a path there, and ``name`` where it is one of the pins, the model folders or Hugging Face."""
    path = os.path.join(folder, name)
    if _is_path(name):
        return name if name.startswith("~") else path
    known = not _is_parted(name) and (
        _is_pinned(name) or any(is_model(f / name) for f in folders())
    )
    return path if not known and is_model(Path(path)) else name


def _is_pinned(name: str) -> bool:
    from nlp.registry import pinned

    return name in pinned()


def _pinned(name: str, task: str | None) -> Checkpoint | None:
    """What a pin makes of a name; refused where it is not what was pinned."""
    from nlp.registry import pinned

    found = pinned().get(name)
    if found is None:
        return None
    told = f"{name} is pinned to {found['hash']} in {found['path']}"
    mend = f"pin it anew or `veille models pin {name} --remove`"
    if not is_model(Path(found["path"])):
        raise ModelError(f"{told}, which is gone; {mend}")
    try:
        model = _open(Path(found["path"]), name, task)
    except ModelError as error:
        raise ModelError(f"{error} ({told}); {mend}") from error
    if model.hash != found["hash"]:
        raise ModelError(f"{told}, which is now {model.hash}; {mend}")
    return model


def folders() -> list[Path]:
    """Folders that are searched for a named model, in order."""
    found = [Path(p) for p in os.environ.get("VEILLE_MODELS", "").split(os.pathsep) if p]
    found.append(Path(__file__).resolve().parent.parent / "models")
    return [*found, cache_dir() / "models"]


def cache_dir() -> Path:
    """The user's cache folder for veille: `$VEILLE_CACHE`, or the platform's own place."""
    if chosen := os.environ.get("VEILLE_CACHE"):
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("veille")


def list_models() -> list[Checkpoint]:
    """Every checkpoint in the model folders; a name in an earlier folder hides a later one."""
    found = _names()
    return [_open(found[name].resolve(), name, None) for name in sorted(found)]


def _names() -> dict[str, Path]:
    """The folder of each name that :func:`list_models` lists, none of them opened."""
    found: dict[str, Path] = {}
    for folder in folders():
        if folder.is_dir():
            for path in filter(is_model, folder.iterdir()):
                found.setdefault(path.name, path)
    return found


def verify(checkpoint: Checkpoint) -> list[str]:
    """Compare every file with the manifest; returns what is wrong, nothing when all is well."""
    listed = checkpoint.manifest.get("files")
    if listed is None:
        return [f"no {MANIFEST}: nothing to compare with"]
    wrong = []
    for name, entry in sorted(listed.items()):
        path = checkpoint.path / name
        if not path.is_file():
            wrong.append(f"{name}: missing")
        elif path.stat().st_size != entry["bytes"]:
            wrong.append(f"{name}: {path.stat().st_size} bytes, {entry['bytes']} expected")
        elif sha256(path) != entry["sha256"]:
            wrong.append(f"{name}: SHA-256 differs")
    extra = sorted(set(file_names(checkpoint.path)) - set(listed))
    return wrong + [f"{name}: not in the manifest" for name in extra]


def write_manifest(folder: Path, **fields: Any) -> dict[str, Any]:
    """Write `manifest.json` for the files now in a folder, and return it.

    Args:
        folder: the checkpoint.
        fields: name, version, task, data, recipe, metrics, licence (the rest is computed).

    Raises:
        ModelError: a field is missing or unknown, or the task is.
    """
    needed = {"name", "version", "task", "data", "recipe", "metrics", "licence"}
    if set(fields) != needed:
        raise ModelError(f"manifest fields differ from {sorted(needed)}: {sorted(fields)}")
    if fields["task"] not in TASKS:
        raise ModelError(f"unknown task {fields['task']!r}, one of {', '.join(TASKS)}")
    _refuse_pickles(folder)
    files = {
        name: {"sha256": sha256(folder / name), "bytes": (folder / name).stat().st_size}
        for name in file_names(folder)
    }
    manifest = {"format": FORMAT, **fields, "files": files}
    text = json.dumps(manifest, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    return manifest


def file_names(folder: Path) -> list[str]:
    """Names of the files that make a checkpoint what it is (not its manifest and card), sorted."""
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
        and path.name not in _UNHASHED
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def _as_it_is(path: Path, entry: dict[str, Any]) -> str:
    """SHA-256 of a file that the manifest lists with ``entry``; weights are read once.

    Weights of another size have that size for a hash; what is missing has a word.

    Raises:
        ModelError: it cannot be read.
    """
    if not path.is_file():
        return "missing"
    if path.suffix != ".safetensors":
        return sha256(path)
    size = path.stat().st_size
    if size != entry["bytes"]:
        return f"{size} bytes"
    try:
        return sum_of(path, cache_dir())
    except OSError as error:
        raise ModelError(f"{path}: {error.strerror or error}") from error


def _is_path(asked: str | os.PathLike[str]) -> bool:
    if not isinstance(asked, str):
        return True
    return asked.startswith((".", "/", "~")) or os.path.isabs(asked)


def _is_parted(name: str) -> bool:
    return "/" in name or os.sep in name


def is_model(path: Path) -> bool:
    """Whether a folder holds a model."""
    return path.is_dir() and any((path / n).is_file() for n in (MANIFEST, "config.json"))


def _open(path: Path, name: str, task: str | None) -> Checkpoint:
    _refuse_pickles(path)
    manifest = {}
    if (path / MANIFEST).is_file():
        try:
            manifest = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
        except ValueError as error:
            raise ModelError(f"{path / MANIFEST}: {error}") from error
        if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
            raise ModelError(f"{path / MANIFEST}: not a manifest of format {FORMAT}")
        if not _lists_files(manifest.get("files", {})):
            raise ModelError(f"{path / MANIFEST}: no sha256 and bytes for each of its files")
    if task and manifest and manifest.get("task") != task:
        raise ModelError(f"{name} is a model for {manifest.get('task')}, not for {task}")
    found = Checkpoint(name, path, manifest)
    if not manifest and task in _OWN:
        _refuse_general(found, task)
    return found


def _lists_files(files: object) -> bool:
    """Whether a manifest tells of each file what this module reads of it."""
    return isinstance(files, dict) and all(
        isinstance(told, dict) and {"sha256", "bytes"} <= told.keys() for told in files.values()
    )


def _refuse_general(found: Checkpoint, task: str) -> None:
    """A folder of transformers without our manifest is told at once, not when half of it was read."""
    own = found.path / _OWN[task]
    if own.is_file() and own.name != "config.json":
        return
    if kind := found.load_json("config.json").get("model_type"):
        raise ModelError(f"{found.name} is a {kind} of transformers and no model for {task}")


def _refuse_pickles(path: Path) -> None:
    """Weights that are pickles can run code when read: only safetensors are opened."""
    if any(path.rglob("*.safetensors")):
        return
    pickled = sorted(p.name for p in path.rglob("*") if p.suffix in _PICKLED)
    if pickled:
        raise ModelError(
            f"{path}: weights only as {', '.join(pickled)}; veille reads .safetensors alone "
            "(convert them with save_pretrained in a place you trust)"
        )


def _hub_folder(model_id: str, allow_network: bool) -> Path:
    """Folder of a Hugging Face model in the local cache, downloaded first where that is allowed."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    wanted = ["*.json", "*.safetensors", "*.spm", "*.model", "*.txt", "*.jsonl"]
    try:
        found = snapshot_download(
            model_id, local_files_only=not allow_network, allow_patterns=wanted
        )
    except (LocalEntryNotFoundError, HFValidationError, OSError) as error:
        hint = "" if allow_network else "; it is not in the local cache and downloads are off"
        raise ModelError(f"{model_id}: no such model{hint} ({type(error).__name__})") from error
    return Path(found)
