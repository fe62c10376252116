"""Retrain a shipped model, or any Hugging Face one, on new labelled data (`veille train`)."""
