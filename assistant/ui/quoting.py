"""Search in the documents beside a response; a quote that is found is added to it by one click."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from assistant.answer import Citation
from assistant.citing import cited
from assistant.errors import AssistantError
from assistant.ui.desk import Desk
from assistant.ui.editor_view import card
from assistant.ui.safe import html, label, line
from assistant.workspace.model import Response
from ingest.document import BlockKind
from ingest.errors import IngestError
from ingest.terms import terms

if TYPE_CHECKING:
    from ingest.records import StoredSentence

_PASSAGES, _SHOWN = 8, 6
_FEWEST_TERMS = 4
"""What has fewer words of content is a heading or a scrap of one."""
_NEW = ""


def draw_quoting(desk: Desk, response: Response, add: Callable[[Citation, str], None], may: bool) -> None:
    """The search, and what it found.

    Args:
        desk: the window.
        response: what quotes are added to.
        add: adds a quote to the sentence with an id, or as one of its own.
        may: whether the response may be changed now.
    """
    word = desk.word
    st.html(f'<h3 class="small">{html(word("quoting.title"))}</h3>')
    query = st.text_input(
        word("quoting.query"), key=f"quoting-{response.indicator.id}", placeholder=word("quoting.placeholder")
    )
    if not query or not query.strip():
        return
    try:
        with st.spinner(word("ask.searching"), show_time=False):
            found = _found(desk, query)
    except (AssistantError, IngestError) as error:
        st.html(f'<p class="failure" role="alert">{html(error.message(word.language))}</p>')
        return
    if not found:
        st.html(f'<p class="note" role="status">{html(word("quoting.nothing"))}</p>')
        return
    numbered = {s.id: f"{i}. {s.text[:60]}" for i, s in enumerate(response.sentences, 1)}
    to = st.selectbox(
        word("quoting.to"),
        [_NEW, *numbered],
        format_func=lambda id: line(numbered.get(id, "")) or word("quoting.new"),
        key=f"quoting-to-{response.indicator.id}",
    )
    for number, citation in enumerate(found, 1):
        with st.container(border=False, key=f"found-{number}"):
            st.html(card(citation, desk))
            st.button(
                label(word("quoting.add", number=number)),
                on_click=add,
                args=(citation, to),
                disabled=not may,
                key=f"add-quote-{number}",
            )


def _found(desk: Desk, query: str) -> Sequence[Citation]:
    """The sentences of the best passages that share most with the query, as citations."""
    from assistant.retrieval import Filters

    assert desk.backend is not None
    filters = Filters(countries=(desk.assessment.country,))
    passages = desk.backend.consultation.search(query, _PASSAGES, filters)
    wanted = {language: set(terms(query, language)) for language in ("en", "es")}
    scored: list[tuple[float, StoredSentence]] = []
    for rank, one in enumerate(passages):
        best = max(one.passage.sentences, key=lambda s: len(wanted.get(s.language, set()) & set(s.terms)), default=None)
        for sentence in one.passage.sentences:
            if len(sentence.terms) < _FEWEST_TERMS and sentence.kind is not BlockKind.TABLE_ROW:
                continue
            shared = len(wanted.get(sentence.language, set()) & set(sentence.terms))
            if sentence is best or shared > 1:
                scored.append((shared - rank / 4, sentence))
    scored.sort(key=lambda pair: -pair[0])
    return [_citation(desk, sentence, i) for i, (_, sentence) in enumerate(scored[:_SHOWN], 1)]


def _citation(desk: Desk, sentence: StoredSentence, number: int) -> Citation:
    assert desk.backend is not None
    document = desk.backend.store.document(sentence.document_id)
    return cited(sentence, document, number, desk.backend.consultation.titles, desk.assessment.language)
