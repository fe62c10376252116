"""``veille report``: one page of HTML about a store, for people to look at.

    from nlp.report import render
    page = render(store)        # a str: no script, no network, everything in one file

The records are read once and counted with bounded memory (:mod:`nlp.report.figures`), the figures
become sections with charts (:mod:`nlp.report.sections`), a Jinja2 template with autoescaping makes
the page (:mod:`nlp.report.page`).
"""

from nlp.report.figures import Figures
from nlp.report.page import render

__all__ = ["Figures", "render"]
