"""Frozen measurements of the models and of the whole run; results as JSON."""
