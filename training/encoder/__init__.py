"""An encoder of English taught French and Spanish: what the reader of lines begins from (:mod:`training.separation.reader`)."""
