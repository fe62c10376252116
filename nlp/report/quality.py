"""The sections on what was done to the articles: set aside, translated, checked, repaired."""

from __future__ import annotations

from collections import Counter
from functools import partial

from nlp.report.charts import Figure, Row, bars, figure, histogram
from nlp.report.figures import Figures
from nlp.report.section import Section, key, many, share, spelled
from nlp.wording import ASIDE, CHECKS, name_of, sentence_case

_RANKED = 12


def aside_section(found: Figures) -> Section:
    """Boilerplate and spam: how much, why, and in which sources."""
    spam, furniture = found.labels["spam"], found.labels["boilerplate"]
    total = sum(found.labels.values())
    title = f"{many(spam, 'segment')} of spam and {furniture:,} of boilerplate were set aside"
    lead = (
        f"That is {share(spam + furniture, total)} of all segments. Spam was found in"
        f" {many(found.with_aside['spam'], 'article')}, boilerplate in {found.with_aside['boilerplate']:,}."
        " All of it is kept on the record and can be restored."
    )
    section = Section("aside", title, lead, extra=found.close_calls.sorted())
    for label in ("spam", "boilerplate"):
        why = Counter({reason: n for (of, reason), n in found.why.items() if of == label})
        rows = [Row(sentence_case(reason), n) for reason, n in why.most_common(8)]
        if rows:
            section.figures.append(
                figure(
                    partial(bars, rows=rows),
                    f"What told {label}",
                    f"Bars of segments for each reason; a segment may have several. {spelled(rows)}",
                    ("Reason", "Segments"),
                    [(sentence_case(reason), n) for reason, n in why.most_common(40)],
                )
            )
    rows, table = _site_rows(found)
    if len(table) > 1 and spam + furniture:
        section.figures.append(
            figure(
                partial(bars, rows=rows),
                "Share of segments set aside, by source",
                f"Bars of percentages, spam and then boilerplate, of the sources with most articles. {spelled(rows)}",
                ("Source", "Articles", "Segments", "Spam", "Boilerplate"),
                table,
                key("spam", "boilerplate"),
            )
        )
    return section


def _site_rows(found: Figures) -> tuple[list[Row], list[tuple[object, ...]]]:
    """The sources with most articles, those with most set aside first; and up to 60 as a table."""
    sites: dict[str, Counter[str | None]] = {}
    for (site, what), n in found.sites.items():
        sites.setdefault(site, Counter())[what] += n
    ranked = sorted(sites.items(), key=lambda item: (-item[1]["article"], item[0]))
    table, rows = [], []
    for site, n in ranked[:60]:
        segments = n.total() - n["article"]
        table.append((site or "(no source)", n["article"], segments, n["spam"], n["boilerplate"]))
    for site, _articles, segments, spam, furniture in table[:_RANKED]:
        parts = [100 * x / (segments or 1) for x in (spam, furniture)]
        rows.append(Row(str(site), *parts, f"{parts[0]:.0f} + {parts[1]:.0f}%"))
    return sorted(rows, key=lambda row: -(row.value + row.second)), table


def trust_section(found: Figures) -> Section:
    """The confidence of the translations, and the checks."""
    content = sum(n for label, n in found.labels.items() if label not in ASIDE)
    total = found.checks.total() + found.checks.others
    title = f"{many(total, 'check')} in {found.checked_articles:,} of {found.articles:,} articles"
    lead = (
        f"{found.checked_segments:,} of {content:,} paragraphs and titles"
        f" ({share(found.checked_segments, content)}) carry a check: something a reader should look at."
        " The confidence is the chrF that a translation is expected to have."
    )
    section = Section("trust", title, lead)
    rows = [Row(_words_of_check(kind), n) for kind, n in found.checks.most_common(_RANKED)]
    if rows:
        section.figures.append(
            figure(
                partial(bars, rows=rows),
                "What the checks found",
                f"Bars of checks for each kind. {spelled(rows)}",
                ("Check", "Code", "Found"),
                [(_words_of_check(kind), kind, n) for kind, n in found.checks.most_common()],
            )
        )
    if found.confidence:
        section.figures.append(_confidence_figure(found))
    return section


def _confidence_figure(found: Figures) -> Figure:
    low, high = (f(h for _, h in found.confidence) for f in (min, max))
    step = next(s for s in (1, 2, 5) if (high - low) / s <= 34)
    start = max(low - 5, 0) // 5 * 5
    count = -(-(min(high + 6, 100) - start) // step)
    langs = [
        lang
        for lang, _ in found.languages.most_common()
        if any(key[0] == lang for key in found.confidence)
    ]
    groups = []
    for lang in langs:
        values = [0] * count
        for (of, hundredth), n in found.confidence.items():
            if of == lang:
                values[(hundredth - start) // step] += n
        groups.append((f"{name_of(lang)}, {many(sum(values), 'article')}", values))
    bins = [
        f"{(start + i * step) / 100:.2f} to {(start + (i + 1) * step) / 100:.2f}"
        for i in range(count)
    ]
    return figure(
        partial(histogram, groups=groups, start=start, step=step),
        "Confidence of the translations",
        "Columns of articles over their confidence, a panel for each language, the median marked.",
        ("Confidence", *(label for label, _ in groups)),
        list(zip(bins, *(values for _, values in groups), strict=True)),
    )


def repairs_section(found: Figures) -> Section:
    """The classes of repairs with examples."""
    total = found.repairs.total() + found.repairs.others
    ranked = found.repairs.most_common()
    title = f"{many(total, 'repair')} in {many(found.repaired_articles, 'article')}"
    lead = "Each is stored with its class and its reason."
    if ranked:
        lead = f"Most are of the class {name_of(ranked[0][0]).lower()} ({ranked[0][1]:,}). {lead}"
    rows = [Row(name_of(kind), n) for kind, n in ranked]
    section = Section("repairs", title, lead)
    section.extra = [
        (name_of(kind), n, found.examples[kind].sorted())
        for kind, n in ranked
        if kind in found.examples and len(found.examples[kind])
    ]
    if rows:
        shown = figure(
            partial(bars, rows=rows[:16]),
            "Repairs by class",
            f"Bars of repairs for each class. {spelled(rows)}",
            ("Class", "Repairs"),
            [(row.label, int(row.value)) for row in rows],
        )
        section.figures.append(shown)
    return section


def _words_of_check(kind: str) -> str:
    return sentence_case(CHECKS.get(kind, name_of(kind)))
