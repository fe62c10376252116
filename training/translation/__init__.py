"""French and Spanish into English: data, tokenizer, trainer and export (see recipe.toml)."""
