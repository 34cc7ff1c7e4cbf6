"""The page How far can I trust it?: the last evaluation in plain words, with one chart."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from assistant.settings import Settings
from assistant.trust import Document, Measure, Suite, last_evaluation
from assistant.trust_words import Report, Statement
from assistant.ui.frame import Frame, draw_glue
from assistant.ui.parts import separated
from assistant.ui.safe import html
from assistant.wording import Wording

_COMMAND = "make evals"
_LIMITS = ("own", "sources", "rules", "small", "scans")


def show(frame: Frame) -> None:
    """Draws the page."""
    word = frame.wording
    st.title(word("trust.title"), anchor=False)
    report = read_report(word)
    if report:
        _draw_report(report)
    else:
        st.html(f'<section class="setting">{_paragraphs(word("trust.none"))}{_run(word("trust.none_help"))}</section>')
    draw_glue(frame)


def read_report(word: Wording) -> Report | None:
    """The last evaluation, to be said in the language of the page; None where none was run.

    Raises:
        EvaluationFileError: its file is damaged.
    """
    evaluation = last_evaluation(Settings().evaluation)
    return Report(evaluation, word) if evaluation else None


def _draw_report(report: Report) -> None:
    word = report.word
    sections = (
        f'<section class="trust-lead"><p class="lead-figures">{html(report.lead())}</p>{_basis(report)}</section>',
        f'<ul class="statements">{"".join(_card(statement) for statement in report.statements())}</ul>',
        _chart(report),
        _careful(report),
        _over(report),
        _checks(report),
        _section(word("trust.limits"), _items(word(f"trust.limit_{name}") for name in _LIMITS)),
        f'<section class="setting">{_run(word("trust.again"))}</section>',
    )
    for section in filter(None, sections):
        st.html(section)


def _basis(report: Report) -> str:
    """When, with what and over which documents it was measured."""
    documents = report.evaluation.documents()
    word = report.word
    said = _paragraphs(word("trust.advice")) + f'<p class="lead">{html(word("trust.intro"))}</p>'
    said += f'<p class="meta">{html(report.measured())}</p>'
    if not documents:
        return said
    return f"{said}<details><summary>{html(word('trust.list'))}</summary>{_documents(word, documents)}</details>"


def _documents(word: Wording, documents: Iterable[Document]) -> str:
    lines = (
        f"<li>{html(d.title)} <span class='meta'>{separated((html(word.date(d.date)), _language(word, d)))}</span></li>"
        for d in documents
    )
    return f"<ul>{''.join(lines)}</ul>"


def _language(word: Wording, document: Document) -> str:
    return html(word.either(f"languages.{document.language}", document.language)) if document.language else ""


def _card(statement: Statement) -> str:
    return (
        f'<li class="statement"><h2 class="small">{html(statement.title)}</h2>'
        f'<p class="figure">{html(statement.value)}</p><p>{html(statement.text)}</p></li>'
    )


def _chart(report: Report) -> str:
    """The share of right answers as bars: a table, so that what the bars show is read as well as seen."""
    word, measures = report.word, report.charted()
    if not measures:
        return ""
    legend = f'<p class="meta">{html(word("trust.chart_text"))}</p>'
    return _section(word("trust.chart"), legend + _bars(report, measures))


def _bars(report: Report, measures: Iterable[Measure]) -> str:
    word = report.word
    head = "".join(
        f'<th scope="col" role="columnheader">{html(word(f"trust.column_{name}"))}</th>' for name in ("kind", "right")
    )
    rows = "".join(
        f'<tr role="row"><th scope="row" role="rowheader">{html(report.group(m))}</th>'
        f'<td role="cell">{_bar(m)}<span>{html(_said(report, m))}</span></td></tr>'
        for m in measures
    )
    return (
        f'<table class="bars" role="table"><caption class="for-screen-readers">{html(word("trust.chart"))}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{rows}</tbody></table>'
    )


def _bar(measure: Measure) -> str:
    """The picture of a figure; the words beside it say the same."""
    parts = [f'<i class="share" style="width:{measure.value or 0:.1%}"></i>']
    if measure.interval:
        low, high = measure.interval
        parts.append(f'<i class="likely" style="left:{low:.1%};width:{high - low:.1%}"></i>')
    if measure.baseline is not None:
        parts.append(f'<i class="recipe" style="left:{measure.baseline:.1%}"></i>')
    return f'<div class="bar" aria-hidden="true">{"".join(parts)}</div>'


def _said(report: Report, measure: Measure) -> str:
    word, said = report.word, [report.share(measure)]
    if measure.interval:
        low, high = map(word.percent, measure.interval)
        said.append(word("trust.chart_likely", low=low, high=high))
    if measure.baseline is not None:
        said.append(word("trust.chart_recipe", percent=word.percent(measure.baseline)))
    return "; ".join(said)


def _careful(report: Report) -> str:
    """The weakest kinds of question, and all of them to open."""
    word, weakest, types = report.word, report.weakest(), report.by_type()
    if not types:
        return ""
    everything = f"<details><summary>{html(word('trust.by_type'))}</summary>{_bars(report, types)}</details>"
    if not weakest:
        return _section(word("trust.by_type"), everything)
    items = _items(f"{report.group(m)}: {report.share(m)}" for m in weakest)
    return _section(word("trust.careful"), _paragraphs(word("trust.careful_text")) + items + everything)


def _over(report: Report) -> str:
    """The same figures over each corpus, where there is more than one."""
    word, suites = report.word, list(report.evaluation.over_corpora())
    if len(suites) < 2:
        return ""
    names = ("documents", "right", "wrong", "silent")
    head = "".join(f'<th scope="col">{html(word(f"trust.column_{name}"))}</th>' for name in names)
    rows = "".join(
        f'<tr><th scope="row">{html(report.corpus(name))}</th>{"".join(_cells(report, suite))}</tr>'
        for name, suite in suites
    )
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return _section(word("trust.over"), f'<div class="wide">{table}</div>')


def _cells(report: Report, suite: Suite) -> Iterable[str]:
    for name in ("correct", "wrong_assertion", "wrong_silence"):
        measure = suite.measure(name)
        percent, of = (report.percent(measure), report.of(measure)) if measure else ("–", "")
        yield f"<td>{html(percent)} <span class='meta'>{html(of)}</span></td>"


def _checks(report: Report) -> str:
    checks = report.checks()
    rows = "".join(
        f"<dt>{html(check.title)}</dt><dd><strong>{html(check.value)}</strong> {html(check.text)}</dd>"
        for check in checks
    )
    return _section(report.word("trust.checks"), f"<dl>{rows}</dl>") if checks else ""


def _section(title: str, content: str) -> str:
    return f'<section class="setting trust"><h2>{html(title)}</h2>{content}</section>'


def _items(texts: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{html(text)}</li>' for text in texts)}</ul>"


def _paragraphs(*texts: str) -> str:
    return "".join(f"<p>{html(text)}</p>" for text in texts)


def _run(help: str) -> str:
    return f"{_paragraphs(help)}<pre><code>{_COMMAND}</code></pre>"
