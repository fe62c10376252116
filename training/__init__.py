"""Training recipes: one readable package per model. Nothing in `nlp` imports from here."""
