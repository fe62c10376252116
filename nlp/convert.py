"""Convert a transformers checkpoint for CTranslate2; run as a child process, which imports torch.

python -m nlp.convert CHECKPOINT_FOLDER TARGET_FOLDER QUANTIZATION
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

from nlp.checkpoints import Checkpoint, cache_dir, verify
from nlp.errors import ModelError


def converted(checkpoint: Checkpoint, quantization: str) -> Path:
    """Folder of the CTranslate2 model of a checkpoint, converted now if it never was.

    Raises:
        ModelError: the files differ from the manifest, or the conversion fails.
    """
    folder = cache_dir() / "ctranslate2" / f"{checkpoint.hash}-{quantization}"
    if (folder / "model.bin").exists():
        return folder
    wrong = verify(checkpoint) if checkpoint.manifest else []
    if wrong:
        raise ModelError(f"{checkpoint.path} is damaged: {'; '.join(wrong)}")
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=".converting-", dir=folder.parent))
    try:
        _run_conversion(checkpoint.path, temporary / "model", quantization)
        try:
            os.rename(temporary / "model", folder)
        except OSError:
            if not (folder / "model.bin").exists():  # else another process was first
                raise
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return folder


def _run_conversion(source: Path, target: Path, quantization: str) -> None:
    root = str(Path(__file__).resolve().parent.parent)
    paths = os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])
    command = [sys.executable, "-m", "nlp.convert", str(source), str(target), quantization]
    done = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": paths}
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["no message"]
        raise ModelError(f"{source}: conversion for CTranslate2 failed: {lines[-1]}")


def convert(source: str, target: str, quantization: str) -> None:
    """Write the CTranslate2 model of `source` into `target` (a folder that must not exist)."""
    from ctranslate2.converters import TransformersConverter

    quiet()
    TransformersConverter(source).convert(target, quantization=quantization)


def quiet() -> None:
    """Keep transformers from telling users about bars and packages that make no difference."""
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()
    warnings.filterwarnings("ignore", message="Recommended: pip install sacremoses")


if __name__ == "__main__":
    convert(*sys.argv[1:4])
