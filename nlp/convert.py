"""Convert a transformers checkpoint for CTranslate2; run as a child process, which imports torch.

python -m nlp.convert CHECKPOINT_FOLDER TARGET_FOLDER QUANTIZATION
"""

from __future__ import annotations

import sys


def convert(source: str, target: str, quantization: str) -> None:
    """Write the CTranslate2 model of `source` into `target` (a folder that must not exist)."""
    from ctranslate2.converters import TransformersConverter

    TransformersConverter(source).convert(target, quantization=quantization)


if __name__ == "__main__":
    convert(*sys.argv[1:4])
