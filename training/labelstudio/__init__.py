"""Label Studio: what is worth labelling goes out with our predictions, what was labelled comes back."""
