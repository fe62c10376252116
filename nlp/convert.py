"""Convert a transformers checkpoint for CTranslate2; run as a child process, which imports torch.

python -m nlp.convert CHECKPOINT_FOLDER TARGET_FOLDER QUANTIZATION [PART]
"""

from __future__ import annotations

import errno
import json
import logging
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import warnings
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from nlp.checkpoints import Checkpoint, cache_dir, verify
from nlp.errors import ModelError

_LOG = logging.getLogger(__name__)  # on standard error, unless the program says otherwise
_READ_ONLY = (errno.EROFS, errno.EACCES, errno.EPERM)
_MEND = "set VEILLE_CACHE to a folder that can be written"


def converted(checkpoint: Checkpoint, quantization: str, part: str = "") -> Path:
    """Folder of the CTranslate2 model of a checkpoint, converted now if it never was.

    With a ``part`` that of a second model in it, whose weights are those of `model.safetensors` but for what
    `PART.safetensors` has in their place.

    Raises:
        ModelError: the files differ from the manifest, the conversion fails, or there is nowhere to
            write to: where the cache is read-only, a temporary folder takes its place.
    """
    name = "-".join(filter(None, [checkpoint.hash, part, quantization]))
    folder = cache_dir() / "ctranslate2" / name
    if os.path.exists(folder / "model.bin"):
        return folder
    wrong = verify(checkpoint) if checkpoint.manifest else []
    if wrong:
        raise ModelError(f"{checkpoint.path} is damaged: {'; '.join(wrong)}")
    try:
        temporary = _begun(folder.parent)
    except OSError as error:
        folder = _instead(folder.parent, error) / name
        if os.path.exists(folder / "model.bin"):
            return folder
        temporary = _begun(folder.parent)
    try:
        _run_conversion(checkpoint.path, temporary / "model", quantization, part)
        try:
            os.rename(temporary / "model", folder)
        except OSError:
            if not (folder / "model.bin").exists():  # else another process was first
                raise
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return folder


def _begun(parent: Path) -> Path:
    """A folder of its own in ``parent`` to convert into."""
    parent.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix=".converting-", dir=parent))


def _instead(refused: Path, error: OSError) -> Path:
    """Where converted models go when the cache takes none: a temporary folder of this user alone.

    Raises:
        ModelError: the cache is full or no folder, or there is no temporary folder either.
    """
    told = f"no converted model can be written to {refused} ({error.strerror or error})"
    if error.errno not in _READ_ONLY:
        raise ModelError(f"{told}; {_MEND}") from error
    try:
        folder = _private(Path(tempfile.gettempdir()))
    except OSError as second:
        raise ModelError(f"{told}, nor to a temporary folder ({second}); {_MEND}") from error
    _tell(f"{told}: it goes to {folder} until that is emptied; {_MEND}")
    return folder


def _private(parent: Path) -> Path:
    """A folder in ``parent`` that nobody else can have put models into."""
    user = getattr(os, "getuid", int)()
    folder = parent / f"veille-{user}"
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != user or found.st_mode & 0o022:
        raise PermissionError(errno.EPERM, "not a folder of this user alone", str(folder))
    return folder


@cache
def _tell(line: str) -> None:
    """Say something once, however many models there are."""
    _LOG.warning("veille: %s", line)


def _run_conversion(source: Path, target: Path, quantization: str, part: str) -> None:
    root = str(Path(__file__).resolve().parent.parent)
    paths = os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])
    command = [sys.executable, "-m", "nlp.convert", str(source), str(target), quantization, part]
    done = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": paths}
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["no message"]
        raise ModelError(f"{source}: conversion for CTranslate2 failed: {lines[-1]}")


def convert(source: str, target: str, quantization: str, part: str = "") -> None:
    """Write the CTranslate2 model of `source`, or of a `part` of it, into `target` (a folder that must not exist).

    What its generation configuration has as `suppress_tokens` is not in the vocabulary of the decoder, which
    then has less to weigh for each token.
    """
    from ctranslate2.converters import TransformersConverter

    class Narrowed(TransformersConverter):
        def _load(self) -> Any:
            return _narrowed(super()._load(), suppressed(Path(source)))

    quiet()
    with tempfile.TemporaryDirectory() as whole:
        folder = _whole(Path(source), part, Path(whole)) if part else Path(source)
        Narrowed(str(folder)).convert(target, quantization=quantization)


def _whole(source: Path, part: str, folder: Path) -> Path:
    """A checkpoint by itself of the second model in one, in ``folder``."""
    from safetensors.numpy import load_file, save_file

    for path in source.glob("*.json"):
        shutil.copyfile(path, folder / path.name)
    weights = load_file(source / "model.safetensors") | load_file(source / f"{part}.safetensors")
    save_file(weights, folder / "model.safetensors", {"format": "pt"})
    return folder


def suppressed(folder: Path) -> frozenset[int]:
    """The tokens that a checkpoint never produces."""
    path = folder / "generation_config.json"
    config = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return frozenset(config.get("suppress_tokens") or ())


def _narrowed(spec: Any, without: frozenset[int]) -> Any:
    """A CTranslate2 specification whose decoder lacks some tokens."""
    if not without:
        return spec
    vocabularies = spec._vocabularies  # the library has a way to add one and none to replace it
    [tokens] = vocabularies["target"]
    kept = [at for at in range(len(tokens)) if at not in without]
    vocabularies["target"] = [[tokens[at] for at in kept]]
    embeddings, projection = spec.decoder.embeddings, spec.decoder.projection
    embeddings.weight, projection.weight = embeddings.weight[kept], projection.weight[kept]
    if projection.has_bias():
        projection.bias = projection.bias[kept]
    return spec


def quiet() -> None:
    """Keep transformers from telling users about bars and packages that make no difference."""
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()
    warnings.filterwarnings("ignore", message="Recommended: pip install sacremoses")


if __name__ == "__main__":
    convert(*sys.argv[1:5])
