"""Recipe of the separation model: content, boilerplate or spam (``python -m training.separation``)."""
