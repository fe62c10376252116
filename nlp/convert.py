"""Convert a transformers checkpoint for CTranslate2; run as a child process, which imports torch.

python -m nlp.convert CHECKPOINT_FOLDER TARGET_FOLDER QUANTIZATION
"""

from __future__ import annotations

import sys
import warnings


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
