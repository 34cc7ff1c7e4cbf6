"""The terms of the glossary in answers, on pages that have nothing else to do with learning; and the rehearsal."""

from __future__ import annotations

import logging
import threading

import streamlit as st

from assistant.language.countries import Gazetteer
from assistant.learning.glossary import Glossary, glossary_for, load_glossary
from assistant.learning.view import view_of
from assistant.ui.backend import Backend
from assistant.ui.safe import html
from assistant.ui.terms import with_terms
from assistant.ui.writers import EXTRACTIVE

_TITLE = 200


@st.cache_resource(show_spinner=False, max_entries=4, hash_funcs={Backend: id})
def _glossary(backend: Backend, generation: int, language: str) -> Glossary:
    settings = backend.consultation.settings
    view = view_of(backend.store, backend.consultation.reading().retrieval, language)
    return glossary_for(load_glossary(settings.corpus), view, Gazetteer.load(settings.corpus), "")


def explained_terms(backend: Backend, markup: str, language: str) -> str:
    """An answer with the terms of the glossary explained, but for its sources."""
    head, body, answer = markup.partition('<div class="prose">')
    answer, sources, rest = answer.partition('<section class="sources">')
    glossary = _glossary(backend, backend.store.generation, language)
    return head + body + with_terms(answer, glossary, language) + sources + rest


@st.cache_resource(show_spinner=False, max_entries=4, hash_funcs={Backend: id})
def rehearse(backend: Backend, language: str) -> None:
    """Answers a question that nobody asked, once, while the first real one is being typed.

    What the first answer in a language needs besides (dictionaries, the glossary, the drawing) is in memory after it.
    """
    threading.Thread(target=_rehearse, args=(backend, language), name="rehearse", daemon=False).start()


def _rehearse(backend: Backend, language: str) -> None:
    try:
        title = next((d.metadata.title for d in backend.documents()), "")
        consultation = backend.consultation
        if backend.is_asked:
            return
        answer = consultation.ask(title[:_TITLE], language, writer=EXTRACTIVE)
        explained_terms(backend, f'<div class="prose">{html(answer.answer)}', language)
    except Exception:
        logging.getLogger(__name__).exception("the rehearsal failed")  # the first question says what is wrong
