"""Tiny random models, built in a second: for tests alone."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import sentencepiece

from nlp.checkpoints import write_manifest
from nlp.protect import RESERVED, SYMBOLS

TEXTS = [
    "Le CHU de Nantes a choisi un nouveau dossier patient informatisé.",
    "L'éditeur a annoncé mercredi la fin du support de son logiciel.",
    "El hospital pondrá en marcha la historia clínica electrónica en enero.",
    "La compañía señaló que el contrato asciende a varios millones de euros.",
    "The hospital has chosen a new electronic health record, the vendor said.",
    "The contract covers support, hosting and training for five years.",
    "Les établissements du groupement partageront les résultats d'examens.",
    "El servicio de urgencias atiende a unos trescientos pacientes al día.",
]
RECIPE = {
    "seed": 3,
    "model": {
        "d_model": 32,
        "ffn": 64,
        "heads": 2,
        "encoder_layers": 2,
        "decoder_layers": 1,
        "dropout": 0.0,
    },
}

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "hospital", "sign", "##s", "##ed"]


def small_bert(path: Path) -> Path:
    """A BERT of two layers over ``WORDS``, saved as transformers does."""
    import torch
    from transformers import BertConfig, BertModel, BertTokenizer

    (path / "vocab.txt").write_text("\n".join(WORDS) + "\n", encoding="utf-8")
    BertTokenizer(str(path / "vocab.txt")).save_pretrained(path)
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
        max_position_embeddings=64,
        initializer_range=0.3,
        position_embedding_type="absolute",
    )
    BertModel(config).save_pretrained(path)
    return path


def pieces(path: Path, size: int = 420) -> Path:
    """Train a sentencepiece model with the project's own settings on a few sentences."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(TEXTS * 20),
        model_writer=model,
        vocab_size=size,
        model_type="unigram",
        byte_fallback=True,
        user_defined_symbols=[*SYMBOLS, *RESERVED],
        normalization_rule_name="nmt_nfkc",
        eos_id=0,
        unk_id=1,
        bos_id=-1,
        pad_id=-1,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    path.write_bytes(model.getvalue())
    return path


def marian(folder: Path) -> Path:
    """A random MarianMT checkpoint, written the way the recipe's export writes one."""
    from training.translation.export import write_model
    from training.translation.tokenizer import save
    from training.translation.train import build_model

    run = folder.parent / "run"
    run.mkdir(parents=True, exist_ok=True)
    save(pieces(run / "spm.model"), run / "tokenizer")
    (run / "names.json").write_text(json.dumps({"fr": ["Ministère"], "es": ["Salud"]}))
    vocabulary = len(json.loads((run / "tokenizer/vocab.json").read_text(encoding="utf-8")))
    model = build_model(RECIPE, vocabulary)
    weights = {name: 4 * value for name, value in model.named_parameters()}
    write_model({**RECIPE, "run": str(run)}, weights, folder)
    write_manifest(
        folder, name="tiny", version="0", task="translation", data=[], recipe="none", metrics={},
        licence="CC0-1.0",
    )  # fmt: skip
    return folder


def nllb(folder: Path) -> Path:
    """A random NLLB checkpoint: M2M-100 layers with NLLB's tokenizer."""
    from transformers import NllbTokenizer

    letters = sorted({c for text in TEXTS for c in text if c != " "} | {"▁"})
    vocab = {t: i for i, t in enumerate(["<s>", "<pad>", "</s>", "<unk>", *letters])}
    codes = ["eng_Latn", "fra_Latn", "spa_Latn"]
    tokenizer = NllbTokenizer(vocab=vocab, merges=[], extra_special_tokens=codes)
    return _m2m(folder, tokenizer)


def m2m(folder: Path) -> Path:
    """A random M2M-100 checkpoint."""
    from transformers import M2M100Tokenizer

    folder.mkdir(parents=True, exist_ok=True)
    model = pieces(folder / "raw.model")
    processor = sentencepiece.SentencePieceProcessor(model_file=str(model))
    names = ["<s>", "<pad>", "</s>", "<unk>"]
    names += [p for p in map(processor.id_to_piece, range(len(processor))) if p not in names]
    (folder / "raw.json").write_text(json.dumps({name: i for i, name in enumerate(names)}))
    return _m2m(folder, M2M100Tokenizer(str(folder / "raw.json"), str(model)))


def _m2m(folder: Path, tokenizer: object) -> Path:
    import torch
    from transformers import M2M100Config, M2M100ForConditionalGeneration

    torch.manual_seed(5)
    config = M2M100Config(
        vocab_size=len(tokenizer) + 200, d_model=16, encoder_layers=1, decoder_layers=1,
        encoder_ffn_dim=32, decoder_ffn_dim=32, encoder_attention_heads=2,
        decoder_attention_heads=2, max_position_embeddings=600,
    )  # fmt: skip
    M2M100ForConditionalGeneration(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def mbart(folder: Path) -> Path:
    """A random mBART-50 checkpoint."""
    import torch
    from transformers import MBart50Tokenizer, MBartConfig, MBartForConditionalGeneration

    letters = sorted({c for text in TEXTS for c in text if c != " "} | {"▁"})
    tokenizer = MBart50Tokenizer(vocab=[(letter, -1.0) for letter in letters])
    torch.manual_seed(7)
    config = MBartConfig(
        vocab_size=len(tokenizer) + 200, d_model=16, encoder_layers=1, decoder_layers=1,
        encoder_ffn_dim=32, decoder_ffn_dim=32, encoder_attention_heads=2,
        decoder_attention_heads=2, max_position_embeddings=600,
    )  # fmt: skip
    MBartForConditionalGeneration(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def bert(folder: Path, texts: Iterable[str]) -> Path:
    """A random BERT of two layers with its tokenizer, whose vocabulary is the words of texts."""
    import torch
    from transformers import BertConfig, BertModel, BertTokenizer

    from nlp.repair.edit.tags import split

    folder.mkdir(parents=True, exist_ok=True)
    words = sorted({word.text.lower() for text in texts for word in split(text)})
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *words]
    (folder / "vocab.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    BertTokenizer(str(folder / "vocab.txt")).save_pretrained(folder)
    (folder / "special_tokens_map.json").write_text("{}\n", encoding="utf-8")
    torch.manual_seed(0)
    shape: dict[str, Any] = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2}
    shape |= {"position_embedding_type": "absolute", "intermediate_size": 64}
    BertModel(BertConfig(vocab_size=len(vocabulary), **shape)).save_pretrained(folder)
    return folder
