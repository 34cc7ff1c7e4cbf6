"""The glossary: search that forgives accents and slips, both languages, and where the documents use a term."""

from __future__ import annotations

import streamlit as st

from assistant.learning.glossary import Entry, uses
from assistant.ui.desk import phrases
from assistant.ui.learn_desk import LearnDesk
from assistant.ui.safe import html

_SHOWN = 40


def draw_glossary(desk: LearnDesk, slug: str) -> None:
    """The list with its search, or one term."""
    entry = desk.room.glossary.by_slug.get(slug)
    if entry is not None:
        _draw_entry(desk, entry)
        return
    word = desk.word
    st.html(f'<h1 data-focus="place" tabindex="-1">{html(word("learn.door_glossary"))}</h1>')
    query = st.text_input(word("glossary.search"), key="glossary-query", placeholder=word("glossary.placeholder"))
    found = desk.room.glossary.search(query or "")
    if not query:
        found = tuple(sorted(found, key=lambda e: e.terms[word.language].casefold()))
    said = word.count("glossary.found", len(found)) if found else word("glossary.nothing", query=query or "")
    shown = found if query is None or len(found) <= _SHOWN or not query else found[:_SHOWN]
    items = "".join(_line(desk, entry) for entry in shown)
    st.html(f'<p class="meta" role="status">{html(said)}</p><dl class="glossary">{items}</dl>')


def _line(desk: LearnDesk, entry: Entry) -> str:
    own, other = desk.word.language, _other(desk)
    term = desk.link(f"glossary.{entry.slug}", entry.terms[own], f"term-{entry.slug}", "title")
    return (
        f'<div><dt>{term} <span class="meta" lang="{other}">{html(entry.terms[other])}</span></dt>'
        f"<dd>{html(entry.definitions[own])}</dd></div>"
    )


def _other(desk: LearnDesk) -> str:
    return "es" if desk.word.language == "en" else "en"


def _draw_entry(desk: LearnDesk, entry: Entry) -> None:
    word, own, other = desk.word, desk.word.language, _other(desk)
    variants = [v for v in entry.variants[own] if v]
    facts = f"<p>{html(word('glossary.also', names=', '.join(variants)))}</p>" if variants else ""
    domain = ""
    if entry.domain in range(1, 7):
        name = phrases(own)(f"draft_domain.domain_{entry.domain}")
        domain = f'<p class="meta">{html(word("glossary.domain", domain=f"{entry.domain}. {name}"))}</p>'
    others = "; ".join((entry.terms[other], *entry.variants[other]))
    found = uses(entry, desk.room.table.view)
    used = "".join(desk.quotes((desk.room.filler.cite(p),), f"use-{n}") for n, p in enumerate(found))
    body = used or f'<p class="note">{html(word("glossary.unused"))}</p>'
    st.html(
        f'<article class="entry"><h1 data-focus="place" tabindex="-1">{html(entry.terms[own])}</h1>'
        f"<p>{html(entry.definitions[own])}</p>{facts}"
        f'<p>{html(word(f"languages.{other}"))}: <span lang="{other}">{html(others)}. '
        f"{html(entry.definitions[other])}</span></p>{domain}"
        f"<h2>{html(word('glossary.used'))}</h2>{body}"
        f"<p>{desk.link('glossary', word('glossary.all'), 'glossary-all')}</p></article>"
    )
