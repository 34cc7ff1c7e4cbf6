"""An answer as clean text with references, as it is pasted into a letter or a memorandum."""

from __future__ import annotations

from assistant.answer import Answer, Citation, Status
from assistant.instruments.places import place
from assistant.wording import Wording


def plain_text(answer: Answer, word: Wording) -> str:
    """Question, answer, what qualifies it, and the sources: [1] Title, section, page, date, link."""
    blocks = [answer.question, answer.answer.strip(), "\n".join(answer.caveats), sources_text(answer, word)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def sources_text(answer: Answer, word: Wording) -> str:
    """The list of sources with a heading; empty where there are none."""
    if not answer.citations:
        return ""
    lines = [f"[{c.mark}] {reference(c, word)}" for c in answer.citations]
    return "\n".join([f"{word('reference.sources')}:", *lines])


_ARTICLES = ("reference.article", "reference.section", "reference.provision")


def reference(citation: Citation, word: Wording) -> str:
    """Where a quote stands: title, section, article, page, date, link."""
    article = article_of(citation, word)
    section = citation.section.rpartition(" > ")[2]
    summary = word("answer.summary_of", source=citation.summarises) if citation.summarises else None
    page = word("reference.page", page=citation.page)
    parts = (citation.title, section, article, page, word.date(citation.as_of), summary, citation.url)
    return ", ".join(part for part in parts if part)


def article_of(citation: Citation, word: Wording) -> str | None:
    """The article of a norm that a quote stands in, shortly: ``art. 5``."""
    return place(citation.article, _ARTICLES, word) if citation.article else None


def headline(answer: Answer, word: Wording) -> str:
    """The verdict, or how far the documents answer, as words; empty for a plain answer.

    The date is that of the first source: it decided the verdict.
    """
    if answer.verdict and answer.status not in (Status.NOT_FOUND, Status.OUT_OF_SCOPE, Status.CONFLICT):
        return _verdict(answer, word)
    return word(STATUS_PHRASES[answer.status]) if answer.status in STATUS_PHRASES else ""


def _verdict(answer: Answer, word: Wording) -> str:
    said = word(f"verdict.{answer.verdict}")
    date = answer.citations[0].as_of if answer.citations else None
    return f"{said}, {word('verdict.as_of', date=word.date(date))}" if date else said


STATUS_PHRASES = {
    Status.NOT_FOUND: "verdict.not_found",
    Status.OUT_OF_SCOPE: "verdict.out_of_scope",
    Status.CONFLICT: "verdict.conflict",
    Status.PARTIAL: "verdict.partial_status",
}
