"""The window at work on the page Learn: who learns, about which country, from what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st

from assistant.answer import Answer, Citation, Status
from assistant.language.countries import Gazetteer
from assistant.learning.glossary import Glossary, glossary_for, load_glossary
from assistant.learning.progress import Progress
from assistant.learning.room import Room, room_of
from assistant.learning.view import view_of
from assistant.ui.answer_view import AnswerView
from assistant.ui.backend import Backend
from assistant.ui.desk import author
from assistant.ui.frame import Frame
from assistant.ui.parts import readable
from assistant.ui.safe import html
from assistant.ui.terms import with_terms
from assistant.wording import Wording


@dataclass(frozen=True, slots=True)
class LearnDesk:
    """The state of the window on the page Learn.

    Attributes:
        frame: that of every page.
        backend: the store and the assistant.
        room: what is learnt from.
        progress: of all people over this store.
    """

    frame: Frame
    backend: Backend
    room: Room
    progress: Progress

    @property
    def word(self) -> Wording:
        """The phrases of the page."""
        return self.frame.wording

    @property
    def name(self) -> str:
        """The name of the person; empty while nobody said it."""
        return author()

    @property
    def country(self) -> str:
        """The code under which progress is kept."""
        return self.room.country

    def href(self, place: str | None) -> str:
        """A link to a place of the page."""
        return self.frame.address.at_place(place).href()

    def link(self, place: str | None, text: str, key: str, classes: str = "") -> str:
        """The same as HTML, opened in place."""
        return (
            f'<a class="{html(classes)}" data-open="learn-{html(key)}" href="{html(self.href(place))}">{html(text)}</a>'
        )

    def go(self, place: str | None) -> None:
        """Opens a place of the page."""
        self.frame.go(self.frame.address.at_place(place))

    def cards(self, citations: tuple[Citation, ...], turn: int, numbered: bool = False) -> str:
        """Quotes as cards that open their page."""
        language = self.word.language
        numbered_ones = tuple(replace(c, mark=n) for n, c in enumerate(citations, 1))
        answer = Answer("", language, Status.ANSWERED, None, "", numbered_ones)
        return AnswerView(answer, turn, self.frame.address, numbered=numbered).cards()

    def quotes(self, citations: tuple[Citation, ...], key: str) -> str:
        """Quotes in a row, each with its place as a link that opens the page."""
        return "".join(self._quote(c, f"{key}-{n}") for n, c in enumerate(citations, 1))

    def _quote(self, citation: Citation, key: str) -> str:
        here = self.frame.address
        at = (citation.document_id, citation.page, (citation.start, citation.end))
        current = ' aria-current="true"' if (here.document, here.page, here.span) == at else ""
        place, quote = self.place(citation), html(readable(citation.quote, citation.language))
        return (
            f'<div class="cited"><blockquote lang="{html(citation.language)}">{quote}</blockquote>'
            f'<p class="meta"><a data-open="quote-{html(key)}"{current} '
            f'href="{html(here.at_citation(citation).href())}">{html(place)}</a></p></div>'
        )

    def place(self, citation: Citation) -> str:
        """Where a quote stands, in one line: title, section, page, date."""
        section = citation.section.rpartition(" > ")[2]
        page = self.word("answer.page", page=citation.page)
        date = self.word.date(citation.as_of) if citation.as_of else ""
        return ", ".join(part for part in (citation.title, section, page, date) if part)

    def termed(self, markup: str) -> str:
        """HTML with the terms of the glossary explained."""
        return with_terms(markup, self.room.glossary, self.word.language)


@st.cache_resource(show_spinner=False, max_entries=8, hash_funcs={Backend: id})
def _room(backend: Backend, generation: int, lessons: int, language: str, country: str | None) -> Room:
    return room_of(backend.consultation, language, country)


@st.cache_resource(show_spinner=False)
def _progress(store: str) -> Progress:
    return Progress.of(Path(store))


def open_desk(frame: Frame, backend: Backend) -> LearnDesk:
    """The desk over a store; made anew when the documents or the lessons change.

    Raises:
        LessonFileError: the file of a lesson is damaged.
        WorkspaceFileError: the file with the progress cannot be used.
    """
    folder = backend.consultation.settings.corpus / "lessons"
    edited = max((p.stat().st_mtime_ns for p in folder.glob("*/*.md")), default=0)
    room = _room(backend, backend.store.generation, edited, frame.wording.language, frame.address.country)
    return LearnDesk(frame, backend, room, _progress(str(backend.store_path)))


@st.cache_resource(show_spinner=False, max_entries=4, hash_funcs={Backend: id})
def _glossary(backend: Backend, generation: int, language: str) -> Glossary:
    settings = backend.consultation.settings
    view = view_of(backend.store, backend.consultation.reading().retrieval, language)
    return glossary_for(load_glossary(settings.corpus), view, Gazetteer.load(settings.corpus), "")


def explained_terms(backend: Backend, markup: str, language: str) -> str:
    """An answer on another page with the terms of the glossary explained, but for its sources."""
    head, body, answer = markup.partition('<div class="prose">')
    answer, sources, rest = answer.partition('<section class="sources">')
    glossary = _glossary(backend, backend.store.generation, language)
    return head + body + with_terms(answer, glossary, language) + sources + rest
