"""Convert the encoder of a Marian model alone, with token types beside its words, for CTranslate2.

The library's own converters know Marian as a translator, and encoders as BERT: this one sets the same layers into
the specification that BERT has, but for a normalisation of the embeddings, which Marian lacks.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from ctranslate2.specs.transformer_spec import TransformerEncoderModelSpec

ARCHITECTURE = "MarianEncoder"
"""What `config.json` of such a checkpoint has as its only architecture."""

Tensors = Mapping[str, NDArray[Any]]


def is_encoder(config: Mapping[str, Any]) -> bool:
    """Whether a `config.json` is of an encoder that this module converts."""
    return config.get("architectures") == [ARCHITECTURE]


def convert_encoder(source: Path, target: Path, quantization: str) -> None:
    """Write the CTranslate2 model of the encoder in ``source`` into ``target``.

    Raises ``KeyError`` where a tensor or a setting is missing.
    """
    from safetensors.numpy import load_file

    config = json.loads((source / "config.json").read_text(encoding="utf-8"))
    found = load_file(source / "model.safetensors")
    tensors = {name: tensor.astype(np.float32) for name, tensor in found.items()}
    spec = _specification(config, tensors)
    words = json.loads((source / "vocab.json").read_text(encoding="utf-8"))
    spec.register_vocabulary(sorted(words, key=words.__getitem__))
    spec.validate()
    spec.optimize(quantization=quantization)
    target.mkdir(parents=True, exist_ok=True)
    spec.save(str(target))


def _specification(config: Mapping[str, Any], tensors: Tensors) -> TransformerEncoderModelSpec:
    from ctranslate2.specs.common_spec import Activation, EmbeddingsMerge
    from ctranslate2.specs.transformer_spec import (
        TransformerEncoderModelSpec,
        TransformerEncoderSpec,
    )

    encoder = TransformerEncoderSpec(
        config["encoder_layers"],
        config["encoder_attention_heads"],
        pre_norm=False,
        activation=Activation.SWISH,
        num_source_embeddings=2,
        embeddings_merge=EmbeddingsMerge.ADD,
    )
    scale = config["d_model"] ** 0.5 if config["scale_embedding"] else 1.0
    encoder.embeddings[0].weight = tensors["embed_tokens.weight"] * np.float32(scale)
    encoder.embeddings[1].weight = tensors["embed_types.weight"]
    encoder.scale_embeddings = False  # only words are, and they are by now
    encoder.position_encodings.encodings = positions(
        config["max_position_embeddings"], config["d_model"]
    )
    for number, layer in enumerate(encoder.layer):
        _set_layer(layer, tensors, f"layers.{number}")
    return TransformerEncoderModelSpec(encoder)


def positions(length: int, width: int) -> NDArray[np.float32]:
    """Marian's sinusoids, shape (length, width): sines in the first half, cosines in the second
    (Vaswani et al. 2017 have them in turn)."""
    rates = np.power(10000.0, -2 * np.arange(width // 2) / width)
    angles = np.arange(length)[:, None] * rates
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=1).astype(np.float32)


def _set_layer(spec: Any, tensors: Tensors, name: str) -> None:
    """The weights of one layer; the three projections of attention are one matrix in CTranslate2."""
    attention = [f"{name}.self_attn.{part}_proj" for part in "qkv"]
    inner = spec.self_attention.linear[0]
    inner.weight = np.concatenate([tensors[f"{part}.weight"] for part in attention])
    inner.bias = np.concatenate([tensors[f"{part}.bias"] for part in attention])
    linear = {
        "self_attn.out_proj": spec.self_attention.linear[1],
        "fc1": spec.ffn.linear_0,
        "fc2": spec.ffn.linear_1,
    }
    for part, into in linear.items():
        into.weight, into.bias = tensors[f"{name}.{part}.weight"], tensors[f"{name}.{part}.bias"]
    norms = {
        "self_attn_layer_norm": spec.self_attention.layer_norm,
        "final_layer_norm": spec.ffn.layer_norm,
    }
    for part, into in norms.items():
        into.gamma, into.beta = tensors[f"{name}.{part}.weight"], tensors[f"{name}.{part}.bias"]
