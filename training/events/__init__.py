"""Event types: what is read, how the model is fitted, measured and written."""
